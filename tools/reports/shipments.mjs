// The sender's side of one pair of cities: shipments of one to six lines, on the days of about 18
// months, and what is to become of each line on its way.
import { roundedMass } from './masses.mjs';
import { referencesOf } from './references.mjs';
import { dayOf, yearOf } from './days.mjs';

const WINDOW_DAYS = 548;
const START_DAYS = 640; // the first days of the pairs lie so far apart
const SIZES = { 1: 3, 2: 4, 3: 4, 4: 3, 5: 2, 6: 2 };
const SHOWN = { count: 0.7, packages: 0.35, value: 0.12 };
/** Of all lines of the sender. */
export const SHARES = { split: 0.08, sum: 0.04, missing: 0.05 };
/** Most of what a city sends is of few kinds. */
const FAVOURITES = { count: 30, share: 0.7 };
/** A split needs something to be split. */
const SPLIT_COUNT_MIN = 4;

/**
 * → `[{ day, reference, year, lines }]` in the order of their days. A line is `{ goods, count, centikg,
 * fate, group, isCountShown, packages, value, currency }`; lines of one `group` arrive as one.
 * `owed` carries over what a short pair could not hold.
 */
export function makeShipments(random, allGoods, lineCount, owed) {
  const sizes = drawSizes(random, lineCount);
  const fates = drawFates(random, sizes, owed);
  const start = random.whole(0, START_DAYS);
  const days = sizes.map(() => start + random.whole(0, WINDOW_DAYS)).sort((a, b) => a - b);
  const nextReference = referencesOf(random);
  const favourites = random.sample(allGoods, FAVOURITES.count);
  const pickGoods = () => random.pick(random.chance(FAVOURITES.share) ? favourites : allGoods);
  const currency = random.weighted({ EUR: 6, PLN: 2, USD: 1, UAH: 1 });
  return sizes.map((_, n) => {
    const year = yearOf(days[n]);
    const lines = makeLines(random, pickGoods, fates[n], currency);
    return { day: days[n], date: dayOf(days[n]), year, reference: nextReference(year), lines };
  });
}

/** A line of its own that nobody has dispatched. */
export function makeLine(random, pickGoods, fate, currency) {
  let goods = pickGoods();
  while (fate === 'split' && goods.countMax < SPLIT_COUNT_MIN * 5) goods = pickGoods();
  return amountOf(random, goods, fate, currency);
}

function makeLines(random, pickGoods, fates, currency) {
  const goodsOfGroup = new Map();
  return fates.map(({ fate, group }) => {
    if (group === undefined) return makeLine(random, pickGoods, fate, currency);
    const goods = goodsOfGroup.get(group) ?? pickGoods();
    goodsOfGroup.set(group, goods);
    return { ...amountOf(random, goods, fate, currency), group };
  });
}

function amountOf(random, goods, fate, currency) {
  const { countMax, pieceKg, perPackage } = goods;
  const min = Math.max(1, Math.ceil(1 / pieceKg), countMax / 300);
  const drawn = countLike(random, random.spread(min, Math.max(min, countMax)), perPackage);
  const count = fate === 'split' ? Math.max(SPLIT_COUNT_MIN, drawn) : drawn;
  // A tin, a jacket or a pump is not always the same one.
  const size = random.pick([0.8, 0.9, 1, 1, 1, 1.1, 1.25]);
  const centikg = roundedMass(random, count * pieceKg * size);
  const value = Math.round(count * pieceKg * random.spread(1, 12));
  return {
    goods,
    fate,
    count,
    centikg,
    isCountShown: random.chance(SHOWN.count),
    packages: random.chance(SHOWN.packages) ? Math.ceil(count / perPackage) : '',
    value: random.chance(SHOWN.value) ? Math.max(1, value) : '',
    currency,
  };
}

/** As people count: by tens and hundreds, by full packages, or as it comes. */
function countLike(random, count, perPackage) {
  const way = random.weighted({ round: 55, packages: 25, any: 20 });
  const magnitude = count >= 1000 ? 100 : count >= 200 ? 50 : count >= 20 ? 10 : 1;
  const step = way === 'round' ? magnitude : way === 'packages' ? perPackage : 1;
  return Math.max(1, Math.round(count / step) * step);
}

function drawSizes(random, lineCount) {
  const sizes = [];
  for (let left = lineCount; left > 0; left -= sizes.at(-1)) {
    sizes.push(Math.min(left, Number(random.weighted(SIZES))));
  }
  return sizes;
}

/** → for each shipment the fates of its lines: `{ fate, group }`. */
function drawFates(random, sizes, owed) {
  const fates = sizes.map((size) => new Array(size).fill(null));
  const lineCount = sizes.reduce((sum, size) => sum + size, 0);
  owed.sum += lineCount * SHARES.sum;
  const open = random.sample(fates.filter((lines) => lines.length > 1));
  for (const [group, lines] of open.entries()) {
    if (owed.sum < 2) break;
    const size = Math.min(lines.length, random.whole(2, 3));
    lines.fill({ fate: 'sum', group }, 0, size);
    owed.sum -= size;
  }
  const rest = 1 - SHARES.sum;
  const others = { missing: SHARES.missing, split: SHARES.split };
  others.single = rest - others.missing - others.split;
  return fates.map((lines) => lines.map((fate) => fate ?? { fate: random.weighted(others) }));
}
