import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { Heading } from '../layout/heading';
import type { Delivery } from '../api/client';
import { deliveriesQuery, statisticsQuery } from '../api/queries';
import { CityName, useCityName } from '../cities/city-name';
import { dayText, instantText } from '../dates';
import { Mass } from '../layout/mass';
import { NoData } from '../layout/no-data';
import { RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { SampleBand } from '../layout/sample-band';
import { massText, number } from '../mass';
import { paths } from '../paths';
import { mayEver, useSession } from '../identity/session';
import { FigureLine } from '../statistics/figure-line';
import { readFilters, type StatisticsFilters } from '../statistics/filters';
import { massReceived } from '../statistics/rows';
import { quantityText, totalMassKg } from './amounts';
import { useCategoryName } from './category-name';
import { LineMarks } from './line-marks';

/** The deliveries behind a figure of the statistics, with the filters that it was asked by. */
export function Component() {
  const { t, i18n } = useTranslation();
  const { cityId = '' } = useParams();
  const [search] = useSearchParams();
  const filters = readFilters(search);
  const name = useCityName(cityId);

  return (
    <>
      {filters.sample && (
        <SampleBand toReal={paths.cityDeliveries(cityId, { ...filters, sample: false })} />
      )}
      <p className="back">
        <Link to={paths.statistics(filters)}>‹ {t('nav.statistics')}</Link>
      </p>
      <Heading>{t('deliveries.titleOf', { city: name })}</Heading>
      <CityFigure cityId={cityId} filters={filters} />
      {(filters.from ?? filters.to) && (
        <p>
          {t('statistics.filters')}:{' '}
          {[filters.from, filters.to]
            .map((day) => (day ? dayText(day, 'day', t, i18n.language) : '…'))
            .join(' – ')}{' '}
          <Link to={paths.cityDeliveries(cityId, { sample: filters.sample })}>
            {t('deliveries.noFilter')}
          </Link>
        </p>
      )}
      {filters.asOf && (
        <p className="dim">
          {t('deliveries.unannouncedAsOf', { asOf: instantText(filters.asOf, i18n.language) })}
        </p>
      )}
      <h2>{t('deliveries.list')}</h2>
      <DeliveryList cityId={cityId} filters={filters} />
    </>
  );
}

interface Props {
  cityId: string;
  filters: StatisticsFilters;
}

export function CityFigure({ cityId, filters }: Props) {
  const { t, i18n } = useTranslation();
  const statistics = useQuery(statisticsQuery({ ...filters, city: cityId }));
  if (statistics.isError) {
    return <ProblemNotice error={statistics.error} onRetry={() => void statistics.refetch()} />;
  }
  const row = statistics.data?.items[0];
  if (!row) return statistics.isPending ? <RowsSkeleton rows={2} /> : null;
  const massKg = massReceived(row);
  return (
    <section className="figure" aria-label={t('deliveries.received')}>
      <p className="figure-number">
        {massKg === null ? (
          <>
            <NoData why={row.coverage === 'reported' ? 'mass' : 'cell'} />{' '}
            <span aria-hidden="true">
              {t(row.coverage === 'reported' ? 'noData.mass' : 'noData.cell')}
            </span>
          </>
        ) : (
          <>
            <strong>{massText(massKg, t, i18n.language)}</strong>{' '}
            <span>{t('deliveries.received')}</span>
          </>
        )}
      </p>
      {row.coverage === 'reported' && (
        <FigureLine
          cases={row.cases ?? 0}
          lines={row.lines ?? 0}
          linesWithoutMass={row.linesWithoutMass ?? 0}
          firstDay={row.firstDay}
          lastDay={row.lastDay}
        />
      )}
      {(row.massDerivedKg ?? 0) > 0 && (
        <p className="dim derived">
          {t('statistics.figureUnsure', {
            mass: massText(row.massDerivedKg ?? 0, t, i18n.language),
          })}
        </p>
      )}
    </section>
  );
}

function DeliveryList({ cityId, filters }: Props) {
  const { t, i18n } = useTranslation();
  const { from, to, sample } = filters;
  const session = useSession();
  const deliveries = useInfiniteQuery(deliveriesQuery({ receivingCity: cityId, from, to, sample }));
  if (deliveries.isPending) return <RowsSkeleton rows={8} />;
  if (deliveries.isError) {
    return <ProblemNotice error={deliveries.error} onRetry={() => void deliveries.refetch()} />;
  }
  const items = deliveries.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <p className="empty">
        {t('deliveries.empty')} {t('deliveries.emptyHow')}{' '}
        {mayEver(session, 'delivery.record') && (
          <Link to={paths.logDelivery()}>{t('nav.logDelivery')}</Link>
        )}
      </p>
    );
  }
  return (
    <>
      <ul className="deliveries">
        {items.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </ul>
      <p aria-live="polite" className="dim">
        {t('deliveries.shown', {
          count: items.length,
          number: number(items.length, i18n.language),
        })}{' '}
        {!deliveries.hasNextPage && t('deliveries.all')}
      </p>
      {deliveries.hasNextPage && (
        <Button
          variant="default"
          loading={deliveries.isFetchingNextPage}
          onClick={() => void deliveries.fetchNextPage()}
        >
          {t('deliveries.more')}
        </Button>
      )}
      <p className="downloads">
        <a href={paths.deliveriesCsv({ receivingCity: cityId, from, to, sample })} download>
          {t('statistics.downloadDeliveries')}
        </a>
      </p>
    </>
  );
}

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const { t, i18n } = useTranslation();
  const categoryName = useCategoryName();
  const massKg = totalMassKg(delivery.lines);
  return (
    <li className={delivery.isSample ? 'delivery is-sample' : 'delivery'}>
      <div className="delivery-head">
        <h3>
          <Link to={paths.delivery(delivery.id)}>
            {dayText(delivery.receivedOn, delivery.datePrecision, t, i18n.language)}
            {' · '}
            <CityName
              id={delivery.sendingCityId}
              text={delivery.sendingCityText}
              country={delivery.sendingCountry}
            />
          </Link>
        </h3>
        <p className="num">{massKg === null ? <NoData why="mass" /> : <Mass kg={massKg} />}</p>
      </div>
      <p className="dim">
        {delivery.isSample && <span className="mark">{t('sample.mark')}</span>}
        {delivery.isOutsidePartnership && <span className="mark">{t('deliveries.outside')}</span>}
        {t(delivery.side === 'receiver' ? 'deliveries.ownRecord' : 'deliveries.publicSource')}
        {delivery.sourceUrl && (
          <>
            {' · '}
            <a href={delivery.sourceUrl} rel="noreferrer">
              {sourceHost(delivery.sourceUrl)}
            </a>
          </>
        )}
      </p>
      <ul className="delivery-lines">
        {delivery.lines.map((line) => (
          <li key={line.id}>
            <span>
              {line.item} <span className="dim">· {categoryName(line.category)}</span>{' '}
              <LineMarks line={line} />
            </span>
            <span className="num nowrap">
              {line.quantity !== null && quantityText(line.quantity, line.unit, t, i18n.language)}
              {line.quantity !== null && line.massKg !== null && ' · '}
              {line.massKg !== null && <Mass kg={line.massKg} />}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Enough to know whose page it is; an address that is none is shown as it stands. */
export function sourceHost(url: string): string {
  try {
    return new URL(url).hostname.replace(/^www\./, '');
  } catch {
    return url;
  }
}
