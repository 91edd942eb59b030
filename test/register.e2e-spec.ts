import { Register } from '@pobratym/deliveries';
import { INSTALLATION } from '@pobratym/identity';
import { Clock } from '@pobratym/platform';
import { dispatchShipment, line, RECEIVER, SENDER, signPartnership } from './support/builders';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';

const CLEARED = '2023-05-04';
/** The 90th day after it. */
const DUE = '2023-08-02';
type Facts = Record<string, unknown>;

// Goal: a city hears in time of what it must report and of what goes off: once each, and never of
// what is over, invented or another's.
describe('the register of humanitarian aid', () => {
  const running = new RunningApps();
  let api: Api;
  let register: Register;
  let partnershipId: string;
  let now: jest.SpyInstance<Date, []>;

  beforeAll(async () => {
    await running.start();
    api = new Api(running.app);
    register = running.app.worker!.app.get(Register, { strict: false });
    partnershipId = await signPartnership(api);
  });
  beforeEach(() => {
    now = jest.spyOn(running.app.worker!.app.get(Clock), 'now');
  });
  afterEach(() => now.mockRestore());
  afterAll(() => running.stop());

  const isNoonOf = (day: string) => now.mockReturnValue(new Date(`${day}T12:00:00Z`));
  const isBeforeEnd = (days: number) =>
    isNoonOf(new Date(Date.parse(DUE) - days * 86_400_000).toISOString().slice(0, 10));
  const clear = (id: string, clearedOn: string) =>
    api.put(`/shipments/${id}/route`, { declarationCode: 'UA-1', clearedOn, legs: [] });
  const rowOf = async (shipmentId: string) =>
    (await register.list(INSTALLATION, {})).items.find((row) => row.shipmentId === shipmentId);
  const warnTwice = async () => {
    await register.warn();
    await register.warn();
  };

  async function warnings(subjectId: string): Promise<Facts[]> {
    const rows: { data: Facts }[] = await running.app.database.query(
      `select data from notice where subject_id = $1
         and kind in ('register_due', 'goods_expire') order by id`,
      [subjectId],
    );
    return rows.map(({ data }) => data);
  }

  /** Aid that arrived, and lies in the city. */
  async function arrive(sent: object = {}, got: object = {}) {
    const shipment = await dispatchShipment(api, partnershipId, [line(100, sent)]);
    const arrived = await api.post(`/shipments/${shipment.id}/deliveries`, {
      receivedOn: '2023-05-05',
      lines: [line(100, { shipmentLineId: shipment.lines[0].id, ...got })],
    });
    if (arrived.status !== 201) throw new Error(JSON.stringify(arrived.body));
    return { shipmentId: shipment.id as string, deliveryId: arrived.body.id as string };
  }

  async function distribute(deliveryId: string) {
    const moved = await api.post(`/deliveries/${deliveryId}/movements`, {
      ...{ kind: 'distribution', occurredOn: '2023-05-06' },
      ...{ recipient: 'Лікарня', recipientKind: 'hospital' },
    });
    if (moved.status !== 201) throw new Error(JSON.stringify(moved.body));
  }

  test('warns at 30, 14 and 3 days, once each, however often it is asked', async () => {
    const { shipmentId } = await arrive();
    await clear(shipmentId, CLEARED);
    for (let days = 33; days >= -5; days--) {
      isBeforeEnd(days);
      await warnTwice();
    }
    expect(await warnings(shipmentId)).toEqual(
      [30, 14, 3].map((daysLeft) => ({ clearedOn: CLEARED, dueOn: DUE, daysLeft })),
    );
  });

  test('told late warns once, of the days that are left', async () => {
    for (const daysLeft of [7, -40]) {
      const { shipmentId } = await arrive();
      await clear(shipmentId, CLEARED);
      isBeforeEnd(daysLeft);
      await warnTwice();
      expect(await warnings(shipmentId)).toMatchObject([{ daysLeft }]);
    }
  });

  test('warns anew when the day of clearance is corrected', async () => {
    const { shipmentId } = await arrive();
    await clear(shipmentId, '2023-01-01');
    isBeforeEnd(3);
    await register.warn();
    await clear(shipmentId, CLEARED);
    await register.warn();
    expect(await warnings(shipmentId)).toMatchObject([
      { dueOn: '2023-04-01' },
      { dueOn: DUE, daysLeft: 3 },
    ]);
  });

  test('does not warn of what was distributed, has not come or was not cleared', async () => {
    const distributed = await arrive();
    await clear(distributed.shipmentId, CLEARED);
    await distribute(distributed.deliveryId);
    const onTheRoad = await dispatchShipment(api, partnershipId);
    await clear(onTheRoad.id, CLEARED);
    const uncleared = await arrive();
    isBeforeEnd(3);
    await register.warn();
    for (const id of [distributed.shipmentId, onTheRoad.id, uncleared.shipmentId]) {
      expect(await warnings(id)).toEqual([]);
    }
    expect(await rowOf(uncleared.shipmentId)).toBeUndefined();
    expect(await rowOf(onTheRoad.id)).toMatchObject({ massReceivedKg: 0, hasHeld: false });
  });

  test('counts days as in Ukraine, where it is tomorrow before midnight in UTC', async () => {
    const { shipmentId } = await arrive();
    await clear(shipmentId, CLEARED);
    now.mockReturnValue(new Date(`${DUE}T20:59:59Z`));
    expect(await rowOf(shipmentId)).toMatchObject({ clearedOn: CLEARED, dueOn: DUE, daysLeft: 0 });
    now.mockReturnValue(new Date(`${DUE}T21:00:00Z`));
    expect(await rowOf(shipmentId)).toMatchObject({ daysLeft: -1 });
  });

  test('says what came, what became of it and what is left', async () => {
    const got = { damagedMassKg: 10, differenceReason: 'damaged' };
    const { shipmentId, deliveryId } = await arrive({}, got);
    await clear(shipmentId, CLEARED);
    const held = { massReceivedKg: 100, massHeldKg: 90, massDistributedKg: 0, hasHeld: true };
    expect(await rowOf(shipmentId)).toMatchObject(held);
    await distribute(deliveryId);
    const done = { massReceivedKg: 100, massHeldKg: 0, massDistributedKg: 90, hasHeld: false };
    expect(await rowOf(shipmentId)).toMatchObject(done);
  });

  test('knows what was tied to its shipment by matching alone', async () => {
    const reference = 'CMR 77';
    const lines = [line(70, { expiresOn: '2023-08-10' })];
    const shipment = await dispatchShipment(api, partnershipId, lines, { reference });
    await clear(shipment.id, CLEARED);
    const arrived = await api.post('/deliveries', {
      ...{ sendingCityId: SENDER, receivingCityId: RECEIVER, reference },
      ...{ receivedOn: '2023-05-05', lines: [line(70)] },
    });
    expect(arrived.status).toBe(201);
    await running.app.settle();
    expect(await rowOf(shipment.id)).toMatchObject({ massReceivedKg: 70, massHeldKg: 70 });
    isBeforeEnd(14);
    await register.warn();
    expect(await warnings(shipment.id)).toMatchObject([{ daysLeft: 14 }]);
    expect(await warnings(arrived.body.id)).toMatchObject([{ expiresOn: '2023-08-10' }]);
  });

  test('is read by the two cities alone', async () => {
    const { shipmentId } = await arrive({ expiresOn: '2023-06-01' });
    await clear(shipmentId, CLEARED);
    const ids = async (asker: Api, query = ''): Promise<string[]> =>
      (await asker.get(`/register${query}`)).body.items.map((row: Facts) => row.shipmentId);
    const goods = async (asker: Api) => (await asker.get('/register/expiring')).body.items;
    const receiver = await running.app.asPerson([{ role: 'coordinator', cityId: RECEIVER }]);
    const sender = await running.app.asPerson([{ role: 'administrator', cityId: SENDER }]);
    const stranger = await running.app.asPerson([{ role: 'coordinator', cityId: 'lviv-ua' }]);
    expect(await ids(receiver)).toContain(shipmentId);
    expect(await ids(receiver, `?city=${RECEIVER}`)).toContain(shipmentId);
    expect(await ids(receiver, '?city=lviv-ua')).toEqual([]);
    expect(await ids(sender)).toContain(shipmentId);
    expect(await goods(receiver)).not.toEqual([]);
    // What goes off in a city is for that city to know.
    expect(await goods(sender)).toEqual([]);
    for (const asker of [stranger, running.app.asNobody()]) {
      expect(await ids(asker)).toEqual([]);
      expect(await ids(asker, `?city=${RECEIVER}`)).toEqual([]);
      expect(await goods(asker)).toEqual([]);
    }
  });

  test.each(['-1', '3651', '1.5', 'x'])(
    'refuses days that are no number of them: %s',
    async (n) => {
      const { body } = await api.get(`/register/expiring?days=${n}`);
      expect(body).toMatchObject({ status: 422, errors: [{ pointer: '/days' }] });
    },
  );

  describe('of goods near their last day', () => {
    test('warns once of a line, by the receiver’s own day before the sender’s', async () => {
      const own = await arrive({ expiresOn: '2024-05-01' }, { expiresOn: '2023-09-01' });
      const senders = await arrive({ expiresOn: '2023-09-02' });
      const dateless = await arrive();
      for (const day of ['2023-08-01', '2023-08-02', '2023-08-03', '2023-09-20']) {
        isNoonOf(day);
        await warnTwice();
      }
      const lines = [expect.objectContaining({ item: 'Canned meat', massKg: 100 })];
      expect(await warnings(own.deliveryId)).toEqual([
        { expiresOn: '2023-09-01', daysLeft: 30, lines, lineCount: 1 },
      ]);
      expect(await warnings(senders.deliveryId)).toMatchObject([
        { expiresOn: '2023-09-02', daysLeft: 30 },
      ]);
      expect(await warnings(dateless.deliveryId)).toEqual([]);
    });

    test('is silent of what was handed out, and says of what is past that it is', async () => {
      const gone = await arrive({ expiresOn: '2023-09-01' });
      await distribute(gone.deliveryId);
      const late = await arrive({ expiresOn: '2023-06-01' });
      isNoonOf('2023-08-15');
      await register.warn();
      expect(await warnings(gone.deliveryId)).toEqual([]);
      expect(await warnings(late.deliveryId)).toMatchObject([{ daysLeft: -75 }]);
    });
  });
});

describe('of a sample', () => {
  const running = new RunningApps();
  beforeAll(() => running.start({ data: 'sample' }), 120_000);
  afterAll(() => running.stop());

  test('the register knows nothing, since it is invented', async () => {
    const sql = (text: string) => running.app.database.query(text);
    await running.app.settle();
    await sql(`update shipment set cleared_on = '2023-01-01' where is_sample`);
    const [{ held }] = await sql(
      `select count(*)::int as held from match m
         join shipment_line o on o.id = m.shipment_line_id
         join shipment s on s.id = o.shipment_id and s.cleared_on is not null
         join ledger_balance b on b.line_id = m.delivery_line_id and b.account = 'received'
       where s.is_sample and b.mass_grams > 0`,
    );
    expect(held).toBeGreaterThan(0);
    const register = running.app.worker!.app.get(Register, { strict: false });
    await register.warn();
    expect((await register.list(INSTALLATION, {})).items).toEqual([]);
    expect(await sql(`select from notice`)).toEqual([]);
  });
});
