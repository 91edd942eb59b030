// The database that each round begins with: migrated, with its cities, a few ties in force, and a
// steward, who files the reports of several cities.
import { createHash } from 'node:crypto';
import { TOKEN } from './installation.mjs';

const PAIRS = 5;
const SIGNED_ON = '2022-03-01';

/** → `[{ sender, receiver }]`, city ids, with a partnership in force each. */
export async function prepareBase(installation, database) {
  await prepareEmpty(installation, database);
  await installation.query(database, (client) =>
    client.query('create extension pg_stat_statements'),
  );
  const api = await installation.startApi(database);
  try {
    const pairs = await choosePairs(api.client);
    const ties = pairs.map(({ sender, receiver }) => [receiver, sender]);
    await signTies(api.client, ties, SIGNED_ON);
    return pairs;
  } finally {
    await api.stop();
  }
}

/** A new database with the cities, and a steward whose token is {@link TOKEN}. */
export async function prepareEmpty(installation, database) {
  await installation.createDatabase(database);
  await installation.runProgram('api/src/migrate.js', [], database);
  await installation.runProgram('api/src/load-data.js', ['--empty'], database);
  await installation.query(database, createSteward);
}

/** `ties`: `[ukrainianCityId, foreignCityId]` each. */
export async function signTies(api, ties, since) {
  const rows = ties.map((cities) => `${cities},cooperation,${since},active,https://example.org,`);
  const header = 'ukrainian_city_id,foreign_city_id,kind,since,status,source_url,note';
  const form = new FormData();
  form.set('file', new Blob([[header, ...rows, ''].join('\n')]), 'ties.csv');
  await api.post('/ties/import', form, [200, 201]);
}

async function createSteward(client) {
  const hash = createHash('sha256').update(TOKEN).digest();
  await client.query(
    `with made as (insert into person default values returning id),
       held as (insert into person_role (person_id, role) select id, 'steward' from made)
     insert into personal_token (person_id, name, secret_hash, scopes, expires_at)
     select id, 'bench', $1, array['read', 'aid', 'partnerships'], now() + interval '1 day' from made`,
    [hash],
  );
}

async function choosePairs(api) {
  const { items: receivers } = await api.get('/cities', { country: 'UA', limit: PAIRS });
  const { items: senders } = await api.get('/cities', { country: 'DE', limit: PAIRS });
  return receivers.map(({ id }, n) => ({ sender: senders[n].id, receiver: id }));
}
