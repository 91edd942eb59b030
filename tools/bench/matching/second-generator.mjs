// A second maker of reports, for the tests of the matcher: other words and other habits than those of
// `npm run generate-reports`, so that what was fitted to the first one shows. The files are the same.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawPairs, readCities } from '../../reports/cities.mjs';
import { readGeneratorOptions } from '../../reports/options.mjs';
import { writeReportFiles } from '../../reports/report-files.mjs';
import { Random } from '../../random.mjs';
import { complain, say, seconds } from '../../start/terminal.mjs';
import { drawPairSizes, sendConvoys } from './second/convoys.mjs';
import { readBoxedGoods } from './second/goods.mjs';
import { receiveConvoys } from './second/receipts.mjs';
import { dispatchRows, drawManners, receiptRows } from './second/rows.mjs';

const USAGE = `node tools/bench/matching/second-generator.mjs --out DIR [options]
  --out DIR   takes sender.csv, receiver.csv and truth.csv
  --lines N   the sender's rows, 1 to 1,000,000 (50,000)
  --seed N    0 to 4,294,967,295 (1); the same seed, the same bytes`;

/**
 * Writes sender.csv with `lines` rows, receiver.csv and truth.csv into `out`.
 * → `{ sender, receiver, truth, pairs }`: rows of each file, and pairs of cities.
 */
export async function generateSecondReports({ lines, seed, out }) {
  const random = new Random(seed);
  const sizes = drawPairSizes(random, lines);
  const pairs = drawPairs(random, readCities(), sizes.length);
  const written = await writeReportFiles(out, drawReports(random, pairs, sizes), random);
  return { ...written, pairs: pairs.length };
}

function* drawReports(random, pairs, sizes) {
  const allGoods = readBoxedGoods();
  const owed = { sum: 0, missing: 0, split: 0, extra: 0, duplicate: 0 };
  for (const [n, pair] of pairs.entries()) {
    const manners = drawManners(random, pair);
    const shipments = sendConvoys(random, allGoods, sizes[n], owed);
    const sent = dispatchRows(random, pair, shipments, manners.sender);
    const receipts = receiveConvoys(random, shipments, allGoods, owed);
    yield { sent, received: receiptRows(random, pair, receipts, manners.receiver) };
  }
}

if (path.resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) await main();

async function main() {
  const options = readGeneratorOptions(USAGE);
  if (!options) return;
  const startedAt = performance.now();
  try {
    const { sender, receiver, pairs } = await generateSecondReports(options);
    const rows = `${sender} rows of senders and ${receiver} of receivers, ${pairs} pairs of cities`;
    say(`${rows}, in ${options.out} (${seconds(startedAt)})`);
  } catch (error) {
    complain(error.message);
    process.exitCode = 1;
  }
}
