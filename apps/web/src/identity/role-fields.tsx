import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCityName } from '../cities/city-name';
import { CitySearch } from '../cities/city-search';
import { useOwnCities } from '../cities/use-city-options';
import { citiesOf, hasRole, type Role, useSession } from './session';

export interface HeldRole {
  role: Role;
  cityId: string | null;
}

const CITY_ROLES = ['coordinator', 'administrator', 'researcher'] as const;

interface Props {
  id: string;
  roles: HeldRole[];
  /** A city that stands open from the beginning. */
  city?: string;
  error: string | undefined;
  onChange: (roles: HeldRole[]) => void;
}

/** Roles by city: an administrator grants in their cities, a steward everywhere. */
export function RoleFields({ id, roles, city, error, onChange }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const isSteward = hasRole(session, 'steward');
  const led = citiesOf(session, 'administrator');
  const isFew = useOwnCities(led) !== null;
  const [added, setAdded] = useState<string[]>(city === undefined ? [] : [city]);
  const held = roles.flatMap(({ cityId }) => (cityId === null ? [] : [cityId]));
  const cities = [...new Set([...(isFew ? led : []), ...held, ...added])];
  const isHeld = (role: Role, cityId: string | null) =>
    roles.some((one) => one.role === role && one.cityId === cityId);
  const toggle = (role: Role, cityId: string | null) =>
    onChange(
      isHeld(role, cityId)
        ? roles.filter((one) => one.role !== role || one.cityId !== cityId)
        : [...roles, { role, cityId }],
    );

  return (
    <div id={id} tabIndex={-1} role="group" aria-label={t('people.roles')}>
      {error !== undefined && <p className="field-error">{error}</p>}
      {cities.map((cityId) => (
        <CityRoles
          key={cityId}
          cityId={cityId}
          isHeld={(role) => isHeld(role, cityId)}
          onToggle={(role) => toggle(role, cityId)}
        />
      ))}
      {(isSteward || !isFew) && (
        <CitySearch
          id="role-city"
          label={t('people.addCity')}
          value={null}
          onChange={(chosen) => chosen && setAdded([...added, chosen.id])}
        />
      )}
      {isSteward && (
        <Checkbox
          label={t('role.steward')}
          description={t('roleWhat.steward')}
          checked={isHeld('steward', null)}
          onChange={() => toggle('steward', null)}
        />
      )}
      {roles.length > 0 && (
        <Button variant="subtle" size="xs" onClick={() => onChange([])}>
          {t('people.noRoles')}
        </Button>
      )}
    </div>
  );
}

interface CityRolesProps {
  cityId: string;
  isHeld: (role: Role) => boolean;
  onToggle: (role: Role) => void;
}

function CityRoles({ cityId, isHeld, onToggle }: CityRolesProps) {
  const { t } = useTranslation();
  const name = useCityName(cityId);
  return (
    <fieldset className="line-fields">
      <legend>{name}</legend>
      {CITY_ROLES.map((role) => (
        <Checkbox
          key={role}
          label={t(`role.${role}`)}
          description={t(`roleWhat.${role}`)}
          checked={isHeld(role)}
          onChange={() => onToggle(role)}
        />
      ))}
    </fieldset>
  );
}
