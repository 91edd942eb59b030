import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Heading } from '../layout/heading';
import type { CityStatistics, CityStatisticsPage } from '../api/client';
import { statisticsQuery } from '../api/queries';
import { nameOf } from '../cities/city-name';
import { mayEver, useSession } from '../identity/session';
import { dayText, instantText, windowText } from '../dates';
import { NoData } from '../layout/no-data';
import { PageSkeleton, RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { SampleBand } from '../layout/sample-band';
import { massText, number } from '../mass';
import { paths } from '../paths';
import { type Measure, readFilters, type StatisticsFilters } from './filters';
import { FigureLine } from './figure-line';
import { isMassUnknown, isReported, sortRows, totalsOf } from './rows';
import { StatisticsFilterForm } from './statistics-filter-form';
import { StatisticsTable } from './statistics-table';

/** Asked for at once, so that it arrives while the API still counts. */
const chart = import('./city-bar-chart');
const CityBarChart = lazy(() => chart);
const BARS_MAX = 20;

/** The start page: what the cities received, as a figure, a chart and a table. */
export function Component() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const filters = readFilters(search);
  const session = useSession();
  const statistics = useQuery(statisticsQuery(filters));
  const change = (next: Partial<StatisticsFilters>) =>
    setSearch(paths.statistics({ ...filters, ...next }).slice(1), { preventScrollReset: true });

  return (
    <>
      {filters.sample && <SampleBand toReal={paths.statistics({ ...filters, sample: false })} />}
      <div className="page-head">
        <Heading>{t('statistics.title')}</Heading>
        <SegmentedControl
          aria-label={t('statistics.which')}
          value={filters.sample ? 'sample' : 'real'}
          onChange={(value) => change({ sample: value === 'sample' })}
          data={[
            { value: 'real', label: t('statistics.real') },
            { value: 'sample', label: t('statistics.sample') },
          ]}
        />
      </div>
      {statistics.data && <Figure page={statistics.data} filters={filters} />}
      {session?.state === 'nobody' && !filters.sample && (
        <p className="dim">
          {t('session.publicOnly')}{' '}
          <Link to={paths.signIn(paths.statistics(filters))}>{t('session.signIn')}</Link>
        </p>
      )}
      <StatisticsFilterForm filters={filters} onChange={change} />
      {statistics.isPending && <PageSkeleton />}
      {statistics.isError && (
        <ProblemNotice error={statistics.error} onRetry={() => void statistics.refetch()} />
      )}
      {statistics.data && <Answer page={statistics.data} filters={filters} onChange={change} />}
    </>
  );
}

interface AnswerProps {
  page: CityStatisticsPage;
  filters: StatisticsFilters;
  onChange: (next: Partial<StatisticsFilters>) => void;
}

/** The number that the reader came for, its window, and how sure it is. */
function Figure({ page, filters }: Omit<AnswerProps, 'onChange'>) {
  const { t, i18n } = useTranslation();
  const totals = totalsOf(page.items);
  const count = (value: number) => ({ count: value, number: number(value, i18n.language) });
  const mass = (kg: number) => massText(kg, t, i18n.language);
  return (
    <section className="figure" aria-label={t('statistics.title')}>
      {!page.items.some(isReported) ? (
        <p className="figure-number">
          <NoData /> <span aria-hidden="true">{t('noData.cell')}</span>
        </p>
      ) : totals.massReceivedKg === null ? (
        <>
          <p className="figure-number">
            <strong>{t('count.cases', count(totals.cases))}</strong>{' '}
            <span>{t('statistics.casesOfAid')}</span>
          </p>
          <p>
            <NoData why="mass" /> {t('statistics.massUnknown')} ·{' '}
            {windowText(totals.firstDay, totals.lastDay, t, i18n.language)}
          </p>
        </>
      ) : (
        <>
          <p className="figure-number">
            <strong>{mass(totals.massReceivedKg)}</strong> <span>{t('statistics.received')}</span>
          </p>
          <FigureLine {...totals} />
        </>
      )}
      <p className="dim">
        {windowWords(filters, t, i18n.language)} ·{' '}
        {t('statistics.reported', { cities: t('count.cities', count(totals.citiesReported)) })}
        {totals.citiesWithoutData > 0 &&
          `; ${t('statistics.noDataOf', count(totals.citiesWithoutData))}`}
      </p>
      {totals.massConfirmedKg > 0 && (
        <p className="dim">{t('statistics.confirmed', { mass: mass(totals.massConfirmedKg) })}</p>
      )}
      {totals.massDerivedKg > 0 && (
        <p className="dim derived">
          {t('statistics.figureUnsure', { mass: mass(totals.massDerivedKg) })}
        </p>
      )}
    </section>
  );
}

function Answer({ page, filters, onChange }: AnswerProps) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const measure = measureOf(page, filters);
  const rowName = (row: CityStatistics) =>
    row.cityId === null ? t('city.unknown') : nameOf(row, i18n.language);
  const rows = sortRows(page.items, measure, rowName);
  const withData = rows.filter(isReported);

  return (
    <>
      <SegmentedControl
        aria-label={t('statistics.measure')}
        value={measure}
        onChange={(value) => onChange({ measure: value as Measure })}
        data={[
          { value: 'mass', label: t('statistics.measureMass') },
          { value: 'cases', label: t('statistics.measureCases') },
        ]}
      />
      <Chart rows={withData} page={page} filters={filters} measure={measure} rowName={rowName} />

      <h2 id="table">{t('statistics.table')}</h2>
      {rows.length === 0 && (
        <p className="empty">
          {t('statistics.empty')} {t('statistics.emptyHow')}{' '}
          {mayEver(session, 'delivery.record') && (
            <Link to={paths.logDelivery()}>{t('nav.logDelivery')}</Link>
          )}{' '}
          {mayEver(session, 'report.file') && (
            <Link to={paths.uploadReport()}>{t('nav.uploadReport')}</Link>
          )}
        </p>
      )}
      {rows.length > 0 && (
        <StatisticsTable
          rows={rows}
          filters={filters}
          caption={t('statistics.tableCaption', { window: windowWords(filters, t, i18n.language) })}
          rowName={rowName}
        />
      )}
      <p className="downloads">
        <a href={paths.statisticsCsv(filters)} download>
          {t('statistics.downloadCities')}
        </a>
        <a
          href={paths.deliveriesCsv({ from: filters.from, to: filters.to, sample: filters.sample })}
          download
        >
          {t('statistics.downloadDeliveries')}
        </a>
      </p>
    </>
  );
}

interface ChartProps {
  rows: CityStatistics[];
  page: CityStatisticsPage;
  filters: StatisticsFilters;
  measure: Measure;
  rowName: (row: CityStatistics) => string;
}

/** Its title says what it shows; unit, window, *as of* and source stand on it. */
function Chart({ rows, page, filters, measure, rowName }: ChartProps) {
  const { t, i18n } = useTranslation();
  const isMass = measure === 'mass';
  const drawable = rows.filter((row) => (isMass ? row.massReceivedKg : row.cases));
  const unknownMass = rows.filter(isMassUnknown).length;
  const first = drawable[0];
  const asOf = instantText(page.asOf, i18n.language);
  const what = isMass ? t('statistics.chartWhatMass') : t('statistics.chartWhatCases');

  return (
    <figure className="chart">
      {first === undefined ? (
        <p className="empty" hidden={rows.length === 0}>
          {isMass ? t('statistics.chartEmptyMass') : t('statistics.chartEmptyCases')}
        </p>
      ) : (
        <>
          <h2>
            {isMass
              ? t('statistics.chartFindingMass', {
                  city: rowName(first),
                  figure: massText(first.massReceivedKg ?? 0, t, i18n.language),
                })
              : t('statistics.chartFindingCases', {
                  city: rowName(first),
                  figure: number(first.cases ?? 0, i18n.language),
                })}
          </h2>
          <p className="dim">
            {what}, {windowWords(filters, t, i18n.language)}.{' '}
            {drawable.length > BARS_MAX &&
              t('statistics.chartTop', { shown: BARS_MAX, all: drawable.length }) + ' '}
            {isMass &&
              unknownMass > 0 &&
              t('statistics.chartWithoutMass', {
                cities: t('count.cities', { count: unknownMass, number: unknownMass }),
              })}
          </p>
          <Suspense fallback={<RowsSkeleton rows={Math.min(drawable.length, BARS_MAX)} />}>
            <CityBarChart
              label={t('statistics.chartLabel', { what })}
              bars={drawable.slice(0, BARS_MAX).map((row) => ({
                name: rowName(row),
                value: isMass ? (row.massReceivedKg ?? 0) / 1000 : (row.cases ?? 0),
                confirmed: isMass ? (row.massConfirmedKg ?? 0) / 1000 : null,
              }))}
            />
          </Suspense>
        </>
      )}
      <figcaption className="dim">
        {page.isSample ? t('statistics.sourceSample', { asOf }) : t('statistics.source', { asOf })}{' '}
        {t('statistics.position', { position: page.position })}
      </figcaption>
    </figure>
  );
}

/** What public sources tell of has seldom a mass: then cases are what can be compared. */
function measureOf(page: CityStatisticsPage, filters: StatisticsFilters): Measure {
  const { lines, linesWithoutMass } = totalsOf(page.items);
  return filters.measure ?? (linesWithoutMass * 2 > lines ? 'cases' : 'mass');
}

/** The period that was asked for, in words. */
function windowWords(filters: StatisticsFilters, t: TFunction, locale: string): string {
  const from = filters.from && dayText(filters.from, 'day', t, locale);
  const to = filters.to && dayText(filters.to, 'day', t, locale);
  if (from && to) return t('statistics.windowFromTo', { from, to });
  if (from) return t('statistics.windowFrom', { from });
  if (to) return t('statistics.windowTo', { to });
  return t('statistics.windowAll');
}
