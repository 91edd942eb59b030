import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type OwnSession } from '../api/client';
import { instantText } from '../dates';
import { Confirm } from '../layout/confirm';
import { RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { forgetAllKept } from '../layout/use-kept';
import { paths } from '../paths';
import { deviceOf } from './device';
import { ownSessionsQuery } from './queries';

/** Where one is signed in; each place can be signed out of from here. */
export function DevicesSection() {
  const { t } = useTranslation();
  const sessions = useQuery(ownSessionsQuery());
  const endAll = useMutation({
    mutationFn: async () => {
      await answer(api.DELETE('/api/v1/users/me/sessions'));
      forgetAllKept();
      window.location.assign(paths.signIn());
    },
  });
  return (
    <section aria-labelledby="devices">
      <h2 id="devices">{t('devices.title')}</h2>
      {sessions.isPending && <RowsSkeleton rows={2} />}
      {sessions.isError && (
        <ProblemNotice error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.data && (
        <>
          <ul className="rows">
            {sessions.data.items.map((session) => (
              <Device key={session.id} session={session} />
            ))}
          </ul>
          {endAll.isError && <ProblemNotice error={endAll.error} />}
          <Confirm
            label={t('devices.endAll')}
            question={<p>{t('devices.endAllSure', { count: sessions.data.items.length })}</p>}
            yes={t('devices.endAllYes')}
            no={t('myAccount.no')}
            isPending={endAll.isPending}
            onYes={() => endAll.mutate()}
          />
        </>
      )}
    </section>
  );
}

function Device({ session }: { session: OwnSession }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/v1/users/me/sessions/{id}', { params: { path: { id: session.id } } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ownSessionsQuery().queryKey }),
  });
  const { browser, system } = deviceOf(session.userAgent);
  const name = [browser ?? t('devices.unknown'), system].filter(Boolean).join(' · ');
  return (
    <li className="row">
      <div>
        <strong>{name}</strong>{' '}
        {session.isThis && <span className="mark">{t('devices.this')}</span>}
        <span className="under">
          {t('devices.seen', {
            since: instantText(session.createdAt, i18n.language),
            last: instantText(session.lastSeenAt, i18n.language),
          })}
        </span>
        {end.isError && <ProblemNotice error={end.error} />}
      </div>
      {!session.isThis && (
        <Button
          variant="default"
          size="xs"
          loading={end.isPending}
          aria-label={t('devices.endOf', { device: name })}
          onClick={() => end.mutate()}
        >
          {t('devices.end')}
        </Button>
      )}
    </li>
  );
}
