// The receiver's side of one pair: what arrived of each shipment, as another city hall wrote it down.
import { weighedAgain, writtenOtherwise } from './masses.mjs';
import { respell } from './references.mjs';
import { makeLine } from './shipments.mjs';
import { yearOf } from './days.mjs';

const DAYS_ON_ROAD = [1, 14];
const TOGETHER = 0.75; // of the shipments are unloaded on one day
/** A third of the references that are kept are written otherwise. */
const REFERENCE = { kept: 0.6, respelled: 1 / 3 };
const MASS_HABITS = { same: 70, weighed: 20, unit: 7, short: 3 };
/** Of the sender's lines; of the receiver's rows. */
const SHARES = { extra: 0.04, duplicate: 0.03 };
const SHARE_MIN = 0.15; // of a part of a split

/**
 * → `[{ day, reference, goods, count, centikg, otherwise, sources, kind }]` in no order; `sources`
 * are places in the list of the sender's lines, `otherwise` a mass written in another way.
 */
export function makeArrivals(random, shipments, allGoods, owed) {
  const rows = [];
  let place = 0;
  for (const shipment of shipments) {
    const placed = shipment.lines.map((line) => ({ ...line, place: place++ }));
    const together = random.chance(TOGETHER) ? arrivalOf(random, shipment) : null;
    const day = () => together ?? arrivalOf(random, shipment);
    for (const lines of grouped(placed)) rows.push(...arrive(random, shipment, lines, day));
  }
  owed.extra += place * SHARES.extra;
  for (; owed.extra >= 1; owed.extra -= 1) rows.push(makeExtra(random, shipments, allGoods));
  return [...rows, ...enteredTwice(random, rows, owed)];
}

/** Lines that arrive as one are together in a list, all others alone in theirs. */
function grouped(lines) {
  const groups = new Map();
  for (const line of lines) {
    const key = line.group ?? `line ${line.place}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return groups.values();
}

function arrive(random, shipment, lines, day) {
  const [{ fate, goods }] = lines;
  if (fate === 'missing') return [];
  const whole = {
    count: lines.reduce((sum, { count }) => sum + count, 0),
    centikg: lines.reduce((sum, { centikg }) => sum + centikg, 0),
  };
  const habit = random.weighted(MASS_HABITS);
  const arrived = habit === 'short' ? shortened(random, whole) : whole;
  const parts = fate === 'split' ? splitUp(random, arrived) : [arrived];
  return parts.map((part, n) => ({
    // The other lorries come on other days.
    day: n === 0 ? day() : arrivalOf(random, shipment),
    reference: keptReference(random, shipment),
    goods,
    sources: lines.map(({ place }) => place),
    kind: fate === 'single' ? habit : fate,
    count: part.count,
    ...massOf(random, habit, part.centikg),
    value: parts.length === 1 && lines.length === 1 ? lines[0].value : '',
    currency: lines[0].currency,
  }));
}

function massOf(random, habit, centikg) {
  if (habit === 'weighed') return { centikg: weighedAgain(random, centikg) };
  if (habit === 'unit') return { centikg, otherwise: writtenOtherwise(random, centikg) };
  return { centikg };
}

/** 40 to 95 % of it; of one piece, the piece without something. */
function shortened(random, { count, centikg }) {
  const share = random.between(0.4, 0.95);
  const left = count > 1 ? Math.max(1, Math.min(count - 1, Math.round(count * share))) : count;
  const massShare = count > 1 ? left / count : share;
  return { count: left, centikg: tenths(centikg * massShare) };
}

/** Two or three parts, whole pieces each, whose masses add up. */
function splitUp(random, { count, centikg }) {
  const parts = Math.min(count, random.whole(2, 3));
  const weights = Array.from({ length: parts }, () => random.between(SHARE_MIN, 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [countLeft, centikgLeft] = [count, centikg];
  return weights.map((weight, n) => {
    const rest = parts - n - 1;
    const own = Math.max(1, Math.min(countLeft - rest, Math.round((count * weight) / total)));
    const last = rest === 0;
    const part = {
      count: last ? countLeft : own,
      centikg: last ? centikgLeft : Math.min(centikgLeft - rest, tenths((centikg * own) / count)),
    };
    countLeft -= part.count;
    centikgLeft -= part.centikg;
    return part;
  });
}

/** What the receiver has and no sender tells of; at times it stands under a number of the sender. */
function makeExtra(random, shipments, allGoods) {
  const shipment = random.pick(shipments);
  const line = makeLine(random, () => random.pick(allGoods), 'single', 'UAH');
  const { goods, count, centikg } = line;
  const source = random.weighted({ none: 5, own: 3, sender: 2 });
  const own = `R-${random.whole(100, 99_999)}`;
  const reference = { none: '', own, sender: shipment.reference }[source];
  const day = arrivalOf(random, shipment);
  return { day, reference, goods, count, centikg, sources: [], kind: 'extra', value: '' };
}

/** Rows that stand in the book twice, of those that one line of the sender tells of. */
function enteredTwice(random, rows, owed) {
  const single = rows.filter(({ sources }) => sources.length === 1);
  owed.duplicate += (rows.length * SHARES.duplicate) / (1 - SHARES.duplicate);
  const copied = random.sample(single, Math.floor(owed.duplicate));
  owed.duplicate -= copied.length;
  return copied.map((row) => ({ ...row, copyOf: row, kind: 'duplicate' }));
}

const arrivalOf = (random, { day }) => day + random.whole(...DAYS_ON_ROAD);

function keptReference(random, { reference, day }) {
  if (!random.chance(REFERENCE.kept)) return '';
  if (!random.chance(REFERENCE.respelled)) return reference;
  return respell(random, reference, yearOf(day));
}

const tenths = (centikg) => Math.max(10, Math.floor(centikg / 10) * 10);
