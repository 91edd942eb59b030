import { formatKg } from '@pobratym/platform';
import { Random } from './random';

/** The seed and the window are fixed, so that everybody has the same sample. */
const SEED = 20220224;
const FIRST_DAY = '2024-10-01';
const DAYS = 730;
const CITY_COUNT = 25;
const PARTNERS_MAX = 4;

export interface SampleTie {
  receivingCityId: string;
  sendingCityId: string;
  signedOn: string;
}
export interface SampleRow {
  reference: string;
  date: string;
  partner_city: string;
  category: string;
  item: string;
  quantity: string;
  unit: string;
  mass_kg: string;
  note: string;
}
export interface SamplePlan {
  ties: SampleTie[];
  /** Rows of each sending city's report. */
  sent: Map<string, SampleRow[]>;
  /** Rows of each receiving city's report. */
  received: Map<string, SampleRow[]>;
  /** References of shipments that never arrive and are recorded as lost. */
  lost: { sendingCityId: string; reference: string; occurredOn: string }[];
}

/** [category, item, unit, kilograms of one, smallest count, largest count] */
type Good = readonly [string, string, string, number, number, number];
const GOODS: readonly Good[] = [
  ['food', 'Canned meat', 'box', 12.5, 40, 600],
  ['food', 'Long-life food parcels', 'package', 9.2, 100, 1200],
  ['medical', 'First-aid kits', 'piece', 1.35, 50, 800],
  ['medical', 'Hospital beds', 'piece', 85, 4, 60],
  ['hygiene', 'Hygiene kits', 'set', 4.4, 100, 900],
  ['clothing', 'Winter jackets', 'piece', 1.1, 80, 700],
  ['bedding', 'Blankets', 'piece', 1.6, 100, 1000],
  ['shelter', 'Tents', 'piece', 38.5, 10, 90],
  ['household', 'Cooking sets', 'set', 6.75, 40, 300],
  ['energy', 'Generators 5 kW', 'piece', 96, 2, 40],
  ['energy', 'Power banks', 'piece', 0.42, 100, 1500],
  ['water', 'Water pumps', 'piece', 54, 2, 24],
  ['vehicles', 'Ambulances', 'vehicle', 2950, 1, 3],
  ['rescue', 'Fire hoses', 'piece', 18.2, 10, 120],
  ['it', 'Laptops', 'piece', 2.1, 10, 150],
  ['education', 'School desks', 'piece', 14.8, 20, 160],
  ['reconstruction', 'Tool sets', 'set', 22, 10, 80],
];

/**
 * Draws shipments and deliveries over 24 months, with the faults of the field: references that are
 * written otherwise or are missing, shorts, overs, losses, duplicates and late arrivals.
 * @param ties pairs of cities, the receiving one first, in a fixed order
 */
export function planSample(ties: readonly (readonly [string, string])[]): SamplePlan {
  const random = new Random(SEED);
  const plan: SamplePlan = { ties: [], sent: new Map(), received: new Map(), lost: [] };
  for (const [receivingCityId, sendingCityId] of chooseTies(ties)) {
    const signedOn = addDays(FIRST_DAY, -random.whole(30, 900));
    plan.ties.push({ receivingCityId, sendingCityId, signedOn });
    const shipmentCount = random.whole(6, 26);
    for (let n = 0; n < shipmentCount; n++) {
      drawShipment(plan, random, receivingCityId, sendingCityId, n);
    }
  }
  return plan;
}

/** The 25 cities with most partners, and up to four partners of each. */
function chooseTies(ties: readonly (readonly [string, string])[]): [string, string][] {
  const partners = new Map<string, string[]>();
  for (const [city, partner] of ties) {
    partners.set(city, [...(partners.get(city) ?? []), partner].sort());
  }
  const cities = [...partners].sort(
    ([a, ofA], [b, ofB]) => ofB.length - ofA.length || (a < b ? -1 : 1),
  );
  return cities
    .slice(0, CITY_COUNT)
    .flatMap(([city, of]) => of.slice(0, PARTNERS_MAX).map((one): [string, string] => [city, one]));
}

function drawShipment(
  plan: SamplePlan,
  random: Random,
  receivingCityId: string,
  sendingCityId: string,
  n: number,
): void {
  const dispatchedOn = addDays(FIRST_DAY, random.whole(0, DAYS - 61));
  const reference = `SAMPLE-${short(sendingCityId)}-${short(receivingCityId)}-${100 + n}`;
  const isLost = random.chance(0.02);
  const isLate = random.chance(0.06);
  const isDuplicate = random.chance(0.03);
  const receivedOn = addDays(dispatchedOn, isLate ? random.whole(25, 55) : random.whole(2, 12));
  const theirReference = random.chance(0.75) ? otherwise(reference, random) : '';
  for (let line = random.whole(1, 4); line > 0; line--) {
    const good = random.pick(GOODS);
    const count = random.whole(good[4], good[5]);
    const sent = rowOf(good, count, dispatchedOn, receivingCityId, reference);
    add(plan.sent, sendingCityId, sent);
    if (isLost) continue;
    const arrived = arrivedCount(count, random);
    const row = rowOf(good, arrived, receivedOn, sendingCityId, theirReference);
    if (random.chance(0.12)) row.mass_kg = '';
    add(plan.received, receivingCityId, row);
    if (isDuplicate) add(plan.received, receivingCityId, { ...row, note: 'sample: filed twice' });
  }
  if (isLost) {
    plan.lost.push({ sendingCityId, reference, occurredOn: addDays(dispatchedOn, 9) });
  }
}

const rowOf = (
  [category, item, unit, kgOfOne]: Good,
  count: number,
  date: string,
  partner_city: string,
  reference: string,
): SampleRow => ({
  reference,
  date,
  partner_city,
  category,
  item: `${item} (sample)`,
  quantity: String(count),
  unit,
  // Grams are whole; two decimals at most, since three could be read as thousands.
  mass_kg: formatKg(BigInt(Math.round(kgOfOne * 1000) * count)),
  note: '',
});

function arrivedCount(count: number, random: Random): number {
  if (random.chance(0.06)) return Math.max(1, count - Math.ceil(count * 0.12));
  if (random.chance(0.02)) return count + Math.ceil(count * 0.08);
  return count;
}

/** The same number as another hand writes it. */
const otherwise = (reference: string, random: Random): string =>
  random.chance(0.3) ? reference.toLowerCase().replaceAll('-', ' ') : reference;

const short = (cityId: string): string => cityId.slice(0, 5).toUpperCase().replaceAll('-', '');

function add(rows: Map<string, SampleRow[]>, cityId: string, row: SampleRow): void {
  const list = rows.get(cityId);
  if (list) list.push(row);
  else rows.set(cityId, [row]);
}

const DAY_MS = 86_400_000;
const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
