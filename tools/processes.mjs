// What the tools ask about processes and ports.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A zombie is not alive, though `kill(pid, 0)` says so; it stays where no init reaps orphans. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return !isZombie(pid);
}

/** Has ended, and its parent has not asked how; by `kill(pid, 0)` it still looks alive. */
export function isZombie(pid) {
  return statFields(pid)?.[0] === 'Z';
}

/** → true when `pid` has gone within `limitMs`. */
export async function waitUntilGone(pid, limitMs) {
  const endsAt = Date.now() + limitMs;
  while (isAlive(pid)) {
    if (Date.now() > endsAt) return false;
    await sleep(20);
  }
  return true;
}

export function signal(pid, name) {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}

/** To `pid` and all that it has started, where it leads a group of its own. */
export function signalGroup(pid, name) {
  return pid ? signal(-pid, name) : false;
}

/** → when `pid` started, in a unit of the system's; tells a process from a later one of its pid. */
export function startMark(pid) {
  return statFields(pid)?.[19] ?? null;
}

/** → pids of `program` whose working directory is `dir`; Linux only, empty elsewhere. */
export function processesIn(dir, program) {
  if (process.platform !== 'linux') return [];
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => readLink(`/proc/${pid}/cwd`) === dir && isAlive(pid))
    .filter((pid) => path.basename(readLink(`/proc/${pid}/exe`) ?? '').split(' ')[0] === program);
}

export async function isPortFree(port, host = '127.0.0.1') {
  const server = net.createServer();
  try {
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host, exclusive: true }, resolve);
    });
  } catch {
    return false;
  }
  await new Promise((resolve) => server.close(resolve));
  return true;
}

/** → `first`, or the next free port above it; with 0, any that the system offers. */
export async function findFreePort(first, limit = 200) {
  if (first === 0) return offeredPort();
  for (let port = first; port < Math.min(first + limit, 65536); port += 1) {
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No free port on 127.0.0.1 from ${first} to ${first + limit - 1}.`);
}

async function offeredPort() {
  const server = net.createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, resolve);
  });
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// From the third field on: the second, the name, may hold spaces and brackets.
function statFields(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function readLink(file) {
  try {
    return fs.readlinkSync(file);
  } catch {
    return null;
  }
}
