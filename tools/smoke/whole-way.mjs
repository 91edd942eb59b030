// The whole way from outside: two cities → a signed partnership → a shipment → its delivery → the
// reports of both sides → statistics → CSV; each figure to the gram.
import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { createClient, waitFor } from './http.mjs';

const REFUSED = [409, 422];
const WINDOW = { from: '2025-04-01', to: '2025-05-31' };
const SIGNED_ON = '2025-03-01';
// Sent by hand: 20 kg stay on the road. Sent by report: all of it arrives.
const BY_HAND = { food: 1234.567, medical: 80.001 };
const ARRIVED_BY_HAND = { food: 1214.567, medical: 80.001 };
const BY_REPORT = { hygiene: 500.25, energy: 20.005 };

/**
 * Drives a running Pobratym at `baseUrl`. `step(title, work)` tells of each part and counts it.
 * → `{ receiver, receivedGrams }`, what a later start must still say.
 */
export async function driveTheWholeWay(baseUrl, step) {
  const api = createClient(baseUrl);
  const cities = await step('two cities without a tie', () => findCities(api));
  const before = await step('statistics before', () => statisticsOf(api, cities.receiver));
  const partnership = await step('a partnership, as far as drafted', () => draft(api, cities));
  await step('no shipment before the signature', () => refuse(api, cities, partnership));
  await step('the signature', () => sign(api, partnership));
  const shipment = await step('a shipment, dispatched', () => dispatch(api, cities, partnership));
  await step('its delivery, 20 kg short', () => deliver(api, shipment));
  await step('the report of the sender, posted', () =>
    report(api, { side: 'sender', city: cities.sender, partner: cities.receiver, day: '02' }),
  );
  await step('the report of the receiver, posted and matched', () =>
    report(api, { side: 'receiver', city: cities.receiver, partner: cities.sender, day: '12' }),
  );
  const after = await step('statistics rose by the exact grams', () =>
    checkStatistics(api, cities.receiver, before),
  );
  await step('the CSV of deliveries has the same total', () => checkDeliveries(api, cities));
  await step('the CSV of statistics says the same', () => checkFigures(api, cities.receiver));
  return { receiver: cities.receiver, receivedGrams: after.massReceivedKg };
}

/** After a restart: the figure is the one that was left. */
export async function checkKept(baseUrl, { receiver, receivedGrams }) {
  const now = await statisticsOf(createClient(baseUrl), receiver);
  assert.equal(now.massReceivedKg, receivedGrams);
}

async function findCities(api) {
  const { items: receivers } = await api.get('/cities', { country: 'UA', limit: 50 });
  const { items: senders } = await api.get('/cities', { country: 'DE', limit: 200 });
  assert.ok(receivers.length > 0 && senders.length > 0, 'no cities of UA or DE are loaded');
  const receiver = receivers[0].id;
  const { items } = await api.get('/partnerships', { city: receiver, limit: 200 });
  const tied = new Set(items.flatMap((tie) => [tie.firstCityId, tie.secondCityId]));
  const sender = senders.find(({ id }) => !tied.has(id))?.id;
  assert.ok(sender, `${receiver} has a tie with each city of DE`);
  return { sender, receiver, note: `${sender} → ${receiver}` };
}

async function draft(api, { sender, receiver }) {
  const decision = { decidedBy: 'Smoke council', occurredOn: '2025-01-10' };
  const { id, stage } = await api.post('/partnerships', {
    firstCityId: sender,
    secondCityId: receiver,
    kind: 'cooperation',
    areas: ['humanitarian'],
    ...decision,
  });
  assert.equal(stage, 'areas_chosen');
  for (const kind of ['partner_approached', 'agreement_drafted']) {
    const after = await api.post(`/partnerships/${id}/steps`, { kind, ...decision });
    assert.equal(after.stage, kind);
  }
  return id;
}

function shipmentOf({ sender, receiver }, partnershipId) {
  const lines = Object.entries(BY_HAND).map(([category, massKg]) => lineOf(category, massKg));
  const cities = { sendingCityId: sender, receivingCityId: receiver };
  return { partnershipId, ...cities, reference: 'SMOKE-HAND-1', lines };
}

// A draft may be refused at once, or be written and its dispatch refused; no aid leaves either way.
async function refuse(api, cities, partnership) {
  const wanted = [201, ...REFUSED];
  const written = await api.post('/shipments', shipmentOf(cities, partnership), wanted);
  if (!written.lines) return;
  await api.post(`/shipments/${written.id}/dispatch`, { dispatchedOn: '2025-04-10' }, REFUSED);
}

async function sign(api, partnership) {
  const body = { kind: 'signed', occurredOn: SIGNED_ON, decidedBy: 'Both mayors' };
  const { stage } = await api.post(`/partnerships/${partnership}/steps`, body);
  assert.equal(stage, 'signed');
}

async function dispatch(api, cities, partnership) {
  const body = shipmentOf(cities, partnership);
  const { id } = await api.post('/shipments', body);
  const sent = await api.post(
    `/shipments/${id}/dispatch`,
    { dispatchedOn: '2025-04-10' },
    [200, 201],
  );
  assert.equal(sent.state, 'dispatched');
  return sent;
}

async function deliver(api, shipment) {
  const lines = shipment.lines.map(({ id, category }) => ({
    ...lineOf(category, ARRIVED_BY_HAND[category]),
    shipmentLineId: id,
  }));
  const body = { receivedOn: '2025-04-20', reference: 'SMOKE-HAND-1', lines };
  const delivery = await api.post(`/shipments/${shipment.id}/deliveries`, body);
  assert.deepEqual(
    delivery.lines.map(({ massKg }) => massKg),
    lines.map(({ massKg }) => massKg),
  );
}

async function report(api, { side, city, partner, day }) {
  const start = `SMOKE-REPORT-1,2025-05-${day},${partner}`;
  // With four decimals: "20.005" in a file may also be twenty thousand, and is refused.
  const lines = Object.entries(BY_REPORT).map(
    ([category, massKg]) => `${start},${category},smoke ${category},${massKg.toFixed(4)}`,
  );
  const header = 'reference,date,partner_city,category,item,mass_kg';
  const form = new FormData();
  form.set('side', side);
  form.set('cityId', city);
  form.set('file', new Blob([[header, ...lines, ''].join('\r\n')]), `smoke-${side}.csv`);
  const { id } = await api.post('/reports', form, 202);
  const ask = () => api.get(`/reports/${id}`);
  const done = await waitFor(ask, ({ state }) => state !== 'received');
  assert.equal(done.state, 'posted', JSON.stringify(done));
  assert.equal(done.linesPosted, lines.length);
  if (side === 'receiver') await waitFor(ask, (now) => now.linesMatched === lines.length);
}

async function checkStatistics(api, receiver, before) {
  const expected = {
    massReceivedKg: before.massReceivedKg + total(ARRIVED_BY_HAND) + total(BY_REPORT),
    massDispatchedKg: before.massDispatchedKg + total(BY_HAND) + total(BY_REPORT),
    massInTransitKg: before.massInTransitKg + total(BY_HAND) - total(ARRIVED_BY_HAND),
    cases: before.cases + 2n,
  };
  const after = await statisticsOf(api, receiver);
  assert.deepEqual(after, expected);
  const rise = after.massReceivedKg - before.massReceivedKg;
  return { ...after, note: `+${rise} g received` };
}

async function checkDeliveries(api, { sender, receiver }) {
  const query = { ...WINDOW, receivingCity: receiver };
  const all = readCsv(await api.get('/exports/deliveries.csv', query));
  const own = readCsv(await api.get('/exports/deliveries.csv', { ...query, sendingCity: sender }));
  assert.equal(sumOf(own), total(ARRIVED_BY_HAND) + total(BY_REPORT));
  const days = new Set(own.map((row) => row.received_on));
  assert.deepEqual([...days].sort(), ['2025-04-20', '2025-05-12']);
  const { massReceivedKg } = await statisticsOf(api, receiver, WINDOW);
  assert.equal(sumOf(all), massReceivedKg);
  return { note: `${own.length} lines, ${sumOf(own)} g` };
}

async function checkFigures(api, receiver) {
  const query = { ...WINDOW, city: receiver };
  const rows = readCsv(await api.get('/exports/city-statistics.csv', query));
  const { massReceivedKg } = await statisticsOf(api, receiver, WINDOW);
  assert.deepEqual(
    rows.map((row) => grams(row.mass_received_kg)),
    [massReceivedKg],
  );
}

async function statisticsOf(api, city, window = {}) {
  const { items } = await api.get('/statistics/cities', { city, ...window });
  assert.equal(items.length, 1, JSON.stringify(items));
  const names = ['massReceivedKg', 'massDispatchedKg', 'massInTransitKg'];
  const masses = names.map((name) => [name, grams(items[0][name] ?? 0)]);
  return { ...Object.fromEntries(masses), cases: BigInt(items[0].cases ?? 0) };
}

function lineOf(category, massKg) {
  return { category, item: `smoke ${category}`, massKg };
}

// BigInt, so that no sum is rounded; a figure of at most three decimals is read exactly.
function grams(kilograms) {
  return BigInt(Math.round(Number(kilograms) * 1000));
}

function total(masses) {
  return Object.values(masses).reduce((sum, massKg) => sum + grams(massKg), 0n);
}

function sumOf(rows) {
  return rows.reduce((sum, row) => sum + grams(row.mass_kg || 0), 0n);
}

function readCsv(text) {
  return parse(text, { columns: true, bom: true });
}
