// The whole way from outside: two cities → a signed partnership → a shipment → its delivery → the
// reports of both sides → statistics → CSV; each figure to the gram, each step by whom it belongs to.
import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { waitFor } from './http.mjs';
import { checkHistory, invite, RECEIVER, refuseStrangers, SENDER, signInAll } from './people.mjs';

const REFUSED = [409, 422];
const WINDOW = { from: '2025-04-01', to: '2025-05-31' };
const SIGNED_ON = '2025-03-01';
// Sent by hand: 20 kg stay on the road. Sent by report: all of it arrives.
const BY_HAND = { food: 1234.567, medical: 80.001 };
const ARRIVED_BY_HAND = { food: 1214.567, medical: 80.001 };
const BY_REPORT = { hygiene: 500.25, energy: 20.005 };
const DECISION = { decidedBy: 'Smoke council', occurredOn: '2025-01-10' };

/**
 * Drives a running Pobratym at `place.url`, whose folder is `place.dir`: there are the accounts and
 * the letters. `step(title, work)` tells of each part and counts it.
 * → `{ receivedGrams }`, what a later start must still say.
 */
export async function driveTheWholeWay(place, step) {
  const { sender, receiver, ...others } = await step('the first accounts sign in', () =>
    signInAll(place),
  );
  await step('two cities without a tie', () => checkNoTie(receiver));
  const before = await step('statistics before', () => statisticsOf(receiver));
  const tie = await step('a partnership, as far as drafted', () => draft(receiver));
  const drafted = `/partnerships/${tie}`;
  await step('what is prepared is not there for strangers', () => refuseStrangers(others, drafted));
  await step('no shipment before the signature', () => refuse(sender, tie));
  await step('the signature, confirmed by the other city', () => sign(sender, receiver, tie));
  const shipment = await step('a shipment, dispatched', () => dispatch(sender, tie));
  const sent = `/shipments/${shipment.id}`;
  await step('it is not there for strangers', () => refuseStrangers(others, sent));
  await step('its delivery, 20 kg short', () => deliver(sender, receiver, shipment));
  await step('the report of the sender, posted', () =>
    report(sender, { side: 'sender', city: SENDER, partner: RECEIVER, day: '02' }),
  );
  await step('the report of the receiver, posted and matched', () =>
    report(receiver, { side: 'receiver', city: RECEIVER, partner: SENDER, day: '12' }),
  );
  const after = await step('statistics rose by the exact grams', () =>
    checkStatistics(receiver, before),
  );
  await step('the CSV of deliveries has the same total', () => checkDeliveries(receiver));
  await step('the CSV of statistics says the same', () => checkFigures(receiver));
  await step('the public is told of none of it', () => checkPublic(others.nobody, before));
  await step('a person is invited by letter, and signs in', () => invite(place, others, sent));
  await step('the history tells who did it', () => checkHistory(receiver, tie));
  return { receivedGrams: after.massReceivedKg };
}

/** After a restart: the figure is the one that was left. */
export async function checkKept(place, { receivedGrams }) {
  const { receiver } = await signInAll(place);
  const now = await statisticsOf(receiver);
  assert.equal(now.massReceivedKg, receivedGrams);
}

async function checkNoTie(api) {
  const { items } = await api.get('/partnerships', { city: RECEIVER, limit: 200 });
  const tied = items.flatMap((tie) => [tie.firstCityId, tie.secondCityId]);
  assert.ok(tied.length > 0, 'no ties are loaded');
  assert.ok(!tied.includes(SENDER), `${RECEIVER} has a tie with ${SENDER}`);
  return { note: `${SENDER} → ${RECEIVER}` };
}

async function draft(api) {
  const { id, stage } = await api.post('/partnerships', {
    firstCityId: SENDER,
    secondCityId: RECEIVER,
    kind: 'cooperation',
    areas: ['humanitarian'],
    ...DECISION,
  });
  assert.equal(stage, 'areas_chosen');
  const take = (kind, status) =>
    api.post(`/partnerships/${id}/steps`, { kind, ...DECISION }, status);
  assert.equal((await take('partner_approached')).stage, 'partner_approached');
  const { missing } = await take('agreement_drafted', 409);
  const kinds = missing.map(({ kind }) => kind);
  assert.deepEqual(kinds, ['draft_agreement', 'explanatory_note']);
  await file(api, id, 'draft_agreement', 'cooperation_agreement.docx');
  await file(api, id, 'explanatory_note', 'explanatory_note.pdf');
  assert.equal((await take('agreement_drafted')).stage, 'agreement_drafted');
  return id;
}

// Made from its template, filed as a document, and handed out again as it was.
async function file(api, id, kind, paper) {
  const made = await api.get(`/partnerships/${id}/papers/${paper}`);
  const form = new FormData();
  form.set('kind', kind);
  form.set('file', new Blob([made]), paper);
  const filed = await api.post(`/partnerships/${id}/documents`, form);
  assert.equal(filed.sizeBytes, made.length);
  assert.deepEqual(await api.get(`/partnerships/${id}/documents/${filed.id}/file`), made);
}

function shipmentOf(partnershipId) {
  const lines = Object.entries(BY_HAND).map(([category, massKg]) => lineOf(category, massKg));
  const cities = { sendingCityId: SENDER, receivingCityId: RECEIVER };
  return { partnershipId, ...cities, reference: 'SMOKE-HAND-1', lines };
}

// A draft may be refused at once, or be written and its dispatch refused; no aid leaves either way.
async function refuse(api, partnership) {
  const wanted = [201, ...REFUSED];
  const written = await api.post('/shipments', shipmentOf(partnership), wanted);
  if (!written.lines) return;
  await api.post(`/shipments/${written.id}/dispatch`, { dispatchedOn: '2025-04-10' }, REFUSED);
}

async function sign(sender, receiver, partnership) {
  const steps = `/partnerships/${partnership}/steps`;
  const signature = { kind: 'signed', occurredOn: SIGNED_ON, decidedBy: 'Both mayors' };
  await receiver.post(steps, signature, 422); // by whom?
  const signatories = [SENDER, RECEIVER].map((cityId) => ({
    cityId,
    name: 'Єва Ґудзь-Łęcka',
    office: 'Mayor',
  }));
  const signed = await receiver.post(steps, { ...signature, signatories });
  assert.equal(signed.stage, 'signed');
  assert.deepEqual(signed.confirmedBy, [RECEIVER]);
  const confirmation = { kind: 'confirmed', occurredOn: SIGNED_ON, decidedBy: 'The mayor' };
  const { stage, confirmedBy } = await sender.post(steps, confirmation);
  assert.equal(stage, 'signed');
  assert.deepEqual(confirmedBy.toSorted(), [RECEIVER, SENDER]);
}

async function dispatch(api, partnership) {
  const { id } = await api.post('/shipments', shipmentOf(partnership));
  const sent = await api.post(
    `/shipments/${id}/dispatch`,
    { dispatchedOn: '2025-04-10' },
    [200, 201],
  );
  assert.equal(sent.state, 'dispatched');
  return sent;
}

async function deliver(sender, receiver, shipment) {
  const lines = shipment.lines.map(({ id, category }) => ({
    ...lineOf(category, ARRIVED_BY_HAND[category]),
    shipmentLineId: id,
    differenceReason: 'short_shipped',
  }));
  const body = { receivedOn: '2025-04-20', reference: 'SMOKE-HAND-1', lines };
  const deliveries = `/shipments/${shipment.id}/deliveries`;
  await sender.post(deliveries, body, 403); // what arrived is for the receiver to say
  const delivery = await receiver.post(deliveries, body);
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

async function checkStatistics(api, before) {
  const expected = {
    massReceivedKg: before.massReceivedKg + total(ARRIVED_BY_HAND) + total(BY_REPORT),
    massDispatchedKg: before.massDispatchedKg + total(BY_HAND) + total(BY_REPORT),
    massInTransitKg: before.massInTransitKg + total(BY_HAND) - total(ARRIVED_BY_HAND),
    cases: before.cases + 2n,
  };
  const after = await statisticsOf(api);
  assert.deepEqual(after, expected);
  const rise = after.massReceivedKg - before.massReceivedKg;
  return { ...after, note: `+${rise} g received` };
}

async function checkDeliveries(api) {
  const query = { ...WINDOW, receivingCity: RECEIVER };
  const all = readCsv(await api.get('/exports/deliveries.csv', query));
  const own = readCsv(await api.get('/exports/deliveries.csv', { ...query, sendingCity: SENDER }));
  assert.equal(sumOf(own), total(ARRIVED_BY_HAND) + total(BY_REPORT));
  const days = new Set(own.map((row) => row.received_on));
  assert.deepEqual([...days].sort(), ['2025-04-20', '2025-05-12']);
  const { massReceivedKg } = await statisticsOf(api, WINDOW);
  assert.equal(sumOf(all), massReceivedKg);
  return { note: `${own.length} lines, ${sumOf(own)} g` };
}

async function checkFigures(api) {
  const query = { ...WINDOW, city: RECEIVER };
  const rows = readCsv(await api.get('/exports/city-statistics.csv', query));
  const { massReceivedKg } = await statisticsOf(api, WINDOW);
  assert.deepEqual(
    rows.map((row) => grams(row.mass_received_kg)),
    [massReceivedKg],
  );
}

// Before the way began there was nothing but what public sources tell.
async function checkPublic(nobody, before) {
  assert.deepEqual(await statisticsOf(nobody), before);
  const query = { receivingCity: RECEIVER, sendingCity: SENDER };
  assert.deepEqual(readCsv(await nobody.get('/exports/deliveries.csv', query)), []);
}

async function statisticsOf(api, window = {}) {
  const { items } = await api.get('/statistics/cities', { city: RECEIVER, ...window });
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
