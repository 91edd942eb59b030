// `npm run bench:reports`: how fast reports of both sides go from upload to reconciled, beside what COPY and
// a bare queue reach on the same machine in the same run, and what memory the worker needs for it.
// All on private servers that go with it.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { prepareBase } from './bench/base.mjs';
import { Installation } from './bench/installation.mjs';
import { makeReports } from './bench/report-files.mjs';
import { runRound } from './bench/reports-round.mjs';
import { summarise } from './bench/reports-summary.mjs';
import { buildIfStale } from './start/build.mjs';
import { installIfNeeded, wrongNode } from './start/install.mjs';
import { complain, say, seconds } from './start/terminal.mjs';

const PROJECT_DIR = path.resolve(fileURLToPath(new URL('..', import.meta.url)));
const WARM_UP_LINES = 1_000;
const BATCH_LINES = 1_000; // the rows that the worker reads at a time
const USAGE = `npm run bench:reports -- [options]
  --lines N          rows of each side's report, 1,000 to 1,000,000 (100,000)
  --rounds N         each on a fresh database, 1 to 20 (3)
  --queue KIND       redis or postgres (redis where a redis-server is found)
  --seed N           of the reports (1)
  --profile          counts statements inside triggers and foreign keys too; makes all of it slower`;

const options = readOptions();
if (options) process.exitCode = await main(options);

async function main({ lineCount, roundCount, queue, seed, isProfile }) {
  let installation;
  try {
    await prepareProject();
    installation = new Installation(PROJECT_DIR);
    stopOnSignals(installation);
    const startedAt = performance.now();
    await installation.start({ queue, track: isProfile ? 'all' : 'top' });
    const pairs = await prepareBase(installation, 'base');
    const made = writeReports(installation.dir, { lineCount, pairs, seed });
    say(
      `${lineCount} lines a side, ${made.shortCount} of them short; ready in ${seconds(startedAt)}`,
    );
    const rounds = [];
    for (let number = 1; number <= roundCount; number += 1) {
      const roundStartedAt = performance.now();
      const context = { installation, projectDir: PROJECT_DIR, number, lineCount };
      rounds.push(await runRound({ ...context, ...made }));
      say(`round ${number} of ${roundCount}: ${seconds(roundStartedAt)}`);
    }
    const queueName = installation.queueName;
    const summary = summarise({ rounds, lineCount, batchLines: BATCH_LINES, queue: queueName });
    await installation.stop();
    say(`\n${summary.lines.join('\n')}\n\n${JSON.stringify(summary.result)}`);
    return 0;
  } catch (error) {
    if (!installation?.isStopping) complain(error.stack ?? String(error));
    return 1;
  } finally {
    await installation?.stop();
  }
}

async function prepareProject() {
  const fault = wrongNode();
  if (fault) throw new Error(fault);
  await installIfNeeded(PROJECT_DIR, { say });
  await buildIfStale(PROJECT_DIR, { say });
}

// The warm-up has a partnership of its own: none of its lines is left over for the measured ones.
function writeReports(dir, { lineCount, pairs, seed }) {
  const [warmUpPair, ...others] = pairs;
  const write = (name, made) =>
    Object.fromEntries(
      ['sender', 'receiver'].map((side) => {
        const file = path.join(dir, `${name}-${side}.csv`);
        fs.writeFileSync(file, made[side]);
        return [side, file];
      }),
    );
  const reports = makeReports({ lineCount, pairs: others, seed });
  const warmUp = makeReports({ lineCount: WARM_UP_LINES, pairs: [warmUpPair], seed: seed + 1 });
  return {
    files: write('report', reports),
    warmUpFiles: write('warm-up', warmUp),
    shortCount: reports.shortCount,
  };
}

// A second signal does not wait; the watchers clear what is left then.
function stopOnSignals(installation) {
  for (const [name, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ]) {
    process.on(name, () => {
      const exit = () => process.exit(128 + number);
      if (installation.isStopping) exit();
      installation.stop().then(exit, exit);
    });
  }
}

function readOptions() {
  const names = ['lines', 'rounds', 'queue', 'seed'];
  const texts = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  const flags = { profile: { type: 'boolean' }, help: { type: 'boolean' } };
  try {
    const { values } = parseArgs({ options: { ...texts, ...flags } });
    if (values.help) {
      say(USAGE);
      return null;
    }
    if (values.queue && !['redis', 'postgres'].includes(values.queue)) {
      throw new Error('--queue must be redis or postgres');
    }
    return {
      lineCount: wholeNumber(values, 'lines', 100_000, 1_000, 1_000_000),
      roundCount: wholeNumber(values, 'rounds', 3, 1, 20),
      seed: wholeNumber(values, 'seed', 1, 1, 1_000_000),
      queue: values.queue,
      isProfile: values.profile ?? false,
    };
  } catch (error) {
    complain(`${error.message}\n${USAGE}`);
    process.exitCode = 2;
    return null;
  }
}

function wholeNumber(values, name, fallback, min, max) {
  const value = values[name] === undefined ? fallback : Number(values[name]);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`--${name} must be a whole number from ${min} to ${max}`);
}
