// A clone in an empty folder, `npm start` in it as a process of its own, and what is left of it.
import { spawn, spawnSync } from 'node:child_process';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../processes.mjs';
import { readLock } from '../start/lock.mjs';
import { lastLines } from '../start/terminal.mjs';

// The first start installs and builds: on a slow line this takes minutes.
const READY_LIMIT_MS = 900_000;
const END_LIMIT_MS = 30_000;

/** Clones HEAD of `source` to `target`, for `user` where that is another one. */
export function cloneHead(source, target, user) {
  // Git refuses to read a repository of another user's, and takes no exception on its command line.
  const home = fs.mkdtempSync(`${target}-git-`);
  fs.writeFileSync(path.join(home, '.gitconfig'), '[safe]\n\tdirectory = *\n');
  const git = (...args) => {
    const options = { encoding: 'utf8', env: { ...process.env, HOME: home } };
    const { status, stdout, stderr } = spawnSync('git', args, options);
    assert.equal(status, 0, `git ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  };
  git('clone', '--quiet', '--no-hardlinks', source, target);
  const commit = git('-C', target, 'rev-parse', 'HEAD');
  assert.equal(commit, git('-C', source, 'rev-parse', 'HEAD'));
  fs.rmSync(home, { recursive: true });
  if (user) spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, target]);
  return { note: commit.slice(0, 10) };
}

/** Types `npm start` in `dir`; → once it says "ready". */
export async function npmStart(dir, user) {
  const startedAt = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: dir,
    detached: true,
    env: environmentFor(user),
    stdio: ['ignore', 'pipe', 'pipe'],
    uid: user?.uid,
    gid: user?.gid,
  });
  const it = { child, dir, output: '', url: null };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (it.output += text));
  }
  it.ended = new Promise((resolve) => child.once('exit', resolve));
  const endsAt = Date.now() + READY_LIMIT_MS;
  while (!/is ready[^]*Ctrl-C/.test(it.output)) {
    const isOver = child.exitCode !== null || child.signalCode !== null || Date.now() > endsAt;
    assert.ok(!isOver, `npm start did not come to "ready":\n${lastLines(it.output, 40)}`);
    await sleep(50);
  }
  it.readyMs = performance.now() - startedAt;
  it.url = /http:\/\/127\.0\.0\.1:\d+/.exec(it.output)[0];
  it.run = readLock(path.join(dir, '.data', 'run.json'));
  it.note = `ready after ${(it.readyMs / 1000).toFixed(1)} s at ${it.url}`;
  return it;
}

/** Waits for the end of `npm start`, and that nothing of it is left. */
export async function waitForEnd({ child, dir, run, output }) {
  const endsAt = Date.now() + END_LIMIT_MS;
  const pids = [child.pid, run.pid, ...Object.values(run.children).map(({ pid }) => pid)];
  for (let left = []; ; await sleep(50)) {
    left = [...pids.filter(isAlive).map(describe), ...processesOf(dir)];
    if (left.length === 0) return;
    const told = `left after ${END_LIMIT_MS / 1000} s:\n${left.join('\n')}\n${lastLines(output)}`;
    assert.ok(Date.now() < endsAt, told);
  }
}

/** → processes that run in `dir`, were started from it or know of it; a line each. */
export function processesOf(dir) {
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .map(Number)
    .filter((pid) => pid !== process.pid && isAlive(pid) && isOf(pid, dir))
    .map(describe);
}

/** After a failure: nothing of the smoke run stays, whatever it was that failed. */
export function killAll(dir) {
  for (const line of processesOf(dir)) {
    try {
      process.kill(Number.parseInt(line, 10), 'SIGKILL');
    } catch {
      // it has gone meanwhile
    }
  }
}

function isOf(pid, dir) {
  const read = (work) => {
    try {
      return work();
    } catch {
      return ''; // gone, or not ours to look at
    }
  };
  const texts = [
    read(() => fs.readlinkSync(`/proc/${pid}/cwd`)),
    read(() => fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')),
    read(() => fs.readFileSync(`/proc/${pid}/environ`, 'utf8')),
  ];
  return texts.some((text) => text.includes(dir));
}

function describe(pid) {
  const command = fs.existsSync(`/proc/${pid}/cmdline`)
    ? fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    : '';
  return `${pid} ${command}`;
}

// Nothing configured: what this run was given by npm, or by its user for other databases, goes.
function environmentFor(user) {
  const isForeign = /^(npm_.*|PG.*|INIT_CWD|NODE_ENV|DATABASE_URL|REDIS_URL|PORT|HOST)$/;
  const kept = Object.entries(process.env).filter(([name]) => !isForeign.test(name));
  const env = Object.fromEntries(kept);
  if (user) Object.assign(env, { HOME: user.home, USER: user.name, LOGNAME: user.name });
  if (user) env.npm_config_registry = registry();
  return env;
}

function registry() {
  return spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).stdout.trim();
}
