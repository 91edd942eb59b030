// Lock files that hold who has them: a pid, and its start, as pids are used again.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, startMark } from '../processes.mjs';

const POLL_MS = 200;

/** → `{ pid, startMark }` of a process, as the lock files and the next start know it. */
export function identify(pid) {
  return { pid, startMark: startMark(pid), boot: bootId() };
}

export function isRunning(identity) {
  if (!identity || !isAlive(identity.pid)) return false;
  return identity.boot === bootId() && identity.startMark === startMark(identity.pid);
}

/**
 * → `{ lock }` when taken, with `lock.previous` where an earlier holder died; or `{ holder }`,
 * what the living one wrote.
 */
export function tryLock(file, content = {}) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const mine = { ...identify(process.pid), ...content };
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(mine), { mode: 0o644 });
  try {
    for (;;) {
      const stale = link(draft, file) ? null : readLock(file);
      if (isOurs(file)) return { lock: lockOf(file, mine) };
      if (isRunning(stale)) return { holder: stale };
      if (!discard(file, stale)) continue;
      if (link(draft, file)) return { lock: { ...lockOf(file, mine), previous: stale } };
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** Runs `work` while no other process does; waits for one that does. */
export async function withLock(file, { say, signal }, work) {
  let isTold = false;
  for (;;) {
    const { lock, holder } = tryLock(file);
    if (lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (!isTold) say(`Waiting for process ${holder.pid}, which is at the same …`);
    isTold = true;
    await sleep(POLL_MS, undefined, { signal });
  }
}

export function readLock(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function lockOf(file, mine) {
  return {
    previous: null,
    update(more) {
      Object.assign(mine, more);
      const draft = `${file}.${process.pid}`;
      fs.writeFileSync(draft, JSON.stringify(mine, null, 2));
      fs.renameSync(draft, file);
    },
    release() {
      if (isOurs(file)) fs.rmSync(file, { force: true });
    },
  };
}

// A hard link is made or not, at once, and its content is whole from the start.
function link(draft, file) {
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isOurs(file) {
  const lock = readLock(file);
  return lock?.pid === process.pid && isRunning(lock);
}

// Of two that find the same dead lock one may have taken it already: look at what was moved away.
function discard(file, stale) {
  const aside = `${file}.stale-${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return true;
    throw error;
  }
  const isSame = JSON.stringify(readLock(aside)) === JSON.stringify(stale);
  if (!isSame) link(aside, file);
  fs.rmSync(aside, { force: true });
  return isSame;
}

function bootId() {
  try {
    return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null;
  }
}
