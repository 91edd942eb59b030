import { Button, Progress } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Heading } from '../layout/heading';
import type { Report, ReportError } from '../api/client';
import { reportErrorsQuery, reportQuery } from '../api/queries';
import { CityName, useCityName } from '../cities/city-name';
import { instantText } from '../dates';
import { PageSkeleton, RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { SampleBand } from '../layout/sample-band';
import { number } from '../mass';
import { paths } from '../paths';
import { useReportProgress } from './report-progress';
import { isOver } from './report-state';

/** What becomes of a report: its progress, then what was recorded, or every error by its row. */
export function Component() {
  const { t, i18n } = useTranslation();
  const { id = '' } = useParams();
  const query = useQuery(reportQuery(id));
  const progress = useReportProgress(query.data);
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) {
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  const report = query.data;
  return (
    <>
      {report.isSample && <SampleBand />}
      <p className="back">
        <Link to={paths.reports()}>‹ {t('reports.title')}</Link>
      </p>
      <Heading>{t('report.title', { file: report.fileName })}</Heading>
      <div aria-live="polite">
        {!isOver(report) && <Running {...progress} />}
        {report.state === 'posted' && isOver(report) && <Posted report={report} />}
        {report.state === 'rejected' && <Rejected report={report} />}
        {report.state === 'failed' && <Failed />}
      </div>
      {report.state === 'rejected' && <Errors id={report.id} />}
      <dl className="facts">
        <dt>{t('report.side')}</dt>
        <dd>{t(`side.${report.side}`)}</dd>
        <dt>{t('report.city')}</dt>
        <dd>{report.cityId === null ? t('reports.several') : <CityName id={report.cityId} />}</dd>
        <dt>{t('report.received')}</dt>
        <dd>{instantText(report.receivedAt, i18n.language)}</dd>
        {report.rowCount !== null && (
          <>
            <dt>{t('report.rows')}</dt>
            <dd>{number(report.rowCount, i18n.language)}</dd>
          </>
        )}
        <dt>{t('report.checksum')}</dt>
        <dd>
          <code>{report.sha256}</code>
        </dd>
      </dl>
    </>
  );
}

function Running({ stage, rowsRead }: ReturnType<typeof useReportProgress>) {
  const { t, i18n } = useTranslation();
  const rows = t('count.rows', { count: rowsRead, number: number(rowsRead, i18n.language) });
  return (
    <div className="notice">
      <p>{t(`report.${stage}`, { rows })}</p>
      {/* How many rows are to come is not known, so the bar only says that the work goes on. */}
      <Progress value={100} animated aria-label={t('report.progress')} />
      <p className="dim">{t('report.canLeave')}</p>
    </div>
  );
}

function Posted({ report }: { report: Report }) {
  const { t, i18n } = useTranslation();
  const cityName = useCityName(report.cityId);
  const count = (value: number | null) => ({
    count: value ?? 0,
    number: number(value ?? 0, i18n.language),
  });
  return (
    <div className="notice notice-settled">
      <h2>{t('report.posted')}</h2>
      <p>
        {t('report.postedWhat', {
          cases: t('count.cases', count(report.casesPosted)),
          lines: t('count.lines', count(report.linesPosted)),
          matched: t('count.matched', count(report.linesMatched)),
        })}
      </p>
      {report.failureReason !== null && <p role="alert">{t('report.notReconciled')}</p>}
      <p className="actions">
        {report.cityId !== null && report.side !== 'sender' && (
          <Link to={paths.cityDeliveries(report.cityId, { sample: report.isSample })}>
            {t('report.toCity', { city: cityName })}
          </Link>
        )}
        <Link to={paths.statistics({ sample: report.isSample })}>{t('report.toStatistics')}</Link>
      </p>
    </div>
  );
}

function Rejected({ report }: { report: Report }) {
  const { t, i18n } = useTranslation();
  const count = report.errorCount ?? 0;
  return (
    <div className="notice notice-problem">
      <h2>
        {t('report.rejected', {
          errors: t('count.errors', { count, number: number(count, i18n.language) }),
        })}
      </h2>
      <p>{t('report.rejectedWhat')}</p>
      <Button component={Link} to={paths.uploadReport()}>
        {t('report.againButton')}
      </Button>
    </div>
  );
}

function Failed() {
  const { t } = useTranslation();
  return (
    <div className="notice notice-problem">
      <h2>{t('report.failed')}</h2>
      <p>{t('report.failedWhat')}</p>
      <Button component={Link} to={paths.uploadReport()}>
        {t('nav.uploadReport')}
      </Button>
    </div>
  );
}

function Errors({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const errors = useInfiniteQuery(reportErrorsQuery(id, i18n.language));
  if (errors.isPending) return <RowsSkeleton rows={5} />;
  if (errors.isError) {
    return <ProblemNotice error={errors.error} onRetry={() => void errors.refetch()} />;
  }
  const found = errors.data.pages.flatMap((page) => page.items);
  return (
    <>
      <h2 id="errors">{t('report.errors')}</h2>
      <p className="dim">{t('report.rowHint')}</p>
      {/* What is wrong with the file as a whole stands at no row that could be marked. */}
      {found.some((error) => error.row > 0) && (
        <p className="downloads">
          <a href={paths.reportErrorsCsv(id, i18n.language === 'uk' ? 'uk' : 'en')} download>
            {t('report.downloadMarked')}
          </a>
        </p>
      )}
      <table className="table table-stacked" aria-labelledby="errors">
        <thead>
          <tr>
            <th scope="col" className="num">
              {t('report.row')}
            </th>
            <th scope="col">{t('report.column')}</th>
            <th scope="col">{t('report.written')}</th>
            <th scope="col">{t('report.wrong')}</th>
            <th scope="col">{t('report.expected')}</th>
          </tr>
        </thead>
        <tbody>
          {found.map((error, index) => (
            <ErrorRow key={index} error={error} />
          ))}
        </tbody>
      </table>
      {errors.hasNextPage && (
        <Button
          variant="default"
          loading={errors.isFetchingNextPage}
          onClick={() => void errors.fetchNextPage()}
        >
          {t('report.more')}
        </Button>
      )}
    </>
  );
}

/** On a phone the cells stand one below the other, so each bears its heading. */
function ErrorRow({ error }: { error: ReportError }) {
  const { t, i18n } = useTranslation();
  return (
    <tr>
      <th scope="row" className="num" data-heading={t('report.row')}>
        {error.row ? number(error.row, i18n.language) : t('report.wholeFile')}
      </th>
      <td data-heading={t('report.column')}>
        {error.column === null ? '—' : <code>{error.column}</code>}
      </td>
      <td data-heading={t('report.written')}>
        {error.value ? <q>{error.value}</q> : <i>{t('report.nothing')}</i>}
      </td>
      <td data-heading={t('report.wrong')}>{error.message}</td>
      <td data-heading={t('report.expected')}>{error.expected}</td>
    </tr>
  );
}
