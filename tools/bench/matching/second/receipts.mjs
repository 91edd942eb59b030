// What the receivers of the second generator enter: late at times, by other weights, in other lots.
import { makeBoxes, makeLine } from './convoys.mjs';
import { copied } from './waybills.mjs';
import { roughly, scaled } from './weights.mjs';

const KEPT = { share: 0.6, respelled: 0.35, slips: 0.35 };
const NO_NUMBER = 0.02; // «б/н» where there is none
const APART = 0.12; // of the lines of a lorry are entered on a day of their own
const HABITS = { same: 55, weighed: 25, unit: 14, short: 6 };
const SHARES = { extra: 0.04, duplicate: 0.03 };

/** → `[{ day, waybill, goods, pieces, centikg, massText, isDamaged, sources, kind, copyOf }]`. */
export function receiveConvoys(random, shipments, allGoods, owed) {
  const rows = [];
  const sums = new Map();
  let place = 0;
  for (const shipment of shipments) {
    const delivery = { day: arrivalOf(random, shipment), waybill: waybillOf(random, shipment) };
    for (const line of shipment.lines) {
      const placed = { ...line, place: place++ };
      if (line.fate === 'sum') {
        const parts = [...(sums.get(line.group)?.parts ?? []), placed];
        // The lots are put together when the last of them has come.
        sums.set(line.group, { parts, shipment, delivery });
      } else if (line.fate === 'split')
        rows.push(...receiveSplit(random, shipment, delivery, placed));
      else if (!line.fate) rows.push(receiveLine(random, shipment, delivery, placed));
    }
  }
  for (const sum of sums.values()) rows.push(receiveSum(random, sum));
  owed.extra += place * SHARES.extra;
  for (; owed.extra >= 1; owed.extra -= 1) rows.push(makeExtra(random, shipments, allGoods));
  return [...rows, ...enteredTwice(random, rows, owed)];
}

function receiveLine(random, shipment, delivery, { goods, pieces, centikg, place }) {
  const kind = random.weighted(HABITS);
  const entered = random.chance(APART)
    ? { day: arrivalOf(random, shipment), waybill: waybillOf(random, shipment) }
    : delivery;
  const row = { ...entered, goods, pieces, centikg, sources: [place], kind };
  if (kind === 'weighed') return { ...row, centikg: scaled(random, centikg) };
  if (kind === 'unit') return { ...row, massText: roughly(random, centikg) };
  return kind === 'short' ? { ...row, ...shortened(random, row) } : row;
}

function shortened(random, { pieces, centikg }) {
  const left = pieces > 1 ? Math.min(pieces - 1, Math.ceil(pieces * random.between(0.5, 0.97))) : 1;
  const share = pieces > 1 ? left / pieces : random.between(0.6, 0.9);
  const mass = Math.max(10, Math.floor((centikg * share) / 10) * 10);
  return { pieces: left, centikg: mass, isDamaged: random.chance(0.5) };
}

/** Most of it at once, the rest by one or two other lorries. */
function receiveSplit(random, shipment, delivery, { goods, pieces, centikg, place }) {
  const isInThree = pieces > 8 && random.chance(0.35);
  const first = Math.max(1, Math.min(pieces - 2, Math.round(pieces * random.between(0.55, 0.92))));
  const rest = pieces - first;
  const second = isInThree && rest > 1 ? random.whole(1, rest - 1) : rest;
  const counts = [first, second, rest - second].filter((count) => count > 0);
  const total = random.chance(0.3) ? scaled(random, centikg) : centikg;
  let left = total;
  return counts.map((count, n) => {
    const isLast = n === counts.length - 1;
    const share = Math.max(10, Math.round((total * count) / pieces / 10) * 10);
    const own = isLast ? left : Math.min(share, left - 10 * (counts.length - n - 1));
    left -= own;
    const entered =
      n === 0
        ? delivery
        : { day: arrivalOf(random, shipment), waybill: waybillOf(random, shipment) };
    return { ...entered, goods, pieces: count, centikg: own, sources: [place], kind: 'split' };
  });
}

function receiveSum(random, { parts, delivery }) {
  const pieces = parts.reduce((sum, part) => sum + part.pieces, 0);
  const centikg = parts.reduce((sum, part) => sum + part.centikg, 0);
  const sources = parts.map(({ place }) => place);
  const mass = random.chance(0.3) ? scaled(random, centikg) : centikg;
  return { ...delivery, goods: parts[0].goods, pieces, centikg: mass, sources, kind: 'sum' };
}

/** Half of it looks like one run more of a convoy. */
function makeExtra(random, shipments, allGoods) {
  const shipment = random.pick(shipments);
  const day = arrivalOf(random, shipment) + random.whole(1, 6);
  const goods = random.pick(allGoods);
  const line = random.chance(0.5)
    ? random.pick(shipment.lines)
    : makeLine(random, goods, makeBoxes(random, goods));
  const waybill = random.chance(0.4) ? `П-${random.whole(1, 400)}` : '';
  const { pieces, centikg } = line;
  return { day, waybill, goods: line.goods, pieces, centikg, sources: [], kind: 'extra' };
}

/** By the same clerk as it stood, or by another one in their own words a day later. */
function enteredTwice(random, rows, owed) {
  const single = rows.filter(({ sources }) => sources.length === 1);
  owed.duplicate += (rows.length * SHARES.duplicate) / (1 - SHARES.duplicate);
  const chosen = random.sample(single, Math.floor(owed.duplicate));
  owed.duplicate -= chosen.length;
  return chosen.map((row) => {
    const isRetyped = random.chance(0.5);
    const again = isRetyped ? { isRetyped, day: row.day + random.whole(0, 2) } : {};
    return { ...row, ...again, kind: 'duplicate', copyOf: row };
  });
}

/** Under ten days for most, a month for some, and the day before by a slip. */
function arrivalOf(random, { day }) {
  const delay = random.weighted({ soon: 80, late: 17, before: 3 });
  if (delay === 'before') return Math.max(0, day - 1);
  return day + (delay === 'soon' ? random.whole(0, 9) : random.whole(10, 30));
}

function waybillOf(random, { waybill, year }) {
  if (waybill === '' || !random.chance(KEPT.share)) return random.chance(NO_NUMBER) ? 'б/н' : '';
  return random.chance(KEPT.respelled) ? copied(random, waybill, year, KEPT.slips) : waybill;
}
