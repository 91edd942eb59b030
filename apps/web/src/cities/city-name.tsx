import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { City } from '../api/client';
import { cityQuery } from '../api/queries';

/** A city's name in the language of the page. */
export function nameOf(
  city: { nameEn: string | null; nameUk: string | null },
  language: string,
): string {
  const [first, second] =
    language === 'uk' ? [city.nameUk, city.nameEn] : [city.nameEn, city.nameUk];
  return first ?? second ?? '';
}

export function countryName(country: string, language: string): string {
  return new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;
}

export function cityWithCountry(city: City, language: string): string {
  return `${nameOf(city, language)}, ${countryName(city.country, language)}`;
}

interface Props {
  id: string | null;
  /** What the source wrote, where the city could not be told. */
  text?: string | null;
  country?: string | null;
}

export function CityName({ id, text, country }: Props) {
  const { t } = useTranslation();
  const name = useCityName(id);
  if (id !== null) return <>{name}</>;
  if (text) return <>{text}</>;
  return (
    <>
      {t('city.unknown')}
      <CountryIfKnown country={country} />
    </>
  );
}

function CountryIfKnown({ country }: { country?: string | null }) {
  const { i18n } = useTranslation();
  return country ? <>, {countryName(country, i18n.language)}</> : null;
}

/** The id stands in until the name is there, so that nothing is ever nameless. */
export function useCityName(id: string | null): string {
  const { i18n } = useTranslation();
  const { data } = useQuery({ ...cityQuery(id ?? ''), enabled: id !== null });
  return data ? nameOf(data, i18n.language) : (id ?? '');
}
