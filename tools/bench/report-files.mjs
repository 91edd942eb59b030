// The reports of both sides, made from a seed: the same seed, the same bytes. A dispatch has one to
// four lines under one reference; each line arrives some days later, about 2 % of them short.
import { mulberry32 } from '../random.mjs';

const HEADER =
  'reference,date,reporting_city,partner_city,category,item,quantity,unit,packages,mass_kg,value,currency';
const FIRST_DAY_MS = Date.UTC(2023, 0, 1);
const DAYS = 730;
const DAY_MS = 86_400_000;
const SHARES = { reference: 0.85, category: 0.95, quantity: 0.6, value: 0.1, short: 0.02 };
const ITEMS = {
  food: ['Canned meat', 'Крупа гречана', 'Mehl, Typ 405'],
  medical: ['Bandages, sterile', 'Аптечка', 'Insulin pens'],
  hygiene: ['Soap bars', 'Дитячі підгузки', 'Hygiene kits'],
  clothing: ['Winter jackets', 'Термобілизна', 'Kinderschuhe'],
  bedding: ['Sleeping bags', 'Ковдри', 'Feldbetten'],
  energy: ['Generator 5 kW', 'Павербанк', 'Dieselaggregat'],
  rescue: ['Fire hoses', 'Пожежні рукави', 'Rettungsgerät'],
};
const CATEGORIES = Object.keys(ITEMS);

/**
 * → `{ sender, receiver, shortCount }`: the text of two CSV files of `lineCount` rows each, over
 * `pairs` of `{ sender, receiver }` cities.
 */
export function makeReports({ lineCount, pairs, seed }) {
  const random = mulberry32(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const sent = [];
  const received = [];
  let shortCount = 0;
  for (let dispatch = 1; sent.length < lineCount; dispatch += 1) {
    const pair = pick(pairs);
    const reference = random() < SHARES.reference ? `B${seed}-${100_000 + dispatch}` : '';
    const day = Math.floor(random() * (DAYS - 15));
    const arrivalDay = day + 1 + Math.floor(random() * 14);
    const size = Math.min(1 + Math.floor(random() * 4), lineCount - sent.length);
    for (let n = 0; n < size; n += 1) {
      const line = makeLine(random, pick);
      const isShort = random() < SHARES.short;
      if (isShort) shortCount += 1;
      const arrived = isShort ? shortened(line, random) : line;
      sent.push(rowOf(reference, day, pair.sender, pair.receiver, line));
      const row = rowOf(reference, arrivalDay, pair.receiver, pair.sender, arrived);
      received.push({ arrivalDay, row });
    }
  }
  // A warehouse's book is kept by the day of arrival, not in the order of the dispatches.
  received.sort((one, other) => one.arrivalDay - other.arrivalDay);
  return { sender: csv(sent), receiver: csv(received.map(({ row }) => row)), shortCount };
}

function makeLine(random, pick) {
  const category = pick(CATEGORIES);
  const hasQuantity = random() < SHARES.quantity;
  return {
    category: random() < SHARES.category ? category : '',
    item: pick(ITEMS[category]),
    quantity: hasQuantity ? 2 + Math.floor(random() * 900) : '',
    packages: 1 + Math.floor(random() * 40),
    massCentikg: 50 + Math.floor(random() ** 2 * 200_000),
    valueCents: random() < SHARES.value ? 100 + Math.floor(random() * 1_000_000) : null,
  };
}

function shortened(line, random) {
  const share = 0.5 + random() * 0.4;
  const quantity = line.quantity === '' ? '' : Math.max(1, Math.floor(line.quantity * share));
  return { ...line, quantity, massCentikg: Math.max(1, Math.floor(line.massCentikg * share)) };
}

function rowOf(reference, day, own, partner, line) {
  const { category, item, quantity, packages, massCentikg, valueCents } = line;
  const money = valueCents === null ? ',' : `${hundredths(valueCents)},EUR`;
  const unit = quantity === '' ? '' : 'piece';
  const name = item.includes(',') ? `"${item}"` : item;
  const count = `${quantity},${unit},${packages}`;
  const mass = hundredths(massCentikg);
  return `${reference},${dayText(day)},${own},${partner},${category},${name},${count},${mass},${money}`;
}

const dayText = (day) => new Date(FIRST_DAY_MS + day * DAY_MS).toISOString().slice(0, 10);

// Without zeros behind, as a spreadsheet writes it.
const hundredths = (whole) => String(whole / 100);

const csv = (rows) => [HEADER, ...rows, ''].join('\n');
