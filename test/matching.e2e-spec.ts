import {
  dispatchShipment,
  draftPartnership,
  line,
  RECEIVER,
  recordStep,
  SENDER,
  signatories,
  signPartnership,
} from './support/builders';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';

// Goal: what the matcher ties is what a careful person would, and no history stops it for good.
describe('matching', () => {
  const running = new RunningApps();
  let api: Api;
  let partnershipId: string;

  beforeAll(async () => {
    api = new Api(await running.start());
    partnershipId = await signPartnership(api);
  });
  afterAll(() => running.stop());

  const deliver = async (lines: object[], rest: object = {}) => {
    const input = { sendingCityId: SENDER, receivingCityId: RECEIVER, receivedOn: '2023-05-05' };
    const answer = await api.post('/deliveries', { ...input, lines, ...rest });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const inTransit = async (id: string) =>
    (await api.get(`/shipments/${id}/ledger`)).body.mass.inTransit;
  const arrived = async (delivery: { id: string }) =>
    (await api.get(`/deliveries/${delivery.id}/ledger`)).body.mass.arrived;

  test('counts that do not divide the mass use it up exactly, and one too many takes nothing', async () => {
    const pumps = { category: 'water', item: 'Pump', quantity: 3, unit: 'piece' };
    const shipment = await dispatchShipment(api, partnershipId, [line(1, pumps)]);
    const of = { shipmentLineId: shipment.lines[0].id, differenceReason: 'to_follow' };
    const one = { ...pumps, quantity: 1, ...of };
    const rest = { shipmentId: shipment.id };
    const deliveries = [];
    for (let n = 0; n < 4; n++) deliveries.push(await deliver([one], rest));
    await running.app.settle();
    expect(await inTransit(shipment.id)).toBe(0);
    const grams = await Promise.all(deliveries.map(arrived));
    expect(grams.reduce((sum, kg) => sum + 1000 * kg, 0)).toBe(1000);
    const { items } = (await api.get('/differences?kind=over')).body;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ shipmentLineId: shipment.lines[0].id, quantity: 1 });
  });

  test('aid of the one direction is never matched with that of the other', async () => {
    const shipment = await dispatchShipment(api, partnershipId, [line(321)], { reference: 'WAY' });
    const back = { sendingCityId: RECEIVER, receivingCityId: SENDER, reference: 'WAY' };
    await deliver([line(321)], back);
    await running.app.settle();
    expect(await inTransit(shipment.id)).toBe(321);
  });

  test('what was recorded at a shipment is of that shipment, though another fits as well', async () => {
    const first = await dispatchShipment(api, partnershipId, [line(654)]);
    const second = await dispatchShipment(api, partnershipId, [line(654)]);
    await api.post(`/shipments/${second.id}/deliveries`, {
      receivedOn: '2023-05-05',
      lines: [line(654, { differenceReason: 'surplus' })],
    });
    await running.app.settle();
    expect([await inTransit(first.id), await inTransit(second.id)]).toEqual([654, 0]);
  });

  test('a receipt that nothing was left for is matched when more is dispatched', async () => {
    const sent = () => dispatchShipment(api, partnershipId, [line(77)], { reference: 'MORE' });
    const first = await sent();
    const one = await deliver([line(77)], { reference: 'MORE' });
    const other = await deliver([line(77)], { reference: 'more' });
    await running.app.settle();
    expect([await arrived(one), await arrived(other)].sort()).toEqual([0, 77]);
    const second = await sent();
    await running.app.settle();
    expect([await arrived(one), await arrived(other)]).toEqual([77, 77]);
    expect([await inTransit(first.id), await inTransit(second.id)]).toEqual([0, 0]);
  });

  test('nothing arrives before it was dispatched', async () => {
    const shipment = await dispatchShipment(api, partnershipId, [line(88)], { reference: 'EARLY' });
    const refused = await api.post(`/shipments/${shipment.id}/deliveries`, {
      receivedOn: '2023-05-01',
      lines: [line(88, { differenceReason: 'surplus' })],
    });
    expect(refused.status).toBe(422);
    await deliver([line(88)], { reference: 'EARLY', receivedOn: '2023-05-01' });
    await running.app.settle();
    expect(await inTransit(shipment.id)).toBe(88);
  });

  test('a loss takes what is on the road once, and a short is then explained', async () => {
    const shipment = await dispatchShipment(api, partnershipId, [line(1000)]);
    const of = { shipmentLineId: shipment.lines[0].id, differenceReason: 'short_shipped' };
    const partly = { ...line(600), ...of };
    await deliver([partly], { shipmentId: shipment.id });
    await running.app.settle();
    const shorts = async () =>
      (await api.get('/differences?kind=short')).body.items.filter(
        (one: { shipmentLineId: string }) => one.shipmentLineId === shipment.lines[0].id,
      );
    expect(await shorts()).toMatchObject([{ massKg: 400, state: 'open' }]);
    const loss = { kind: 'loss', occurredOn: '2023-05-09', note: 'Burnt' };
    expect((await api.post(`/shipments/${shipment.id}/movements`, loss)).status).toBe(201);
    await running.app.settle();
    expect(await shorts()).toMatchObject([{ state: 'superseded' }]);
    const again = await api.post(`/shipments/${shipment.id}/dispatch`, {
      dispatchedOn: '2023-05-02',
    });
    expect(again.status).toBe(409);
    expect((await api.get(`/shipments/${shipment.id}/ledger`)).body.equations).toEqual([
      'kg: dispatched 1000 = in transit 0 + lost 400 + returned 0 + arrived 600',
    ]);
  });

  test('losses and matches at the same moment leave no line below zero and no failure', async () => {
    const results = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const shipment = await dispatchShipment(api, partnershipId, [line(50)]);
        // It names no line, so a worker matches it, at the moment of the loss.
        const whole = line(50, { differenceReason: 'surplus' });
        await deliver([whole], { shipmentId: shipment.id });
        const loss = { kind: 'loss', occurredOn: '2023-05-09', note: 'Lost' };
        const lost = await api.post(`/shipments/${shipment.id}/movements`, loss);
        return { status: lost.status, id: shipment.id };
      }),
    );
    await running.app.settle();
    // 409: the worker was first, and nothing was left to lose.
    for (const { status } of results) expect([201, 409]).toContain(status);
    for (const { id } of results) expect(await inTransit(id)).toBe(0);
  });

  test('the damaged part of a count takes its part of the derived mass', async () => {
    const tents = { category: 'shelter', item: 'Tent', quantity: 10, unit: 'piece' };
    const shipment = await dispatchShipment(api, partnershipId, [line(385, tents)]);
    const delivery = await deliver(
      [{ ...tents, damagedQuantity: 4, shipmentLineId: shipment.lines[0].id }],
      { shipmentId: shipment.id },
    );
    await running.app.settle();
    const { mass } = (await api.get(`/deliveries/${delivery.id}/ledger`)).body;
    expect(mass).toMatchObject({ received: 231, damaged: 154, unmatched: 0 });
  });

  test('money that came short is a difference too', async () => {
    const sum = { category: 'money', item: 'Donation', value: 1000, currency: 'EUR' };
    const shipment = await dispatchShipment(api, partnershipId, [sum as never]);
    const of = { shipmentLineId: shipment.lines[0].id, differenceReason: 'short_shipped' };
    const part = { ...sum, value: 600, ...of };
    await deliver([part], { shipmentId: shipment.id });
    await running.app.settle();
    const { items } = (await api.get('/differences?kind=short&limit=1')).body;
    expect(items[0]).toMatchObject({ value: 400, currency: 'EUR', massKg: null });
  });

  test('an answer’s own instant gives the same answer', async () => {
    for (let n = 0; n < 5; n++) {
      await deliver([line(5)]);
      const { body: answer } = await api.get('/statistics/cities');
      const asked = await api.get(`/statistics/cities?asOf=${encodeURIComponent(answer.asOf)}`);
      expect(asked.body).toEqual(answer);
    }
  });

  test('history cannot be changed by plain SQL', async () => {
    const sql = (text: string) => running.app.database.query(text);
    for (const statement of [
      `update shipment_line set mass_grams = 1`,
      `delete from shipment_line`,
      `delete from shipment where state = 'dispatched'`,
      `truncate shipment cascade`,
      `update match set mass_grams = 1`,
      `delete from match`,
      `update delivery_line set mass_grams = 1`,
      `delete from report_row`,
      `truncate partnership_step`,
      `insert into partnership_transition values ('signed', 'none', 'signed')`,
    ]) {
      await expect(sql(statement)).rejects.toThrow();
    }
  });

  test('a pause does not lengthen the term that was agreed', async () => {
    const id = await draftPartnership(api, { kind: 'cooperation', signedOn: '2024-01-01' });
    const term = { endsOn: '2024-12-31', signatories: signatories() };
    expect((await recordStep(api, id, 'signed', '2024-01-01', term)).status).toBe(201);
    expect((await recordStep(api, id, 'suspended', '2024-03-01')).status).toBe(201);
    expect((await recordStep(api, id, 'resumed', '2024-05-01')).status).toBe(201);
    await dispatchShipment(api, id, [line(1)], { dispatchedOn: '2024-06-01' });
    await expect(
      dispatchShipment(api, id, [line(1)], { dispatchedOn: '2025-06-01' }),
    ).rejects.toThrow('no-signature');
  });
});
