import { EntityManager } from 'typeorm';
import { Origin, recordEvent } from '@pobratym/audit';
import { Actor } from '../access/actor';
import { NotSignedInError, SignInFirstError } from '../access/access.errors';

export interface OwnEvent {
  action: string;
  /** What of theirs; none: the person. */
  subject?: { kind: string; id: string };
  before?: object;
  after?: object;
}

/**
 * Writes down what a person does with their own account, or what is tried with it. The
 * administrators of their cities may read of it, since they answer for who gets in there.
 * @param personId null: an e-mail was tried that is no account's. Not even its hash is kept: it may
 *   be of somebody who has nothing to do with us
 */
export async function recordOwnEvent(
  tx: EntityManager,
  origin: Origin,
  personId: string | null,
  { subject = { kind: 'person', id: personId ?? 'unknown' }, ...event }: OwnEvent,
): Promise<void> {
  const roles: { cityId: string | null }[] = await tx.query(
    `select city_id as "cityId" from person_role where person_id = $1`,
    [personId],
  );
  const cityIds = roles.map(({ cityId }) => cityId);
  await recordEvent(tx, origin, { ...event, subject, cityIds });
}

/** The person who asks, of whom the table of rights has made sure that there is one. */
export function personIdOf(actor: Actor): string {
  if (actor.origin.personId === null) throw new SignInFirstError();
  return actor.origin.personId;
}

/** The session by which a person asks, or null: nobody, or a program with a token. */
export const sessionIdOf = ({ origin }: Actor): string | null =>
  origin.via === 'session' ? origin.viaId : null;

/**
 * What changes a person's sign-in first takes this lock, so one change at a time: a password
 * cannot be changed while a session begins by the old one.
 * @throws NotSignedInError where the person has been erased
 */
export async function lockPerson(tx: EntityManager, personId: string): Promise<void> {
  const [found] = await tx.query(
    `select 1 from person where id = $1 and erased_at is null for no key update`,
    [personId],
  );
  if (!found) throw new NotSignedInError();
}
