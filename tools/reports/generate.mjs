// Both sides' reports of the same aid, with what is true of them. All is drawn from one seed.
import { Random } from '../random.mjs';
import { makeArrivals } from './arrivals.mjs';
import { drawPairs, readCities } from './cities.mjs';
import { readGoods } from './goods.mjs';
import { writeReportFiles } from './report-files.mjs';
import { drawHabits, receiverRows, senderRows } from './rows.mjs';
import { makeShipments } from './shipments.mjs';

/**
 * Writes sender.csv with `lines` rows, receiver.csv and truth.csv into `out`, of `pairs` pairs of
 * cities; without it, of as many as have `linesPerPair` lines each.
 * → `{ sender, receiver, truth, pairs }`: rows of each file, and pairs.
 */
export async function generateReports({ lines, seed, out, pairs: wanted, linesPerPair = 250 }) {
  const random = new Random(seed);
  const count = Math.min(lines, wanted ?? Math.ceil(lines / linesPerPair));
  const pairs = drawPairs(random, readCities(), count);
  const written = await writeReportFiles(out, drawReports(random, pairs, lines), random);
  return { ...written, pairs: count };
}

function* drawReports(random, pairs, lines) {
  const allGoods = readGoods();
  // What is owed to a share goes on to the next pair, so that short pairs do not lose it.
  const owed = { sum: 0, extra: 0, duplicate: 0 };
  for (const [n, pair] of pairs.entries()) {
    const lineCount = Math.floor(lines / pairs.length) + (n < lines % pairs.length ? 1 : 0);
    const habits = drawHabits(random, pair);
    const shipments = makeShipments(random, allGoods, lineCount, owed);
    const sent = senderRows(random, pair, shipments, habits.sender);
    const arrivals = makeArrivals(random, shipments, allGoods, owed);
    yield { sent, received: receiverRows(random, pair, arrivals, sent, habits.receiver) };
  }
}
