import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { City } from '../api/client';
import { citySearchQuery } from '../api/queries';
import { countryName, nameOf } from './city-name';

export type ChosenCity = Pick<City, 'id' | 'nameEn' | 'nameUk' | 'country'>;

interface Props {
  id: string;
  label: string;
  description?: string;
  error?: string;
  value: ChosenCity | null;
  onChange: (city: ChosenCity | null) => void;
}

/** Search as you type; names repeat, so only a choice from the list counts, with its country. */
export function CitySearch({ value, onChange, ...field }: Props) {
  const { t, i18n } = useTranslation();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [typed, setTyped] = useState('');
  const [searched] = useDebouncedValue(typed, 200);
  const found = useQuery(citySearchQuery(searched.trim()));
  const cities = typed.trim().length >= 2 ? (found.data?.items ?? []) : [];
  const label = (city: ChosenCity) =>
    `${nameOf(city, i18n.language)}, ${countryName(city.country, i18n.language)}`;

  const choose = (city: City) => {
    onChange({ id: city.id, nameEn: city.nameEn, nameUk: city.nameUk, country: city.country });
    setTyped('');
    combobox.closeDropdown();
  };

  /** Who types a whole name and goes on has chosen it, if only one city bears it. */
  const chooseIfNamed = () => {
    const wanted = typed.trim().toLocaleLowerCase();
    const named = cities.filter((city) =>
      [city.nameUk, city.nameEn, city.nameNative, label(city)].some(
        (name) => name?.toLocaleLowerCase() === wanted,
      ),
    );
    const only = named[0];
    if (named.length === 1 && only) choose(only);
    combobox.closeDropdown();
  };

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const city = cities.find((one) => one.id === id);
        if (city) choose(city);
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          {...field}
          description={field.description ?? t('city.searchHint')}
          value={value ? label(value) : typed}
          rightSection={found.isFetching && typed !== '' ? <Loader size="xs" /> : null}
          spellCheck={false}
          aria-autocomplete="list"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            if (value) onChange(null);
            combobox.openDropdown();
          }}
          onFocus={() => typed !== '' && combobox.openDropdown()}
          onBlur={chooseIfNamed}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={value !== null || typed.trim().length < 2}>
        <Combobox.Options aria-label={field.label}>
          {cities.map((city) => (
            <Combobox.Option key={city.id} value={city.id}>
              {nameOf(city, i18n.language)}{' '}
              <span className="dim">
                {[city.region, countryName(city.country, i18n.language)].filter(Boolean).join(', ')}
              </span>
            </Combobox.Option>
          ))}
          {cities.length === 0 && (
            <Combobox.Empty>
              {found.isError
                ? t('city.searchFailed')
                : found.isPending || searched !== typed
                  ? t('city.searching')
                  : t('city.notFound')}
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
