// The database that each round begins with: migrated, with its cities, and a few signed partnerships.

const PAIRS = 5;
const SIGNED_ON = '2022-03-01';

/** → `[{ sender, receiver }]`, city ids, with a partnership in force each. */
export async function prepareBase(installation, database) {
  await installation.createDatabase(database);
  await installation.query(database, (client) =>
    client.query('create extension pg_stat_statements'),
  );
  await installation.runProgram('api/src/migrate.js', [], database);
  await installation.runProgram('api/src/load-data.js', ['--empty'], database);
  const api = await installation.startApi(database);
  try {
    return await signPartnerships(api.client);
  } finally {
    await api.stop();
  }
}

async function signPartnerships(api) {
  const { items: receivers } = await api.get('/cities', { country: 'UA', limit: PAIRS });
  const { items: senders } = await api.get('/cities', { country: 'DE', limit: PAIRS });
  const pairs = [];
  for (const [index, { id: receiver }] of receivers.entries()) {
    const sender = senders[index].id;
    const decision = { decidedBy: 'Bench council', occurredOn: SIGNED_ON };
    const body = { firstCityId: sender, secondCityId: receiver, kind: 'cooperation' };
    const { id } = await api.post('/partnerships', {
      ...body,
      ...decision,
      areas: ['humanitarian'],
    });
    for (const kind of ['partner_approached', 'agreement_drafted', 'signed']) {
      await api.post(`/partnerships/${id}/steps`, { kind, ...decision });
    }
    pairs.push({ sender, receiver });
  }
  return pairs;
}
