// A private redis-server for tests: in memory, on the loopback, ended with whoever started it.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, isAlive, signal, waitUntilGone } from './processes.mjs';
import { startWatcher } from './watch.mjs';

const READY_LIMIT_MS = 15_000;
const STOP_GRACE_MS = 5_000;

/** → the path of redis-server (or valkey-server, which speaks the same), or null. */
export function findRedisServer() {
  const dirs = [...(process.env.PATH ?? '').split(':'), '/usr/bin', '/usr/local/bin'];
  for (const name of ['redis-server', 'valkey-server']) {
    const dir = dirs.find((candidate) => candidate && fs.existsSync(path.join(candidate, name)));
    if (dir) return path.join(dir, name);
  }
  return null;
}

/** → `{ url, port, pid, stop() }`, or null where no redis-server is found. */
export async function startRedis() {
  const program = findRedisServer();
  if (!program) return null;
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'pobratym-redis-'));
  const watcher = startWatcher(dir);
  try {
    const { port, pid } = await launch(program, dir, watcher);
    const stop = async () => {
      for (const name of ['SIGTERM', 'SIGKILL']) {
        signal(pid, name);
        if (await waitUntilGone(pid, STOP_GRACE_MS)) break;
      }
      watcher.done();
      fs.rmSync(dir, { recursive: true, force: true });
    };
    return { url: `redis://127.0.0.1:${port}`, port, pid, stop };
  } catch (error) {
    watcher.abandon();
    throw error;
  }
}

async function launch(program, dir, watcher) {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort(0);
    const pid = spawnServer(program, dir, port, watcher);
    if (await isAnswering(port, pid)) return { port, pid };
    signal(pid, 'SIGKILL');
    if (attempt === 5) throw new Error(`${program} does not start: see ${dir}/redis.log`);
  }
}

// BullMQ asks for noeviction: an evicted key is a lost job.
function spawnServer(program, dir, port, watcher) {
  const log = fs.openSync(path.join(dir, 'redis.log'), 'a');
  const args = ['--port', port, '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
  args.push('--appendonly', 'no', '--maxmemory-policy', 'noeviction', '--databases', '64');
  const child = spawn(program, args.map(String), {
    cwd: dir,
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  child.on('error', () => {});
  child.unref();
  watcher.add(child.pid);
  return child.pid;
}

async function isAnswering(port, pid) {
  const endsAt = Date.now() + READY_LIMIT_MS;
  while (isAlive(pid) && Date.now() < endsAt) {
    if ((await ping(port)).startsWith('+PONG')) return isAlive(pid);
    await sleep(25);
  }
  return false;
}

function ping(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.on('error', () => {});
    socket.once('close', () => resolve(''));
  });
}
