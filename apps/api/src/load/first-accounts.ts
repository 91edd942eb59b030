import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import { INestApplicationContext } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { INSTALLATION, Passwords, Role } from '@pobratym/identity';

/** How somebody signs in to a trial installation; the password is made here and kept nowhere else. */
export interface FirstAccount {
  email: string;
  password: string;
  roles: string;
}

type Keep = (accounts: FirstAccount[]) => void;
type Held = { role: Role; cityId: string | null };

const STEWARD = { email: 'steward@trial.example', name: 'Trial steward', cityId: null };
/** Two cities without a tie, so that a newcomer may walk the whole way from the first idea. */
const CITIES = [
  { email: 'drohobych@trial.example', name: 'Trial Drohobych', cityId: 'drohobych-ua' },
  { email: 'rzeszow@trial.example', name: 'Trial Rzeszów', cityId: 'rzeszow-pl' },
];
const CITY_ROLES: Role[] = ['coordinator', 'administrator', 'researcher'];

/**
 * The accounts of a trial, each with a password made by chance.
 * @param options `isEmpty`: the installation begins without records: the steward alone. `keep`: told
 *   of them before they are committed
 */
export async function createFirstAccounts(
  app: INestApplicationContext,
  { isEmpty, keep = () => undefined }: { isEmpty: boolean; keep?: Keep },
): Promise<FirstAccount[]> {
  const passwords = app.get(Passwords);
  const people = [STEWARD, ...(isEmpty ? [] : CITIES)];
  const made = await Promise.all(
    people.map(async (person) => {
      const password = newPassword();
      return { ...person, password, hash: await passwords.hash(password), held: heldBy(person) };
    }),
  );
  const accounts = made.map(({ email, password, held }) => ({
    ...{ email, password, roles: sayRoles(held) },
  }));
  await app.get(DataSource).transaction(async (tx) => {
    for (const person of made) await insertPerson(tx, passwords, person);
    // Before the commit: accounts whose passwords nobody has would be of no use, and in the way.
    keep(accounts);
  });
  return accounts;
}

/** Made once; the file is for who runs the installation, and for nobody else on its machine. */
export function writeAccounts(file: string, accounts: FirstAccount[]): void {
  fs.writeFileSync(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
}

const heldBy = ({ cityId }: { cityId: string | null }): Held[] =>
  cityId === null
    ? [{ role: 'steward', cityId }]
    : CITY_ROLES.map((role): Held => ({ role, cityId }));

const sayRoles = (held: Held[]): string =>
  held.map(({ role, cityId }) => (cityId ? `${role} of ${cityId}` : role)).join(', ');

async function insertPerson(
  tx: EntityManager,
  passwords: Passwords,
  { email, name, hash, held }: { email: string; name: string; hash: string; held: Held[] },
): Promise<void> {
  const [{ id }] = await tx.query(`insert into person default values returning id`);
  await tx.query(
    `insert into person_detail (person_id, email, name, language) values ($1, $2, $3, 'uk')`,
    [id, email, name],
  );
  await tx.query(
    `insert into person_role (person_id, role, city_id)
     select $1, role, "cityId" from jsonb_to_recordset($2::jsonb) h (role text, "cityId" text)`,
    [id, JSON.stringify(held)],
  );
  await passwords.set(tx, id, hash);
  await recordEvent(tx, INSTALLATION.origin, {
    action: 'person.create',
    subject: { kind: 'person', id },
    cityIds: held.map(({ cityId }) => cityId),
    after: { roles: held },
  });
}

/** Without letters and digits that are taken for each other: 20 of 31 signs, 99 bits. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
function newPassword(): string {
  const sign = () => SIGNS[randomInt(SIGNS.length)]!;
  const group = () => Array.from({ length: 5 }, sign).join('');
  return Array.from({ length: 4 }, group).join('-');
}
