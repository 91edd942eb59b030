// A start that was killed leaves its PostgreSQL running: it is found by postmaster.pid and taken
// over, if it really is ours.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isAlive, isZombie, processesIn } from '../processes.mjs';
import { ROLE, readPassword } from './home.mjs';

// A server that is stopping or recovering when we find it: it ends, or it opens.
const SETTLE_LIMIT_MS = 60_000;
const BACKENDS_LIMIT_MS = 15_000;

/** → `{ pid, port }` of the server that runs on `home`'s cluster, or null; a stale file goes. */
export async function findOwnServer(home) {
  const cluster = path.join(home, 'cluster');
  const file = path.join(cluster, 'postmaster.pid');
  const endsAt = Date.now() + SETTLE_LIMIT_MS;
  while (fs.existsSync(file)) {
    const [pidText, dataDir, , portText] = fs.readFileSync(file, 'utf8').split('\n');
    const pid = Number(pidText);
    const port = Number(portText);
    // PostgreSQL clears the file of a dead one itself, after a look for backends that live on; but
    // it takes a zombie, which stays where no init reaps orphans, for a living one.
    if (!isAlive(pid) && !isZombie(pid)) return null;
    if (dataDir === cluster && port && (await answersAs(home, port, cluster))) return { pid, port };
    if (isZombie(pid) || !runsOn(pid, cluster)) {
      await waitForOrphanBackends(cluster);
      fs.rmSync(file, { force: true }); // or a program that has got a dead postmaster's pid
      return null;
    }
    if (Date.now() > endsAt) {
      throw new Error(
        `PostgreSQL (pid ${pid}) holds ${cluster} and does not answer: end it first.`,
      );
    }
    await sleep(200);
  }
  return null;
}

/** When a postmaster is killed its backends see it and go; a new one must not overlap with them. */
export async function waitForOrphanBackends(cluster) {
  const endsAt = Date.now() + BACKENDS_LIMIT_MS;
  while (processesIn(cluster, 'postgres').length > 0) {
    if (Date.now() > endsAt) {
      throw new Error(
        `Processes ${processesIn(cluster, 'postgres').join(', ')} still run in ${cluster}.`,
      );
    }
    await sleep(100);
  }
}

// The password is random and known to this cluster alone, so who lets us in is ours.
async function answersAs(home, port, cluster) {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: ROLE,
    password: readPassword(home),
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('SHOW data_directory');
    return rows[0].data_directory === cluster;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function runsOn(pid, cluster) {
  // Elsewhere than on Linux nothing tells, and the safe answer is that it may be ours.
  return process.platform !== 'linux' || processesIn(cluster, 'postgres').includes(pid);
}
