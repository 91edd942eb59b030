import { DataSource } from 'typeorm';
import { hashSecret, newSecret, ROLES, Scope, SCOPES } from '@pobratym/identity';
import { Api } from './http';
import { createPerson, Holding } from './people';
import type { Scene } from './rights-scenes';
import type { RightsWorld } from './rights-world';

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

export type Outcome = 'allowed' | 401 | 403 | 404;

/** Makes the request of a scene as a new person of this kind; what it answers is read to its end. */
export async function ask(
  world: RightsWorld,
  asker: Asker,
  route: string,
  scene: Scene,
): Promise<{ outcome: Outcome; status: number; detail: string }> {
  const [method, pattern] = route.split(' ') as [string, string];
  const me = await asker.arrive();
  const { path = {}, query = {}, body, form } = (await scene.request?.(world, me)) ?? {};
  const filled = pattern.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? `{${name}}`);
  const base = pattern.startsWith('/health') ? world.app.url : `${world.app.url}/api/v1`;
  const headers = { ...me.headers, ...(body && { 'content-type': 'application/json' }) };
  const response = await fetch(`${base}${filled}?${new URLSearchParams(query).toString()}`, {
    method,
    headers,
    redirect: 'manual',
    body: form ?? (body && JSON.stringify(body)),
  });
  const text = await response.text();
  const { status } = response;
  const isRefusal =
    /problems\/(sign-in-first|not-signed-in|not-allowed|not-found|second-factor-first)/;
  const isRefused = isRefusal.test(text) && !(scene.isCredential && status === 401);
  const outcome = isRefused ? (status as Outcome) : 'allowed';
  return { outcome, status, detail: text.slice(0, 160) };
}
