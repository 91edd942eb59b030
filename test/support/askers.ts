import { DataSource } from 'typeorm';
import { hashSecret, newSecret, ROLES, Scope, SCOPES } from '@pobratym/identity';
import { Api } from './http';
import { createPerson, Holding } from './people';

/** A kind of asker: each request is made by a new person of it, since some use themselves up. */
export interface Asker {
  title: string;
  kind: 'nobody' | 'session' | 'token';
  held: Holding[];
  scopes: readonly Scope[];
  arrive(): Promise<Arrived>;
}

export interface Arrived {
  personId: string | null;
  headers: Record<string, string>;
}

export interface AskerCities {
  own: string;
  partner: string;
  stranger: string;
}

/**
 * Nobody; a person without a role; each role in each of the three cities; a steward; and, by each
 * scope of a token, a person with every role in the city itself.
 */
export function createAskers(database: DataSource, cities: AskerCities): Asker[] {
  const inSession = (title: string, held: Holding[]): Asker => ({
    title,
    kind: 'session',
    held,
    scopes: SCOPES,
    arrive: () => arriveInSession(database, held),
  });
  const roles = ROLES.filter((role) => role !== 'steward');
  const everything = [...roles.map((role) => ({ role, cityId: cities.own })), STEWARD];
  return [
    {
      title: 'nobody',
      kind: 'nobody',
      held: [],
      scopes: [],
      arrive: () => Promise.resolve({ personId: null, headers: {} }),
    },
    inSession('a person without a role', []),
    inSession('a steward', [STEWARD]),
    ...(['own', 'partner', 'stranger'] as const).flatMap((whose) =>
      roles.map((role) =>
        inSession(`a ${role} of the ${whose} city`, [{ role, cityId: cities[whose] }]),
      ),
    ),
    ...SCOPES.map((scope): Asker => ({
      title: `a token with the scope ${scope} of who has every role`,
      kind: 'token',
      held: everything,
      scopes: [scope],
      arrive: () => arriveByToken(database, everything, scope),
    })),
  ];
}

const STEWARD: Holding = { role: 'steward' };

/** A person at a browser, signed in. */
export async function arriveInSession(database: DataSource, held: Holding[]): Promise<Arrived> {
  const { id: personId } = await createPerson(database, held);
  const secret = newSecret();
  await database.query(
    `insert into session (person_id, secret_hash, stage, expires_at)
     values ($1, $2, 'whole', now() + interval '1 day')`,
    [personId, hashSecret(secret)],
  );
  return { personId, headers: { cookie: `pobratym_session=${secret}` } };
}

async function arriveByToken(
  database: DataSource,
  held: Holding[],
  scope: Scope,
): Promise<Arrived> {
  const { id: personId, token } = await createPerson(database, held);
  await database.query(`update personal_token set scopes = $2 where person_id = $1`, [
    personId,
    [scope],
  ]);
  return { personId, headers: new Api({ url: '', token }).headers() };
}
