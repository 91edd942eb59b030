// `npm run bench`: deliveries per second through the whole API (HTTP, validation, permission,
// idempotency, ledger, outbox, flushed to disk), beside the same statements from a bare client and an
// empty route of the same server, in the same run. The worker does not run: neither side waits for it.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareBase } from './bench/base.mjs';
import { captureStatements } from './bench/deliveries/capture.mjs';
import { median, rounded, table, whole } from './bench/figures.mjs';
import { Installation, TOKEN } from './bench/installation.mjs';
import { readCpuSeconds, readEndedSeconds } from './bench/process-usage.mjs';
import { buildIfStale } from './start/build.mjs';
import { installIfNeeded, wrongNode } from './start/install.mjs';
import { complain, say, seconds as since } from './start/terminal.mjs';

const PROJECT_DIR = path.resolve(fileURLToPath(new URL('..', import.meta.url)));
const CLIENTS = [1, 8, 64];
const POOL_SIZE = 10; // as DATABASE_POOL_SIZE_MAX without configuration
const SECONDS = Number(process.env.npm_config_seconds ?? 8);
const WARM_UP_SECONDS = 2;
const ROUNDS = Number(process.env.npm_config_rounds ?? 3);

async function main() {
  const fault = wrongNode();
  if (fault) throw new Error(fault);
  await installIfNeeded(PROJECT_DIR, { say });
  await buildIfStale(PROJECT_DIR, { say });
  const installation = new Installation(PROJECT_DIR);
  process.once('SIGINT', () => void installation.stop().then(() => process.exit(130)));
  try {
    const startedAt = performance.now();
    await installation.start({});
    const pairs = await prepareBase(installation, 'base');
    await installation.query('base', (client) => letReceive(client, pairs));
    const captured = await captureStatements(PROJECT_DIR, {
      env: installation.environmentFor('base'),
      token: TOKEN,
      delivery: deliveryOf(pairs[0]),
    });
    say(`${captured.statements.length} statements a delivery; ready in ${since(startedAt)}`);
    const rounds = [];
    for (let number = 1; number <= ROUNDS; number += 1) {
      rounds.push(await runRound(installation, number, { pairs, captured }));
      say(`round ${number} of ${ROUNDS} done`);
    }
    report(rounds, captured);
    return 0;
  } catch (error) {
    complain(error.stack ?? String(error));
    return 1;
  } finally {
    await installation.stop();
  }
}

/** The bench's person is a coordinator of the cities that receive. */
const letReceive = (client, pairs) =>
  client.query(
    `insert into person_role (person_id, role, city_id)
     select p.person_id, 'coordinator', receiver
     from personal_token p, unnest($1::text[]) receiver on conflict do nothing`,
    [pairs.map(({ receiver }) => receiver)],
  );

const deliveryOf = ({ sender, receiver }) => ({
  id: '01890000-0000-7000-8000-00000000be0c',
  sendingCityId: sender,
  receivingCityId: receiver,
  receivedOn: '2025-03-01',
  reference: 'BENCH-0',
  lines: [
    { category: 'food', item: 'Canned meat', massKg: 1200.5 },
    { category: 'medical', item: 'Dressings', massKg: 80.25, damagedMassKg: 1.5 },
    { category: 'energy', item: 'Generators', quantity: 4, unit: 'piece' },
  ],
});

/** Each side on a fresh database of its own, so that neither writes into what the other has grown. */
async function runRound(installation, number, { pairs, captured }) {
  const times = { seconds: SECONDS, warmUpSeconds: WARM_UP_SECONDS };
  const name = (side) => `${side}_${number}`;
  const rows = [];
  await installation.createDatabase(name('api'), 'base');
  await installation.createDatabase(name('bare'), 'base');
  await installation.query(name('bare'), (client) => forgetCaptured(client, captured));
  const api = await installation.startApi(name('api'));
  try {
    const load = { origin: api.origin, token: TOKEN, pairs, ...times };
    for (const clients of CLIENTS) {
      const before = usageOf(installation, api.pid);
      const ours = await run('load.mjs', { ...load, clients });
      const usage = differenceOf(usageOf(installation, api.pid), before);
      if (ours.faults.length > 0) throw new Error(`Refused: ${JSON.stringify(ours.faults)}`);
      const url = installation.applicationUrlOf(name('bare'));
      const bareBefore = usageOf(installation, api.pid);
      const bare = await run('bare.mjs', { url, poolSize: POOL_SIZE, clients, captured, ...times });
      const bareUsage = differenceOf(usageOf(installation, api.pid), bareBefore);
      rows.push({ clients, ours, bare, usage, bareUsage });
    }
    const empty = await run('load.mjs', { ...load, clients: 64, path: '/health/live' });
    return { rows, empty };
  } finally {
    await api.stop();
    await installation.dropDatabase(name('api'));
    await installation.dropDatabase(name('bare'));
  }
}

/** The captured delivery is in the base too: its key and id are free again in the copy. */
const forgetCaptured = (client, { key }) =>
  client.query(`delete from idempotency_key where key = $1`, [key]);

/** Runs one side in a process of its own; resolves to what its last line says. */
function run(program, input) {
  const file = path.join(PROJECT_DIR, 'tools', 'bench', 'deliveries', program);
  const child = spawn(process.execPath, [file, JSON.stringify(input)], {
    cwd: PROJECT_DIR,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (part) => (text += part));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(text.trim().split('\n').at(-1)));
      else reject(new Error(`${program} ended with ${code}`));
    });
  });
}

/** Seconds of processor time: of the API, and of all of PostgreSQL. */
function usageOf(installation, apiPid) {
  return { api: readCpuSeconds(apiPid) ?? 0, postgres: postgresSeconds(installation.postgres.pid) };
}

/** Those that have ended are counted by the postmaster, when it has waited for them. */
function postgresSeconds(postmaster) {
  let total = (readCpuSeconds(postmaster) ?? 0) + (readEndedSeconds(postmaster) ?? 0);
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    let stat;
    try {
      stat = fs.readFileSync(`/proc/${name}/stat`, 'utf8');
    } catch {
      continue; // it has ended meanwhile
    }
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(parent) === postmaster) total += readCpuSeconds(Number(name)) ?? 0;
  }
  return total;
}

const differenceOf = (after, before) => ({
  api: after.api - before.api,
  postgres: after.postgres - before.postgres,
});

function report(rounds, captured) {
  const of = (pick) => median(rounds.map(pick));
  const lines = CLIENTS.map((clients, n) => {
    const row = (pick) => of((round) => pick(round.rows[n]));
    return [
      clients,
      whole(row(({ ours }) => ours.perSecond)),
      `${rounded(row(({ ours }) => ours.p99Ms))} ms`,
      whole(row(({ bare }) => bare.perSecond)),
      `${rounded(row(({ bare }) => bare.p99Ms))} ms`,
      `${Math.round(100 * row(ratioOf))} %`,
    ];
  });
  const header = ['clients', 'API /s', 'p99', 'bare /s', 'p99', 'share'];
  say(`\n${table(header, lines).join('\n')}`);
  const empty = of((round) => round.empty.perSecond);
  say(`an empty route of the same server, 64 clients: ${whole(empty)} /s`);
  say(`\nwhere a delivery's time goes at 64 clients (ms of processor, all of it on this machine):`);
  const spent = table(['', 'API', 'PostgreSQL', 'load'], spentAt(rounds, CLIENTS.length - 1));
  say(spent.join('\n'));
  const ratios = Object.fromEntries(
    CLIENTS.map((clients, n) => [
      `deliveries_${clients}_vs_bare_pg`,
      rounded(of((round) => ratioOf(round.rows[n]))),
    ]),
  );
  const figures = figuresOf(rounds, captured, empty);
  say(`\n${JSON.stringify({ bench: 'deliveries', figures, ratios })}`);
}

const ratioOf = ({ ours, bare }) => ours.perSecond / bare.perSecond;

/** Warm-up included on both sides of the division: the whole of what the process has done. */
function spentAt(rounds, n) {
  const all = (SECONDS + WARM_UP_SECONDS) / SECONDS;
  const ms = (value) => rounded(value * 1000);
  const row = (side, usage) => {
    const per = (pick) =>
      ms(median(rounds.map(({ rows }) => pick(rows[n]) / (rows[n][side].count * all))));
    return [
      per((one) => (side === 'ours' ? one[usage].api : 0)),
      per((one) => one[usage].postgres),
      per((one) => one[side].cpuSeconds),
    ];
  };
  return [
    ['through the API', ...row('ours', 'usage')],
    ['by the bare client', ...row('bare', 'bareUsage')],
  ];
}

function figuresOf(rounds, captured, empty) {
  const figures = {
    rounds: rounds.length,
    statements: captured.statements.length,
    poolSize: POOL_SIZE,
    emptyRoutePerS: Math.round(empty),
  };
  for (const [n, clients] of CLIENTS.entries()) {
    const row = (pick) => median(rounds.map((round) => pick(round.rows[n])));
    figures[`deliveries_${clients}_per_s`] = Math.round(row(({ ours }) => ours.perSecond));
    figures[`deliveries_${clients}_p99_ms`] = rounded(row(({ ours }) => ours.p99Ms));
    figures[`bare_${clients}_per_s`] = Math.round(row(({ bare }) => bare.perSecond));
    figures[`bare_${clients}_p99_ms`] = rounded(row(({ bare }) => bare.p99Ms));
  }
  return figures;
}

process.exitCode = await main();
