// The home of a private PostgreSQL: `cluster/`, `password` and `port` in one folder, so that one
// rename puts a finished one in place. A crash during initdb leaves `<home>.new-<pid>`, never used.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from '../processes.mjs';
import { nativeEnvironment } from './binaries.mjs';
import { canEnter, giveTo } from './user.mjs';

export const ROLE = 'pobratym';
const SYSTEM_ROOT = '/var/lib/pobratym';

/** → the folder that is kept elsewhere for a project whose own the server's user cannot enter. */
export function systemFolder(projectDir) {
  const hash = createHash('sha256').update(path.resolve(projectDir)).digest('hex').slice(0, 12);
  return path.join(SYSTEM_ROOT, hash);
}

/**
 * → the real path of the home for `dataDir`; where `user` cannot enter the project that is a folder
 * below /var/lib/pobratym, and `dataDir` becomes a symlink to it.
 */
export function locateHome({ dataDir, projectDir, user, say }) {
  const parent = path.dirname(dataDir);
  fs.mkdirSync(parent, { recursive: true });
  if (fs.existsSync(dataDir)) return fs.realpathSync(dataDir);
  fs.rmSync(dataDir, { force: true }); // a symlink to a folder that is gone
  if (user) fs.chmodSync(parent, fs.statSync(parent).mode | 0o711);
  if (canEnter(parent, user)) return path.join(fs.realpathSync(parent), path.basename(dataDir));
  const folder = systemFolder(projectDir);
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  for (const dir of [SYSTEM_ROOT, folder]) fs.chmodSync(dir, 0o755);
  const home = path.join(folder, 'postgres');
  if (fs.existsSync(home)) {
    const kept = `${home}.old-${Date.now()}`;
    fs.renameSync(home, kept);
    say(`The database of an earlier project in this folder was set aside: ${kept}`);
  }
  fs.symlinkSync(home, dataDir);
  say(`User ${user.name} cannot enter ${projectDir}: the data is in ${home}, linked from .data`);
  return home;
}

/** Makes `home` by initdb, unless it is there. `onProcess(pid)` is told of children. */
export function makeHome({ home, native, user }) {
  removeHalfMade(home);
  if (fs.existsSync(path.join(home, 'cluster', 'PG_VERSION'))) return;
  const half = `${home}.new-${process.pid}`;
  fs.mkdirSync(half, { mode: 0o700 });
  const passwordFile = path.join(half, 'password');
  fs.writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  giveTo(user, half, passwordFile);
  try {
    runInitdb({ cluster: path.join(half, 'cluster'), passwordFile, native, user });
    fs.renameSync(half, home);
  } catch (error) {
    fs.rmSync(half, { recursive: true, force: true });
    throw error;
  }
}

export function readPassword(home) {
  return fs.readFileSync(path.join(home, 'password'), 'utf8').trim();
}

/** One line where the data cannot be used by whoever runs us, or by this PostgreSQL. */
export function checkHome({ home, native, user }) {
  const cluster = path.join(home, 'cluster');
  const owner = fs.statSync(home).uid;
  if (!user && process.getuid && owner !== process.getuid()) {
    throw new Error(`${home} belongs to another user (uid ${owner}): start as that one, or root.`);
  }
  if (!canEnter(cluster, user)) {
    throw new Error(`User ${user.name} cannot enter ${cluster}: chmod o+x the folders above it.`);
  }
  const isOf = fs.readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  const options = { env: nativeEnvironment(native), encoding: 'utf8', uid: user?.uid };
  const { stdout } = spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], options);
  if (!stdout.includes(` ${isOf}.`)) {
    throw new Error(`${home} is of PostgreSQL ${isOf}, the binaries are ${stdout.trim()}.`);
  }
}

function removeHalfMade(home) {
  const prefix = `${path.basename(home)}.new-`;
  for (const name of fs.readdirSync(path.dirname(home))) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue;
    fs.rmSync(path.join(path.dirname(home), name), { recursive: true, force: true });
  }
}

// The builtin C.UTF-8 sorts the same on each machine and does not change with the C library.
function runInitdb({ cluster, passwordFile, native, user }) {
  const args = ['-D', cluster, '-U', ROLE, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  args.push('-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C');
  if (process.platform === 'linux') args.push('--lc-ctype=C.UTF-8');
  const { status, error, stderr } = spawnSync(path.join(native, 'bin', 'initdb'), args, {
    cwd: path.dirname(cluster),
    env: nativeEnvironment(native),
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    uid: user?.uid,
    gid: user?.gid,
  });
  if (status !== 0) {
    throw new Error(`initdb failed in ${cluster}: ${error?.message ?? stderr.trim()}`);
  }
}
