// The API and the worker as children: logged to files, started again when they die, ended in order.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, signalGroup, waitUntilGone } from '../processes.mjs';
import { lastLines } from './terminal.mjs';

const STOP_GRACE_MS = 10_000;
const LOG_BYTES_MAX = 20_000_000;
const STEADY_MS = 60_000;
// Before it was ready once, a child that dies has a fault; later it may be waiting for a database
// that restarts: 10 times is about two minutes.
const RESTARTS_MAX = { starting: 2, running: 10 };
const BACK_OFF_MS = { first: 500, max: 15_000 };

/**
 * Starts `script` and keeps it running.
 * - `onStart(pid)`: at each start. `onGiveUp(message)`: it died too often.
 */
export function supervise({ name, script, cwd, env, logFile, say, onStart, onGiveUp }) {
  const state = { child: null, failures: 0, isStopping: false, isReady: false };
  const start = () => {
    const startedAt = Date.now();
    const child = spawnLogged({ script, cwd, env, logFile });
    state.child = child;
    onStart(child.pid);
    child.once('exit', async (code, signalName) => {
      if (state.isStopping) return;
      state.failures = Date.now() - startedAt > STEADY_MS ? 1 : state.failures + 1;
      const end = `The ${name} ended unexpectedly (${signalName ?? `exit code ${code}`})`;
      const limit = state.isReady ? RESTARTS_MAX.running : RESTARTS_MAX.starting;
      if (state.failures > limit) {
        return onGiveUp(`${end}, ${state.failures} times:\n${endOfLog(logFile)}\nLog: ${logFile}`);
      }
      if (state.isReady) say(`${end}; starting it again. Log: ${logFile}`);
      await sleep(Math.min(BACK_OFF_MS.first * 2 ** (state.failures - 1), BACK_OFF_MS.max));
      if (!state.isStopping) start();
    });
  };
  start();
  return {
    name,
    logFile,
    markReady: () => (state.isReady = true),
    kill: () => signalGroup(state.child.pid, 'SIGKILL'),
    async stop() {
      state.isStopping = true;
      const { pid } = state.child;
      if (isAlive(pid)) state.child.kill('SIGTERM');
      if (!(await waitUntilGone(pid, STOP_GRACE_MS))) signalGroup(pid, 'SIGKILL');
      await waitUntilGone(pid, STOP_GRACE_MS);
    },
  };
}

export function endOfLog(logFile) {
  return fs.existsSync(logFile) ? lastLines(fs.readFileSync(logFile, 'utf8')) : '';
}

/** Keeps one older log beside it. */
export function rotateLog(logFile) {
  const stat = fs.statSync(logFile, { throwIfNoEntry: false });
  if (stat && stat.size > LOG_BYTES_MAX) fs.renameSync(logFile, `${logFile}.1`);
}

// In a session of its own, so that the terminal's Ctrl-C and hang-up reach `npm start` alone, which
// ends things in their order. When that is killed, the channel closes and the child ends itself.
function spawnLogged({ script, cwd, env, logFile }) {
  const log = fs.openSync(logFile, 'a');
  const child = spawn(process.execPath, ['--enable-source-maps', script], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  fs.closeSync(log);
  child.on('error', () => {});
  return child;
}
