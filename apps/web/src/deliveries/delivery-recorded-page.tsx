import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Heading } from '../layout/heading';
import type { Delivery } from '../api/client';
import { deliveryQuery } from '../api/queries';
import { useCityName } from '../cities/city-name';
import { Mass } from '../layout/mass';
import { PageSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { massText, number } from '../mass';
import { paths } from '../paths';
import { amountsText, totalMassKg } from './amounts';
import { CityFigure } from './city-deliveries-page';

/** What was recorded, and the city's figure with it. It has an address, so a reload is harmless. */
export function Component() {
  const { id = '' } = useParams();
  const delivery = useQuery(deliveryQuery(id));
  if (delivery.isPending) return <PageSkeleton />;
  if (delivery.isError) {
    return <ProblemNotice error={delivery.error} onRetry={() => void delivery.refetch()} />;
  }
  return <Recorded delivery={delivery.data} />;
}

function Recorded({ delivery }: { delivery: Delivery }) {
  const { t, i18n } = useTranslation();
  const cityId = delivery.receivingCityId;
  const cityName = useCityName(cityId);
  const massKg = totalMassKg(delivery.lines);
  const lines = t('count.lines', {
    count: delivery.lines.length,
    number: number(delivery.lines.length, i18n.language),
  });
  return (
    <>
      <div className="notice notice-settled" role="status">
        <Heading>{t('recorded.title')}</Heading>
        <p>
          {massKg === null
            ? t('recorded.whatNoMass', { lines })
            : t('recorded.what', { lines, mass: massText(massKg, t, i18n.language) })}
        </p>
      </div>
      <ul className="delivery-lines">
        {delivery.lines.map((line) => (
          <li key={line.id}>
            <span>{line.item}</span>
            <span className="num">{amountsText(line, t, i18n.language) || <Mass kg={null} />}</span>
          </li>
        ))}
      </ul>
      {cityId !== null && (
        <>
          <h2>{t('recorded.newFigure', { city: cityName })}</h2>
          <CityFigure cityId={cityId} filters={{ sample: delivery.isSample }} />
        </>
      )}
      <p className="actions">
        <Button component={Link} to={paths.logDelivery()}>
          {t('recorded.another')}
        </Button>
        <Link to={paths.delivery(delivery.id)}>{t('recorded.see')}</Link>
        <Link to={paths.statistics()}>{t('recorded.toStatistics')}</Link>
      </p>
    </>
  );
}
