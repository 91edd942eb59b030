import { randomUUID } from 'node:crypto';
import { LedgerService } from '@pobratym/ledger';
import { Clock } from '@pobratym/platform';
import { Matching } from '@pobratym/reconciliation';
import { BECAME } from '../libs/deliveries/papers/papers.sql';
import { dispatchShipment, line, RECEIVER, SENDER, signPartnership } from './support/builders';
import { faultsOf } from './support/books';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';

const THIRD = 'kyiv-ua';
const BOXES = { category: 'food', item: 'Food parcel', quantity: 10, unit: 'box' };
const FOOD = { category: 'food', item: 'Canned meat' };

interface Line {
  id: string;
}

// Goal: no correction gets around a rule that recording keeps, and none makes or loses a kilogram.
describe('a correction', () => {
  const running = new RunningApps();
  let api: Api;
  let partnershipId: string;
  /** All that was recorded: the books of it are counted anew after each test. */
  const recorded = { shipments: [] as Line[], deliveries: [] as Line[] };

  beforeAll(async () => {
    api = new Api(await running.start({ worker: false }));
    partnershipId = await signPartnership(api);
  });
  afterEach(async () => {
    expect(await faultsOf(running.app.database, recorded)).toEqual([]);
  });
  afterAll(() => running.stop());

  async function dispatch(lines: object[]) {
    const sent = await dispatchShipment(api, partnershipId, lines as never);
    recorded.shipments.push(sent);
    return sent;
  }
  async function arrive(id: string, lines: object[], receivedOn = '2023-05-05') {
    const answer = await api.post(`/shipments/${id}/deliveries`, { receivedOn, lines });
    expect([answer.status, answer.body.errors]).toEqual([201, undefined]);
    recorded.deliveries.push(answer.body);
    return answer.body;
  }
  /** Dispatched and received as it was, line by line. */
  async function receive(lines: object[], got = lines) {
    const sent = await dispatch(lines);
    const of = got.map((one, n) => ({ ...one, shipmentLineId: sent.lines[n].id }));
    return { sent, got: await arrive(sent.id, of) };
  }
  async function plan(lines: object[]) {
    const parties = { sendingCityId: RECEIVER, receivingCityId: THIRD };
    const answer = await api.post('/shipments', { ...parties, lines });
    expect([answer.status, answer.body.errors]).toEqual([201, undefined]);
    return answer.body;
  }
  async function leave(id: string) {
    const answer = await api.post(`/shipments/${id}/dispatch`, { dispatchedOn: '2023-05-07' });
    if (answer.status === 200) recorded.shipments.push(answer.body);
    return answer;
  }
  /** Passed on to a third city; `of`: the delivery's line that it comes from. */
  async function passOn(of: Line, amounts: object[]) {
    const { id } = await plan(
      amounts.map((one) => ({ ...FOOD, ...one, sourceDeliveryLineId: of.id })),
    );
    const left = await leave(id);
    expect([left.status, left.body.detail]).toEqual([200, undefined]);
    return left.body;
  }
  const correctShipment = (id: string, body: object) =>
    api.post(`/shipments/${id}/corrections`, { reason: 'recounted', ...body });
  const correctDelivery = (id: string, body: object) =>
    api.post(`/deliveries/${id}/corrections`, { reason: 'recounted', ...body });
  const move = (of: 'shipments' | 'deliveries', id: string, body: object) =>
    api.post(`/${of}/${id}/movements`, { occurredOn: '2023-05-08', ...body });
  const HANDED = { kind: 'distribution', recipient: 'Лікарня', recipientKind: 'hospital' };
  const sentBooks = async (id: string) => (await api.get(`/shipments/${id}/ledger`)).body;
  const gotBooks = async (id: string) => (await api.get(`/deliveries/${id}/ledger`)).body;
  const typeOf = ({ body }: { body: { type?: string } }) => body.type?.split('/').pop();
  const pointersOf = ({ body }: { body: { errors?: { pointer: string }[] } }) =>
    body.errors?.map((fault) => fault.pointer);

  describe('of aid that is passed on', () => {
    async function halves(amounts: number[]) {
      const { got } = await receive([line(100)]);
      const onward = await passOn(
        got.lines[0],
        amounts.map((massKg) => ({ massKg })),
      );
      return { got, onward, first: onward.lines[0].id, second: onward.lines[1].id };
    }

    test('of one line of two from one source passes on no more than is held', async () => {
      const { got, onward, first, second } = await halves([30, 70]);
      const tooMuch = await correctShipment(onward.id, { lines: [line(100, { lineId: first })] });
      expect([tooMuch.status, typeOf(tooMuch)]).toEqual([409, 'not-held']);
      expect((await sentBooks(onward.id)).mass).toMatchObject({ sender: -100, inTransit: 100 });
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 0, forwarded: 100 });
      const less = await correctShipment(onward.id, { lines: [line(20, { lineId: first })] });
      expect(less.status).toBe(201);
      expect((await sentBooks(onward.id)).mass).toMatchObject({ inTransit: 90 });
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 10, forwarded: 90 });
      const rest = await correctShipment(onward.id, { lines: [line(80, { lineId: second })] });
      expect(rest.status).toBe(201);
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 0, forwarded: 100 });
    });

    test('of one line to nothing leaves the other on the road and with the giver', async () => {
      const { got, onward, first } = await halves([30, 70]);
      const nothing = { ...FOOD, isNothing: true, lineId: first };
      expect((await correctShipment(onward.id, { lines: [nothing] })).status).toBe(201);
      expect((await sentBooks(onward.id)).mass).toMatchObject({ inTransit: 70 });
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 30, forwarded: 70 });
      const moved = await correctShipment(onward.id, { dispatchedOn: '2023-05-06' });
      expect([moved.status, moved.body.detail]).toEqual([201, undefined]);
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 30, forwarded: 70 });
    });

    test('of one of two equal lines is of that one', async () => {
      const { got, onward, first, second } = await halves([50, 50]);
      const one = await correctShipment(onward.id, { lines: [line(40, { lineId: first })] });
      expect([one.status, one.body.detail]).toEqual([201, undefined]);
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 10, forwarded: 90 });
      const both = [line(60, { lineId: second }), line(40, { lineId: first })];
      expect((await correctShipment(onward.id, { lines: both })).status).toBe(201);
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 0, forwarded: 100 });
    });

    test('of one line does not wait for what became of its neighbour', async () => {
      const { got, onward, first, second } = await halves([30, 70]);
      const loss = { kind: 'loss', lines: [{ lineId: second, massKg: 70 }] };
      expect((await move('shipments', onward.id, loss)).status).toBe(201);
      expect(
        (await correctShipment(onward.id, { lines: [line(25, { lineId: first })] })).status,
      ).toBe(201);
      expect((await sentBooks(onward.id)).mass).toMatchObject({ inTransit: 25, lost: 70 });
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 5, forwarded: 95 });
    });

    test.each(['dispatch', 'forward'])(
      'is told by both cities, and not by %s alone',
      async (one) => {
        const { onward } = await halves([30, 70]);
        const reverse = `
        insert into ledger_entry (from_line_id, from_account, to_line_id, to_account, mass_grams,
          reason, cause_id, occurred_on, date_precision, reverses_id, receiving_city_id,
          receiving_country, sending_city_id, sending_country, category, is_outside_partnership,
          is_passed_on, is_sample)
        select to_line_id, to_account, from_line_id, from_account, mass_grams, reason, cause_id,
          occurred_on, date_precision, id, receiving_city_id, receiving_country, sending_city_id,
          sending_country, category, is_outside_partnership, is_passed_on, is_sample
        from ledger_entry where cause_id = $1 and reason = $2`;
        await expect(running.app.database.query(reverse, [onward.id, one])).rejects.toThrow(
          'passed on',
        );
      },
    );
  });

  describe('of a count that is passed on', () => {
    const boxes = (quantity: number, rest: object = {}) => ({ ...BOXES, quantity, ...rest });
    /** Ten boxes of 100 kg, of which the receiver has counted the boxes alone. */
    const counted = () => receive([boxes(10, { massKg: 100 })], [boxes(10)]);

    test('its mass goes with it, and is nowhere else', async () => {
      const { got } = await counted();
      const onward = await passOn(got.lines[0], [boxes(10)]);
      expect(onward.lines[0]).toMatchObject({ quantity: 10, massKg: 100, isMassDerived: true });
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 0, forwarded: 100 });
      expect((await move('deliveries', got.id, HANDED)).status).toBe(409);
      const of = { shipmentLineId: onward.lines[0].id };
      // The sender has weighed nothing, so another mass is no difference.
      const there = await arrive(onward.id, [boxes(10, { massKg: 97, ...of })], '2023-05-09');
      expect((await gotBooks(there.id)).mass).toMatchObject({ arrived: 97, unannounced: 0 });
      expect((await api.get(`/shipments/${onward.id}`)).body.progress).toBe('closed');
    });

    test('a receipt by count alone takes it on', async () => {
      const { got } = await counted();
      const onward = await passOn(got.lines[0], [boxes(3), boxes(3), boxes(4)]);
      const masses = onward.lines.map((one: { massKg: number }) => one.massKg);
      expect(masses).toEqual([30, 30, 40]);
      const of = (n: number) => ({ shipmentLineId: onward.lines[n].id });
      const lines = [boxes(3, of(0)), boxes(3, of(1)), boxes(4, of(2))];
      const there = await arrive(onward.id, lines, '2023-05-09');
      expect((await gotBooks(there.id)).mass).toMatchObject({ received: 100, arrived: 100 });
      expect((await sentBooks(onward.id)).mass).toMatchObject({ inTransit: 0 });
    });

    test('lines that were weighed keep their mass, the others share the rest', async () => {
      const { got } = await receive([boxes(10, { massKg: 100.001, value: 50, currency: 'EUR' })]);
      const onward = await passOn(got.lines[0], [
        boxes(2, { massKg: 40 }),
        boxes(3),
        boxes(5, { value: 20, currency: 'EUR' }),
      ]);
      expect(onward.lines).toMatchObject([
        { massKg: 40, isMassDerived: false, value: null },
        { massKg: 22.5, isMassDerived: true, value: 30, isValueDerived: true },
        { massKg: 37.501, isMassDerived: true, value: 20, isValueDerived: false },
      ]);
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 0, forwarded: 100.001 });
    });

    test('a correction of the count takes another part, of the day the same', async () => {
      const { got } = await counted();
      const onward = await passOn(got.lines[0], [boxes(4)]);
      const lineId = onward.lines[0].id;
      const day = await correctShipment(onward.id, { dispatchedOn: '2023-05-06' });
      expect(day.status).toBe(201);
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 60, forwarded: 40 });
      const said = await correctShipment(onward.id, { lines: [boxes(5, { lineId })] });
      expect(said.status).toBe(201);
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 50, forwarded: 50 });
      const weighed = [boxes(5, { lineId, massKg: 49 })];
      expect((await correctShipment(onward.id, { lines: weighed })).status).toBe(201);
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 51, forwarded: 49 });
      expect((await api.get(`/shipments/${onward.id}`)).body.lines[0].isMassDerived).toBe(false);
    });

    test('what was derived is not said: neither again nor in a copy', async () => {
      const { got } = await counted();
      const id = randomUUID();
      const draft = {
        ...{ id, sendingCityId: RECEIVER, receivingCityId: THIRD },
        lines: [boxes(4, { sourceDeliveryLineId: got.lines[0].id })],
      };
      expect((await api.post('/shipments', draft)).status).toBe(201);
      expect((await leave(id)).body.lines).toMatchObject([{ massKg: 40 }]);
      const again = await api.post('/shipments', draft);
      expect([again.status, again.body.state]).toEqual([201, 'dispatched']);
      const copy = await api.post(`/shipments/${id}/copy`);
      expect(copy.body.lines).toMatchObject([{ quantity: 4, massKg: null, isMassDerived: false }]);
    });
  });

  describe('of a day', () => {
    test('leaves no receipt before its dispatch, from either side', async () => {
      const { sent, got } = await receive([line(100)]);
      const early = await correctDelivery(got.id, { receivedOn: '2023-05-01' });
      expect([early.status, pointersOf(early)]).toEqual([422, ['/receivedOn']]);
      const late = await correctShipment(sent.id, { dispatchedOn: '2023-05-06' });
      expect([late.status, pointersOf(late)]).toEqual([422, ['/dispatchedOn']]);
      expect((await correctDelivery(got.id, { receivedOn: '2023-05-02' })).status).toBe(201);
      expect((await correctShipment(sent.id, { dispatchedOn: '2023-05-01' })).status).toBe(201);
      expect((await sentBooks(sent.id)).mass).toMatchObject({ arrived: 100, inTransit: 0 });
    });

    test('leaves none before it either where a line names what it came from', async () => {
      const sent = await dispatch([line(100)]);
      const answer = await api.post('/deliveries', {
        ...{ sendingCityId: SENDER, receivingCityId: RECEIVER, receivedOn: '2023-05-05' },
        lines: [line(100, { shipmentLineId: sent.lines[0].id })],
      });
      recorded.deliveries.push(answer.body);
      const early = await correctDelivery(answer.body.id, { receivedOn: '2023-05-01' });
      expect([early.status, pointersOf(early)]).toEqual([422, ['/receivedOn']]);
      const late = await correctShipment(sent.id, { dispatchedOn: '2023-05-06' });
      expect([late.status, pointersOf(late)]).toEqual([422, ['/dispatchedOn']]);
    });

    test('leaves nothing that came of itself before the signature', async () => {
      const answer = await api.post('/deliveries', {
        ...{ sendingCityId: SENDER, receivingCityId: RECEIVER, receivedOn: '2023-05-05' },
        lines: [line(3)],
      });
      recorded.deliveries.push(answer.body);
      const early = await correctDelivery(answer.body.id, { receivedOn: '2022-02-28' });
      expect([early.status, pointersOf(early)]).toEqual([422, ['/receivedOn']]);
      expect((await api.get(`/deliveries/${answer.body.id}`)).body.receivedOn).toBe('2023-05-05');
      expect((await correctDelivery(answer.body.id, { receivedOn: '2022-03-01' })).status).toBe(
        201,
      );
    });

    test('lets nothing be passed on before it arrived, by no way around', async () => {
      const { got } = await receive([line(100)]);
      const onward = await passOn(got.lines[0], [{ massKg: 100 }]);
      const lineId = onward.lines[0].id;
      const early = await correctShipment(onward.id, { dispatchedOn: '2023-05-04' });
      expect([early.status, pointersOf(early)]).toEqual([422, ['/dispatchedOn']]);
      const nothing = { ...FOOD, isNothing: true, lineId };
      expect((await correctShipment(onward.id, { lines: [nothing] })).status).toBe(201);
      expect((await correctDelivery(got.id, { receivedOn: '2023-05-20' })).status).toBe(201);
      const lines = [line(100, { lineId })];
      const back = await correctShipment(onward.id, { lines });
      expect([back.status, pointersOf(back)]).toEqual([422, ['/dispatchedOn']]);
      const whole = await correctShipment(onward.id, { lines, dispatchedOn: '2023-05-21' });
      expect([whole.status, whole.body.detail]).toEqual([201, undefined]);
    });

    test('unties what a worker had found and what no longer fits', async () => {
      const sent = await dispatch([line(777)]);
      const answer = await api.post('/deliveries', {
        ...{ sendingCityId: SENDER, receivingCityId: RECEIVER, receivedOn: '2023-05-05' },
        lines: [line(777)],
      });
      recorded.deliveries.push(answer.body);
      const { applicationDatabase: database } = running.app;
      const matching = new Matching(new LedgerService(database, new Clock()));
      await database.transaction((tx) => matching.run(tx, [partnershipId], []));
      expect((await sentBooks(sent.id)).mass).toMatchObject({ arrived: 777 });
      expect((await correctShipment(sent.id, { dispatchedOn: '2023-05-06' })).status).toBe(201);
      expect((await sentBooks(sent.id)).mass).toMatchObject({ arrived: 0, inTransit: 777 });
      expect((await gotBooks(answer.body.id)).mass).toMatchObject({ unannounced: 777 });
    });
  });

  describe('of what is about to be passed on', () => {
    test.each([
      ['category', { category: 'water' }, { massKg: 1 }],
      ['unit', { unit: 'piece' }, { quantity: 10, unit: 'box' }],
      ['currency', { currency: 'UAH' }, { value: 50, currency: 'EUR' }],
    ])('of its %s is told at the dispatch, by the line', async (field, change, amount) => {
      const lot = { ...BOXES, massKg: 5, value: 100, currency: 'EUR' };
      const { got } = await receive([line(1), lot]);
      const of = { ...FOOD, sourceDeliveryLineId: got.lines[1].id };
      const first = { ...FOOD, massKg: 1, sourceDeliveryLineId: got.lines[0].id };
      const onward = await plan([first, { ...of, ...amount }]);
      const lines = [
        { ...lot, ...change, lineId: got.lines[1].id, differenceReason: 'misreported' },
      ];
      expect((await correctDelivery(got.id, { lines })).status).toBe(201);
      const left = await leave(onward.id);
      expect([left.status, typeOf(left), pointersOf(left)]).toEqual([
        409,
        'source-changed',
        [`/lines/1/${field}`],
      ]);
      expect(left.body.detail).toContain('line 2');
      expect((await api.get(`/shipments/${onward.id}`)).body.state).toBe('draft');
      // The database refuses it too.
      const past = `update shipment set state = 'dispatched', dispatched_on = '2023-05-07'
        where id = $1`;
      await expect(running.app.database.query(past, [onward.id])).rejects.toThrow(
        'in its category, unit and currency',
      );
      const back = [{ ...lot, lineId: got.lines[1].id }];
      expect((await correctDelivery(got.id, { lines: back })).status).toBe(201);
      expect((await leave(onward.id)).status).toBe(200);
    });

    test('at the same moment: one of the two is refused, and told so', async () => {
      const seen = new Set<string>();
      for (let n = 0; n < 12; n++) {
        const { got } = await receive([line(100)]);
        const onward = await plan([line(60, { sourceDeliveryLineId: got.lines[0].id })]);
        const corrected = { ...line(100), category: 'water', lineId: got.lines[0].id };
        const answers = await Promise.all([
          correctDelivery(got.id, {
            receivedOn: '2023-05-20',
            lines: [{ ...corrected, differenceReason: 'misreported' }],
          }),
          leave(onward.id),
        ]);
        seen.add(answers.map(({ status }) => status).join(' '));
      }
      expect([...seen].filter((pair) => !['201 409', '409 200'].includes(pair))).toEqual([]);
    });
  });

  describe('of what was passed on and came back', () => {
    async function cameBack(back: object) {
      const { got } = await receive([{ ...BOXES, massKg: 100 }]);
      const onward = await passOn(got.lines[0], [BOXES]);
      const { id: lineId } = onward.lines[0];
      const lines = { lines: [{ lineId, ...back }] };
      const returned = await move('shipments', onward.id, { kind: 'return', ...lines });
      expect(returned.status).toBe(201);
      return { got, onward, returned: returned.body };
    }

    test('the city that had passed it on holds it again, and hands it on', async () => {
      const { got, onward, returned } = await cameBack({ quantity: 4 });
      expect(returned.massKg).toBe(40);
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 40, forwarded: 60 });
      expect((await sentBooks(onward.id)).mass).toMatchObject({ inTransit: 60, returned: 40 });
      const handed = await move('deliveries', got.id, HANDED);
      expect([handed.status, handed.body.massKg]).toEqual([201, 40]);
      // What was handed on cannot be on its way again.
      const undo = { reason: 'typing_error', movementId: returned.id };
      const refused = await correctShipment(onward.id, undo);
      expect([refused.status, typeOf(refused)]).toEqual([409, 'not-held']);
      const unhanded = { reason: 'typing_error', movementId: handed.body.id };
      expect((await correctDelivery(got.id, unhanded)).status).toBe(201);
      expect((await correctShipment(onward.id, undo)).status).toBe(201);
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 0, forwarded: 100 });
      expect((await sentBooks(onward.id)).mass).toMatchObject({ inTransit: 100, returned: 0 });
    });

    test('it may be passed on anew, and a return to the first sender is not such a one', async () => {
      const { got } = await cameBack({ quantity: 10 });
      const again = await passOn(got.lines[0], [{ ...BOXES, quantity: 5 }]);
      expect(again.lines).toMatchObject([{ massKg: 50 }]);
      expect((await move('deliveries', got.id, { kind: 'return' })).status).toBe(201);
      expect((await gotBooks(got.id)).equations).toEqual([
        'kg: arrived 100 + unannounced 0 = received 0 + damaged 0 + distributed 0 + forwarded 50' +
          ' + returned 50',
        'units: arrived 10 + unannounced 0 = received 0 + damaged 0 + distributed 0 + forwarded 5' +
          ' + returned 5',
      ]);
    });

    test('the report on distribution tells of both ways', async () => {
      const { got, onward } = await cameBack({ quantity: 4 });
      const rows = await running.app.database.query(BECAME, [got.id]);
      expect(rows).toMatchObject([
        { outcome: 'forward', grams: '100000', receivingCityId: THIRD },
        { outcome: 'came_back', grams: '40000', receivingCityId: THIRD },
      ]);
      expect(onward.receivingCityId).toBe(THIRD);
    });
  });

  describe('of what a line says', () => {
    test.each(['shipment', 'delivery'] as const)(
      'of a %s writes the batch, the last day and the cold chain',
      async (kind) => {
        const first = { batch: 'A', expiresOn: '2024-01-01', isColdChain: true };
        const { sent, got } = await receive([line(500, first)]);
        const record = kind === 'shipment' ? sent : got;
        const correct = kind === 'shipment' ? correctShipment : correctDelivery;
        const read = async () =>
          (await api.get(`/${kind === 'shipment' ? 'shipments' : 'deliveries'}/${record.id}`)).body
            .lines;
        const lineId = record.lines[0].id;
        const then = { batch: 'B', expiresOn: '2025-01-01', isColdChain: false };
        const answer = await correct(record.id, { lines: [line(500, { lineId, ...then })] });
        expect([answer.status, answer.body.lines[0].before]).toMatchObject([
          201,
          { batch: 'A', expires_on: '2024-01-01', is_cold_chain: true },
        ]);
        expect(await read()).toMatchObject([then]);
        // A line is said whole: what is left out is not there.
        await correct(record.id, { lines: [line(500, { lineId })] });
        expect(await read()).toMatchObject([{ batch: null, expiresOn: null }]);
      },
    );

    test('needs a reason where the record would have needed one', async () => {
      const { got } = await receive([line(500)]);
      const lineId = got.lines[0].id;
      const asked = await correctDelivery(got.id, { lines: [line(1, { lineId })] });
      expect([asked.status, pointersOf(asked)]).toEqual([422, ['/lines/0/differenceReason']]);
      const other = { lineId, category: 'water' };
      expect(pointersOf(await correctDelivery(got.id, { lines: [line(500, other)] }))).toEqual([
        '/lines/0/differenceReason',
      ]);
      expect((await gotBooks(got.id)).mass).toMatchObject({ received: 500, arrived: 500 });
      // Weighing is no difference.
      expect((await correctDelivery(got.id, { lines: [line(495, { lineId })] })).status).toBe(201);
      const lines = [line(1, { lineId, differenceReason: 'short_shipped' })];
      expect((await correctDelivery(got.id, { lines })).status).toBe(201);
      // It stands there for the next one, and goes when nothing differs any more.
      const shown = async () => (await api.get(`/deliveries/${got.id}`)).body.lines;
      expect((await correctDelivery(got.id, { lines: [line(2, { lineId })] })).status).toBe(201);
      expect(await shown()).toMatchObject([{ massKg: 2, differenceReason: 'short_shipped' }]);
      expect((await correctDelivery(got.id, { lines: [line(500, { lineId })] })).status).toBe(201);
      expect(await shown()).toMatchObject([{ massKg: 500, differenceReason: null }]);
    });

    test('compares with what others have left on the road', async () => {
      const sent = await dispatch([line(1000)]);
      const of = { shipmentLineId: sent.lines[0].id };
      const got = await arrive(sent.id, [line(400, { ...of, differenceReason: 'to_follow' })]);
      const rest = await arrive(sent.id, [line(600, of)], '2023-05-06');
      const lineId = rest.lines[0].id;
      const asked = await correctDelivery(rest.id, { lines: [line(1000, { lineId })] });
      expect([asked.status, asked.body.errors[0].detail]).toEqual([
        422,
        'must say why: the line has 1000000 g, on the road are 600000 g',
      ]);
      expect((await correctDelivery(rest.id, { lines: [line(601, { lineId })] })).status).toBe(201);
      expect((await gotBooks(got.id)).mass).toMatchObject({ arrived: 400 });
    });
  });

  describe('to nothing', () => {
    const nothing = (lineId: string) => ({ ...FOOD, isNothing: true, lineId });

    test('of all lines closes a shipment: nothing of it came back', async () => {
      const sent = await dispatch([line(500)]);
      const lines = [nothing(sent.lines[0].id)];
      expect((await correctShipment(sent.id, { lines })).status).toBe(201);
      const shown = (await api.get(`/shipments/${sent.id}`)).body;
      expect(shown).toMatchObject({ progress: 'closed', lines: [{ isNothing: true }] });
      const copy = await api.post(`/shipments/${sent.id}/copy`);
      expect(copy.body).toMatchObject({ state: 'draft', lines: [] });
      for (const verb of ['announcement', 'dispatch']) {
        const empty = await api.post(`/shipments/${copy.body.id}/${verb}`, {
          ...(verb === 'dispatch' ? { dispatchedOn: '2023-05-07' } : {}),
        });
        expect([empty.status, pointersOf(empty)]).toEqual([422, ['/lines']]);
      }
    });

    test('of one line leaves it out of a copy, and the others tell what became of them', async () => {
      const sent = await dispatch([line(500), line(20)]);
      const lines = [nothing(sent.lines[0].id)];
      expect((await correctShipment(sent.id, { lines })).status).toBe(201);
      const progress = async () => (await api.get(`/shipments/${sent.id}`)).body.progress;
      expect(await progress()).toBe('on_the_road');
      expect((await move('shipments', sent.id, { kind: 'return' })).status).toBe(201);
      expect(await progress()).toBe('returned');
      const copy = await api.post(`/shipments/${sent.id}/copy`);
      expect(copy.body.lines).toMatchObject([{ massKg: 20, isNothing: false }]);
    });
  });
});
