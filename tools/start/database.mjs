// The database of a start: the one of DATABASE_URL, or a private PostgreSQL kept running.
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres } from '../postgres.mjs';
import { endOfLog } from './children.mjs';

const RESTARTS_MAX = 5;
const RESTART_DELAY_MS = 1_000;
const STEADY_MS = 60_000;
const CONNECT_LIMIT_MS = 10_000;

/** → `{ url, place, stop(), kill() }`; `place` is where the data is, for a person. */
export async function openDatabase({ dataDir, logFile, say, onStart, onGiveUp }) {
  // Of the role that owns the schema: with one URL alone that is its role.
  const url = process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL;
  if (url) return existingDatabase(url);
  const options = { dataDir: path.join(dataDir, 'postgres'), log: logFile, say };
  const state = { server: await startPostgres(options), failures: 0, isStopping: false };
  const { port } = state.server;
  if (state.server.adopted) say(`Took over the PostgreSQL of a killed start (port ${port}).`);
  const watch = async () => {
    onStart(state.server.pid);
    const startedAt = Date.now();
    await state.server.exited;
    if (state.isStopping) return;
    state.failures = Date.now() - startedAt > STEADY_MS ? 1 : state.failures + 1;
    if (state.failures > RESTARTS_MAX) throw new Error(`${state.failures} times`);
    say(`PostgreSQL ended unexpectedly; starting it again. Log: ${logFile}`);
    await sleep(RESTART_DELAY_MS);
    if (state.isStopping) return;
    state.server = await startPostgres({ ...options, port });
    if (state.isStopping) return state.server.stop();
    return watch();
  };
  const watching = watch().catch((error) => {
    const end = endOfLog(logFile);
    onGiveUp(`PostgreSQL ended unexpectedly: ${error.message}\n${end}\nLog: ${logFile}`);
  });
  return {
    url: state.server.url,
    place: `${options.dataDir} (PostgreSQL on 127.0.0.1:${port})`,
    stop: async () => {
      state.isStopping = true;
      await state.server.stop();
      await watching;
    },
    hasten: () => state.server.stopNow(),
  };
}

async function existingDatabase(url) {
  const place = describeUrl(url);
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
  } catch (cause) {
    const reason = cause.message || cause.code;
    throw new Error(`DATABASE_URL: ${place} does not answer: ${reason}`, { cause });
  } finally {
    await client.end().catch(() => {});
  }
  return { url, place, stop: async () => {}, hasten: () => {} };
}

// Never the password.
function describeUrl(url) {
  try {
    const { host, pathname } = new URL(url);
    return `PostgreSQL at ${host}${pathname}`;
  } catch {
    throw new Error('DATABASE_URL is not a URL: postgres://user:password@host:5432/database');
  }
}
