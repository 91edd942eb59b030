import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { AuditEvent } from '../api/client';
import { CityName, useCityName } from '../cities/city-name';
import { CitySearch } from '../cities/city-search';
import { useCityOptions } from '../cities/use-city-options';
import { instantText } from '../dates';
import { NoRole } from '../identity/no-role';
import { auditQuery, personQuery } from '../identity/queries';
import { citiesOf, mayEver, useSession } from '../identity/session';
import { Heading } from '../layout/heading';
import { RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { type AuditFilters, paths } from '../paths';
import { changesOf, SUBJECT_KINDS, type SubjectKind, wordsOfAction } from './changes';

const FILTERS = ['city', 'subjectKind', 'subjectId', 'person', 'from', 'to'] as const;

/** What was done here, by whom and from where, newest first. */
export function Component() {
  const { t } = useTranslation();
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const filters: AuditFilters = Object.fromEntries(
    FILTERS.flatMap((name) => (search.get(name) ? [[name, search.get(name)!]] : [])),
  );
  const change = (next: AuditFilters) =>
    setSearch(paths.audit({ ...filters, ...next }).split('?')[1] ?? '', {
      preventScrollReset: true,
    });
  if (!mayEver(session, 'audit.read')) return <NoRole role="administrator" />;
  return (
    <>
      <Heading>{t('audit.title')}</Heading>
      <p className="dim">{t('audit.what')}</p>
      <Filters filters={filters} onChange={change} />
      <Events filters={filters} onChange={change} />
    </>
  );
}

interface FilterProps {
  filters: AuditFilters;
  onChange: (next: AuditFilters) => void;
}

function Filters({ filters, onChange }: FilterProps) {
  const { t } = useTranslation();
  const session = useSession();
  const led = citiesOf(session, 'administrator');
  const options = useCityOptions(led);
  const city = useCityName(filters.city ?? null);
  const person = useQuery({
    ...personQuery(filters.person ?? ''),
    enabled: filters.person !== undefined,
  });
  return (
    <div className="filters-fields">
      {options === null ? (
        <CitySearch
          id="audit-city"
          label={t('audit.city')}
          value={null}
          onChange={(chosen) => chosen && onChange({ city: chosen.id })}
        />
      ) : (
        options.length > 1 && (
          <NativeSelect
            label={t('audit.city')}
            value={filters.city ?? ''}
            onChange={(event) => onChange({ city: event.currentTarget.value || undefined })}
            data={[{ value: '', label: t('people.allCities') }, ...options]}
          />
        )
      )}
      <NativeSelect
        label={t('audit.kind')}
        value={filters.subjectKind ?? ''}
        onChange={(event) =>
          onChange({ subjectKind: event.currentTarget.value || undefined, subjectId: undefined })
        }
        data={[
          { value: '', label: t('audit.allKinds') },
          ...SUBJECT_KINDS.map((kind) => ({ value: kind, label: t(`auditSubject.${kind}`) })),
        ]}
      />
      <DayFilter
        label={t('statistics.from')}
        value={filters.from}
        onChange={(from) => onChange({ from })}
      />
      <DayFilter
        label={t('statistics.to')}
        value={filters.to}
        onChange={(to) => onChange({ to })}
      />
      <div className="chips">
        {options === null && filters.city !== undefined && (
          <Chip text={city} onRemove={() => onChange({ city: undefined })} />
        )}
        {filters.person !== undefined && (
          <Chip
            text={person.data?.name ?? filters.person}
            onRemove={() => onChange({ person: undefined })}
          />
        )}
        {filters.subjectId !== undefined && (
          <Chip text={t('audit.oneRecord')} onRemove={() => onChange({ subjectId: undefined })} />
        )}
      </div>
    </div>
  );
}

interface DayFilterProps {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}

function DayFilter({ label, value, onChange }: DayFilterProps) {
  return (
    <TextInput
      key={value ?? ''}
      type="date"
      label={label}
      defaultValue={value ?? ''}
      onBlur={(event) => {
        const day = event.currentTarget.value || undefined;
        if (day !== value) onChange(day);
      }}
    />
  );
}

function Chip({ text, onRemove }: { text: string; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      size="xs"
      aria-label={t('statistics.removeCity', { city: text })}
      onClick={onRemove}
    >
      {text}&nbsp;<span aria-hidden="true">✕</span>
    </Button>
  );
}

function Events({ filters, onChange }: FilterProps) {
  const { t } = useTranslation();
  const events = useInfiniteQuery(auditQuery(filters));
  if (events.isPending) return <RowsSkeleton rows={8} />;
  if (events.isError) {
    return <ProblemNotice error={events.error} onRetry={() => void events.refetch()} />;
  }
  const items = events.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="empty">{t('audit.empty')}</p>;
  return (
    <>
      <ul className="rows">
        {items.map((event) => (
          <EventRow key={event.id} event={event} onChange={onChange} />
        ))}
      </ul>
      {events.hasNextPage && (
        <Button
          variant="default"
          loading={events.isFetchingNextPage}
          onClick={() => void events.fetchNextPage()}
        >
          {t('deliveries.more')}
        </Button>
      )}
    </>
  );
}

interface EventProps {
  event: AuditEvent;
  onChange: (next: AuditFilters) => void;
}

function EventRow({ event, onChange }: EventProps) {
  const { t, i18n } = useTranslation();
  const { subject: about, person } = event;
  const changes = changesOf(event.before, event.after);
  const to = addressOf(about.kind, about.id);
  const kind = SUBJECT_KINDS.find((one) => one === about.kind);
  const subject = kind ? t(`auditSubject.${kind}`) : about.kind;
  return (
    <li>
      <p>
        <strong>{wordsOfAction(event.action, t)}</strong>{' '}
        {to === null ? <span>{subject}</span> : <Link to={to}>{subject}</Link>}
      </p>
      <p className="dim">
        {instantText(event.occurredAt, i18n.language)}
        {' · '}
        {person === null ? (
          t(`audit.via_${event.via}`)
        ) : (
          <button type="button" className="as-link" onClick={() => onChange({ person: person.id })}>
            {person.name ?? t('audit.erased')}
          </button>
        )}
        {event.via === 'token' && ` · ${t('audit.via_token')}`}
        {event.network !== null && ` · ${event.network}`}
        {event.cityIds.map((cityId) => (
          <span key={cityId}>
            {' · '}
            <CityName id={cityId} />
          </span>
        ))}
      </p>
      {changes.length > 0 && (
        <details>
          <summary>{t('audit.details')}</summary>
          <dl className="facts">
            {changes.map(({ name, before, after }) => (
              <div key={name} className="change">
                <dt>{name}</dt>
                <dd>
                  {before !== undefined && <del>{before}</del>}
                  {before !== undefined && after !== undefined && ' → '}
                  {after !== undefined && <ins>{after}</ins>}
                </dd>
              </div>
            ))}
          </dl>
          <p>
            <button
              type="button"
              className="as-link"
              onClick={() => onChange({ subjectKind: about.kind, subjectId: about.id })}
            >
              {t('audit.allOfRecord')}
            </button>
          </p>
        </details>
      )}
    </li>
  );
}

/** The page of a record, where there is one. */
function addressOf(kind: string, id: string): string | null {
  switch (kind as SubjectKind) {
    case 'partnership':
      return paths.partnership(id);
    case 'delivery':
      return paths.delivery(id);
    case 'report':
      return paths.report(id);
    case 'person':
      return paths.person(id);
    default:
      return null;
  }
}
