import { randomBytes } from 'node:crypto';
import { migrate } from '@pobratym/platform';
import { Client } from 'pg';

const TEMPLATE = 'pobratym_template';
const APPLICATION = 'pobratym_application';
const TEMPLATE_LOCK = 731_001;
const CLOSE_LIMIT_MS = 5_000;

export interface TestDatabase {
  /** Of the application's role, as API and worker use it. */
  url: string;
  /** Of the role that owns the schema, by which a test looks and attacks past the rights. */
  ownerUrl: string;
  /** Fails when a connection to it is still open: who opens one closes it. */
  drop(): Promise<void>;
}

/** A migrated database of one's own, cloned from a template that the first caller makes. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `test_${process.env.JEST_WORKER_ID ?? '0'}_${randomBytes(6).toString('hex')}`;
  await onServer(async (server) => {
    await makeTemplate(server);
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
    // Rights on the database itself are not copied with it.
    await server.query(`GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${name} TO ${APPLICATION}`);
  });
  return {
    url: applicationUrl(name),
    ownerUrl: databaseUrl(name),
    drop: () => dropDatabase(name),
  };
}

// The workers of Jest run at once: one migrates, the other waits at the lock.
async function makeTemplate(server: Client): Promise<void> {
  await server.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const sql = 'SELECT FROM pg_database WHERE datname = $1';
    if ((await server.query(sql, [TEMPLATE])).rowCount) return;
    const half = `${TEMPLATE}_half_made`;
    await server.query(`DROP DATABASE IF EXISTS ${half} WITH (FORCE)`);
    await server.query(`CREATE DATABASE ${half}`);
    await migrate({
      databaseUrl: applicationUrl(half),
      databaseOwnerUrl: databaseUrl(half),
      queueNamespace: 'template',
    });
    await server.query(`ALTER DATABASE ${half} RENAME TO ${TEMPLATE}`);
  } finally {
    await server.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

async function dropDatabase(name: string): Promise<void> {
  const leaked = await onServer(async (server) => {
    const open = await openConnections(server, name);
    await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    return open;
  });
  if (leaked.length > 0) {
    throw new Error(`${leaked.length} connections were left open:\n${leaked.join('\n')}`);
  }
}

// A backend goes a moment after its client has closed, so a live one is given that moment.
async function openConnections(server: Client, name: string): Promise<string[]> {
  const endsAt = Date.now() + CLOSE_LIMIT_MS;
  for (;;) {
    const { rows } = await server.query<{ line: string }>(
      `SELECT format('pid %s %s %s: %s', pid, application_name, state, left(query, 200)) AS line
       FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
      [name],
    );
    if (rows.length === 0 || Date.now() > endsAt) return rows.map(({ line }) => line);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function onServer<T>(work: (server: Client) => Promise<T>): Promise<T> {
  const server = new Client({ connectionString: serverUrl() });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

function databaseUrl(name: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}

function applicationUrl(name: string): string {
  const url = new URL(databaseUrl(name));
  url.username = APPLICATION;
  url.password = 'application';
  return url.href;
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run the tests by `npm test`');
  return url;
}
