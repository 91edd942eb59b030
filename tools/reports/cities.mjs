// The cities of the project, the names by which each can be told, and the pairs that help one another.
import fs from 'node:fs';
import { parse } from 'csv-parse/sync';

const DATA = new URL('../../data/', import.meta.url);
// No pair with a state that wages the war, or lends its land for it.
const LEFT_OUT = new Set(['RU', 'BY']);

/**
 * → `Map` of id to `{ id, country, names }`, the names by language; `native` is what the city's own
 * people write. A name that two cities could have is left out: a report must not bear it.
 */
export function readCities() {
  const cities = new Map();
  for (const row of read('cities.csv')) {
    const city = { id: row.city_id, country: row.country, names: {} };
    cities.set(city.id, city);
    addName(city, 'en', row.name_en);
    addName(city, 'uk', row.name_uk);
    addName(city, 'native', row.name_native);
  }
  for (const row of [...read('city-names.csv'), ...read('exonyms.csv')]) {
    addName(cities.get(row.city_id), row.language, row.name);
  }
  keepOnlySingle(cities);
  return cities;
}

/** → `count` pairs `{ sender, receiver }` of cities: real ties first, then drawn ones. */
export function drawPairs(random, cities, count) {
  const ties = random
    .sample(read('twin-ties.csv').filter(isTied))
    .map((tie) => pairOf(cities, tie.foreign_city_id, tie.ukrainian_city_id))
    .filter(({ sender }) => !LEFT_OUT.has(sender.country));
  const pairs = new Map(ties.slice(0, count).map((pair) => [pair.id, pair]));
  const all = [...cities.values()];
  const receivers = all.filter(({ country }) => country === 'UA');
  const senders = all.filter(({ country }) => country !== 'UA' && !LEFT_OUT.has(country));
  if (count > receivers.length * senders.length * 0.5) throw new Error('Too many pairs of cities');
  while (pairs.size < count) {
    const pair = pairOf(cities, random.pick(senders).id, random.pick(receivers).id);
    pairs.set(pair.id, pair);
  }
  return [...pairs.values()];
}

/** A name of the city in the first of the languages that it has one in; else its id. */
export function nameOf(random, city, languages) {
  const language = languages.find((one) => city.names[one]?.length > 0);
  return language ? random.pick(city.names[language]) : city.id;
}

const isTied = ({ status, note }) => status === 'active' && !/occupation/.test(note);

function pairOf(cities, senderId, receiverId) {
  const [sender, receiver] = [cities.get(senderId), cities.get(receiverId)];
  return { id: `${senderId} ${receiverId}`, sender, receiver };
}

function addName(city, language, name) {
  if (!city || !name) return;
  const names = (city.names[language] ??= []);
  if (!names.includes(name)) names.push(name);
}

function keepOnlySingle(cities) {
  const ids = new Map();
  for (const { id, names } of cities.values()) {
    for (const name of Object.values(names).flat()) {
      const key = foldName(name);
      ids.set(key, (ids.get(key) ?? new Set()).add(id));
    }
  }
  for (const { names } of cities.values()) {
    for (const [language, list] of Object.entries(names)) {
      names[language] = list.filter((name) => ids.get(foldName(name)).size === 1);
    }
  }
}

// Coarser than the project's own fold (libs/cities/name-key.ts), so that what is single here is
// single there too.
const foldName = (name) =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
    .replace(/ł/g, 'l')
    .replace(/ø/g, 'o')
    .replace(/đ/g, 'd')
    .replace(/ı/g, 'i')
    .replace(/[^\p{L}\p{N}]/gu, '');

const read = (file) => parse(fs.readFileSync(new URL(file, DATA)), { columns: true, bom: true });
