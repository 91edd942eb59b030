// What the senders of the second generator dispatch: convoys that carry nearly the same each week, and
// single lorries between them.
import { dayOf, yearOf } from '../../../reports/days.mjs';
import { grossOf } from './weights.mjs';
import { waybillsOf } from './waybills.mjs';

const LINES_OF_PAIR = [3, 400];
const SIZES = { 1: 4, 2: 3, 3: 3, 4: 2, 6: 2, 8: 1 };
const CONVOY = { share: 0.35, runs: [3, 8], everyDays: 7 };
const WINDOW_DAYS = [400, 700];
const START_DAYS = 560;
const NO_WAYBILL = 0.12;
/** Of all lines, as in the first generator. */
const SHARES = { sum: 0.04, missing: 0.05, split: 0.08 };
const SUM_DAYS_MAX = 12;
const WHOLE_LOST = 0.4; // of the times that something is missing, the lorry with all of it is

/** → the number of lines of each pair of cities, few for most and hundreds for some. */
export function drawPairSizes(random, lineCount) {
  const sizes = [];
  for (let left = lineCount; left > 0; left -= sizes.at(-1)) {
    sizes.push(Math.min(left, Math.round(random.spread(...LINES_OF_PAIR))));
  }
  return sizes;
}

/** → `[{ day, date, year, waybill, lines: [{ goods, pieces, centikg, fate, group }] }]`, by days. */
export function sendConvoys(random, allGoods, lineCount, owed) {
  const repertoire = random.sample(allGoods, Math.round(random.spread(5, 28)));
  const shipments = drawRuns(random, repertoire, lineCount);
  const nextWaybill = waybillsOf(random);
  for (const shipment of shipments) {
    shipment.date = dayOf(shipment.day);
    shipment.year = yearOf(shipment.day);
    const waybill = nextWaybill(shipment.year);
    shipment.waybill = random.chance(NO_WAYBILL) ? '' : waybill;
  }
  for (const share of Object.keys(SHARES)) owed[share] += lineCount * SHARES[share];
  chooseSums(random, shipments, owed);
  const free = random.sample(shipments.flatMap(({ lines }) => lines.filter(({ fate }) => !fate)));
  chooseMissing(random, shipments, free, owed);
  chooseSplits(random, free, owed);
  return shipments;
}

export function makeBoxes(random, goods) {
  const boxes = Math.max(1, Math.round(random.spread(1, goods.boxesMax)));
  return boxes >= 20 && random.chance(0.6) ? Math.round(boxes / 10) * 10 : boxes;
}

/** Of one brand and size, which both sides may name and neither need. */
export function makeLine(random, kind, boxes) {
  const { brands, sizes, box } = kind;
  const pickOf = (list) => (list.length > 0 ? random.pick(list) : '');
  const isChosen = kind.brand !== undefined;
  const goods = isChosen ? kind : { ...kind, brand: pickOf(brands), size: pickOf(sizes) };
  const pieces = boxes * box;
  return { goods, pieces, centikg: grossOf(random, goods, pieces) };
}

function drawRuns(random, repertoire, lineCount) {
  const start = random.whole(0, START_DAYS);
  const window = random.whole(...WINDOW_DAYS);
  const shipments = [];
  for (let left = lineCount; left > 0;) {
    const load = Array.from({ length: Number(random.weighted(SIZES)) }, () => {
      const goods = random.pick(repertoire);
      return makeLine(random, goods, makeBoxes(random, goods));
    });
    const runs = random.chance(CONVOY.share) ? random.whole(...CONVOY.runs) : 1;
    const first = start + random.whole(0, window);
    for (let run = 0; run < runs && left > 0; run += 1) {
      const lines = load.slice(0, left).map((line) => loadedAgain(random, line, run));
      const shift = random.chance(0.3) ? random.whole(-1, 1) : 0;
      shipments.push({ day: first + run * CONVOY.everyDays + shift, lines });
      left -= lines.length;
    }
  }
  for (const shipment of shipments) shipment.day = Math.max(0, shipment.day);
  return shipments.sort((one, other) => one.day - other.day);
}

/** Half of a convoy's lines are the same to the kilogram, the others a box more or less. */
function loadedAgain(random, line, run) {
  if (run === 0 || random.chance(0.5)) return { ...line };
  const boxes = line.pieces / line.goods.box;
  const around = Math.max(1, boxes + random.whole(-2, 2));
  const centikg = Math.round((line.centikg * around) / boxes / 10) * 10;
  return { goods: line.goods, pieces: around * line.goods.box, centikg: Math.max(50, centikg) };
}

/** Two or three lines of the same goods, of lorries of different days where there are such. */
function chooseSums(random, shipments, owed) {
  for (const [group, start] of random.sample([...shipments.keys()]).entries()) {
    if (owed.sum < 2) return;
    const near = shipments
      .slice(start, start + 4)
      .filter(({ day }) => day - shipments[start].day <= SUM_DAYS_MAX);
    const size = random.whole(2, 3);
    const later = near.map(({ lines }) => lines.find(({ fate }) => !fate)).filter(Boolean);
    const same = near.flatMap(({ lines }) => lines.filter(({ fate }) => !fate));
    const chosen = (later.length >= size ? later : same).slice(0, size);
    if (chosen.length < 2) continue;
    const [{ goods }] = chosen;
    for (const line of chosen) {
      const own = line.goods === goods ? {} : makeLine(random, goods, makeBoxes(random, goods));
      Object.assign(line, own, { fate: 'sum', group });
    }
    owed.sum -= chosen.length;
  }
}

function chooseMissing(random, shipments, free, owed) {
  while (owed.missing >= 1 && free.length > 0) {
    const shipment = random.pick(shipments);
    const isWhole = random.chance(WHOLE_LOST) && shipment.lines.every(({ fate }) => !fate);
    const lost = isWhole && shipment.lines.length <= owed.missing ? shipment.lines : [free.pop()];
    for (const line of lost.filter(({ fate }) => !fate)) {
      line.fate = 'missing';
      owed.missing -= 1;
    }
  }
}

function chooseSplits(random, free, owed) {
  for (const line of free) {
    if (owed.split < 1) return;
    const { goods, fate } = line;
    if (fate || goods.boxesMax < 12) continue;
    const more = () => makeLine(random, goods, Math.max(4, makeBoxes(random, goods)));
    Object.assign(line, line.pieces >= 4 ? {} : more(), { fate: 'split' });
    owed.split -= 1;
  }
}
