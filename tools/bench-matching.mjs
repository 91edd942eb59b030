// `npm run bench:matching`: how well and how fast two reports are reconciled, on files of which the truth
// is known: of two generators, the second of other words and habits, which nothing was tuned to.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rounded, table } from './bench/figures.mjs';
import { score } from './bench/matching/score.mjs';
import { generateSecondReports } from './bench/matching/second-generator.mjs';
import { matchFiles } from './match/match-files.mjs';
import { toOutcome } from './match/outcomes.mjs';
import { generateReports } from './reports/generate.mjs';
import { buildIfStale } from './start/build.mjs';
import { installIfNeeded, wrongNode } from './start/install.mjs';
import { complain, say } from './start/terminal.mjs';

const PROJECT_DIR = path.resolve(fileURLToPath(new URL('..', import.meta.url)));
const USAGE = `npm run bench:matching -- [options]
  --lines N    rows of the sender (50000)
  --seeds A,B  of both generators (1,2,3)
  --sizes A,B  rows of the sender, of which the times are compared (5000,50000,500000); 0: none`;
const GENERATORS = { first: generateReports, second: generateSecondReports };
const LINES_PER_PAIR = 250;

const numbers = (text) => text.split(',').map(Number);

async function main() {
  const string = (value) => ({ type: 'string', default: value });
  const options = {
    lines: string('50000'),
    seeds: string('1,2,3'),
    sizes: string('5000,50000,500000'),
  };
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    complain(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  const fault = wrongNode();
  if (fault) throw new Error(fault);
  await installIfNeeded(PROJECT_DIR, { say });
  await buildIfStale(PROJECT_DIR, { say });
  const runs = [];
  for (const generator of Object.keys(GENERATORS)) {
    for (const seed of numbers(values.seeds)) {
      const run = await runOnce(generator, Number(values.lines), seed);
      say(line(run));
      runs.push(run);
    }
  }
  const sizes = [];
  for (const lines of numbers(values.sizes).filter((size) => size > 0)) {
    const run = await runOnce('first', lines, 1);
    say(`${lines} lines: ${rounded(run.seconds)} s, ${rounded(run.peakMb)} MB`);
    sizes.push(run);
  }
  report(runs, sizes);
  return 0;
}

async function runOnce(generator, lines, seed) {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'pobratym-matching-'));
  try {
    const options = {
      out,
      lines,
      seed,
      ...(generator === 'first' && { linesPerPair: LINES_PER_PAIR }),
    };
    await GENERATORS[generator](options);
    const files = {
      sender: path.join(out, 'sender.csv'),
      receiver: path.join(out, 'receiver.csv'),
    };
    const { rows, seconds, workerPeakMb } = await matchFiles(PROJECT_DIR, files);
    const scores = score(rows.map(toOutcome), out);
    return { generator, lines, seed, seconds, peakMb: workerPeakMb, ...scores };
  } finally {
    fs.rmSync(out, { recursive: true, force: true });
  }
}

const percent = (share) => `${(share * 100).toFixed(2)} %`;
const line = ({ generator, seed, precision, recall, shown, seconds }) =>
  `${generator}, seed ${seed}: ${percent(precision)} right, ${percent(recall)} found, ` +
  `${percent(shown)} of the rest shown, ${rounded(seconds)} s`;

function report(runs, sizes) {
  const rows = runs.map(
    ({ generator, seed, precision, recall, shown, seconds, peakMb, byKind }) => [
      `${generator} ${seed}`,
      percent(precision),
      percent(recall),
      percent(shown),
      rounded(seconds),
      rounded(peakMb),
      Object.entries(byKind)
        .map(([kind, { found, all }]) => `${kind} ${Math.round((100 * found) / all)}`)
        .join(', '),
    ],
  );
  const header = ['generator, seed', 'right', 'found', 'rest shown', 's', 'MB', '% found by kind'];
  say(`\n${table(header, rows).join('\n')}`);
  const figures = {};
  for (const { generator, seed, precision, recall, shown, seconds } of runs) {
    const name = `${generator}_${seed}`;
    Object.assign(figures, {
      [`${name}_precision`]: precision,
      [`${name}_recall`]: recall,
      [`${name}_rest_shown`]: shown,
      [`${name}_s`]: rounded(seconds),
    });
  }
  for (const { lines, seconds, peakMb } of sizes) {
    figures[`lines_${lines}_s`] = rounded(seconds);
    figures[`lines_${lines}_mb`] = rounded(peakMb);
  }
  // n log n would be 1; below it is better.
  const ratios = Object.fromEntries(
    sizes.slice(1).map((size, n) => {
      const [a, b] = [sizes[n], size];
      const expected = (b.lines * Math.log2(b.lines)) / (a.lines * Math.log2(a.lines));
      return [`time_${b.lines}_vs_${a.lines}_n_log_n`, rounded(b.seconds / a.seconds / expected)];
    }),
  );
  say(`\n${JSON.stringify({ bench: 'matching', figures, ratios })}`);
}

process.exitCode = await main().catch((error) => {
  complain(error.stack ?? String(error));
  return 1;
});
