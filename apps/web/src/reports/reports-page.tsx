import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Heading } from '../layout/heading';
import type { Report } from '../api/client';
import { reportsQuery } from '../api/queries';
import { CityName } from '../cities/city-name';
import { instantText } from '../dates';
import { RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { SampleBand } from '../layout/sample-band';
import { mayEver, useSession } from '../identity/session';
import { number } from '../mass';
import { paths } from '../paths';

/** Every report that was filed, the newest first as the API lists them. */
export function Component() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const sample = search.get('sample') === 'true';
  return (
    <>
      {sample && <SampleBand toReal={paths.reports()} />}
      <div className="page-head">
        <Heading>{t('reports.title')}</Heading>
        <SegmentedControl
          aria-label={t('statistics.which')}
          value={sample ? 'sample' : 'real'}
          onChange={(value) => setSearch(value === 'sample' ? { sample: 'true' } : {})}
          data={[
            { value: 'real', label: t('statistics.real') },
            { value: 'sample', label: t('statistics.sample') },
          ]}
        />
      </div>
      <ReportList sample={sample} />
    </>
  );
}

function ReportList({ sample }: { sample: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const reports = useInfiniteQuery(reportsQuery(sample));
  if (reports.isPending) return <RowsSkeleton rows={6} />;
  if (reports.isError) {
    return <ProblemNotice error={reports.error} onRetry={() => void reports.refetch()} />;
  }
  const items = reports.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <p className="empty">
        {t('reports.empty')}{' '}
        {(mayEver(session, 'report.file') || mayEver(session, 'source.file')) && (
          <Link to={paths.uploadReport()}>{t('reports.emptyHow')}</Link>
        )}
      </p>
    );
  }
  return (
    <>
      <table className="table">
        <caption className="unseen">{t('reports.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('reports.file')}</th>
            <th scope="col">{t('reports.state')}</th>
            <th scope="col" className="wide">
              {t('reports.result')}
            </th>
            <th scope="col" className="wide">
              {t('reports.side')}
            </th>
            <th scope="col" className="wide">
              {t('reports.city')}
            </th>
            <th scope="col" className="wide">
              {t('reports.receivedAt')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((report) => (
            <ReportRow key={report.id} report={report} />
          ))}
        </tbody>
      </table>
      {reports.hasNextPage && (
        <Button
          variant="default"
          loading={reports.isFetchingNextPage}
          onClick={() => void reports.fetchNextPage()}
        >
          {t('deliveries.more')}
        </Button>
      )}
    </>
  );
}

function ReportRow({ report }: { report: Report }) {
  const { t, i18n } = useTranslation();
  const count = (value: number | null) => ({
    count: value ?? 0,
    number: number(value ?? 0, i18n.language),
  });
  const received = instantText(report.receivedAt, i18n.language);
  return (
    <tr>
      <th scope="row">
        <Link className="row-link" to={paths.report(report.id)}>
          {report.fileName}
        </Link>
        <span className="under narrow">
          {t(`side.${report.side}`)} · {received}
        </span>
      </th>
      <td>
        <span className={`mark mark-${report.state}`}>{t(`reportState.${report.state}`)}</span>
      </td>
      <td className="wide">
        {report.state === 'posted' &&
          `${t('count.cases', count(report.casesPosted))}, ` +
            t('count.lines', count(report.linesPosted))}
        {report.state === 'rejected' && t('count.errors', count(report.errorCount))}
      </td>
      <td className="wide">{t(`side.${report.side}`)}</td>
      <td className="wide">
        {report.cityId === null ? t('reports.several') : <CityName id={report.cityId} />}
      </td>
      <td className="wide nowrap">{received}</td>
    </tr>
  );
}
