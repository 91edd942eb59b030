import { EntityManager } from 'typeorm';
import { Origin, recordEvent } from '@pobratym/audit';
import { keepSteward, rolesOf } from './held-role';
import { PERSONAL_DATA } from './personal-data';

/**
 * Forgets a person: name, address and every way in are gone, the id stays in the history as a
 * pseudonym of nobody. The caller has locked the person.
 */
export async function erasePerson(
  tx: EntityManager,
  origin: Origin,
  personId: string,
  now: Date,
): Promise<void> {
  const roles = await rolesOf(tx, personId);
  if (roles.some(({ role }) => role === 'steward')) await keepSteward(tx, personId);
  for (const { table, whose, erasure } of PERSONAL_DATA) {
    if (erasure === 'deleted') {
      await tx.query(`delete from ${table} where ${whose} = $1`, [personId]);
    }
  }
  await tx.query(`update person set erased_at = $2 where id = $1`, [personId, now]);
  await recordEvent(tx, origin, {
    action: 'person.erase',
    subject: { kind: 'person', id: personId },
    cityIds: roles.map(({ cityId }) => cityId),
  });
}
