import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type DeadJob, type QueueList } from '../api/client';
import { ageText, instantText } from '../dates';
import { NoRole } from '../identity/no-role';
import { mayEver, useSession } from '../identity/session';
import { Heading } from '../layout/heading';
import { RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { number } from '../mass';
import { deadJobsQuery, queuesQuery } from './queries';
import { useQueueName } from './queue-name';

/** What waits in the queues and what failed for good, for the stewards. */
export function Component() {
  const { t } = useTranslation();
  const session = useSession();
  if (!mayEver(session, 'queue.watch')) return <NoRole role="steward" />;
  return (
    <>
      <Heading>{t('watch.title')}</Heading>
      <p className="dim">{t('watch.what')}</p>
      <Queues />
      <section aria-labelledby="dead-jobs">
        <h2 id="dead-jobs">{t('watch.jobs')}</h2>
        <DeadJobs />
      </section>
    </>
  );
}

function Queues() {
  const { t } = useTranslation();
  const queues = useQuery(queuesQuery());
  if (queues.isPending) return <RowsSkeleton rows={5} />;
  if (queues.isError) {
    return <ProblemNotice error={queues.error} onRetry={() => void queues.refetch()} />;
  }
  const { items, isBehind } = queues.data;
  return (
    <>
      <DeadFigure count={items.reduce((sum, { dead }) => sum + dead, 0)} />
      {isBehind && (
        <div className="notice notice-open" role="status">
          <h2>{t('watch.behind')}</h2>
          <p>{t('watch.behindHow')}</p>
        </div>
      )}
      {items.length === 0 ? (
        <p className="empty">{t('watch.noQueues')}</p>
      ) : (
        <QueueTable items={items} />
      )}
    </>
  );
}

function DeadFigure({ count }: { count: number }) {
  const { t, i18n } = useTranslation();
  return (
    <p className="figure-number" aria-live="polite">
      {count > 0 && <strong>{number(count, i18n.language)}</strong>}{' '}
      <span>{count === 0 ? t('watch.noneDead') : t('watch.dead', { count })}</span>
    </p>
  );
}

function QueueTable({ items }: Pick<QueueList, 'items'>) {
  const { t, i18n } = useTranslation();
  const nameOf = useQueueName();
  const columns = ['waiting', 'waitingAgain', 'dead', 'failedAttempts', 'done'] as const;
  const words = (column: (typeof columns)[number]) =>
    t(`watch.${column === 'dead' ? 'deadShort' : column}`);
  return (
    <table className="table table-stacked">
      <caption className="unseen">{t('watch.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('watch.queue')}</th>
          <th scope="col" className="num">
            {t('watch.oldest')}
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" className="num">
              {words(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((queue) => (
          <tr key={queue.queue}>
            <th scope="row">{nameOf(queue.queue)}</th>
            <td className="num" data-heading={t('watch.oldest')}>
              {queue.oldestAgeSeconds === null
                ? '—'
                : ageText(queue.oldestAgeSeconds, i18n.language)}
            </td>
            {columns.map((column) => (
              <td key={column} className="num" data-heading={words(column)}>
                {number(queue[column], i18n.language)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DeadJobs() {
  const { t } = useTranslation();
  const jobs = useInfiniteQuery(deadJobsQuery());
  if (jobs.isPending) return <RowsSkeleton rows={3} />;
  if (jobs.isError) {
    return <ProblemNotice error={jobs.error} onRetry={() => void jobs.refetch()} />;
  }
  const items = jobs.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="empty">{t('watch.noJobs')}</p>;
  return (
    <>
      <ul className="rows">
        {items.map((job) => (
          <DeadJobRow key={`${job.queue}/${job.jobId}`} job={job} />
        ))}
      </ul>
      {jobs.hasNextPage && (
        <Button
          variant="default"
          loading={jobs.isFetchingNextPage}
          onClick={() => void jobs.fetchNextPage()}
        >
          {t('deliveries.more')}
        </Button>
      )}
    </>
  );
}

const MARK = { dead: 'mark-failed', waiting: 'mark-received', done: 'mark-posted' } as const;

function DeadJobRow({ job }: { job: DeadJob }) {
  const { t, i18n } = useTranslation();
  const nameOf = useQueueName();
  const when = instantText(job.failedAt, i18n.language);
  const { attempts: count } = job;
  return (
    <li className="row">
      <div>
        <strong>{nameOf(job.queue)}</strong>{' '}
        <span className={`mark ${MARK[job.state]}`}>{t(`watch.state_${job.state}`)}</span>
        <span className="under">
          {when} · {t('watch.attempts', { count, number: number(count, i18n.language) })}
        </span>
        {/* What the server said is English. */}
        <p lang="en">{job.error}</p>
        {job.remedy !== 'retry' && <p className="dim">{t(`watch.remedy_${job.remedy}`)}</p>}
        {job.retriedAt !== null && (
          <p className="dim">
            {t('watch.retriedAt', { when: instantText(job.retriedAt, i18n.language) })}
          </p>
        )}
        <details>
          <summary>{t('watch.details')}</summary>
          <p>
            <code>{job.jobId}</code>
          </p>
          <p>
            <code>{JSON.stringify(job.data)}</code>
          </p>
        </details>
      </div>
      {job.remedy === 'retry' && job.state === 'dead' && <RetryButton job={job} when={when} />}
    </li>
  );
}

function RetryButton({ job: { queue, jobId }, when }: { job: DeadJob; when: string }) {
  const { t } = useTranslation();
  const nameOf = useQueueName();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/dead-jobs/{queue}/{jobId}/retry', {
          params: { path: { queue, jobId } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['watch'] }),
  });
  return (
    <div>
      <Button
        variant="default"
        loading={retry.isPending}
        aria-label={t('watch.retryOf', { queue: nameOf(queue), when })}
        onClick={() => retry.mutate()}
      >
        {t('watch.retry')}
      </Button>
      {retry.isError && <ProblemNotice error={retry.error} />}
    </div>
  );
}
