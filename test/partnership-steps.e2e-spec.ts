import { DataSource } from 'typeorm';
import { hashSecret, newSecret } from '@pobratym/identity';
import { PartnershipsService } from '@pobratym/partnerships';
import { Clock } from '@pobratym/platform';
import {
  draftPartnership,
  draftShipment,
  csv,
  line,
  RECEIVER,
  recordStep,
  SENDER,
  signatories,
  signPartnership,
} from './support/builders';
import { Api } from './support/http';
import {
  insertAtStage,
  insertDocument,
  insertPartnership,
  insertStep,
} from './support/partnership-sql';
import { createPerson } from './support/people';
import { RunningApps } from './support/running-apps';
import { Visitor } from './support/visitor';

interface StepShown {
  id: string;
  kind: string;
  cityId: string | null;
  occurredOn: string;
  correctsId: string | null;
  correctedById?: string | null;
  [field: string]: unknown;
}

// Goal: what a partnership is follows from what was recorded, and nobody bends it.
describe('the steps of a partnership', () => {
  const running = new RunningApps();
  let api: Api;
  /** Administrators of one of the two cities each. */
  let sender: Api;
  let receiver: Api;
  let free: { sender: string; receiver: string }[];

  beforeAll(async () => {
    const app = await running.start();
    api = new Api(app);
    sender = await app.asPerson([{ role: 'administrator', cityId: SENDER }]);
    receiver = await app.asPerson([{ role: 'administrator', cityId: RECEIVER }]);
    free = await sql(
      `select a.id as sender, b.id as receiver from city a, city b
       where a.country = 'PL' and b.country = 'UA' and a.id <> $1 and b.id <> $2
       order by b.id, a.id limit 200`,
      [SENDER, RECEIVER],
    );
  });
  afterAll(() => running.stop());
  // The two cities of the builders stand for each test's partnership in turn.
  afterEach(() =>
    sql(
      `with ended as (select id from partnership where stage not in ('expired', 'terminated')
         and $1 in (first_city_id, second_city_id) and $2 in (first_city_id, second_city_id))
       insert into partnership_step (partnership_id, kind, occurred_on, decided_by, reason)
       select id, 'terminated', '2030-01-01', 'The test', 'It is over' from ended`,
      [SENDER, RECEIVER],
    ),
  );

  const sql = (text: string, values: unknown[] = []) => running.app.database.query(text, values);
  const get = async (id: string) => (await api.get(`/partnerships/${id}`)).body;
  const stepOf = async (id: string, kind: string): Promise<StepShown> =>
    (await get(id)).steps.filter((step: StepShown) => step.kind === kind).at(-1);
  const problem = (type: string) => `https://pobratym.org/problems/${type}`;
  const isInForce = async (id: string, day: string): Promise<boolean> =>
    (await sql(`select partnership_is_in_force($1, $2) as yes`, [id, day]))[0].yes;

  const BUILDERS = { sender: SENDER, receiver: RECEIVER };
  async function dispatch(id: string, dispatchedOn: string, pair = BUILDERS) {
    const cities = { sendingCityId: pair.sender, receivingCityId: pair.receiver };
    const { body } = await draftShipment(api, id, [line(1)], cities);
    return api.post(`/shipments/${body.id}/dispatch`, { dispatchedOn });
  }
  const openDifferences = async (id: string): Promise<string[]> =>
    (
      await sql(
        `select to_char(s.dispatched_on, 'YYYY-MM-DD') as day from difference d
         join shipment s on s.id = d.shipment_id
         where s.partnership_id = $1 and d.kind = 'ended_partnership' and d.state = 'open'
         order by 1`,
        [id],
      )
    ).map(({ day }: { day: string }) => day);

  describe('a correction', () => {
    test('takes the place of the wrong step, and both stay', async () => {
      const id = await signPartnership(api, { signedOn: '2022-03-01' });
      await recordStep(api, id, 'suspended', '2023-06-01');
      const wrong = await stepOf(id, 'signed');
      const { status, body } = await recordStep(api, id, 'signed', '2022-05-01', {
        correctsId: wrong.id,
        signatories: signatories(),
        endsOn: '2025-12-31',
      });
      expect(status).toBe(201);
      expect(body).toMatchObject({ stage: 'suspended', signedOn: '2022-05-01' });
      expect(body).toMatchObject({ inForceFrom: '2022-05-01', endsOn: '2025-12-31' });
      expect(body.steps.slice(3).map((step: StepShown) => [step.kind, step.occurredOn])).toEqual([
        ['signed', '2022-03-01'],
        ['signed', '2022-05-01'],
        ['suspended', '2023-06-01'],
      ]);
      const [old, fresh] = body.steps.slice(3);
      expect(old).toMatchObject({ id: wrong.id, correctedById: fresh.id });
      expect(fresh).toMatchObject({ correctsId: wrong.id, correctedById: null });
      expect(await isInForce(id, '2022-04-30')).toBe(false);
      expect(await isInForce(id, '2022-05-01')).toBe(true);
    });

    test('is refused with a day before the step that it follows, or after the next', async () => {
      const id = await signPartnership(api, { signedOn: '2022-03-01' });
      await recordStep(api, id, 'suspended', '2023-06-01');
      const correctsId = (await stepOf(id, 'signed')).id;
      for (const [day, said] of [
        ['2022-02-28', 'The step before was on 2022-03-01, this one on 2022-02-28'],
        ['2023-06-02', 'The step before was on 2023-06-02, this one on 2023-06-01'],
      ] as const) {
        const rest = { correctsId, signatories: signatories() };
        const refused = await recordStep(api, id, 'signed', day, rest);
        expect(refused.body).toMatchObject({ status: 409, type: problem('step-out-of-time') });
        expect(refused.body.detail).toContain(said);
      }
      const cityId = SENDER;
      const row = { partnershipId: id, kind: 'suspended' as const, cityId };
      const suspendedId = (await stepOf(id, 'suspended')).id;
      await expect(
        insertStep(running.app.database, {
          ...row,
          occurredOn: '2022-01-01',
          correctsId: suspendedId,
        }),
      ).rejects.toThrow('the step before was on 2022-03-01');
    });

    test('withdraws a step, where what remains is a legal order', async () => {
      const id = await signPartnership(api, { signedOn: '2022-03-01' });
      await recordStep(api, id, 'suspended', '2023-06-01');
      const withdraw = async (kind: string) =>
        recordStep(api, id, kind, '2024-01-01', {
          correctsId: (await stepOf(id, kind)).id,
          isWithdrawal: true,
          reason: 'It was recorded for another partnership',
        });
      const refused = await withdraw('signed');
      expect(refused.body).toMatchObject({ status: 409, type: problem('step-out-of-order') });
      expect(refused.body.detail).toContain(
        'A partnership that is agreement_drafted cannot be suspended',
      );
      const first = await withdraw('areas_chosen');
      expect(first.body).toMatchObject({ status: 409, type: problem('step-out-of-order') });
      expect(await isInForce(id, '2023-06-15')).toBe(false);

      expect((await withdraw('suspended')).body.stage).toBe('signed');
      expect(await isInForce(id, '2023-06-15')).toBe(true);
      expect((await withdraw('signed')).body).toMatchObject({
        stage: 'agreement_drafted',
        signedOn: null,
        confirmedBy: [],
      });
      expect(await isInForce(id, '2023-06-15')).toBe(false);
      const again = await recordStep(api, id, 'signed', '2022-04-01', {
        signatories: signatories(),
      });
      expect(again.body.stage).toBe('signed');
    });

    test('of what was withdrawn by mistake puts the step back', async () => {
      const id = await signPartnership(api);
      const { id: correctsId } = await stepOf(id, 'signed');
      const reason = 'A mistake';
      await recordStep(api, id, 'signed', '2022-03-02', { correctsId, isWithdrawal: true, reason });
      const withdrawal = await stepOf(id, 'signed');
      expect(withdrawal).toMatchObject({ correctsId, isWithdrawal: true });
      const twice = { correctsId: withdrawal.id, isWithdrawal: true, reason };
      expect((await recordStep(api, id, 'signed', '2022-03-02', twice)).body.errors).toEqual([
        { pointer: '/isWithdrawal', detail: 'must be false, as that step is a withdrawal' },
      ]);
      const back = { correctsId: withdrawal.id, signatories: signatories() };
      expect((await recordStep(api, id, 'signed', '2022-03-01', back)).body).toMatchObject({
        stage: 'signed',
        signedOn: '2022-03-01',
      });
    });

    test('is of one step of its own partnership and kind, once', async () => {
      const id = await signPartnership(api);
      const signed = await stepOf(id, 'signed');
      const right = { correctsId: signed.id, signatories: signatories() };
      expect((await recordStep(api, id, 'signed', '2022-03-02', right)).status).toBe(201);
      const again = await recordStep(api, id, 'signed', '2022-03-03', right);
      expect(again.body).toMatchObject({ status: 409, type: problem('step-corrected') });
      const approached = await stepOf(id, 'partner_approached');
      const otherKind = await recordStep(api, id, 'signed', '2022-03-03', {
        ...right,
        correctsId: approached.id,
      });
      expect(otherKind.body.errors).toEqual([
        { pointer: '/kind', detail: 'must be partner_approached, as the step that it corrects' },
      ]);
      const pair = free.pop()!;
      const other = await signPartnership(api, pair);
      const foreign = await recordStep(api, other, 'signed', '2022-03-03', {
        correctsId: signed.id,
        forCityId: pair.sender,
        signatories: signatories(pair.sender, pair.receiver),
      });
      expect(foreign.body.errors).toEqual([
        { pointer: '/correctsId', detail: 'must be a step of this partnership' },
      ]);
      const { database } = running.app;
      const day = { occurredOn: '2022-03-03', signatories: [SENDER, RECEIVER] };
      const byHand = { partnershipId: id, cityId: SENDER, ...day };
      for (const [row, said] of [
        [{ ...byHand, kind: 'signed', correctsId: signed.id }, 'partnership_step_corrected_once'],
        [
          { ...byHand, kind: 'signed', correctsId: approached.id },
          'of its own partnership and kind',
        ],
        [
          { ...byHand, partnershipId: other, kind: 'signed', correctsId: signed.id, cityId: null },
          'of its own partnership and kind',
        ],
      ] as const) {
        await expect(insertStep(database, row)).rejects.toThrow(said);
      }
    });

    test('of what one city has said is not made by the other', async () => {
      const id = await signPartnership(sender);
      const { id: correctsId } = await stepOf(id, 'signed');
      const rest = { correctsId, signatories: signatories(), forCityId: null };
      expect((await recordStep(receiver, id, 'signed', '2022-03-02', rest)).status).toBe(403);
      const inItsName = { ...rest, forCityId: SENDER };
      expect((await recordStep(receiver, id, 'signed', '2022-03-02', inItsName)).status).toBe(403);
      const byOther = await recordStep(receiver, id, 'signed', '2022-03-02', {
        ...rest,
        forCityId: RECEIVER,
      });
      expect(byOther.body.errors[0].pointer).toBe('/forCityId');
      for (const cityId of [RECEIVER, null]) {
        await expect(
          insertStep(running.app.database, {
            partnershipId: id,
            kind: 'signed',
            occurredOn: '2022-03-02',
            cityId,
            correctsId,
            signatories: [SENDER, RECEIVER],
          }),
        ).rejects.toThrow('corrected on its behalf alone');
      }
      expect((await recordStep(sender, id, 'signed', '2022-03-02', rest)).status).toBe(201);
    });

    test('opens a difference for each shipment that it uncovers, and closes those it covers', async () => {
      const id = await signPartnership(api, { signedOn: '2022-03-01' });
      expect((await dispatch(id, '2022-03-10')).status).toBe(200);
      expect((await dispatch(id, '2022-05-10')).status).toBe(200);
      const correct = async (day: string) =>
        recordStep(api, id, 'signed', day, {
          correctsId: (await stepOf(id, 'signed')).id,
          signatories: signatories(),
        });
      expect((await correct('2022-04-01')).status).toBe(201);
      expect(await openDifferences(id)).toEqual(['2022-03-10']);
      expect((await correct('2022-06-01')).status).toBe(201);
      expect(await openDifferences(id)).toEqual(['2022-03-10', '2022-05-10']);
      expect((await correct('2022-03-01')).status).toBe(201);
      expect(await openDifferences(id)).toEqual([]);
      expect((await correct('2022-04-01')).status).toBe(201);
      expect(await openDifferences(id)).toEqual(['2022-03-10']);
    });

    test('never changes or deletes what was recorded, by plain SQL as the owner either', async () => {
      const id = await signPartnership(api);
      await insertStep(running.app.database, {
        partnershipId: id,
        kind: 'confirmed',
        occurredOn: '2022-03-02',
        cityId: RECEIVER,
      });
      for (const statement of [
        `update partnership_step set decided_by = 'Somebody else'`,
        `delete from partnership_step`,
        `update partnership_signatory set name = 'Somebody else'`,
        `delete from partnership_signatory`,
        `truncate partnership_signatory`,
        `delete from partnership_document`,
        `update partnership_document set kind = 'other'`,
        `truncate partnership_document cascade`,
        `delete from partnership_step_document`,
        `update partnership set confirmed_by = '{}'`,
        `update partnership set denied_by = '{lviv-ua}'`,
        `update partnership set ends_on = '2099-01-01'`,
        `update partnership set is_published = true`,
        `delete from partnership_period`,
        `insert into partnership (first_city_id, second_city_id, kind, confirmed_by)
         values ('bytom-pl', 'lviv-ua', 'twinning', '{bytom-pl}')`,
        `select partnership_fold('${id}')`,
      ]) {
        await expect(sql(statement)).rejects.toThrow(
          /history|never changed|follows from|begins without/,
        );
      }
      await expect(
        sql(
          `insert into partnership_signatory (step_id, number, city_id, name, office)
             select min(id), 9, $1, 'Later', 'Mayor' from partnership_step`,
          [SENDER],
        ),
      ).rejects.toThrow('is recorded');
    });

    test('the application’s own role cannot write what follows from the steps', async () => {
      const id = await signPartnership(api);
      const { applicationDatabase } = running.app;
      for (const statement of [
        `update partnership set stage = 'terminated' where id = '${id}'`,
        `delete from partnership_period`,
        `update partnership_step set note = ''`,
        `delete from partnership_document`,
        `select partnership_fold('${id}')`,
      ]) {
        await expect(applicationDatabase.query(statement)).rejects.toThrow('permission denied');
      }
    });

    test('numbers the steps in the order in which they were accepted', async () => {
      const id = await signPartnership(api);
      const before = (await stepOf(id, 'signed')).id;
      await sql(
        `insert into partnership_step (id, partnership_id, kind, occurred_on, decided_by)
         overriding system value values (1, $1, 'suspended', '2022-03-01', 'Plain SQL')`,
        [id],
      );
      expect(Number((await stepOf(id, 'suspended')).id)).toBeGreaterThan(Number(before));
    });
  });

  describe('what a step says', () => {
    test('is kept whole and shown to the two cities', async () => {
      const id = await draftPartnership(sender, { kind: 'cooperation' });
      const said = {
        decidedBy: 'Session of both councils',
        decisionNumber: '12/4-VIII',
        place: 'Дрогобич',
        note: 'At the town hall',
        inForceFrom: '2022-04-01',
        endsOn: '2027-03-31',
        ministryApproval: 'not_required',
        signatories: signatories(),
      };
      const { body } = await recordStep(sender, id, 'signed', '2022-03-15', said);
      expect(body.steps.at(-1)).toMatchObject({
        ...said,
        cityId: SENDER,
        occurredOn: '2022-03-15',
      });
      expect(body).toMatchObject({ inForceFrom: '2022-04-01', endsOn: '2027-03-31' });
      expect((await receiver.get(`/partnerships/${id}`)).body.steps).toEqual(body.steps);
      expect(await isInForce(id, '2022-03-20')).toBe(false);
      expect(await isInForce(id, '2027-03-31')).toBe(true);
    });

    test.each([
      ['terminated', {}, '/reason'],
      ['signed', {}, '/signatories'],
      ['signed', { signatories: signatories().slice(1) }, '/signatories'],
      ['signed', { signatories: signatories('lviv-ua', RECEIVER) }, '/signatories/0/cityId'],
      ['signed', { signatories: signatories(), inForceFrom: '2022-03-14' }, '/inForceFrom'],
      ['signed', { signatories: signatories(), endsOn: '2022-03-15' }, '/endsOn'],
      ['terminated', { reason: 'x', endsOn: '2023-01-01' }, '/endsOn'],
      ['terminated', { reason: 'x', signatories: signatories() }, '/signatories'],
      ['terminated', { reason: 'x', ministryApproval: 'received' }, '/ministryApproval'],
      ['terminated', { isWithdrawal: true, reason: 'x' }, '/correctsId'],
      [
        'terminated',
        { reason: 'x', documentIds: ['00000000-0000-7000-8000-000000000000'] },
        '/documentIds/0',
      ],
      ['terminated', { reason: 'x', correctsId: '-1' }, '/correctsId'],
      ['terminated', { reason: 'x', forCityId: 'lviv-ua' }, '/forCityId'],
      ['terminated', { reason: 'x', stage: 'signed' }, '/stage'],
      ['terminated', { reason: 'x', occurredOn: '2199-01-01' }, '/occurredOn'],
    ])('%s with %j is refused', async (kind, rest, pointer) => {
      const id = await draftPartnership(sender);
      const refused = await recordStep(sender, id, kind, '2022-03-15', rest);
      expect(refused.body).toMatchObject({ status: 422, type: problem('invalid-input') });
      expect(refused.body.errors.map((fault: { pointer: string }) => fault.pointer)).toContain(
        pointer,
      );
      expect((await get(id)).stage).toBe('agreement_drafted');
    });

    test('plain SQL cannot leave out what a step must say', async () => {
      const { database } = running.app;
      const id = await draftPartnership(sender);
      const row = { partnershipId: id, occurredOn: '2022-03-15', cityId: SENDER };
      await expect(insertStep(database, { ...row, kind: 'signed' })).rejects.toThrow(
        'names who signed for each of the two cities',
      );
      await expect(
        insertStep(database, { ...row, kind: 'signed', signatories: [SENDER, SENDER] }),
      ).rejects.toThrow('names who signed for each of the two cities');
      await expect(
        insertStep(database, { ...row, kind: 'signed', signatories: [SENDER, 'lviv-ua'] }),
      ).rejects.toThrow('not a city of this partnership');
      await expect(
        insertStep(database, { ...row, kind: 'terminated', cityId: 'lviv-ua' }),
      ).rejects.toThrow('not a city of this partnership');
      const insert = (columns: string, values: string) =>
        sql(
          `insert into partnership_step (partnership_id, occurred_on, decided_by, ${columns})
           values ($1, '2022-03-15', 'Plain SQL', ${values})`,
          [id],
        );
      await expect(insert('kind', `'terminated'`)).rejects.toThrow('has_reason');
      await expect(insert('kind, reason', `'denied', 'x'`)).rejects.toThrow('denial_has_city');
      await expect(insert('kind, in_force_from', `'signed', '2022-03-14'`)).rejects.toThrow(
        'in_force_after_signature',
      );
      await expect(
        insert('kind, reason, ends_on', `'terminated', 'x', '2023-01-01'`),
      ).rejects.toThrow('term_is_of_agreement');
      await expect(
        insert('kind, reason, is_withdrawal', `'terminated', 'x', true`),
      ).rejects.toThrow('withdrawal_corrects');
      expect((await get(id)).stage).toBe('agreement_drafted');
    });

    test('the term is said once: a confirmation does not move it', async () => {
      const id = await signPartnership(sender);
      const refused = await recordStep(receiver, id, 'confirmed', '2022-03-15', {
        forCityId: RECEIVER,
        endsOn: '2099-12-31',
      });
      expect(refused.body).toMatchObject({ status: 409, type: problem('term-said-twice') });
      expect((await get(id)).endsOn).toBeNull();
    });
  });

  describe('two people at once', () => {
    test('eight who sign the same draft leave one signature, by the API', async () => {
      const id = await draftPartnership(api);
      const people = [...Array<Api>(4).fill(sender), ...Array<Api>(4).fill(receiver)];
      const answers = await Promise.all(
        people.map((person) =>
          recordStep(person, id, 'signed', '2022-03-15', {
            forCityId: null,
            signatories: signatories(),
          }),
        ),
      );
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
        expect({ status, type: body.type }).toEqual({
          status: 409,
          type: problem('step-out-of-order'),
        });
        expect(body.detail).toContain('Somebody else may have recorded a step a moment ago');
      }
      const rows = await sql(
        `select 1 from partnership_step where partnership_id = $1 and kind = 'signed'`,
        [id],
      );
      expect(rows).toHaveLength(1);
      expect((await get(id)).confirmedBy).toHaveLength(1);
    });

    test('eight who sign the same draft leave one signature, by plain SQL', async () => {
      const id = await draftPartnership(api);
      const eight = await new DataSource({
        type: 'postgres',
        url: running.app.config.databaseUrl,
        poolSize: 8,
      } as never).initialize();
      const step = { partnershipId: id, kind: 'signed' as const, occurredOn: '2022-03-15' };
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, () =>
          insertStep(eight, { ...step, cityId: SENDER, signatories: [SENDER, RECEIVER] }),
        ),
      );
      await eight.destroy();
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost).toHaveLength(7);
      for (const { reason } of lost) expect(reason.message).toContain('cannot be signed');
    });

    test('who has seen an older state is told so, and nothing is recorded', async () => {
      const id = await draftPartnership(api);
      const url = `${running.app.url}/api/v1/partnerships/${id}`;
      const seen = await fetch(url, { headers: api.headers() });
      const etag = seen.headers.get('etag')!;
      expect(etag).toMatch(/^"\d+"$/);
      const terminate = (ifMatch: string) =>
        fetch(`${url}/steps`, {
          method: 'POST',
          headers: { ...sender.headers(), 'content-type': 'application/json', 'if-match': ifMatch },
          body: JSON.stringify({
            kind: 'terminated',
            occurredOn: '2022-04-01',
            decidedBy: 'Council',
            reason: 'x',
          }),
        });
      const rest = { signatories: signatories() };
      expect((await recordStep(sender, id, 'signed', '2022-03-15', rest)).status).toBe(201);
      for (const stale of [etag, '"nonsense"', `W/${etag}`]) {
        const refused = await terminate(stale);
        expect(refused.status).toBe(412);
        expect(((await refused.json()) as { type: string }).type).toBe(
          problem('partnership-changed'),
        );
      }
      expect((await get(id)).stage).toBe('signed');
      const fresh = (await fetch(url, { headers: api.headers() })).headers.get('etag')!;
      const ended = await terminate(fresh);
      expect(ended.status).toBe(201);
      expect(ended.headers.get('etag')).not.toBe(fresh);
    });
  });

  describe('both cities', () => {
    test('who signed has confirmed; the other confirms on its own behalf', async () => {
      const id = await signPartnership(sender);
      expect(await get(id)).toMatchObject({ confirmedBy: [SENDER], deniedBy: [] });
      const confirmed = await recordStep(receiver, id, 'confirmed', '2022-03-10', {
        forCityId: null,
      });
      expect(confirmed.body).toMatchObject({ stage: 'signed', isClaimedByOneSide: false });
      expect([...confirmed.body.confirmedBy].sort()).toEqual([SENDER, RECEIVER].sort());
      expect(confirmed.body).toMatchObject({ signedOn: '2022-03-01', inForceFrom: '2022-03-01' });
    });

    test('a denial stops every shipment until it is settled, and then the days are as before', async () => {
      // Of their own: what another test's partnership of the same two covers would pass.
      const pair = free.pop()!;
      const [signer, denier] = await Promise.all(
        [pair.sender, pair.receiver].map((cityId) =>
          running.app.asPerson([{ role: 'administrator', cityId }]),
        ),
      );
      const record = (by: Api, kind: string, day: string, rest = {}) =>
        recordStep(by, id, kind, day, { forCityId: null, ...rest });
      const id = await signPartnership(signer!, { ...pair, signedOn: '2022-03-01' });
      await record(signer!, 'suspended', '2022-08-01');
      await record(signer!, 'resumed', '2022-09-01');
      expect((await dispatch(id, '2022-05-02', pair)).status).toBe(200);
      const periods = () =>
        sql(`select during::text from partnership_period where partnership_id = $1 order by 1`, [
          id,
        ]);
      const before = await periods();
      expect(before).toHaveLength(2);

      const denied = await record(denier!, 'denied', '2023-01-01', {
        reason: 'Our council has never decided it',
      });
      expect(denied.body).toMatchObject({
        stage: 'claimed_by_one_side',
        isClaimedByOneSide: true,
        confirmedBy: [pair.sender],
        deniedBy: [pair.receiver],
      });
      expect(await periods()).toEqual([]);
      await expectNoShipment(id, '2022-05-03', pair);
      expect(await openDifferences(id)).toEqual(['2022-05-02']);

      // The signing side cannot settle it: neither by its own word nor by taking back the other's.
      const own = await record(signer!, 'confirmed', '2023-01-02');
      expect(own.body.stage).toBe('claimed_by_one_side');
      const denial = await stepOf(id, 'denied');
      const takeBack = { correctsId: denial.id, isWithdrawal: true, reason: 'No' };
      const taken = await record(signer!, 'denied', '2023-01-02', takeBack);
      expect(taken.status).toBe(403);
      await expect(
        insertStep(running.app.database, {
          partnershipId: id,
          kind: 'denied',
          occurredOn: '2023-01-02',
          cityId: pair.sender,
          correctsId: denial.id,
          isWithdrawal: true,
        }),
      ).rejects.toThrow('corrected on its behalf alone');
      for (const kind of ['suspended', 'resumed', 'signed']) {
        const names = signatories(pair.sender, pair.receiver);
        const rest = kind === 'signed' ? { signatories: names } : {};
        expect((await record(signer!, kind, '2023-01-02', rest)).status).toBe(409);
      }
      await expectNoShipment(id, '2023-01-03', pair);

      const settled = await record(denier!, 'confirmed', '2023-02-01');
      expect(settled.body).toMatchObject({
        stage: 'signed',
        isClaimedByOneSide: false,
        deniedBy: [],
      });
      expect(await periods()).toEqual(before);
      expect(await openDifferences(id)).toEqual([]);
      expect((await dispatch(id, '2022-05-03', pair)).status).toBe(200);
    });

    async function expectNoShipment(id: string, day: string, pair: typeof BUILDERS) {
      const refused = await dispatch(id, day, pair);
      expect(refused.body).toMatchObject({ status: 409, type: problem('no-signature') });
      const report = await api.followReport(
        'sender',
        pair.sender,
        csv('date,partner_city,item,mass_kg', `${day},${pair.receiver},Canned meat,500`),
      );
      expect(report).toMatchObject({ state: 'rejected', errorCount: 1 });
      await expect(
        sql(
          `insert into shipment (partnership_id, sending_city_id, receiving_city_id, state,
             dispatched_on) values ($1, $2, $3, 'dispatched', $4)`,
          [id, pair.sender, pair.receiver, day],
        ),
      ).rejects.toThrow('not signed and in force');
    }

    test('what was on the road arrives also while a city denies the partnership', async () => {
      const id = await signPartnership(sender);
      const { body: sent } = await dispatch(id, '2022-05-02');
      const reason = 'Not decided by the council';
      await recordStep(receiver, id, 'denied', '2022-05-03', { forCityId: null, reason });
      const arrived = await api.post(`/shipments/${sent.id}/deliveries`, {
        receivedOn: '2022-05-05',
        lines: [line(1, { shipmentLineId: sent.lines[0].id, differenceReason: 'to_follow' })],
      });
      expect({ status: arrived.status, of: arrived.body.partnershipId }).toEqual({
        status: 201,
        of: id,
      });
    });

    test('a tie from a list that both deny stands again when both have confirmed it', async () => {
      const { database } = running.app;
      const id = await insertAtStage(database, { first: SENDER, second: RECEIVER }, 'unconfirmed');
      const reason = 'We know nothing of it';
      for (const person of [sender, receiver]) {
        const rest = { forCityId: null, reason };
        const { body } = await recordStep(person, id, 'denied', '2023-01-01', rest);
        expect(body.stage).toBe('claimed_by_one_side');
      }
      const confirm = async (person: Api, day: string) =>
        (await recordStep(person, id, 'confirmed', day, { forCityId: null })).body;
      expect(await confirm(sender, '2023-02-01')).toMatchObject({
        stage: 'claimed_by_one_side',
        confirmedBy: [SENDER],
        deniedBy: [RECEIVER],
      });
      expect(await isInForce(id, '2023-02-01')).toBe(false);
      expect(await confirm(receiver, '2023-03-01')).toMatchObject({
        stage: 'signed',
        deniedBy: [],
      });
      expect(await isInForce(id, '2023-02-01')).toBe(true);
    });

    test('a denial that its own city withdraws is as if it had not been', async () => {
      const id = await signPartnership(sender);
      const rest = { forCityId: null, reason: 'x' };
      await recordStep(receiver, id, 'denied', '2022-04-01', rest);
      const correctsId = (await stepOf(id, 'denied')).id;
      const { body } = await recordStep(receiver, id, 'denied', '2022-04-02', {
        ...rest,
        correctsId,
        isWithdrawal: true,
      });
      expect(body).toMatchObject({ stage: 'signed', confirmedBy: [SENDER], deniedBy: [] });
      expect(await isInForce(id, '2022-04-01')).toBe(true);
    });

    test('an end does not settle a denial: no day is in force after it', async () => {
      const id = await signPartnership(sender);
      const rest = { forCityId: null, reason: 'x' };
      await recordStep(receiver, id, 'denied', '2022-04-01', rest);
      expect((await recordStep(sender, id, 'terminated', '2022-05-01', rest)).status).toBe(201);
      expect(await isInForce(id, '2022-03-15')).toBe(false);
    });

    test('who leads for both cities says for which one; who leads for neither is refused', async () => {
      const id = await draftPartnership(api);
      const rest = { reason: 'x', forCityId: null };
      const unsaid = await recordStep(api, id, 'terminated', '2022-04-01', rest);
      expect(unsaid.body.errors[0]).toMatchObject({ pointer: '/forCityId' });
      const coordinator = await running.app.asPerson([{ role: 'coordinator', cityId: SENDER }]);
      expect((await recordStep(coordinator, id, 'terminated', '2022-04-01', rest)).status).toBe(
        403,
      );
      const stranger = await running.app.asPerson([{ role: 'administrator', cityId: 'lviv-ua' }]);
      expect((await recordStep(stranger, id, 'terminated', '2022-04-01', rest)).status).toBe(404);
      await recordStep(api, id, 'signed', '2022-04-01', { signatories: signatories() });
      expect((await recordStep(stranger, id, 'terminated', '2022-04-01', rest)).status).toBe(403);
      const begin = await stranger.post('/partnerships', {
        firstCityId: SENDER,
        secondCityId: 'rivne-ua',
        kind: 'twinning',
        areas: [],
        occurredOn: '2022-04-01',
        decidedBy: 'Council',
      });
      expect(begin.status).toBe(403);
      const nobody = running.app.asNobody();
      expect((await recordStep(nobody, id, 'terminated', '2022-04-01', rest)).status).toBe(401);
      expect((await get(id)).stage).toBe('signed');
    });
  });

  describe('what others see', () => {
    test('nothing of what is being prepared, or was given up before a signature', async () => {
      const id = await draftPartnership(sender);
      const stranger = await running.app.asPerson([{ role: 'administrator', cityId: 'lviv-ua' }]);
      const listed = async (person: Api) =>
        (await person.get(`/partnerships?city=${SENDER}&limit=200`)).body.items.map(
          (one: { id: string }) => one.id,
        );
      for (const person of [stranger, running.app.asNobody()]) {
        expect((await person.get(`/partnerships/${id}`)).status).toBe(404);
        expect(await listed(person)).not.toContain(id);
      }
      expect(await listed(receiver)).toContain(id);
      await recordStep(sender, id, 'terminated', '2022-04-01', { reason: 'Given up' });
      expect((await stranger.get(`/partnerships/${id}`)).status).toBe(404);
      expect(await listed(stranger)).not.toContain(id);
      expect((await receiver.get(`/partnerships/${id}`)).status).toBe(200);
    });

    test('of a signed one the public part alone', async () => {
      const id = await signPartnership(sender);
      await recordStep(sender, id, 'suspended', '2022-06-01', { note: 'secret note' });
      const correctsId = (await stepOf(id, 'suspended')).id;
      const reason = 'secret reason';
      await recordStep(sender, id, 'suspended', '2022-06-01', {
        correctsId,
        isWithdrawal: true,
        reason,
      });
      const { body } = await running.app.asNobody().get(`/partnerships/${id}`);
      expect(body).toMatchObject({
        stage: 'signed',
        confirmedBy: [SENDER],
        areas: ['humanitarian'],
      });
      expect(body.steps.map((step: StepShown) => step.kind)).toEqual([
        'areas_chosen',
        'partner_approached',
        'agreement_drafted',
        'signed',
      ]);
      expect(Object.keys(body.steps[3]).sort()).toEqual([
        'cityId',
        'correctsId',
        'datePrecision',
        'endsOn',
        'id',
        'importedStage',
        'inForceFrom',
        'kind',
        'occurredOn',
        'recordedAt',
      ]);
      expect(JSON.stringify(body)).not.toMatch(/secret|Ґалаґан|Mayors/);
      const listed = await running.app.asNobody().get(`/partnerships?city=${SENDER}&stage=signed`);
      expect(listed.body.items.map((one: { id: string }) => one.id)).toContain(id);
    });

    test('every change is written down for both cities, without names', async () => {
      const id = await signPartnership(sender);
      const events = await sql(
        `select action, city_ids, before, after, person_id, via from audit_event
         where subject_kind = 'partnership' and subject_id = $1 order by id`,
        [id],
      );
      expect(events.map(({ action }: { action: string }) => action)).toEqual([
        'partnership.begin',
        'partnership.areas_chosen',
        'partnership.partner_approached',
        'partnership.agreement_drafted',
        'partnership.signed',
      ]);
      expect(events.at(-1)).toMatchObject({
        via: 'token',
        city_ids: [SENDER, RECEIVER].sort(),
        before: { stage: 'agreement_drafted' },
        after: { stage: 'signed', occurredOn: '2022-03-01', forCity: SENDER, signatories: 2 },
      });
      expect(JSON.stringify(events)).not.toMatch(/Ґалаґан|Mayors|council/i);
      const refused = await recordStep(sender, id, 'resumed', '2022-04-01');
      expect(refused.status).toBe(409);
      const [{ count }] = await sql(
        `select count(*)::int as count from audit_event where subject_id = $1`,
        [id],
      );
      expect(count).toBe(events.length);
    });
  });

  describe('the term', () => {
    const expire = () => running.app.worker!.app.get(PartnershipsService).expireEnded();

    test('ends by itself, once, however many workers try', async () => {
      const id = await draftPartnership(api);
      const rest = { endsOn: '2023-12-31', signatories: signatories() };
      await recordStep(sender, id, 'signed', '2022-03-15', rest);
      const counts = await Promise.all(Array.from({ length: 4 }, expire));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
      const { stage, steps } = await get(id);
      expect(stage).toBe('expired');
      expect(steps.filter((step: StepShown) => step.kind === 'expired')).toMatchObject([
        { occurredOn: '2024-01-01', cityId: null, decidedBy: 'By its term' },
      ]);
      expect(await isInForce(id, '2023-12-31')).toBe(true);
      const [event] = await sql(
        `select via, person_id from audit_event
         where subject_id = $1 and action = 'partnership.expired'`,
        [id],
      );
      expect(event).toEqual({ via: 'installation', person_id: null });
      expect(await expire()).toBe(0);
    });

    test('ends while it is suspended or denied too, and not while its last day lasts anywhere', async () => {
      const clock = running.app.worker!.app.get(Clock);
      const id = await draftPartnership(api);
      const rest = { endsOn: '2023-12-31', signatories: signatories() };
      await recordStep(sender, id, 'signed', '2022-03-15', rest);
      await recordStep(sender, id, 'suspended', '2024-02-01');
      const now = jest.spyOn(clock, 'now');
      try {
        now.mockReturnValue(new Date('2024-01-01T11:59:59Z'));
        expect(await expire()).toBe(0);
        now.mockReturnValue(new Date('2024-01-01T12:00:00Z'));
        expect(await expire()).toBe(1);
      } finally {
        now.mockRestore();
      }
      // A pause recorded after the term had ended keeps its day.
      expect(await stepOf(id, 'expired')).toMatchObject({ occurredOn: '2024-02-01' });

      const pair = free.pop()!;
      const denied = await draftPartnership(api, pair);
      await recordStep(api, denied, 'signed', '2022-03-15', {
        forCityId: pair.sender,
        endsOn: '2023-12-31',
        signatories: signatories(pair.sender, pair.receiver),
      });
      await recordStep(api, denied, 'denied', '2022-04-01', {
        forCityId: pair.receiver,
        reason: 'x',
      });
      expect(await expire()).toBe(1);
      expect((await get(denied)).stage).toBe('expired');
    });

    test('that is corrected withdraws the end that followed from it', async () => {
      const id = await draftPartnership(api);
      const rest = { endsOn: '2023-12-31', signatories: signatories() };
      await recordStep(sender, id, 'signed', '2022-03-15', rest);
      await expire();
      const correctsId = (await stepOf(id, 'signed')).id;
      const correct = { ...rest, correctsId, endsOn: '2099-12-31' };
      const { body } = await recordStep(sender, id, 'signed', '2022-03-15', correct);
      expect(body).toMatchObject({ stage: 'signed', endsOn: '2099-12-31' });
      expect(await expire()).toBe(0);
      expect(await isInForce(id, '2025-01-01')).toBe(true);
      const again = { ...rest, correctsId: (await stepOf(id, 'signed')).id, endsOn: '2024-06-30' };
      expect((await recordStep(sender, id, 'signed', '2022-03-15', again)).status).toBe(201);
      expect(await expire()).toBe(1);
      expect(await stepOf(id, 'expired')).toMatchObject({ occurredOn: '2024-07-01' });
    });
  });

  describe('a state on the list of aggressors', () => {
    const RUSSIAN = { first: 'lviv-ua', second: '' };
    const partner = async (country: string) =>
      (await sql(`select id from city where country = $1 order by id limit 1`, [country]))[0].id;

    /** As it was before the state came on the list. */
    async function whileUnlisted<T>(country: string, work: () => Promise<T>): Promise<T> {
      const [listed] = await sql(`select * from aggressor_state where country = $1`, [country]);
      await sql(`delete from aggressor_state where country = $1`, [country]);
      try {
        return await work();
      } finally {
        const { since, legal_ground: ground } = listed;
        await sql(`insert into aggressor_state values ($1, $2, $3)`, [country, since, ground]);
      }
    }

    test('begins no partnership, nor takes one further, by the API', async () => {
      for (const country of ['RU', 'BY']) {
        const foreign = await partner(country);
        const begin = (occurredOn: string) =>
          api.post('/partnerships', {
            firstCityId: 'lviv-ua',
            secondCityId: foreign,
            kind: 'cooperation',
            areas: ['culture'],
            occurredOn,
            decidedBy: 'Council',
            forCityId: 'lviv-ua',
          });
        const refused = await begin('2023-01-01');
        expect(refused.body).toMatchObject({ status: 409, type: problem('aggressor-state') });
        expect(refused.body.detail).toContain(`a city of ${country} since`);
        // Whatever day is claimed: else an agreement would be made today and dated back.
        expect((await begin('2010-01-01')).body).toMatchObject({ status: 409 });
        // One that was begun before the state was listed goes no further, and can be ended.
        const { body } = await whileUnlisted(country, () => begin('2010-01-01'));
        const rest = { forCityId: 'lviv-ua', reason: 'War' };
        const further = await recordStep(api, body.id, 'partner_approached', '2012-01-01', {
          forCityId: 'lviv-ua',
        });
        expect(further.body).toMatchObject({ status: 409, type: problem('aggressor-state') });
        const ended = await recordStep(api, body.id, 'terminated', '2022-03-01', rest);
        expect(ended.body.stage).toBe('terminated');
      }
    });

    test('begins, resumes, confirms and imports nothing by plain SQL', async () => {
      RUSSIAN.second = await partner('RU');
      const { database } = running.app;
      const said = 'nothing new is agreed with a city of RU since 2015-01-27';
      const at = (stage: Parameters<typeof insertAtStage>[2], kind: string, day: string) =>
        database.transaction((tx) => insertAtStage(tx, { ...RUSSIAN, kind }, stage, day));
      for (const stage of ['areas_chosen', 'signed', 'unconfirmed'] as const) {
        await expect(at(stage, 'twinning', '2015-01-27')).rejects.toThrow(said);
        await expect(at(stage, 'twinning', '1998-01-01')).rejects.toThrow(said);
      }
      const id = await whileUnlisted('RU', () => at('signed', 'twinning', '2010-01-01'));
      const step = { partnershipId: id, cityId: 'lviv-ua', occurredOn: '2022-03-01' };
      await insertStep(database, { ...step, kind: 'suspended' });
      await expect(insertStep(database, { ...step, kind: 'resumed' })).rejects.toThrow(said);
      await insertStep(database, { ...step, kind: 'terminated' });

      const ended = await insertPartnership(database, { ...RUSSIAN, kind: 'solidarity' });
      await insertStep(database, {
        partnershipId: ended,
        kind: 'imported',
        importedStage: 'terminated',
      });
    });

    test('is on a list that everybody reads and a steward keeps', async () => {
      // No token may change it: a person at a browser does.
      const steward = new Visitor(running.app);
      const secret = newSecret();
      const { id: personId } = await createPerson(running.app.database, [{ role: 'steward' }]);
      await sql(
        `insert into session (person_id, secret_hash, stage, expires_at)
         values ($1, $2, 'whole', now() + interval '1 day')`,
        [personId, hashSecret(secret)],
      );
      steward.cookies.set('pobratym_session', secret);
      const listed = async () => (await running.app.asNobody().get('/aggressor-states')).body.items;
      expect(await listed()).toMatchObject([
        { country: 'BY', since: '2022-02-24' },
        { country: 'RU', since: '2015-01-27' },
      ]);
      const entry = { since: '2024-01-01', legalGround: 'A test' };
      expect((await sender.put('/aggressor-states/PL', entry)).status).toBe(403);
      expect((await running.app.asNobody().put('/aggressor-states/PL', entry)).status).toBe(401);
      expect((await steward.put('/aggressor-states/pl', entry)).status).toBe(422);
      const id = await draftPartnership(sender, { signedOn: '2023-12-31' });
      expect((await steward.put('/aggressor-states/PL', entry)).body).toEqual({
        country: 'PL',
        ...entry,
      });
      const sign = { signatories: signatories() };
      const refused = await recordStep(sender, id, 'signed', '2024-01-01', sign);
      expect(refused.body).toMatchObject({ status: 409, type: problem('aggressor-state') });
      expect((await steward.delete('/aggressor-states/PL')).status).toBe(204);
      expect((await steward.delete('/aggressor-states/PL')).status).toBe(404);
      expect((await recordStep(sender, id, 'signed', '2024-01-01', sign)).status).toBe(201);
      const events = await sql(
        `select action, city_ids, before, after from audit_event
         where subject_kind = 'aggressor_state' order by id`,
      );
      expect(events).toEqual([
        {
          action: 'aggressor_state.put',
          city_ids: [],
          before: null,
          after: { country: 'PL', ...entry },
        },
        {
          action: 'aggressor_state.remove',
          city_ids: [],
          before: { country: 'PL', ...entry },
          after: null,
        },
      ]);
    });
  });

  describe('a document that is missing', () => {
    const begun = async (kind: string) => {
      const { body } = await api.post('/partnerships', {
        firstCityId: SENDER,
        secondCityId: RECEIVER,
        kind,
        areas: ['humanitarian'],
        occurredOn: '2022-03-01',
        decidedBy: 'Council',
        forCityId: SENDER,
      });
      await recordStep(api, body.id, 'partner_approached', '2022-03-01');
      return body.id as string;
    };

    test.each(['twinning', 'cooperation'])('keeps a %s from its draft', async (kind) => {
      const id = await begun(kind);
      const tryIt = () => recordStep(api, id, 'agreement_drafted', '2022-03-01');
      const bySql = () =>
        insertStep(running.app.database, {
          partnershipId: id,
          kind: 'agreement_drafted',
          occurredOn: '2022-03-01',
        });
      const none = await tryIt();
      expect(none.body).toMatchObject({ status: 409, type: problem('document-missing') });
      expect(none.body.missing).toEqual([
        { kind: 'draft_agreement', cityId: null },
        { kind: 'explanatory_note', cityId: null },
      ]);
      await expect(bySql()).rejects.toThrow('draft_agreement, explanatory_note');
      await insertDocument(running.app.database, id, 'draft_agreement');
      expect((await tryIt()).body.missing).toEqual([{ kind: 'explanatory_note', cityId: null }]);
      await expect(bySql()).rejects.toThrow('not among the documents: explanatory_note');
      await insertDocument(running.app.database, id, 'explanatory_note', RECEIVER);
      expect((await tryIt()).body.stage).toBe('agreement_drafted');
    });

    test('keeps the letters of solidarity from counting as signed until both are there', async () => {
      const id = await begun('solidarity');
      expect((await recordStep(api, id, 'agreement_drafted', '2022-03-01')).status).toBe(201);
      const tryIt = () => recordStep(api, id, 'signed', '2022-03-02');
      const bySql = () =>
        insertStep(running.app.database, {
          partnershipId: id,
          kind: 'signed',
          occurredOn: '2022-03-02',
          cityId: SENDER,
        });
      await insertDocument(running.app.database, id, 'signed_letter', SENDER);
      await insertDocument(running.app.database, id, 'signed_letter', SENDER);
      await insertDocument(running.app.database, id, 'signed_letter', null);
      const refused = await tryIt();
      expect(refused.body).toMatchObject({
        status: 409,
        type: problem('document-missing'),
        missing: [{ kind: 'signed_letter', cityId: RECEIVER }],
      });
      await expect(bySql()).rejects.toThrow(`signed_letter of ${RECEIVER}`);
      await insertDocument(running.app.database, id, 'signed_letter', RECEIVER);
      expect((await tryIt()).body.stage).toBe('signed');
    });

    test('keeps an agreement that needs the ministry’s approval from the signature', async () => {
      const id = await begun('twinning');
      await insertDocument(running.app.database, id, 'draft_agreement');
      await insertDocument(running.app.database, id, 'explanatory_note');
      const received = await recordStep(api, id, 'agreement_drafted', '2022-03-01', {
        ministryApproval: 'received',
      });
      expect(received.body.missing).toEqual([{ kind: 'ministry_approval', cityId: null }]);
      const drafted = await recordStep(api, id, 'agreement_drafted', '2022-03-01', {
        ministryApproval: 'required',
      });
      expect(drafted.status).toBe(201);
      const tryIt = () =>
        recordStep(api, id, 'signed', '2022-03-02', { signatories: signatories() });
      expect((await tryIt()).body.missing).toEqual([{ kind: 'ministry_approval', cityId: null }]);
      await expect(
        insertStep(running.app.database, {
          partnershipId: id,
          kind: 'signed',
          occurredOn: '2022-03-02',
          cityId: SENDER,
          signatories: [SENDER, RECEIVER],
        }),
      ).rejects.toThrow('not among the documents: ministry_approval');
      await insertDocument(running.app.database, id, 'ministry_approval');
      expect((await tryIt()).body.stage).toBe('signed');
    });

    test('of another partnership does not count', async () => {
      const id = await begun('twinning');
      const pair = free.pop()!;
      await draftPartnership(api, pair);
      const refused = await recordStep(api, id, 'agreement_drafted', '2022-03-01');
      expect(refused.body.type).toBe(problem('document-missing'));
    });
  });
});
