import { NativeSelect } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { cityWithCountry } from './city-name';
import { type ChosenCity, CitySearch } from './city-search';
import { useOwnCities } from './use-city-options';

interface Props {
  id: string;
  label: string;
  description?: string;
  error?: string;
  /** Those for which the person may do this. */
  own: string[];
  /** None may be chosen as well. */
  isOptional?: boolean;
  value: ChosenCity | null;
  onChange: (city: ChosenCity | null) => void;
}

/** A city of one's own: the only one is chosen already; of very many one is searched by name. */
export function OwnCityField({ own, isOptional = false, value, onChange, ...field }: Props) {
  const { t, i18n } = useTranslation();
  const cities = useOwnCities(own);
  const only = own.length === 1 && !isOptional ? cities?.[0] : undefined;
  useEffect(() => {
    if (only && value?.id !== only.id) onChange(chosen(only));
  });
  if (cities === null) return <CitySearch {...field} value={value} onChange={onChange} />;
  const isOwn = value !== null && own.includes(value.id);
  const options = cities
    .map((city) => ({ value: city.id, label: cityWithCountry(city, i18n.language) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language));
  return (
    <NativeSelect
      {...field}
      value={isOwn ? value.id : ''}
      onChange={(event) => {
        const city = cities.find(({ id }) => id === event.currentTarget.value);
        onChange(city ? chosen(city) : null);
      }}
      data={only && isOwn ? options : [{ value: '', label: t('log.choose') }, ...options]}
    />
  );
}

const chosen = ({ id, nameEn, nameUk, country }: ChosenCity): ChosenCity => ({
  id,
  nameEn,
  nameUk,
  country,
});
