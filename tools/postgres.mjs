// Runs the PostgreSQL that npm brings: a private server on the loopback, for `npm start` (its data
// stays, an orphan of a killed start is taken over) and for tests (dies with whoever started it).
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findOwnServer, waitForOrphanBackends } from './postgres/adopt.mjs';
import { nativeEnvironment, usableNative } from './postgres/binaries.mjs';
import * as homes from './postgres/home.mjs';
import { canEnter, giveTo, ownerAsUser, serverUser } from './postgres/user.mjs';
import { findFreePort, isAlive, signal, waitUntilGone } from './processes.mjs';
import { startWatcher } from './watch.mjs';

const PROJECT_DIR = path.resolve(fileURLToPath(new URL('..', import.meta.url)));
const FIRST_PORT = 54_320;
const STOP_GRACE_MS = 10_000;
// Recovery after a crash reads back up to max_wal_size, and a slow disk may need minutes for it.
const READY_LIMIT_MS = 600_000;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
};
const EPHEMERAL_SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '128MB',
  max_connections: '200',
  autovacuum_naptime: '10s',
};

/**
 * → `{ url, port, pid, adopted, home, stop(), stopNow(), exited }`, once it accepts connections.
 * `url` is of the database `pobratym`.
 * - `dataDir`: the home (see postgres/home.mjs); made when missing. Not with `ephemeral`.
 * - `port`: this one or none; default: the last one, else the next free.
 * - `settings`: of postgresql.conf. `log`: a file that the server's output is appended to.
 * - `ephemeral`: in a temporary folder, without fsync, and ended when this process ends.
 * - `say(line)`: told what a person should know.
 */
export async function startPostgres(options) {
  const { ephemeral = false, projectDir = PROJECT_DIR, say = () => {} } = options;
  const user = serverUser();
  if (ephemeral) return startEphemeral({ ...options, user, projectDir });
  const dataDir = path.resolve(options.dataDir);
  const home = homes.locateHome({ dataDir, projectDir, user, say });
  const copyRoot = user ? homes.systemFolder(projectDir) : path.dirname(dataDir);
  const native = usableNative(user, copyRoot).dir;
  homes.makeHome({ home, native, user });
  const runAs = ownerAsUser(home);
  homes.checkHome({ home, native, user: runAs });
  const adopted = await findOwnServer(home);
  if (adopted) return adoptedServer(home, adopted);
  return launch({ ...options, home, native, user: runAs, settings: options.settings ?? {} });
}

async function startEphemeral({ user, projectDir, settings = {}, log }) {
  const tmp = [os.tmpdir(), '/tmp', '/var/tmp'].find((dir) => canEnter(dir, user));
  const dir = fs.mkdtempSync(path.join(fs.realpathSync(tmp), 'pobratym-pg-'));
  const watcher = startWatcher(dir);
  try {
    fs.chmodSync(dir, 0o711);
    const home = path.join(dir, 'postgres');
    const native = usableNative(user, user ? homes.systemFolder(projectDir) : os.tmpdir()).dir;
    homes.makeHome({ home, native, user });
    const merged = { ...EPHEMERAL_SETTINGS, ...settings };
    const firstPort = 0;
    const server = await launch({ home, native, user, settings: merged, log, watcher, firstPort });
    const stop = async () => {
      signal(server.pid, 'SIGQUIT'); // nothing here is worth a checkpoint
      await server.stop();
      watcher.done();
      fs.rmSync(dir, { recursive: true, force: true });
    };
    return { ...server, stop };
  } catch (error) {
    watcher.abandon();
    throw error;
  }
}

async function launch(options) {
  const { home, user, port: wanted, firstPort } = options;
  await waitForOrphanBackends(path.join(home, 'cluster'));
  let next = wanted ?? firstPort ?? lastPort(home) ?? FIRST_PORT;
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted ?? (await findFreePort(next));
    const server = spawnServer({ ...options, port });
    try {
      await waitUntilReady(server, home, port);
      const portFile = path.join(home, 'port');
      fs.writeFileSync(portFile, `${port}\n`);
      giveTo(user, portFile);
      return describe({ home, port, pid: server.pid, adopted: false, exited: server.exited });
    } catch (error) {
      signal(server.pid, 'SIGQUIT');
      await server.exited;
      // Someone took the port between our look and PostgreSQL's.
      const isTaken = /could not (bind|create any TCP)/.test(server.output());
      if (!isTaken || wanted || attempt === 5) throw error;
      next = firstPort ?? port + 1;
    }
  }
}

// In a session of its own: the terminal's Ctrl-C and hang-up are for `npm start`, which stops the
// API and the worker before the database.
function spawnServer({ home, native, user, settings, port, log, watcher }) {
  const logFile = log ?? path.join(home, 'server.log');
  const output = fs.openSync(logFile, 'a', 0o600);
  const outputStart = fs.fstatSync(output).size;
  const all = { ...SETTINGS, ...settings, port };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(
    path.join(native, 'bin', 'postgres'),
    ['-D', path.join(home, 'cluster'), ...flags],
    {
      cwd: '/',
      detached: true,
      env: nativeEnvironment(native),
      stdio: ['ignore', output, output],
      uid: user?.uid,
      gid: user?.gid,
    },
  );
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('exit', (code, name) => resolve({ code, signal: name }));
  });
  child.unref();
  watcher?.add(child.pid);
  fs.closeSync(output);
  const readOutput = () => fs.readFileSync(logFile, 'utf8').slice(outputStart);
  return { pid: child.pid, exited, output: readOutput };
}

async function waitUntilReady(server, home, port) {
  let isOver = false;
  void server.exited.then(() => (isOver = true));
  const endsAt = Date.now() + READY_LIMIT_MS;
  for (;;) {
    if (isOver) throw new Error(`PostgreSQL did not start: ${lastLines(server.output())}`);
    try {
      return await createDatabaseIfMissing(homeUrl(home, port, 'postgres'));
    } catch (error) {
      // 57P03: starting up, or recovering after a crash.
      const isStarting = ['ECONNREFUSED', 'ECONNRESET', '57P03'].includes(error.code);
      if (!isStarting || Date.now() > endsAt) throw error;
    }
    await sleep(25);
  }
}

async function createDatabaseIfMissing(url) {
  const client = new pg.Client({ connectionString: url, ssl: false });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT FROM pg_database WHERE datname = '${homes.ROLE}'`,
    );
    if (rowCount === 0) await client.query(`CREATE DATABASE ${homes.ROLE}`);
  } finally {
    await client.end();
  }
}

async function adoptedServer(home, { pid, port }) {
  await createDatabaseIfMissing(homeUrl(home, port, 'postgres'));
  const exited = (async () => {
    // Not a child of ours, so nothing tells us of its end.
    while (isAlive(pid)) await sleep(250, undefined, { ref: false });
    return { code: null, signal: null };
  })();
  return describe({ home, port, pid, adopted: true, exited });
}

function describe({ home, port, pid, adopted, exited }) {
  const stop = async () => {
    // Fast, then immediate (recovers at the next start), then the last resort.
    for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL']) {
      if (!isAlive(pid)) break;
      signal(pid, name);
      if (await waitUntilGone(pid, STOP_GRACE_MS)) break;
    }
  };
  const stopNow = () => signal(pid, 'SIGQUIT');
  return { url: homeUrl(home, port, homes.ROLE), port, pid, adopted, home, stop, stopNow, exited };
}

function homeUrl(home, port, database) {
  return `postgres://${homes.ROLE}:${homes.readPassword(home)}@127.0.0.1:${port}/${database}`;
}

function lastPort(home) {
  const file = path.join(home, 'port');
  return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) || null : null;
}

function lastLines(text) {
  return text.trim().split('\n').slice(-5).join('\n');
}
