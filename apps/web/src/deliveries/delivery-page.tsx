import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Heading } from '../layout/heading';
import type { Delivery, DeliveryLine, Ledger } from '../api/client';
import { deliveryLedgerQuery, deliveryQuery } from '../api/queries';
import { useCityName } from '../cities/city-name';
import { dayText, instantText } from '../dates';
import { Mass } from '../layout/mass';
import { PageSkeleton, RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { SampleBand } from '../layout/sample-band';
import { massText } from '../mass';
import { paths } from '../paths';
import { amountsText, totalMassKg } from './amounts';
import { useCategoryName } from './category-name';
import { sourceHost } from './city-deliveries-page';
import { LedgerEquation, LineMovements } from './line-movements';
import { LineMarks } from './line-marks';

/** One delivery: what came, from where we know it, and each movement of it in the ledger. */
export function Component() {
  const { id = '' } = useParams();
  const delivery = useQuery(deliveryQuery(id));
  const ledger = useQuery(deliveryLedgerQuery(id));
  if (delivery.isPending) return <PageSkeleton />;
  if (delivery.isError) {
    return <ProblemNotice error={delivery.error} onRetry={() => void delivery.refetch()} />;
  }
  return (
    <>
      <DeliveryHead delivery={delivery.data} />
      <DeliveryLines delivery={delivery.data} ledger={ledger.data} />
      {ledger.isPending && <RowsSkeleton rows={4} />}
      {ledger.isError && (
        <ProblemNotice error={ledger.error} onRetry={() => void ledger.refetch()} />
      )}
      {ledger.data && <LedgerEquation mass={ledger.data.mass} />}
    </>
  );
}

function DeliveryHead({ delivery }: { delivery: Delivery }) {
  const { t, i18n } = useTranslation();
  const cityText = (id: string | null, text: string | null) => (id === null ? text : null);
  const fromName = useCityName(delivery.sendingCityId);
  const toName = useCityName(delivery.receivingCityId);
  const from =
    cityText(delivery.sendingCityId, delivery.sendingCityText) ||
    fromName ||
    t('city.unknownSender');
  const to =
    cityText(delivery.receivingCityId, delivery.receivingCityText) || toName || t('city.unknown');
  const massKg = totalMassKg(delivery.lines);
  return (
    <>
      {delivery.isSample && <SampleBand />}
      {delivery.receivingCityId !== null && (
        <p className="back">
          <Link to={paths.cityDeliveries(delivery.receivingCityId, { sample: delivery.isSample })}>
            ‹ {t('delivery.allOfCity', { city: to })}
          </Link>
        </p>
      )}
      <Heading>{t('delivery.title', { from, to })}</Heading>
      <section className="figure" aria-label={t('delivery.received')}>
        <p className="figure-number">
          <strong>
            <Mass kg={massKg} />
          </strong>{' '}
          <span>{t('delivery.received')}</span>
        </p>
      </section>
      <dl className="facts">
        <dt>{t('delivery.date')}</dt>
        <dd>
          {dayText(delivery.receivedOn, delivery.datePrecision, t, i18n.language)}
          {delivery.dateText && delivery.datePrecision !== 'day' && (
            <span className="dim">
              {' '}
              · {t('delivery.dateAsWritten', { text: delivery.dateText })}
            </span>
          )}
        </dd>
        <dt>{t('delivery.side')}</dt>
        <dd>{t(`delivery.${delivery.side}`)}</dd>
        <dt>{t('delivery.partnership')}</dt>
        <dd>
          {delivery.isOutsidePartnership
            ? t('delivery.outside')
            : delivery.partnershipId === null
              ? t('delivery.partnershipUnknown')
              : t('delivery.inside')}
        </dd>
        {delivery.reference && (
          <>
            <dt>{t('delivery.reference')}</dt>
            <dd>{delivery.reference}</dd>
          </>
        )}
        {delivery.sourceUrl && (
          <>
            <dt>{t('delivery.source')}</dt>
            <dd>
              <a href={delivery.sourceUrl} rel="noreferrer">
                {sourceHost(delivery.sourceUrl)}
              </a>
            </dd>
          </>
        )}
        {delivery.reportId && (
          <>
            <dt>{t('delivery.report')}</dt>
            <dd>
              <ReportRows delivery={delivery} reportId={delivery.reportId} />
            </dd>
          </>
        )}
        {delivery.note && (
          <>
            <dt>{t('delivery.note')}</dt>
            <dd>{delivery.note}</dd>
          </>
        )}
        <dt>{t('delivery.recordedAt')}</dt>
        <dd>{instantText(delivery.recordedAt, i18n.language)}</dd>
      </dl>
    </>
  );
}

/** The report, and the rows of it that became this delivery. */
function ReportRows({ delivery, reportId }: { delivery: Delivery; reportId: string }) {
  const { t } = useTranslation();
  const rows = delivery.lines.map((line) => line.reportRow).filter((row) => row !== null);
  return (
    <Link to={paths.report(reportId)}>
      {t('delivery.report')}
      {rows.length > 0 && `, ${t('delivery.reportRow', { row: rows.join(', ') })}`}
    </Link>
  );
}

function DeliveryLines({ delivery, ledger }: { delivery: Delivery; ledger?: Ledger }) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('delivery.lines')}</h2>
      {delivery.lines.map((line) => (
        <LineSection key={line.id} line={line} ledger={ledger} />
      ))}
    </>
  );
}

function LineSection({ line, ledger }: { line: DeliveryLine; ledger?: Ledger }) {
  const { t, i18n } = useTranslation();
  const categoryName = useCategoryName();
  const amounts = amountsText(line, t, i18n.language);
  return (
    <section className="line" aria-labelledby={`line-${line.id}`}>
      <h3 id={`line-${line.id}`}>
        {line.lineNumber}. {line.item}
      </h3>
      <p>
        {line.isNothing ? t('log.nothing') : amounts || t('deliveries.noMass')} ·{' '}
        {categoryName(line.category)}
        {line.damagedMassKg !== null &&
          ` · ${t('deliveries.damaged', { mass: massText(line.damagedMassKg, t, i18n.language) })}`}
        {line.reportRow !== null && ` · ${t('delivery.reportRow', { row: line.reportRow })}`}{' '}
        <LineMarks line={line} />
      </p>
      {line.differenceReason !== null && (
        <p className="dim">
          {t('log.difference')}: {t(`difference.${line.differenceReason}`)}
          {line.differenceNote !== null && ` — ${line.differenceNote}`}
        </p>
      )}
      {ledger && <LineMovements lineId={line.id} ledger={ledger} />}
    </section>
  );
}
