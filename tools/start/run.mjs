// One start, from its lock to the order of its end.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, isPortFree, signalGroup, waitUntilGone } from '../processes.mjs';
import { buildIfStale } from './build.mjs';
import { endOfLog, rotateLog, supervise } from './children.mjs';
import { run } from './commands.mjs';
import { followLogs } from './follow.mjs';
import { installIfNeeded } from './install.mjs';
import { applicationUrlOf, readSecrets } from './secrets.mjs';
import { identify, isRunning, readLock, tryLock } from './lock.mjs';
import { onStopSignals } from './signals.mjs';
import { complain, say, seconds } from './terminal.mjs';

const PROJECT_DIR = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));
const DATA_DIR = path.join(PROJECT_DIR, '.data');
const LOCK_FILE = path.join(DATA_DIR, 'run.json');
const LOG_DIR = path.join(DATA_DIR, 'logs');
const DIST = path.join(PROJECT_DIR, 'dist', 'apps');
const DEFAULT_PORT = 3000;
// An empty variable is none, as in a copied .env.example.
const EMPTY_IS_ABSENT = /^(REDIS_URL|SMTP_URL|SECRET_KEY|PUBLIC_URL)$/;
const ACCOUNTS_FILE = path.join(DATA_DIR, 'accounts.json');
const READY_LIMIT_MS = 120_000;
const LEFTOVER_GRACE_MS = 5_000;

/** Runs until it is stopped; sets the exit code. */
export async function start(args) {
  const startedAt = performance.now();
  let lock;
  try {
    lock = await takeLock();
  } catch (error) {
    complain(error.code ? `${error.message} (${DATA_DIR} must be writable)` : error.message);
    process.exitCode = 1;
    return;
  }
  if (!lock) return;
  const it = createRun(lock);
  onStopSignals({ stop: () => it.stop(0), hasten: it.hasten });
  process.on('uncaughtException', (error) => it.giveUp(error.stack));
  try {
    await bringUp(it, args, startedAt);
  } catch (error) {
    if (!it.abort.signal.aborted) {
      complain(args.includes('--verbose') ? error.stack : error.message);
      void it.stop(1);
    }
  }
  it.isSettled();
}

async function takeLock() {
  for (let isTold = false; ; await sleep(200)) {
    const { lock, holder } = tryLock(LOCK_FILE, { startedAt: new Date().toISOString() });
    if (lock) return lock;
    if (holder.url) {
      say(`Pobratym runs in this folder already (pid ${holder.pid}): ${holder.url}`);
      return null;
    }
    if (!isTold) say(`Another start in this folder (pid ${holder.pid}) is under way: waiting.`);
    isTold = true;
  }
}

/** What there is to stop. `stop(code)` ends it in order, whatever has been started by then. */
function createRun(lock) {
  const abort = new AbortController();
  const it = {
    lock,
    abort,
    children: [],
    database: null,
    mail: null,
    pids: new Map(),
    isReady: false,
  };
  let stopping = null;
  const settled = new Promise((resolve) => (it.isSettled = resolve));
  it.remember = (name, pid) => {
    it.pids.set(name, identify(pid));
    lock.update({ children: Object.fromEntries(it.pids) });
  };
  it.hasten = () => {
    for (const child of it.children) child.kill();
    it.database?.hasten();
  };
  it.stop = (code) => {
    stopping ??= (async () => {
      const isAnythingUp = () => it.database !== null || it.children.length > 0;
      if (code === 0 || isAnythingUp()) say('Stopping …');
      abort.abort();
      setInterval(() => {}, 1_000); // what is awaited below does not all keep Node from ending
      // A step that is under way may still start something.
      await settled;
      await Promise.all(it.children.map((child) => child.stop()));
      await it.mail?.stop();
      await it.database?.stop();
      lock.release();
      if (code === 0 || isAnythingUp()) say('Stopped. The data stays.');
      process.exit(code);
    })();
    return stopping;
  };
  it.giveUp = (message) => {
    if (abort.signal.aborted) return;
    complain(message);
    void it.stop(1);
  };
  return it;
}

async function bringUp(it, args, startedAt) {
  const { signal: aborted } = it.abort;
  const step = async (work) => {
    const result = await work();
    aborted.throwIfAborted();
    return result;
  };
  await step(() => endLeftovers(it.lock.previous));
  const tools = { say, signal: aborted, onStart: (pid) => it.remember('step', pid) };
  await step(() => installIfNeeded(PROJECT_DIR, tools));
  await step(() => buildIfStale(PROJECT_DIR, tools));
  const logs = prepareLogs(['api', 'worker', 'postgres']);
  if (args.includes('--verbose')) followLogs(logs, say);
  const port = await step(choosePort);
  await step(() => openDatabase(it, logs.postgres));
  const url = `http://127.0.0.1:${port}`;
  const secrets = readSecrets(DATA_DIR);
  it.mail = await step(openMail);
  const env = childEnvironment({ ownerUrl: it.database.url, port, url, secrets, mail: it.mail });
  await step(() => migrate({ ...env, DATABASE_OWNER_URL: it.database.url }, tools));
  for (const name of ['api', 'worker']) it.children.push(startChild(it, name, logs[name], env));
  await step(() => waitUntilReady(url, aborted, logs.api));
  for (const child of it.children) child.markReady();
  const isFirst = !fs.existsSync(ACCOUNTS_FILE);
  await step(() => loadData(env, args, tools));
  it.lock.update({ url });
  printReady({ url, place: it.database.place, startedAt, isFirst, mail: it.mail });
}

async function openDatabase(it, logFile) {
  const database = await import('./database.mjs');
  it.database = await database.openDatabase({
    dataDir: DATA_DIR,
    logFile,
    say,
    onStart: (pid) => it.remember('postgres', pid),
    onGiveUp: it.giveUp,
  });
}

// The API and the worker of a killed start end themselves; until they have, they hold the port.
// What it was at (an install, a build) goes on, and must not meet ours. PostgreSQL is taken over.
async function endLeftovers(previous) {
  const { postgres, ...others } = previous?.children ?? {};
  for (const name of ['SIGTERM', 'SIGKILL']) {
    const left = Object.values(others).filter(isRunning);
    for (const { pid } of left) signalGroup(pid, name);
    await Promise.all(left.map(({ pid }) => waitUntilGone(pid, LEFTOVER_GRACE_MS)));
  }
}

function prepareLogs(names) {
  fs.mkdirSync(LOG_DIR, { recursive: true });
  const logs = Object.fromEntries(names.map((name) => [name, path.join(LOG_DIR, `${name}.log`)]));
  Object.values(logs).forEach(rotateLog);
  return logs;
}

async function choosePort() {
  const wanted = process.env.PORT;
  if (!wanted) return findFreePort(DEFAULT_PORT);
  const port = Number(wanted);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT must be a number from 1 to 65535; it is "${wanted}".`);
  }
  if (await isPortFree(port)) return port;
  throw new Error(`Port ${port} (PORT) is taken: end what uses it, or leave PORT out.`);
}

// Letters of a trial go nowhere: they are caught, and lie in a folder.
async function openMail() {
  if (process.env.SMTP_URL) return null;
  const { startMailCatcher } = await import('./mail-catcher.mjs');
  const onMail = ({ to, file }) => say(`A letter to ${to}: ${file}`);
  return startMailCatcher({ dir: path.join(DATA_DIR, 'mail'), onMail });
}

// PGHOST and its like are the user's, for another server. The owner's URL is the migration's alone.
function childEnvironment({ ownerUrl, port, url, secrets, mail }) {
  const env = Object.entries(process.env).filter(([name]) => !/^(PG[A-Z]+|npm_.*)$/.test(name));
  const isSplit = Boolean(process.env.DATABASE_OWNER_URL);
  return {
    NODE_ENV: 'production',
    SECRET_KEY: secrets.secretKey,
    PUBLIC_URL: url,
    ...(mail && { SMTP_URL: mail.url }),
    ...Object.fromEntries(env.filter(([name, value]) => value || !EMPTY_IS_ABSENT.test(name))),
    DATABASE_URL: isSplit ? process.env.DATABASE_URL : applicationUrlOf(ownerUrl, secrets),
    DATABASE_OWNER_URL: '',
    HOST: '127.0.0.1',
    PORT: String(port),
  };
}

async function migrate(env, { signal, onStart }) {
  const script = path.join(DIST, 'api', 'src', 'migrate.js');
  await run(process.execPath, [script], { cwd: PROJECT_DIR, env, signal, onStart });
}

function startChild(it, name, logFile, env) {
  return supervise({
    name: name === 'api' ? 'API' : name,
    script: path.join(DIST, name, 'src', 'main.js'),
    cwd: PROJECT_DIR,
    env,
    logFile,
    say,
    onStart: (pid) => it.remember(name, pid),
    onGiveUp: it.giveUp,
  });
}

async function waitUntilReady(url, aborted, logFile) {
  const endsAt = Date.now() + READY_LIMIT_MS;
  for (let last = ''; ; await sleep(100, undefined, { signal: aborted })) {
    try {
      const limit = AbortSignal.any([aborted, AbortSignal.timeout(5_000)]);
      const response = await fetch(`${url}/health/ready`, { signal: limit });
      if (response.status === 200) return;
      last = `${response.status} ${await response.text()}`;
    } catch (error) {
      last = error.cause?.message ?? error.message;
    }
    if (Date.now() < endsAt) continue;
    const waited = `not ready after ${READY_LIMIT_MS / 1000} s (${last})`;
    throw new Error(`The API is ${waited}:\n${endOfLog(logFile)}\nLog: ${logFile}`);
  }
}

// The channel lets it see, as the API does, that this process was killed.
async function loadData(env, args, { signal, onStart }) {
  const script = path.join(DIST, 'api', 'src', 'load-data.js');
  const own = [...args.filter((arg) => arg !== '--verbose'), '--accounts', ACCOUNTS_FILE];
  await run(process.execPath, [script, ...own], {
    cwd: PROJECT_DIR,
    env,
    signal,
    onStart,
    onLine: say,
    stdio: ['ipc'],
  });
}

function printReady({ url, place, startedAt, isFirst, mail }) {
  say('');
  say(`Pobratym is ready (${seconds(startedAt)}).`);
  say('');
  say(`  Pages     ${url}/`);
  say(`  API page  ${url}/api/docs`);
  say(`  Data      ${place}`);
  say(`  Logs      ${LOG_DIR}`);
  if (mail) say(`  Letters   ${path.join(DATA_DIR, 'mail')}: none leaves this machine`);
  say(`  Accounts  ${ACCOUNTS_FILE}`);
  if (isFirst) printAccounts();
  say('');
  say('It listens on this machine only.');
  say('Ctrl-C stops it; the data stays.');
}

// Passwords made just now; nobody has them but this file and who reads along.
function printAccounts() {
  if (!fs.existsSync(ACCOUNTS_FILE)) return;
  for (const { email, password, roles } of JSON.parse(fs.readFileSync(ACCOUNTS_FILE, 'utf8'))) {
    say('');
    say(`  ${email}   ${password}`);
    say(`            ${roles}`);
  }
}
