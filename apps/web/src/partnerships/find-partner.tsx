import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Area, Partner } from '../api/client';
import { countryName, nameOf } from '../cities/city-name';
import { CitySearch } from '../cities/city-search';
import { RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { number } from '../mass';
import { paths } from '../paths';
import { useAreaName } from './area-name';
import { countryOptions } from './countries';
import { areasQuery, type PartnerFilters, partnersQuery } from './queries';

interface Props {
  city: string;
  onChoose: (partner: string) => void;
}

interface Wishes {
  country: string;
  size: Size | '';
  offers: Area | '';
  wants: Area | '';
  withoutPartner: boolean;
}

/** Residents: up to 50 thousand, to 200 thousand, to half a million, more. */
const SIZES = {
  small: { populationMax: 50_000 },
  middle: { populationMin: 50_000, populationMax: 200_000 },
  large: { populationMin: 200_000, populationMax: 500_000 },
  huge: { populationMin: 500_000 },
} as const;
type Size = keyof typeof SIZES;

const NO_WISHES: Wishes = { country: '', size: '', offers: '', wants: '', withoutPartner: false };

/** By name where one knows whom to ask, else by what fits. */
export function FindPartner({ city, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  const areas = useQuery(areasQuery());
  const [wishes, setWishes] = useState(NO_WISHES);
  const wish = (next: Partial<Wishes>) => setWishes({ ...wishes, ...next });
  const areaOptions = [
    { value: '', label: t('find.any') },
    ...(areas.data?.items ?? []).map(({ code, labelUk, labelEn }) => ({
      value: code,
      label: i18n.language === 'uk' ? labelUk : labelEn,
    })),
  ];
  return (
    <>
      <div className="form">
        <CitySearch
          id="partner-by-name"
          label={t('find.byName')}
          value={null}
          onChange={(chosen) => chosen && onChoose(chosen.id)}
        />
      </div>
      <h2 id="fitting">{t('find.byFit')}</h2>
      <p className="dim">
        {t('find.byFitWhat')} <Link to={paths.cityAreas(city)}>{t('find.describe')}</Link>
      </p>
      <div className="filters-fields">
        <NativeSelect
          label={t('find.country')}
          value={wishes.country}
          onChange={(event) => wish({ country: event.currentTarget.value })}
          data={[{ value: '', label: t('find.any') }, ...countryOptions(i18n.language)]}
        />
        <NativeSelect
          label={t('find.size')}
          value={wishes.size}
          onChange={(event) => wish({ size: event.currentTarget.value as Size | '' })}
          data={[
            { value: '', label: t('find.any') },
            ...(Object.keys(SIZES) as Size[]).map((size) => ({
              value: size,
              label: t(`find.sizes.${size}`),
            })),
          ]}
        />
        <NativeSelect
          label={t('find.offers')}
          value={wishes.offers}
          onChange={(event) => wish({ offers: event.currentTarget.value as Area | '' })}
          data={areaOptions}
        />
        <NativeSelect
          label={t('find.wants')}
          value={wishes.wants}
          onChange={(event) => wish({ wants: event.currentTarget.value as Area | '' })}
          data={areaOptions}
        />
        <Checkbox
          label={t('find.withoutPartner')}
          checked={wishes.withoutPartner}
          onChange={(event) => wish({ withoutPartner: event.currentTarget.checked })}
        />
      </div>
      <Partners filters={filtersOf(city, wishes)} onChoose={onChoose} />
    </>
  );
}

function filtersOf(city: string, wishes: Wishes): PartnerFilters {
  const { country, size, offers, wants, withoutPartner } = wishes;
  return {
    of: city,
    ...(country !== '' && { country }),
    ...(size !== '' && SIZES[size]),
    ...(offers !== '' && { offers: [offers] }),
    ...(wants !== '' && { wants: [wants] }),
    ...(withoutPartner && { withoutPartner }),
  };
}

interface PartnersProps {
  filters: PartnerFilters;
  onChoose: (partner: string) => void;
}

function Partners({ filters, onChoose }: PartnersProps) {
  const { t } = useTranslation();
  const partners = useInfiniteQuery(partnersQuery(filters));
  if (partners.isPending) return <RowsSkeleton rows={6} />;
  if (partners.isError) {
    return <ProblemNotice error={partners.error} onRetry={() => void partners.refetch()} />;
  }
  const items = partners.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="empty">{t('find.none')}</p>;
  return (
    <>
      <ul className="rows" aria-labelledby="fitting">
        {items.map((partner) => (
          <PartnerRow
            key={partner.city.id}
            partner={partner}
            onChoose={() => onChoose(partner.city.id)}
          />
        ))}
      </ul>
      {partners.hasNextPage && (
        <Button
          variant="default"
          loading={partners.isFetchingNextPage}
          onClick={() => void partners.fetchNextPage()}
        >
          {t('deliveries.more')}
        </Button>
      )}
    </>
  );
}

function PartnerRow({ partner, onChoose }: { partner: Partner; onChoose: () => void }) {
  const { t, i18n } = useTranslation();
  const areaName = useAreaName();
  const { city, offered, wanted, partnersCount, fits } = partner;
  const name = nameOf(city, i18n.language);
  const facts = [
    countryName(city.country, i18n.language),
    city.population !== null &&
      t('find.residents', {
        count: city.population,
        number: number(city.population, i18n.language),
      }),
    partnersCount === 0
      ? t('find.noPartner')
      : t('find.partners', { count: partnersCount, number: partnersCount }),
  ].filter(Boolean);
  return (
    <li className="row">
      <div>
        <strong>{name}</strong>{' '}
        {(fits ?? 0) > 0 && (
          <span className="mark mark-posted">
            {t('find.fits', { count: fits ?? 0, number: fits ?? 0 })}
          </span>
        )}
        <span className="under">{facts.join(' · ')}</span>
        {offered.length > 0 && (
          <span className="under">
            {t('find.offered', { areas: offered.map(areaName).join(', ') })}
          </span>
        )}
        {wanted.length > 0 && (
          <span className="under">
            {t('find.wanted', { areas: wanted.map(areaName).join(', ') })}
          </span>
        )}
      </div>
      <Button
        variant="default"
        size="xs"
        aria-label={t('find.chooseNamed', { city: name })}
        onClick={onChoose}
      >
        {t('find.choose')}
      </Button>
    </li>
  );
}
