import { EntityManager } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { InvalidInputError } from '@pobratym/platform';
import { Actor } from '../access/actor';
import { can, demand } from '../access/can';
import { Role } from '../access/rights';
import { LastStewardError } from './people.errors';

export interface HeldRole {
  role: Role;
  /** Null: steward, of the installation. */
  cityId: string | null;
}

/** One steward less at a time: of two who take each other away at once, one stays. */
const STEWARDS_LOCK = 731_006;

const isSame = (one: HeldRole, other: HeldRole): boolean =>
  one.role === other.role && one.cityId === other.cityId;

/** What stands in `list` and not in `other`. */
export const without = (list: HeldRole[], other: HeldRole[]): HeldRole[] =>
  list.filter((one) => !other.some((two) => isSame(one, two)));

/** Whether the actor grants and takes away such a role, for themselves as for everybody else. */
export const mayGrant = (actor: Actor, { cityId }: HeldRole): boolean =>
  can(actor, 'user.manage', { city: cityId });

/** @throws AccessDeniedError unless the actor may grant each of them */
export function demandGrants(actor: Actor, roles: HeldRole[]): void {
  for (const { cityId } of roles) demand(actor, 'user.manage', { city: cityId });
}

/** A steward holds the role in no city, everyone else in one that there is. */
export async function checkPlaces(tx: EntityManager, roles: HeldRole[]): Promise<void> {
  const known: { id: string }[] = await tx.query(`select id from city where id = any($1)`, [
    roles.map(({ cityId }) => cityId),
  ]);
  const faults = roles.flatMap(({ role, cityId }, n) => {
    const pointer = `/roles/${n}/cityId`;
    if (role === 'steward') {
      return cityId === null ? [] : [{ pointer, detail: 'must be absent: a steward has no city' }];
    }
    const isKnown = known.some(({ id }) => id === cityId);
    return isKnown ? [] : [{ pointer, detail: 'must be the id of a city' }];
  });
  if (faults.length > 0) throw InvalidInputError.of(faults);
}

export const rolesOf = (tx: EntityManager, personId: string): Promise<HeldRole[]> =>
  tx.query(
    `select role, city_id as "cityId" from person_role where person_id = $1
     order by role, city_id`,
    [personId],
  );

export interface RoleChange {
  action: string;
  personId: string;
  added: HeldRole[];
  removed: HeldRole[];
  now: Date;
}

/**
 * Grants and takes away, and writes it down: city by city, since the administrators of one do not
 * read which roles are held in another. The caller has locked the person.
 */
export async function changeRoles(
  tx: EntityManager,
  actor: Actor,
  { action, personId, added, removed, now }: RoleChange,
): Promise<void> {
  const held = await rolesOf(tx, personId);
  if (removed.some(({ role }) => role === 'steward')) await keepSteward(tx, personId);
  await tx.query(
    `delete from person_role h using jsonb_to_recordset($2::jsonb) r (role text, "cityId" text)
     where h.person_id = $1 and h.role = r.role and h.city_id is not distinct from r."cityId"`,
    [personId, JSON.stringify(removed)],
  );
  await tx.query(
    `insert into person_role (person_id, role, city_id, granted_by, granted_at)
     select $1, role, "cityId", $3, $4
     from jsonb_to_recordset($2::jsonb) r (role text, "cityId" text)`,
    [personId, JSON.stringify(added), actor.origin.personId, now],
  );
  // A provider speaks for its own city alone: who came in by one comes in anew with other rights.
  await tx.query(
    `delete from session where person_id = $1
       and exists (select from provider_identity i where i.person_id = $1)`,
    [personId],
  );
  for (const cityId of new Set([...added, ...removed].map((one) => one.cityId))) {
    const here = held.filter((one) => one.cityId === cityId);
    const next = [...without(here, removed), ...added.filter((one) => one.cityId === cityId)];
    await recordEvent(tx, actor.origin, {
      action,
      subject: { kind: 'person', id: personId },
      cityIds: [cityId],
      before: { roles: here.map(({ role }) => role) },
      after: { roles: next.map(({ role }) => role).sort() },
    });
  }
}

/**
 * Refuses to take away the last steward who can sign in. Held to the end of the transaction; to be
 * called after the person is locked, by everyone in this order.
 */
export async function keepSteward(tx: EntityManager, leavingId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock($1)`, [STEWARDS_LOCK]);
  const others = await tx.query(
    `select 1 from person_role r
       join credential c on c.person_id = r.person_id and c.password_hash is not null
     where r.role = 'steward' and r.person_id <> $1 limit 1`,
    [leavingId],
  );
  if (others.length === 0) throw new LastStewardError();
}
