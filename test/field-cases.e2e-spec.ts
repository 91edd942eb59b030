import { randomUUID } from 'node:crypto';
import { dispatchShipment, line, RECEIVER, SENDER, signPartnership } from './support/builders';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';

const PUMPS = { category: 'water', item: 'Pump', quantity: 10, unit: 'box' };

// Goal: what happens in warehouses and on roads, case by case, as coordinators tell of it.
describe('a case from the field', () => {
  const running = new RunningApps();
  let api: Api;
  let partnershipId: string;

  beforeAll(async () => {
    api = new Api(await running.start());
    partnershipId = await signPartnership(api);
  });
  afterAll(() => running.stop());

  const dispatch = (lines: object[], rest: object = {}) =>
    dispatchShipment(api, partnershipId, lines as never, rest);
  const shipment = async (id: string) => (await api.get(`/shipments/${id}`)).body;
  const sentBooks = async (id: string) => (await api.get(`/shipments/${id}/ledger`)).body;
  const gotBooks = async (id: string) => (await api.get(`/deliveries/${id}/ledger`)).body;
  async function arrive(id: string, lines: object[], receivedOn = '2023-05-05') {
    const answer = await api.post(`/shipments/${id}/deliveries`, { receivedOn, lines });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  }
  const correct = (id: string, body: object) => api.post(`/deliveries/${id}/corrections`, body);

  test('1. units per pack change: counts stand apart, and no kilogram is missing', async () => {
    const sent = await dispatch([{ ...PUMPS, massKg: 100 }]);
    const of = { shipmentLineId: sent.lines[0].id };
    const pieces = { category: 'water', item: 'Pump', quantity: 240, unit: 'piece', massKg: 100 };
    const bare = await api.post(`/shipments/${sent.id}/deliveries`, {
      receivedOn: '2023-05-05',
      lines: [{ ...pieces, ...of }],
    });
    expect(bare.status).toBe(422);
    expect(bare.body.errors[0].pointer).toBe('/lines/0/differenceReason');
    const got = await arrive(sent.id, [{ ...pieces, ...of, differenceReason: 'other_pack_size' }]);
    expect((await sentBooks(sent.id)).mass).toMatchObject({ inTransit: 0, arrived: 100 });
    expect((await sentBooks(sent.id)).quantity).toMatchObject({ inTransit: 10, arrived: 0 });
    expect((await gotBooks(got.id)).quantity).toMatchObject({ received: 240, unannounced: 240 });
    expect((await shipment(sent.id)).progress).toBe('closed');
    // In packs of half the size, under the same name.
    const twice = await dispatch([{ ...PUMPS, massKg: 100 }]);
    const halves = { ...PUMPS, quantity: 20, massKg: 100, differenceReason: 'other_pack_size' };
    await arrive(twice.id, [{ ...halves, shipmentLineId: twice.lines[0].id }]);
    await running.app.settle();
    const { items } = (await api.get(`/differences?kind=over`)).body;
    expect(
      items.some((one: { shipmentLineId: string }) => one.shipmentLineId === twice.lines[0].id),
    ).toBe(false);
  });

  test('2. set to zero: said with a reason, undone in the books, never deleted', async () => {
    const sent = await dispatch([line(500)]);
    const of = { shipmentLineId: sent.lines[0].id };
    const got = await arrive(sent.id, [line(500, of)]);
    const nothing = { category: 'food', item: 'Canned meat', isNothing: true };
    const lineId = got.lines[0].id;
    const unsaid = await correct(got.id, {
      reason: 'not_arrived',
      lines: [{ ...nothing, lineId }],
    });
    expect(unsaid.status).toBe(422);
    const said = await correct(got.id, {
      reason: 'not_arrived',
      lines: [{ ...nothing, lineId, differenceReason: 'lost' }],
    });
    expect(said.status).toBe(201);
    expect(said.body.lines[0].before).toMatchObject({ mass_grams: 500_000, is_nothing: false });
    expect((await sentBooks(sent.id)).mass).toMatchObject({ inTransit: 500, arrived: 0 });
    const books = await gotBooks(got.id);
    expect(books.mass).toMatchObject({ received: 0, arrived: 0, unannounced: 0 });
    // What was recorded is there, and what took it back.
    expect(books.entries).toHaveLength(4);
    // Zero in the first place needs its reason too, and so does a kilogram of five hundred.
    for (const wrong of [{ ...nothing }, line(1)]) {
      const answer = await api.post(`/shipments/${sent.id}/deliveries`, {
        receivedOn: '2023-05-05',
        lines: [{ ...wrong, ...of }],
      });
      expect(answer.body.errors).toMatchObject([{ pointer: '/lines/0/differenceReason' }]);
    }
  });

  test('3. a later partial receipt does not undo an earlier one', async () => {
    const sent = await dispatch([line(1000)]);
    const of = { shipmentLineId: sent.lines[0].id, differenceReason: 'to_follow' };
    const first = await arrive(sent.id, [line(300, of)]);
    expect((await shipment(sent.id)).progress).toBe('partly_arrived');
    const second = await arrive(sent.id, [line(200, of)], '2023-05-08');
    await arrive(sent.id, [line(500, { shipmentLineId: of.shipmentLineId })], '2023-05-09');
    expect((await gotBooks(first.id)).mass).toMatchObject({ received: 300, arrived: 300 });
    expect((await gotBooks(second.id)).mass).toMatchObject({ received: 200, arrived: 200 });
    expect((await sentBooks(sent.id)).equations).toEqual([
      'kg: dispatched 1000 = in transit 0 + lost 0 + returned 0 + arrived 1000',
    ]);
    expect((await shipment(sent.id)).progress).toBe('closed');
  });

  test('4. more received than sent: the surplus has a place of its own', async () => {
    const sent = await dispatch([line(1000)]);
    const of = { shipmentLineId: sent.lines[0].id, differenceReason: 'surplus' };
    const got = await arrive(sent.id, [line(1300, of)]);
    expect((await gotBooks(got.id)).equations).toEqual([
      'kg: arrived 1000 + unannounced 300 = received 1300 + damaged 0 + distributed 0' +
        ' + forwarded 0 + returned 0',
    ]);
    await running.app.settle();
    const { items } = (await api.get('/differences?kind=over&limit=1')).body;
    expect(items).toMatchObject([{ shipmentLineId: sent.lines[0].id, massKg: 300, state: 'open' }]);
  });

  test('5. a lost truck is found again, and arrives', async () => {
    const sent = await dispatch([line(800), line(200)]);
    const move = (body: object) => api.post(`/shipments/${sent.id}/movements`, body);
    const loss = { kind: 'loss', occurredOn: '2023-05-04', note: 'No word of the driver' };
    expect((await move(loss)).status).toBe(201);
    expect((await shipment(sent.id)).progress).toBe('lost');
    expect((await move(loss)).status).toBe(409);
    const found = { kind: 'found', occurredOn: '2023-05-10' };
    expect((await move(found)).body).toMatchObject({ massKg: 1000 });
    expect((await shipment(sent.id)).progress).toBe('on_the_road');
    const lines = sent.lines.map(({ id, massKg }: { id: string; massKg: number }) =>
      line(massKg, { shipmentLineId: id }),
    );
    await arrive(sent.id, lines, '2023-05-11');
    const books = await sentBooks(sent.id);
    expect(books.mass).toMatchObject({ lost: 0, inTransit: 0, arrived: 1000 });
    expect(books.entries.map((one: { reason: string }) => one.reason)).toEqual(
      expect.arrayContaining(['dispatch', 'loss', 'found', 'match']),
    );
  });

  test('6. a receipt before its announcement is tied to it when it comes', async () => {
    const got = await api.post('/deliveries', {
      sendingCityId: SENDER,
      receivingCityId: RECEIVER,
      receivedOn: '2023-05-20',
      reference: 'CMR-LATE',
      lines: [line(654)],
    });
    expect(got.status).toBe(201);
    await running.app.settle();
    expect((await gotBooks(got.body.id)).mass).toMatchObject({ unannounced: 654 });
    const sent = await dispatch([line(654)], { reference: 'cmr late' });
    await running.app.settle();
    expect((await gotBooks(got.body.id)).mass).toMatchObject({ unannounced: 0, arrived: 654 });
    expect((await shipment(sent.id)).progress).toBe('closed');
  });

  test('7. one truck brings two shipments: one delivery, each line of its own', async () => {
    const one = await dispatch([line(100)]);
    const other = await dispatch([line(50)]);
    const got = await api.post('/deliveries', {
      sendingCityId: SENDER,
      receivingCityId: RECEIVER,
      receivedOn: '2023-05-05',
      lines: [
        line(100, { shipmentLineId: one.lines[0].id }),
        line(50, { shipmentLineId: other.lines[0].id }),
      ],
    });
    expect(got.status).toBe(201);
    expect((await gotBooks(got.body.id)).mass).toMatchObject({ arrived: 150, unannounced: 0 });
    expect((await shipment(one.id)).progress).toBe('closed');
    expect((await shipment(other.id)).progress).toBe('closed');
  });

  test('8. aid is passed on to a third city: counted once, and never more than is held', async () => {
    const sent = await dispatch([line(900)]);
    const got = await arrive(sent.id, [line(900, { shipmentLineId: sent.lines[0].id })]);
    const passOn = (massKg: number) =>
      api.post('/shipments', {
        sendingCityId: RECEIVER,
        receivingCityId: 'kyiv-ua',
        lines: [line(massKg, { sourceDeliveryLineId: got.lines[0].id })],
      });
    const leave = (id: string) =>
      api.post(`/shipments/${id}/dispatch`, { dispatchedOn: '2023-05-07' });
    const onward = (await passOn(600)).body;
    expect(onward.partnershipId).toBeNull();
    expect((await leave(onward.id)).status).toBe(200);
    expect((await gotBooks(got.id)).mass).toMatchObject({ received: 300, forwarded: 600 });
    const tooMuch = await leave((await passOn(301)).body.id);
    expect([tooMuch.status, tooMuch.body.type]).toEqual([
      409,
      'https://pobratym.org/problems/not-held',
    ]);
    const lines = [line(600, { shipmentLineId: onward.lines[0].id })];
    const there = await arrive(onward.id, lines, '2023-05-08');
    expect(there).toMatchObject({ isPassedOn: true, isOutsidePartnership: false });
    expect((await gotBooks(there.id)).mass).toMatchObject({ received: 600, arrived: 600 });
    // What has gone on must be corrected first, by its name.
    const refused = await correct(got.id, {
      reason: 'recounted',
      lines: [line(700, { lineId: got.lines[0].id, differenceReason: 'short_shipped' })],
    });
    expect(refused.status).toBe(409);
    expect(refused.body.correctFirst).toMatchObject([{ kind: 'shipment', id: onward.id }]);
    for (const body of [
      { sendingCityId: RECEIVER, receivingCityId: 'kyiv-ua', lines: [line(5)] },
      {
        sendingCityId: 'lviv-ua',
        receivingCityId: 'kyiv-ua',
        lines: [line(5, { sourceDeliveryLineId: got.lines[0].id })],
      },
    ]) {
      const answer = await api.post('/shipments', body);
      expect([answer.status, answer.body.errors?.[0].pointer]).toEqual([422, '/lines']);
    }
  });

  test('9. a correction after a release leaves what was published as it was', async () => {
    const sent = await dispatch([line(400)], { dispatchedOn: '2024-02-01' });
    const of = { shipmentLineId: sent.lines[0].id };
    const got = await arrive(sent.id, [line(400, of)], '2024-02-03');
    const period = `city=${RECEIVER}&from=2024-02-01&to=2024-02-29`;
    const released = (await api.get(`/statistics/cities?${period}`)).body;
    expect(released.items[0]).toMatchObject({ massReceivedKg: 400, cases: 1 });
    const corrected = await correct(got.id, {
      reason: 'weighed',
      lines: [line(390, { lineId: got.lines[0].id })],
    });
    expect(corrected.status).toBe(201);
    const asOf = encodeURIComponent(released.asOf);
    expect((await api.get(`/statistics/cities?${period}&asOf=${asOf}`)).body).toEqual(released);
    const now = (await api.get(`/statistics/cities?${period}`)).body;
    expect(now.items[0]).toMatchObject({ massReceivedKg: 390, massConfirmedKg: 390, cases: 1 });
    const then = (await api.get(`/deliveries/${got.id}/ledger?asOf=${asOf}`)).body;
    expect(then.mass).toMatchObject({ received: 400, arrived: 400 });
  });

  test('10. a line with boxes and no mass is a line without mass, not of none', async () => {
    const sent = await dispatch([PUMPS]);
    const of = { shipmentLineId: sent.lines[0].id };
    const got = await arrive(sent.id, [{ ...PUMPS, ...of }]);
    expect(got.lines[0]).toMatchObject({ massKg: null, quantity: 10, unit: 'box' });
    expect((await gotBooks(got.id)).equations).toEqual([
      'kg: arrived 0 + unannounced 0 = received 0 + damaged 0 + distributed 0 + forwarded 0' +
        ' + returned 0',
      'units: arrived 10 + unannounced 0 = received 10 + damaged 0 + distributed 0 + forwarded 0' +
        ' + returned 0',
    ]);
    const { items } = (await api.get(`/statistics/cities?city=${RECEIVER}`)).body;
    expect(items[0].linesWithoutMass).toBeGreaterThanOrEqual(1);
    expect((await shipment(sent.id)).progress).toBe('closed');
  });
});

// Goal: sent again, by whom and how often ever, it is one effect; and two people's edits do not
// overwrite one another.
describe('what is sent twice', () => {
  const running = new RunningApps();
  let api: Api;
  let partnershipId: string;

  beforeAll(async () => {
    api = new Api(await running.start({ worker: false }));
    partnershipId = await signPartnership(api);
  });
  afterAll(() => running.stop());

  const delivery = (massKg: number) => ({
    sendingCityId: SENDER,
    receivingCityId: RECEIVER,
    receivedOn: '2023-05-05',
    lines: [line(massKg)],
  });
  async function send(path: string, body: object, headers: Record<string, string>) {
    const { url } = running.app;
    const type = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/v1${path}`, {
      method: headers['if-match'] ? 'PUT' : 'POST',
      headers: { ...api.headers(), ...type, ...headers },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json(), headers: answer.headers };
  }
  const withKey = (key: string) => ({ 'idempotency-key': key });
  const countOf = async (table: string) =>
    (await running.app.database.query(`select count(*)::int as n from ${table}`))[0].n;

  test('eight at once with one key are one delivery and one answer', async () => {
    const before = await countOf('delivery');
    const key = withKey(randomUUID());
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send('/deliveries', delivery(11), key)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    for (const { body } of answers) expect(body).toEqual(answers[0]!.body);
    expect(await countOf('delivery')).toBe(before + 1);
    // The order of fields is not the request.
    const { lines, ...rest } = delivery(11);
    expect((await send('/deliveries', { lines, ...rest }, key)).body).toEqual(answers[0]!.body);
    const other = await send('/deliveries', delivery(12), key);
    expect([other.status, other.body.type]).toEqual([
      422,
      'https://pobratym.org/problems/idempotency-key-reused',
    ]);
  });

  test('a refusal is not replayed: the same key may be accepted later', async () => {
    const key = withKey(randomUUID());
    const body = { ...delivery(13), sendingCityId: 'legnica-pl' };
    expect((await send('/deliveries', body, key)).status).toBe(409);
    await signPartnership(api, { sender: 'legnica-pl' });
    expect((await send('/deliveries', body, key)).status).toBe(201);
  });

  test('a key belongs to its city', async () => {
    const key = withKey('one-for-all');
    expect((await send('/deliveries', delivery(14), key)).status).toBe(201);
    const elsewhere = { ...delivery(14), receivingCityId: 'lviv-ua', isOutsidePartnership: true };
    expect((await send('/deliveries', elsewhere, key)).status).toBe(201);
  });

  test('dispatch, movement and correction have one effect for one key', async () => {
    const { body: draft } = await api.post('/shipments', {
      ...{ partnershipId, sendingCityId: SENDER, receivingCityId: RECEIVER, lines: [line(100)] },
    });
    const eight = async (path: string, body: object) => {
      const key = withKey(randomUUID());
      const answers = await Promise.all(Array.from({ length: 8 }, () => send(path, body, key)));
      expect(new Set(answers.map(({ body: answer }) => JSON.stringify(answer))).size).toBe(1);
      expect([200, 201]).toContain(answers[0]!.status);
      return answers[0]!.body;
    };
    const { id, lines } = await eight(`/shipments/${draft.id}/dispatch`, {
      dispatchedOn: '2023-05-02',
    });
    await eight(`/shipments/${id}/movements`, {
      kind: 'loss',
      occurredOn: '2023-05-03',
      lines: [{ lineId: lines[0].id, massKg: 10 }],
    });
    const { items } = (await api.get(`/shipments/${id}/movements`)).body;
    expect(items).toHaveLength(1);
    await eight(`/shipments/${id}/corrections`, { reason: 'duplicate', movementId: items[0].id });
    const books = (await api.get(`/shipments/${id}/ledger`)).body;
    expect(books.mass).toMatchObject({ lost: 0, inTransit: 100 });
  });

  test('under an id of its own is the same after a correction, an edit and a dispatch', async () => {
    const id = randomUUID();
    const body = { ...delivery(50), id, receivedAt: '2023-05-05T10:00:00Z' };
    const { body: got } = await api.post('/deliveries', body);
    const change = { reason: 'weighed', lines: [line(45, { lineId: got.lines[0].id })] };
    expect((await api.post(`/deliveries/${id}/corrections`, change)).status).toBe(201);
    const again = await api.post('/deliveries', body);
    expect([again.status, again.body.lines[0].massKg]).toEqual([201, 45]);
    // What was never asked for is not the same, though it says what the record says by now.
    for (const other of [
      { ...body, lines: [line(45)] },
      { ...body, receivedAt: undefined },
    ]) {
      const refused = await api.post('/deliveries', other);
      expect([refused.status, refused.body.type]).toEqual([
        409,
        expect.stringMatching(/id-taken$/),
      ]);
    }

    const parties = { partnershipId, sendingCityId: SENDER, receivingCityId: RECEIVER };
    const draft = { ...parties, id: randomUUID(), lines: [line(5)] };
    const sendDraft = () => api.post('/shipments', draft);
    const path = `/shipments/${draft.id}`;
    expect((await sendDraft()).status).toBe(201);
    const edited = await send(path, { lines: [line(6)] }, { 'if-match': '"1"' });
    expect(edited.status).toBe(200);
    expect((await sendDraft()).body.lines).toMatchObject([{ massKg: 6 }]);
    const left = await api.post(`${path}/dispatch`, { dispatchedOn: '2023-05-02' });
    const wrong = { reason: 'weighed', lines: [line(4, { lineId: left.body.lines[0].id })] };
    expect((await api.post(`${path}/corrections`, wrong)).status).toBe(201);
    const sent = await sendDraft();
    expect([sent.status, sent.body.state]).toEqual([201, 'dispatched']);
    expect(sent.body.lines).toMatchObject([{ massKg: 4 }]);
    const other = await api.post('/shipments', { ...draft, lines: [line(4)] });
    expect(other.status).toBe(409);
  });

  test('a copy is one copy for its key, whatever has become of what was copied', async () => {
    const parties = { partnershipId, sendingCityId: SENDER, receivingCityId: RECEIVER };
    const { body: draft } = await api.post('/shipments', { ...parties, lines: [line(5)] });
    const path = `/shipments/${draft.id}`;
    const key = withKey(randomUUID());
    const before = await countOf('shipment');
    const first = await send(`${path}/copy`, {}, key);
    expect(first.status).toBe(201);
    expect((await send(path, { lines: [line(6)] }, { 'if-match': '"1"' })).status).toBe(200);
    expect((await send(`${path}/copy`, {}, key)).body).toEqual(first.body);
    await api.post(`${path}/dispatch`, { dispatchedOn: '2023-05-02' });
    const again = await send(`${path}/copy`, {}, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await countOf('shipment')).toBe(before + 1);
    const other = await send(`/shipments/${first.body.id}/copy`, {}, key);
    expect([other.status, other.body.type]).toEqual([422, expect.stringMatching(/key-reused$/)]);
  });

  test('a batch answers for each item, and one that is refused keeps back no other', async () => {
    const items = [
      { key: 'phone-1', delivery: delivery(21) },
      { key: 'phone-2', delivery: { ...delivery(22), receivedOn: '2999-01-01' } },
      { key: 'phone-3', delivery: { ...delivery(23), lines: [{ ...line(1), colour: 'red' }] } },
      { key: 'phone-1', delivery: delivery(21) },
      { key: 'phone-4', delivery: delivery(24) },
    ];
    const before = await countOf('delivery');
    const { status, body } = await api.post('/deliveries/batch', { items });
    expect(status).toBe(200);
    expect(body.items.map((one: { status: number }) => one.status)).toEqual([
      201, 422, 422, 201, 201,
    ]);
    expect(body.items[3].body).toEqual(body.items[0].body);
    expect(await countOf('delivery')).toBe(before + 2);
    const again = await api.post('/deliveries/batch', { items });
    expect(again.body).toEqual(body);
    expect(await countOf('delivery')).toBe(before + 2);
    const tooMany = Array.from({ length: 1001 }, () => items[0]);
    expect((await api.post('/deliveries/batch', { items: tooMany })).status).toBe(422);
  });

  test('the second of two editors of a draft is told what has changed', async () => {
    const parties = { partnershipId, sendingCityId: SENDER, receivingCityId: RECEIVER };
    const { body: draft } = await api.post('/shipments', { ...parties, lines: [line(100)] });
    const path = `/shipments/${draft.id}`;
    const plan = (massKg: number, note: string) => ({ note, lines: [line(massKg)] });
    const read = { 'if-match': `"${draft.version}"` };
    const first = await send(path, plan(110, 'Weighed'), read);
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
    const second = await send(path, plan(120, 'Weighed'), read);
    expect(second.status).toBe(412);
    expect(second.body.errors).toEqual([
      { pointer: '/lines/0/massKg', detail: 'stands there now: 110' },
    ]);
    expect(second.body.current.lines).toMatchObject([{ massKg: 110 }]);
    expect((await api.get(path)).body.lines).toMatchObject([{ massKg: 110 }]);
    expect((await send(path, plan(1, 'x'), { 'if-match': '*' })).status).toBe(428);
  });

  test('a mass over a thousand tonnes is asked about, dates out of order are refused', async () => {
    const huge = { ...delivery(5), lines: [line(1_000_001)] };
    const asked = await api.post('/deliveries', huge);
    expect(asked.body.errors).toMatchObject([{ pointer: '/lines/0/massKg' }]);
    const sure = { ...huge, lines: [line(1_000_001, { isMassConfirmed: true })] };
    expect((await api.post('/deliveries', sure)).status).toBe(201);
    const sent = await dispatchShipment(api, partnershipId, [line(5)]);
    const early = {
      receivedOn: '2023-05-01',
      lines: [line(5, { shipmentLineId: sent.lines[0].id })],
    };
    expect((await api.post(`/shipments/${sent.id}/deliveries`, early)).status).toBe(422);
    const before = { ...delivery(5), receivedOn: '2021-05-01' };
    expect((await api.post('/deliveries', before)).status).toBe(409);
  });
});

describe('a template', () => {
  const running = new RunningApps();

  beforeAll(async () => void (await running.start({ worker: false })));
  afterAll(() => running.stop());

  test('is kept by its name, gives a draft, and is of its city alone', async () => {
    const api = new Api(running.app);
    const partnershipId = await signPartnership(api);
    const keep = (massKg: number) =>
      api.post('/shipment-templates', {
        cityId: SENDER,
        name: 'Each month',
        plan: { note: 'Pallets', lines: [line(massKg)] },
      });
    const first = await keep(100);
    const { body: second } = await keep(120);
    expect(second.id).toBe(first.body.id);
    const { items } = (await api.get(`/shipment-templates?city=${SENDER}`)).body;
    expect(items).toMatchObject([{ name: 'Each month', plan: { lines: [{ massKg: 120 }] } }]);
    const parties = { partnershipId, sendingCityId: SENDER, receivingCityId: RECEIVER };
    const draft = await api.post('/shipments', { ...items[0].plan, ...parties });
    expect(draft.body).toMatchObject({ note: 'Pallets', lines: [{ massKg: 120 }] });
    const sent = await api.post(`/shipments/${draft.body.id}/dispatch`, {
      dispatchedOn: '2023-05-02',
    });
    const copy = await api.post(`/shipments/${sent.body.id}/copy`);
    expect(copy.body).toMatchObject({
      state: 'draft',
      dispatchedOn: null,
      lines: [{ massKg: 120 }],
    });
    const stranger = await running.app.asPerson([{ role: 'coordinator', cityId: 'lviv-ua' }]);
    expect((await stranger.get(`/shipment-templates?city=${SENDER}`)).status).toBe(403);
    expect((await stranger.delete(`/shipment-templates/${second.id}`)).status).toBe(404);
    expect((await api.delete(`/shipment-templates/${second.id}`)).status).toBe(204);
  });
});
