import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { City } from '../api/client';
import { cityQuery } from '../api/queries';
import { cityWithCountry } from './city-name';

/** So many are at hand in a list; who has more searches by name. */
const OPTIONS_MAX = 20;

/** Cities to choose from, in the order of their names; null: too many for a list. */
export function useCityOptions(ids: string[]): { value: string; label: string }[] | null {
  const cities = useOwnCities(ids);
  const { i18n } = useTranslation();
  if (cities === null) return null;
  return ids
    .map((id) => {
      const city = cities.find((one) => one.id === id);
      return { value: id, label: city ? cityWithCountry(city, i18n.language) : id };
    })
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language));
}

/** Those of the cities that are known by now; null: too many to ask for one by one. */
export function useOwnCities(ids: string[]): City[] | null {
  const isFew = ids.length <= OPTIONS_MAX;
  const queries = useQueries({ queries: isFew ? ids.map(cityQuery) : [] });
  return isFew ? queries.flatMap(({ data }) => (data ? [data] : [])) : null;
}
