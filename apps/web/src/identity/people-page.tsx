import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { User } from '../api/client';
import { CityName, useCityName } from '../cities/city-name';
import { CitySearch } from '../cities/city-search';
import { useCityOptions } from '../cities/use-city-options';
import { Heading } from '../layout/heading';
import { RowsSkeleton } from '../layout/page-skeleton';
import { ProblemNotice } from '../layout/problem-notice';
import { paths } from '../paths';
import { NoRole } from './no-role';
import { peopleQuery } from './queries';
import { citiesOf, hasRole, mayEver, useSession } from './session';

/** Who works in a city here, as what, and whether they have come in yet. */
export function Component() {
  const { t } = useTranslation();
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const isSteward = hasRole(session, 'steward');
  const led = citiesOf(session, 'administrator');
  const city = search.get('city') ?? (isSteward || led.length !== 1 ? undefined : led[0]);
  const choose = (id: string | undefined) => setSearch(id === undefined ? {} : { city: id });
  if (!mayEver(session, 'user.manage')) return <NoRole role="administrator" />;
  return (
    <>
      <div className="page-head">
        <Heading>{t('people.title')}</Heading>
        <Button component={Link} to={paths.invitePerson({ city })}>
          {t('people.invite')}
        </Button>
      </div>
      <OfCity led={led} isSteward={isSteward} city={city} onChoose={choose} />
      <PeopleList city={city} />
    </>
  );
}

interface OfCityProps {
  led: string[];
  isSteward: boolean;
  city: string | undefined;
  onChoose: (id: string | undefined) => void;
}

function OfCity({ led, isSteward, city, onChoose }: OfCityProps) {
  const { t } = useTranslation();
  const options = useCityOptions(led);
  const name = useCityName(city ?? null);
  if (!isSteward && options !== null) {
    if (led.length < 2) return <p className="dim">{name}</p>;
    return (
      <div className="filters-fields">
        <NativeSelect
          label={t('people.city')}
          value={city ?? ''}
          onChange={(event) => onChoose(event.currentTarget.value || undefined)}
          data={[{ value: '', label: t('people.allCities') }, ...options]}
        />
      </div>
    );
  }
  return (
    <div className="filters-fields">
      <CitySearch
        id="people-city"
        label={t('people.city')}
        value={null}
        onChange={(chosen) => chosen && onChoose(chosen.id)}
      />
      {city !== undefined && (
        <Button
          variant="default"
          size="xs"
          aria-label={t('statistics.removeCity', { city: name })}
          onClick={() => onChoose(undefined)}
        >
          {name}&nbsp;<span aria-hidden="true">✕</span>
        </Button>
      )}
    </div>
  );
}

function PeopleList({ city }: { city: string | undefined }) {
  const { t } = useTranslation();
  const people = useInfiniteQuery(peopleQuery(city));
  if (people.isPending) return <RowsSkeleton rows={6} />;
  if (people.isError) {
    return <ProblemNotice error={people.error} onRetry={() => void people.refetch()} />;
  }
  const items = people.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="empty">{t('people.empty')}</p>;
  return (
    <>
      <table className="table">
        <caption className="unseen">{t('people.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('myAccount.name')}</th>
            <th scope="col" className="wide">
              {t('signIn.email')}
            </th>
            <th scope="col">{t('people.roles')}</th>
            <th scope="col" className="wide">
              {t('people.state')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((user) => (
            <PersonRow key={user.id} user={user} city={city} />
          ))}
        </tbody>
      </table>
      {people.hasNextPage && (
        <Button
          variant="default"
          loading={people.isFetchingNextPage}
          onClick={() => void people.fetchNextPage()}
        >
          {t('deliveries.more')}
        </Button>
      )}
    </>
  );
}

const ROLES_SHOWN_MAX = 4;

function PersonRow({ user, city }: { user: User; city: string | undefined }) {
  const { t } = useTranslation();
  const roles = user.roles.filter(({ cityId }) => city === undefined || cityId === city);
  const state = t(`people.${stateOf(user)}`);
  return (
    <tr>
      <th scope="row">
        <Link className="row-link" to={paths.person(user.id)}>
          {user.name}
        </Link>
        <span className="under narrow">{user.email}</span>
        <span className="under narrow">{state}</span>
      </th>
      <td className="wide">{user.email}</td>
      <td>
        {roles.slice(0, ROLES_SHOWN_MAX).map(({ role, cityId }) => (
          <span key={`${role} ${cityId}`} className="line-of">
            {t(`role.${role}`)}
            {city === undefined && cityId !== null && (
              <>
                {' · '}
                <CityName id={cityId} />
              </>
            )}
          </span>
        ))}
        {roles.length > ROLES_SHOWN_MAX && '…'}
      </td>
      <td className="wide">{state}</td>
    </tr>
  );
}

/** What has become of the invitation. */
export function stateOf(user: User): 'isIn' | 'invited' | 'notSent' | 'invitationOver' {
  const { invitation } = user;
  if (invitation === null) return 'isIn';
  if (invitation.sentAt === null) return 'notSent';
  return invitation.isExpired ? 'invitationOver' : 'invited';
}
