import {
  csv,
  draftPartnership,
  draftShipment,
  line,
  RECEIVER,
  recordStep,
  SENDER,
  signatories,
  signPartnership,
} from './support/builders';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';

// Goal: no signature, no shipment: by the API, by a report, and by plain SQL.
describe('the gate', () => {
  const running = new RunningApps();
  let api: Api;

  beforeAll(async () => {
    api = new Api(await running.start());
  });
  afterAll(() => running.stop());

  const sql = (text: string, values: unknown[] = []) => running.app.database.query(text, values);
  const record = (id: string, kind: string, occurredOn: string, rest = {}) =>
    recordStep(api, id, kind, occurredOn, rest);
  const insertShipment = (
    partnershipId: string,
    day: string,
    rest: Record<string, unknown> = {},
  ) => {
    const values = {
      partnership_id: partnershipId,
      sending_city_id: SENDER,
      receiving_city_id: RECEIVER,
      state: 'dispatched',
      dispatched_on: day,
      ...rest,
    };
    const names = Object.keys(values);
    const marks = names.map((_, n) => `$${n + 1}`).join(', ');
    return sql(
      `insert into shipment (${names.join(', ')}) values (${marks})`,
      Object.values(values),
    );
  };
  const shipmentCount = async () => (await sql(`select count(*)::int as n from shipment`))[0].n;

  describe('under a partnership that is not signed', () => {
    let id: string;
    beforeAll(async () => {
      id = await draftPartnership(api, { kind: 'cooperation' });
    });

    test('a dispatch is refused by the API and leaves a draft', async () => {
      const draft = await draftShipment(api, id);
      const refused = await api.post(`/shipments/${draft.body.id}/dispatch`, {
        dispatchedOn: '2023-05-02',
      });
      expect(refused).toMatchObject({ status: 409, type: 'application/problem+json' });
      expect(refused.body).toMatchObject({
        type: 'https://pobratym.org/problems/no-signature',
        errors: [{ pointer: '/dispatchedOn' }],
      });
      expect((await api.get(`/shipments/${draft.body.id}`)).body.state).toBe('draft');
      expect(await sql(`select 1 from ledger_entry`)).toEqual([]);
    });

    test('plain SQL cannot write a dispatched shipment, nor dispatch a draft', async () => {
      await expect(insertShipment(id, '2023-05-02')).rejects.toThrow('not signed and in force');
      await expect(
        sql(`update shipment set state = 'dispatched', dispatched_on = '2023-05-02'`),
      ).rejects.toThrow('not signed and in force');
    });

    test('a sender’s report is rejected with the row, and stores nothing', async () => {
      const before = await shipmentCount();
      const report = await api.followReport(
        'sender',
        SENDER,
        csv('date,partner_city,item,mass_kg', '2023-05-02,Drohobych,Canned meat,500'),
      );
      expect(report).toMatchObject({ state: 'rejected', errorCount: 1 });
      const { items } = (await api.get(`/reports/${report.id}/errors`)).body;
      expect(items[0]).toMatchObject({ row: 1, column: 'partner_city', value: RECEIVER });
      expect(items[0].message).toContain('No partnership between');
      expect(await shipmentCount()).toBe(before);
    });

    test('plain SQL cannot set the stage, nor the days in force', async () => {
      await expect(
        sql(`update partnership set stage = 'signed' where id = $1`, [id]),
      ).rejects.toThrow('follows from partnership_step');
      await expect(
        sql(`insert into partnership_period values ($1, '[2022-01-01,)')`, [id]),
      ).rejects.toThrow('follows from partnership_step');
      await expect(
        sql(
          `insert into partnership (first_city_id, second_city_id, kind, stage)
           values ('bytom-pl', 'lviv-ua', 'twinning', 'signed')`,
        ),
      ).rejects.toThrow('begins without a stage');
    });

    test('a step out of order is refused by the API and by plain SQL', async () => {
      const refused = await record(id, 'suspended', '2023-01-01');
      expect(refused.status).toBe(409);
      expect(refused.body.type).toMatch(/step-out-of-order$/);
      expect(refused.body.detail).toContain('What may follow: signed, terminated');
      await expect(
        sql(
          `insert into partnership_step (partnership_id, kind, occurred_on, decided_by)
           values ($1, 'resumed', '2023-01-01', 'x')`,
          [id],
        ),
      ).rejects.toThrow('cannot be resumed');
      await expect(sql(`update partnership_step set occurred_on = '2020-01-01'`)).rejects.toThrow(
        'never changed',
      );
    });

    test('a step before the one that it follows is refused', async () => {
      const refused = await record(id, 'signed', '2021-01-01', { signatories: signatories() });
      expect(refused.body.type).toMatch(/step-out-of-time$/);
    });
  });

  describe('under a signed partnership', () => {
    let id: string;
    beforeAll(async () => {
      id = await signPartnership(api, { signedOn: '2022-03-01' });
    });

    test('aid is dispatched from the day of the signature on, not before', async () => {
      const { body: draft } = await draftShipment(api, id);
      const early = await api.post(`/shipments/${draft.id}/dispatch`, {
        dispatchedOn: '2022-02-28',
      });
      expect(early.status).toBe(409);
      await expect(insertShipment(id, '2022-02-28')).rejects.toThrow('not signed and in force');
      const first = await api.post(`/shipments/${draft.id}/dispatch`, {
        dispatchedOn: '2022-03-01',
      });
      expect(first.status).toBe(200);
      expect(first.body).toMatchObject({ state: 'dispatched', dispatchedOn: '2022-03-01' });
    });

    test('a foreign partnership carries no shipment of other cities', async () => {
      const refused = await draftShipment(api, id, [line(5)], { receivingCityId: 'lviv-ua' });
      expect(refused.status).toBe(422);
      expect(refused.body.errors).toEqual([
        { pointer: '/partnershipId', detail: 'must be a partnership between the two cities' },
      ]);
      await expect(
        insertShipment(id, '2023-05-02', { receiving_city_id: 'lviv-ua' }),
      ).rejects.toThrow('not between the two cities');
    });

    test('a dispatched shipment keeps its day and is never a draft again', async () => {
      await expect(
        sql(`update shipment set dispatched_on = '2022-04-01' where state = 'dispatched'`),
      ).rejects.toThrow('keeps its cities');
      await expect(
        sql(`update shipment set state = 'draft', dispatched_on = null where state = 'dispatched'`),
      ).rejects.toThrow('cannot become draft');
    });

    test('while it is suspended nothing is dispatched; afterwards it is', async () => {
      expect((await record(id, 'suspended', '2023-06-01')).status).toBe(201);
      await expect(insertShipment(id, '2023-06-15')).rejects.toThrow('not signed and in force');
      expect((await record(id, 'resumed', '2023-07-01')).status).toBe(201);
      await insertShipment(id, '2023-07-01');
    });

    test('an end recorded late, before a dispatch that exists, opens a difference', async () => {
      expect((await record(id, 'terminated', '2023-07-01', { reason: 'Ended' })).status).toBe(201);
      await expect(insertShipment(id, '2023-07-02')).rejects.toThrow('not signed and in force');
      await insertShipment(id, '2023-05-30');
      const { items } = (await api.get('/differences?kind=ended_partnership')).body;
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({ receivingCityId: RECEIVER, sendingCityId: SENDER });
    });

    test('after the last day of its term a partnership carries nothing', async () => {
      const term = await draftPartnership(api, { signedOn: '2024-01-01' });
      const signed = await record(term, 'signed', '2024-01-01', {
        endsOn: '2024-12-31',
        signatories: signatories(),
      });
      expect(signed.status).toBe(201);
      await insertShipment(term, '2024-12-31');
      await expect(insertShipment(term, '2025-01-01')).rejects.toThrow('not signed and in force');
    });
  });

  test('eight people who sign the same draft at once leave one signature', async () => {
    const id = await draftPartnership(api, { kind: 'solidarity' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => record(id, 'signed', '2022-05-01')),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(7);
    const { steps } = (await api.get(`/partnerships/${id}`)).body;
    expect(steps.filter((step: { kind: string }) => step.kind === 'signed')).toHaveLength(1);
  });

  test('a termination and a dispatch at the same moment never both win', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        const receiver = ['lviv-ua', 'kyiv-ua', 'rivne-ua', 'sumy-ua', 'lutsk-ua'][n % 5]!;
        const kind = n < 5 ? 'twinning' : 'cooperation';
        const id = await signPartnership(api, { receiver, kind });
        const { body } = await draftShipment(api, id, [line(1)], { receivingCityId: receiver });
        const [end, sent] = await Promise.all([
          record(id, 'terminated', '2023-01-01', { reason: 'Ended' }),
          api.post(`/shipments/${body.id}/dispatch`, { dispatchedOn: '2023-01-02' }),
        ]);
        expect(end.status).toBe(201);
        const differences = await sql(`select 1 from difference where shipment_id = $1`, [body.id]);
        return { sent: sent.status, differences: differences.length };
      }),
    );
    for (const { sent, differences } of outcomes) {
      // Sent first: the end opened a difference. Ended first: the dispatch was refused.
      expect({ sent, differences }).toEqual(
        sent === 200 ? { sent: 200, differences: 1 } : { sent: 409, differences: 0 },
      );
    }
  });
});
