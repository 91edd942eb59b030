// What a bench runs on: a private PostgreSQL that flushes to disk, a private Redis, and API and
// worker as processes of their own. All of it ends with the bench, however that ends.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres } from '../postgres.mjs';
import { findFreePort, isAlive, signal, waitUntilGone } from '../processes.mjs';
import { startRedis } from '../redis.mjs';
import { createClient } from '../smoke/http.mjs';
import { run } from '../start/commands.mjs';
import { applicationUrlOf } from '../start/secrets.mjs';
import { lastLines } from '../start/terminal.mjs';
import { startWatcher } from '../watch.mjs';

const READY_LIMIT_MS = 60_000;
const STOP_GRACE_MS = 10_000;
const LOG_LINE_LENGTH_MAX = 400;
const SECRETS = { applicationPassword: 'bench', secretKey: 'k'.repeat(32) };
export const TOKEN = `pbr_${'bench'.repeat(8)}`;
// An ephemeral server is not durable and is tuned for tests; this one is as `npm start` runs it.
const SETTINGS = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: '256MB',
  autovacuum_naptime: '1min',
  shared_preload_libraries: 'pg_stat_statements',
};

/** The servers and processes of one run of a bench. */
export class Installation {
  #projectDir;
  #watcher;
  #stops = [];
  #stopping;

  constructor(projectDir) {
    this.#projectDir = projectDir;
    this.dir = fs.mkdtempSync(path.join(os.tmpdir(), 'pobratym-bench-'));
    this.#watcher = startWatcher(this.dir);
  }

  /** `queue`: `redis` or `postgres`; undefined: Redis where there is one. `track`: top or all. */
  async start({ queue, track = 'top' }) {
    const settings = { ...SETTINGS, 'pg_stat_statements.track': track };
    const log = path.join(this.dir, 'postgres.log');
    this.postgres = await this.#keep(startPostgres({ ephemeral: true, settings, log }));
    this.redis = queue === 'postgres' ? null : await this.#keep(startRedis());
    if (queue === 'redis' && !this.redis) throw new Error('No redis-server is found.');
  }

  get isStopping() {
    return this.#stopping !== undefined;
  }

  get queueName() {
    return this.redis ? 'redis' : 'postgres';
  }

  urlOf(database) {
    const url = new URL(this.postgres.url);
    url.pathname = `/${database}`;
    return url.href;
  }

  /** Of the one role that the application has in all databases of the bench. */
  applicationUrlOf(database) {
    const url = new URL(applicationUrlOf(this.urlOf('bench'), SECRETS));
    url.pathname = `/${database}`;
    return url.href;
  }

  environmentFor(database) {
    return {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: this.applicationUrlOf(database),
      SECRET_KEY: SECRETS.secretKey,
      ...(this.redis && { REDIS_URL: this.redis.url }),
      QUEUE_NAMESPACE: database,
      LOG_LEVEL: 'warn',
    };
  }

  /** Runs `work(client)` on a connection to `database`. */
  async query(database, work) {
    const client = new pg.Client({ connectionString: this.urlOf(database), ssl: false });
    client.on('error', () => {}); // one that matters fails the query too
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end().catch(() => {});
    }
  }

  async createDatabase(name, template = 'template1') {
    await this.query('postgres', async (client) => {
      await client.query(`create database ${name} template ${template}`);
      // Rights on the database itself are not copied with it.
      const role = decodeURIComponent(new URL(this.applicationUrlOf(name)).username);
      const known = await client.query(`select from pg_roles where rolname = $1`, [role]);
      if (known.rowCount) await client.query(`grant create on database ${name} to ${role}`);
    });
  }

  async dropDatabase(name) {
    await this.query('postgres', (client) => client.query(`drop database ${name} with (force)`));
  }

  /** Runs one of the built programs to its end. */
  async runProgram(program, args, database) {
    const env = {
      ...this.environmentFor(database),
      DATABASE_OWNER_URL: this.urlOf(database), // the migration's; nothing else reads it
    };
    const cwd = this.#projectDir;
    await run(process.execPath, [path.join(cwd, 'dist', 'apps', program), ...args], { cwd, env });
  }

  /** → `{ client, origin, pid, stop() }` of an API that is ready. */
  async startApi(database) {
    const port = await findFreePort(0);
    const child = this.#spawn('api/src/main.js', database, { PORT: String(port) });
    const client = createClient(`http://127.0.0.1:${port}`, { token: TOKEN });
    const endsAt = Date.now() + READY_LIMIT_MS;
    for (;;) {
      const isReady = await client.get('/health/ready').then(
        () => true,
        () => false,
      );
      const origin = `http://127.0.0.1:${port}`;
      if (isReady) return { client, origin, pid: child.pid, stop: child.stop };
      child.checkAlive();
      if (Date.now() > endsAt) throw new Error(`The API is not ready:\n${child.output()}`);
      await sleep(100);
    }
  }

  /** → `{ pid, stop(), checkAlive() }`; it is ready when it has worked off its first job. */
  startWorker(database) {
    return this.#spawn('worker/src/main.js', database);
  }

  /** Stops all that was started, the last first; safe to call twice. */
  stop() {
    this.#stopping ??= (async () => {
      for (const stop of this.#stops.reverse()) await stop().catch(() => {});
      this.#watcher.done();
      fs.rmSync(this.dir, { recursive: true, force: true });
    })();
    return this.#stopping;
  }

  async #keep(starting) {
    const server = await starting;
    if (server) this.#stops.push(() => server.stop());
    if (server && this.#stopping) await server.stop(); // interrupted while it started
    return server;
  }

  #spawn(program, database, more = {}) {
    const logFile = path.join(this.dir, `${database}-${program.split('/')[0]}.log`);
    const log = fs.openSync(logFile, 'a');
    const child = spawn(process.execPath, [path.join('dist', 'apps', program)], {
      cwd: this.#projectDir,
      env: { ...this.environmentFor(database), ...more },
      stdio: ['ignore', log, log, 'ipc'], // closed when we die, by which it stops
    });
    fs.closeSync(log);
    this.#watcher.add(child.pid);
    const { pid } = child;
    const output = () => shortLines(lastLines(fs.readFileSync(logFile, 'utf8')));
    const checkAlive = () => {
      if (!isAlive(pid)) throw new Error(`${program} has ended:\n${output()}`);
    };
    const stop = async () => {
      for (const name of ['SIGTERM', 'SIGKILL']) {
        if (!isAlive(pid)) return;
        signal(pid, name);
        if (await waitUntilGone(pid, STOP_GRACE_MS)) return;
      }
    };
    this.#stops.push(stop);
    return { pid, stop, checkAlive, output };
  }
}

// An error is logged with its statement, of kilobytes; what it says stands at its beginning.
function shortLines(text) {
  return text
    .split('\n')
    .map((line) => line.slice(0, LOG_LINE_LENGTH_MAX))
    .join('\n');
}
