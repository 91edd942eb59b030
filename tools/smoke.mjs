// The smoke run: clones the commit into an empty folder, types `npm start`, drives the whole way
// from outside, ends it in each way there is, and looks that no process is left.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { countLine } from './count.mjs';
import { installIfNeeded } from './start/install.mjs';
import { lastLines, say } from './start/terminal.mjs';
import { cloneHead, killAll, npmStart, waitForEnd } from './smoke/clone.mjs';
import { createSteps } from './smoke/steps.mjs';
import { borrowUser } from './smoke/user.mjs';

const PROJECT_DIR = path.resolve(fileURLToPath(new URL('..', import.meta.url)));
const SECOND_START_MS_MAX = 10_000;

const steps = createSteps(say);
await installIfNeeded(PROJECT_DIR, { say });
const { checkKept, driveTheWholeWay } = await import('./smoke/whole-way.mjs');

await inFolder(os.tmpdir(), null, everyWay);
const { user, reason } = borrowUser();
if (user) {
  await inFolder(user.home, user, once);
  user.remove();
} else {
  steps.skip('a round as an ordinary user', reason);
}
say(countLine(steps.counts));
process.exitCode = steps.counts.failed === 0 ? 0 : 1;

async function inFolder(parent, user, round) {
  const dir = fs.mkdtempSync(path.join(fs.realpathSync(parent), 'pobratym-smoke-'));
  if (user) fs.chownSync(dir, user.uid, user.gid);
  // Others may pass: the database has a user of its own where the run is root's.
  fs.chmodSync(dir, 0o755);
  const clone = path.join(dir, 'pobratym');
  say(`As ${user?.name ?? os.userInfo().username} in ${clone}`);
  try {
    await round(clone, user);
  } catch (error) {
    if (!error.isTold) throw error;
    showLogs(clone);
  } finally {
    killAll(dir);
    fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function everyWay(clone) {
  const { step } = steps;
  await step('a clone of the commit', () => cloneHead(PROJECT_DIR, clone));
  const first = await step('the first npm start', () => npmStart(clone));
  const figures = await driveTheWholeWay(first, step);
  await step('SIGTERM to npm ends everything', async () => {
    first.child.kill('SIGTERM');
    await waitForEnd(first);
  });
  const second = await step('the second npm start, in 10 s', async () => {
    const started = await npmStart(clone);
    assert.ok(started.readyMs < SECOND_START_MS_MAX, started.note);
    return started;
  });
  await step('the data stayed', () => checkKept(second, figures));
  await step('a start beside it says where it is', async () => {
    const beside = await npmStart(clone).catch((error) => error.message);
    assert.match(String(beside), new RegExp(`runs in this folder already.*${second.url}`));
  });
  process.kill(second.run.pid, 'SIGKILL');
  await second.ended;
  const third = await step('a start after kill -9 takes over', async () => {
    const started = await npmStart(clone);
    assert.match(started.output, /Took over/);
    assert.equal(started.run.children.postgres.pid, second.run.children.postgres.pid);
    return started;
  });
  await step('the data stayed again', () => checkKept(third, figures));
  await step('Ctrl-C ends everything', async () => {
    process.kill(-third.child.pid, 'SIGINT'); // to the whole group, as a terminal does
    await waitForEnd(third);
  });
}

async function once(clone, user) {
  const { step } = steps;
  await step('a clone of the commit', () => cloneHead(PROJECT_DIR, clone, user));
  const started = await step('npm start as an ordinary user', () => npmStart(clone, user));
  await step('a closed terminal ends everything', async () => {
    process.kill(-started.child.pid, 'SIGHUP');
    await waitForEnd(started);
  });
}

function showLogs(clone) {
  const dir = path.join(clone, '.data', 'logs');
  if (!fs.existsSync(dir)) return;
  for (const name of fs.readdirSync(dir)) {
    say(`--- ${name}\n${lastLines(fs.readFileSync(path.join(dir, name), 'utf8'), 20)}`);
  }
}
