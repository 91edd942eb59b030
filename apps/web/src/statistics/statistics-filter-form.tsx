import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCityName } from '../cities/city-name';
import { CitySearch } from '../cities/city-search';
import { endOfDay, localDay } from '../dates';
import type { StatisticsFilters } from './filters';

interface Props {
  filters: StatisticsFilters;
  onChange: (next: Partial<StatisticsFilters>) => void;
}

/** Days of the period and *as of*: open on a wide screen, one line on a phone until wanted. */
export function StatisticsFilterForm({ filters, onChange }: Props) {
  const { t } = useTranslation();
  const { from, to, asOf, city } = filters;
  const isFiltered = Boolean(from ?? to ?? asOf ?? city);
  const [isOpen, setOpen] = useState(
    () => isFiltered || window.matchMedia('(min-width: 48em)').matches,
  );
  const isReversed = from !== undefined && to !== undefined && from > to;

  return (
    <details
      className="filters"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t('statistics.filters')}</summary>
      <div className="filters-fields">
        <DayInput
          label={t('statistics.from')}
          value={from}
          error={isReversed ? t('statistics.dayRefused') : undefined}
          onChange={(day) => onChange({ from: day })}
        />
        <DayInput label={t('statistics.to')} value={to} onChange={(day) => onChange({ to: day })} />
        <DayInput
          label={t('statistics.asOf')}
          description={t('statistics.asOfHint')}
          value={asOf && localDay(asOf)}
          onChange={(day) => onChange({ asOf: day && endOfDay(day) })}
        />
        <OnlyCities
          ids={city?.split(',') ?? []}
          onChange={(ids) => onChange({ city: ids.join(',') || undefined })}
        />
        {isFiltered && (
          <Button
            variant="default"
            onClick={() =>
              onChange({ from: undefined, to: undefined, asOf: undefined, city: undefined })
            }
          >
            {t('statistics.reset')}
          </Button>
        )}
      </div>
    </details>
  );
}

/** Cities to compare: also those without data stand in the table then. */
function OnlyCities({ ids, onChange }: { ids: string[]; onChange: (ids: string[]) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <CitySearch
        id="only-cities"
        label={t('statistics.onlyCities')}
        description={t('statistics.onlyCitiesHint')}
        value={null}
        onChange={(city) => city && !ids.includes(city.id) && onChange([...ids, city.id])}
      />
      {ids.length > 0 && (
        <div className="chips">
          {ids.map((id) => (
            <RemoveCity
              key={id}
              id={id}
              onRemove={() => onChange(ids.filter((one) => one !== id))}
            />
          ))}
        </div>
      )}
    </>
  );
}

function RemoveCity({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { t } = useTranslation();
  const name = useCityName(id);
  return (
    <Button
      variant="default"
      size="xs"
      onClick={onRemove}
      aria-label={t('statistics.removeCity', { city: name })}
    >
      {name}&nbsp;<span aria-hidden="true">✕</span>
    </Button>
  );
}

interface DayInputProps {
  label: string;
  description?: string;
  error?: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}

/** Takes effect once a whole day stands there: a year half typed is the year 0002. */
function DayInput({ value, onChange, ...labels }: DayInputProps) {
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => setTyped(value ?? ''), [value]);
  return (
    <TextInput
      {...labels}
      type="date"
      min="2014-01-01"
      value={typed}
      onChange={(event) => {
        const day = event.currentTarget.value;
        setTyped(day);
        if (day === '') onChange(undefined);
        else if (day >= '2000') onChange(day);
      }}
    />
  );
}
