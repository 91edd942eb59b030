import fc from 'fast-check';
import { DataSource, QueryFailedError, QueryRunner } from 'typeorm';
import { PARTNERSHIP_KINDS, Step, STEPS } from '@pobratym/partnerships';
import { Answer, Api } from './support/http';
import {
  insertAtStage,
  insertDocument,
  insertPartnership,
  insertStep,
  StepRow,
} from './support/partnership-sql';
import { RunningApps } from './support/running-apps';

const DAY_MS = 86_400_000;
const FIRST_DAY = '2021-06-01';
const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

type GateBody = Answer<{
  mayBeSent: boolean;
  partnershipId: string | null;
  reason: string;
  inForceUntil: string | null;
}>['body'];

// Goal: the gate says before the dispatch what the database will say at it, and tells no secret.
describe('the gate, asked', () => {
  const running = new RunningApps();
  let database: DataSource;
  let everyone: Api;
  let nobody: Api;
  let pairs: Generator<[string, string]>;

  beforeAll(async () => {
    const app = await running.start({ worker: false });
    database = app.database;
    everyone = new Api(app);
    nobody = app.asNobody();
    pairs = freshPairs(await database.query(`select id, country from city order by id`));
  });
  afterAll(() => running.stop());

  const sql = (text: string, values: unknown[] = []) => database.query(text, values);
  const nextPair = () => pairs.next().value as [string, string];
  const ask = (api: Api, [sender, receiver]: [string, string], day?: string, rest = '') =>
    api.get(
      `/partnerships/gate?sender=${sender}&receiver=${receiver}${day ? `&day=${day}` : ''}${rest}`,
    );

  describe('for any history and any day', () => {
    let runner: QueryRunner;
    const reasons = new Map<string, number>();

    beforeAll(() => {
      runner = database.createQueryRunner();
    });
    afterAll(() => runner.release());

    /** Whether the database takes a shipment of that day; it is undone. */
    const takesShipment = async (id: string, [sender, receiver]: string[], day: string) => {
      await runner.startTransaction();
      try {
        await runner.query(
          `insert into shipment (partnership_id, sending_city_id, receiving_city_id, state,
             dispatched_on) values ($1, $2, $3, 'dispatched', $4)`,
          [id, sender, receiver, day],
        );
        return true;
      } catch (error) {
        if (constraintOf(error) !== 'shipment_needs_signature') throw error;
        return false;
      } finally {
        await runner.rollbackTransaction();
      }
    };

    /** Writes what of a history the database allows; returns its partnerships. */
    const write = async (pair: [string, string], history: History): Promise<string[]> => {
      const [first, second] = pair;
      const ids: string[] = [];
      for (const tie of history) {
        const partnershipId = await insertPartnership(database, { first, second, kind: tie.kind });
        ids.push(partnershipId);
        let occurredOn = FIRST_DAY;
        const written: Written[] = [];
        for (const step of tie.steps) {
          const next = addDays(occurredOn, step.afterDays);
          const row = rowOf(step, { partnershipId, next, first, second, written });
          const id = await tryStep(row);
          if (id === undefined) continue;
          written.push({ ...row, id });
          if (row.correctsId === undefined && row.occurredOn) occurredOn = next;
        }
      }
      return ids;
    };

    const tryStep = async (row: StepRow): Promise<string | undefined> => {
      try {
        return await database.transaction((tx) => insertStep(tx, row));
      } catch (error) {
        if (constraintOf(error)) return undefined;
        throw error;
      }
    };

    const daysOf = async (ids: string[]): Promise<string[]> => {
      const rows: { day: string }[] = await sql(
        `select distinct day from partnership_step,
           unnest(array[occurred_on, in_force_from, ends_on]) day
         where partnership_id = any($1) and day is not null`,
        [ids],
      );
      const days = rows.flatMap(({ day }) => [addDays(day, -1), day, addDays(day, 1)]);
      return [...new Set(['2022-02-23', '2022-02-24', '2030-01-01', ...days])].sort();
    };

    test('it never disagrees with the database', async () => {
      await fc.assert(
        fc.asyncProperty(HISTORY, async (history) => {
          const pair = nextPair();
          const ids = await write(pair, history);
          const party = await running.app.asPerson([{ role: 'coordinator', cityId: pair[0] }]);
          for (const day of await daysOf(ids)) {
            const open: string[] = [];
            for (const id of ids) if (await takesShipment(id, pair, day)) open.push(id);
            const { status, body } = await ask(party, pair, day);
            expect(status).toBe(200);
            expect({ day, mayBeSent: body.mayBeSent }).toEqual({ day, mayBeSent: open.length > 0 });
            expect(body.reason === 'in_force').toBe(body.mayBeSent);
            // The other way round, and for who is no party, it is the same.
            const back = await ask(nobody, [pair[1], pair[0]], day);
            expect(back.body.mayBeSent).toBe(body.mayBeSent);
            if (body.mayBeSent) await expectLongest(body, open, day);
            reasons.set(body.reason, (reasons.get(body.reason) ?? 0) + 1);
          }
        }),
        { numRuns: 40, seed: 1763900009 },
      );
      expect([...reasons.keys()].sort()).toEqual([
        'before_entry_into_force',
        'claimed_by_one_side',
        'expired',
        'in_force',
        'not_signed_yet',
        'suspended',
        'terminated',
        'unconfirmed',
      ]);
      expect(reasons.get('in_force')).toBeGreaterThan(100);
    }, 180_000);

    /** Of those that are open on the day it names the one that stays open longest. */
    const expectLongest = async (body: GateBody, open: string[], day: string) => {
      const ends: { id: string; until: string | null }[] = await sql(
        `select partnership_id as id, upper(during) - 1 as until from partnership_period
         where partnership_id = any($1) and during @> $2::date`,
        [open, day],
      );
      const until = (end: string | null) => end ?? '9999-12-31';
      const longest = ends
        .map((end) => until(end.until))
        .sort()
        .at(-1);
      expect(until(body.inForceUntil)).toBe(longest);
      const named = ends.find(({ id }) => id === body.partnershipId)!;
      expect(until(named.until)).toBe(longest);
    };
  });

  describe('says what is missing', () => {
    const gate = async (pair: [string, string], day = '2024-01-01', api = everyone) =>
      (await ask(api, pair, day)).body;

    test('where there is no partnership: to begin one', async () => {
      const [sender, receiver] = nextPair();
      expect(await gate([sender, receiver])).toEqual({
        mayBeSent: false,
        day: '2024-01-01',
        partnershipId: null,
        kind: null,
        signedOn: null,
        agreementDocumentId: null,
        inForceUntil: null,
        reason: 'no_partnership',
        missingStep: 'areas_chosen',
        missingDocuments: [],
      });
    });

    test.each([
      ['areas_chosen', 'not_signed_yet', 'partner_approached'],
      ['partner_approached', 'not_signed_yet', 'agreement_drafted'],
      ['agreement_drafted', 'not_signed_yet', 'signed'],
      ['signed', 'in_force', null],
      ['unconfirmed', 'unconfirmed', 'confirmed'],
      ['claimed_by_one_side', 'claimed_by_one_side', 'confirmed'],
      ['suspended', 'suspended', 'resumed'],
      ['expired', 'expired', 'areas_chosen'],
      ['terminated', 'terminated', 'areas_chosen'],
    ] as const)('at the stage %s: %s, %s', async (stage, reason, missingStep) => {
      const [first, second] = nextPair();
      const partnershipId = await insertAtStage(database, { first, second }, stage);
      expect(await gate([second, first])).toMatchObject({
        mayBeSent: reason === 'in_force',
        partnershipId,
        kind: 'twinning',
        reason,
        missingStep,
        missingDocuments: [],
      });
    });

    test('on a day before the signature, and before the entry into force', async () => {
      const [first, second] = nextPair();
      const id = await insertAtStage(
        database,
        { first, second },
        'agreement_drafted',
        '2022-03-01',
      );
      await insertStep(database, {
        ...{ partnershipId: id, kind: 'signed', occurredOn: '2022-05-01', cityId: first },
        ...{ inForceFrom: '2022-06-01', endsOn: '2022-12-31', signatories: [first, second] },
      });
      const wanted: [string, string, string | null][] = [
        ['2022-02-01', 'not_signed_yet', 'areas_chosen'],
        ['2022-04-01', 'not_signed_yet', 'signed'],
        ['2022-05-31', 'before_entry_into_force', null],
        ['2022-06-01', 'in_force', null],
        ['2022-12-31', 'in_force', null],
        ['2023-01-01', 'expired', 'areas_chosen'],
      ];
      for (const [day, reason, missingStep] of wanted) {
        expect(await gate([first, second], day)).toMatchObject({ day, reason, missingStep });
      }
      expect(await gate([first, second], '2022-06-01')).toMatchObject({
        signedOn: '2022-05-01',
        inForceUntil: '2022-12-31',
      });
    });

    test('which papers the next step needs', async () => {
      const [first, second] = nextPair();
      const id = await insertPartnership(database, { first, second, kind: 'cooperation' }, false);
      const record = (kind: Step, rest: Partial<StepRow> = {}) =>
        insertStep(database, {
          ...{ partnershipId: id, kind, occurredOn: '2022-03-01', cityId: first },
          ...rest,
        });
      const missing = async () => (await gate([first, second])).missingDocuments;
      await record('areas_chosen');
      expect(await missing()).toEqual([]);
      await record('partner_approached');
      expect(await missing()).toEqual(['draft_agreement', 'explanatory_note']);
      await insertDocument(database, id, 'draft_agreement');
      expect(await missing()).toEqual(['explanatory_note']);
      await insertDocument(database, id, 'explanatory_note');
      expect(await missing()).toEqual([]);
      const drafted = await record('agreement_drafted', { ministryApproval: 'required' });
      expect(await missing()).toEqual(['ministry_approval']);
      // What is corrected asks for nothing any more.
      await record('agreement_drafted', {
        correctsId: drafted,
        ministryApproval: 'not_required',
      });
      expect(await missing()).toEqual([]);
    });

    test('by letters: that of each city', async () => {
      const [first, second] = nextPair();
      const id = await insertPartnership(database, { first, second, kind: 'solidarity' }, false);
      for (const kind of ['areas_chosen', 'partner_approached', 'agreement_drafted'] as const) {
        await insertStep(database, {
          ...{ partnershipId: id, kind, occurredOn: '2022-03-01', cityId: first },
        });
      }
      expect((await gate([first, second])).missingDocuments).toEqual(['signed_letter']);
      await insertDocument(database, id, 'signed_letter', first);
      expect((await gate([first, second])).missingDocuments).toEqual(['signed_letter']);
      await insertDocument(database, id, 'signed_letter', second);
      expect((await gate([first, second])).missingDocuments).toEqual([]);
    });

    test('with a city of an aggressor state: nothing that a step could mend', async () => {
      const asked = await gate(['lviv-ua', 'moscow-ru']);
      expect(asked).toMatchObject({ reason: 'aggressor_state', missingStep: null });
      // Before it was one, it was a city as others.
      expect(await gate(['lviv-ua', 'moscow-ru'], '2014-01-01')).toMatchObject({
        reason: 'no_partnership',
      });
      const minsk = await gate(['minsk-by', 'lviv-ua'], '2022-02-23');
      expect(minsk.reason).toBe('no_partnership');
    });

    test('of several partnerships: of that which lets it through, else of the nearest', async () => {
      const [first, second] = nextPair();
      const at = (kind: string, stage: Parameters<typeof insertAtStage>[2]) =>
        insertAtStage(database, { first, second, kind }, stage);
      await at('twinning', 'terminated');
      const drafted = await at('twinning', 'agreement_drafted');
      expect(await gate([first, second])).toMatchObject({
        partnershipId: drafted,
        reason: 'not_signed_yet',
      });
      const suspended = await at('solidarity', 'suspended');
      expect(await gate([first, second])).toMatchObject({
        partnershipId: suspended,
        reason: 'suspended',
      });
      const signed = await at('cooperation', 'signed');
      expect(await gate([first, second])).toMatchObject({ partnershipId: signed, mayBeSent: true });
    });

    test('of a sample only when it is asked for samples', async () => {
      const [first, second] = nextPair();
      const [{ id }] = await sql(
        `insert into partnership (first_city_id, second_city_id, kind, is_sample)
         values (least($1, $2), greatest($1, $2), 'twinning', true) returning id`,
        [first, second],
      );
      await insertStep(database, { partnershipId: id, kind: 'imported' });
      expect(await gate([first, second])).toMatchObject({ reason: 'no_partnership' });
      const asked = await ask(nobody, [first, second], '2024-01-01', '&sample=true');
      expect(asked.body).toMatchObject({ partnershipId: id, mayBeSent: true });
    });
  });

  describe('tells no secret', () => {
    const NONE = { reason: 'no_partnership', partnershipId: null, kind: null };

    test('a negotiation is as none for whoever is not of the two cities', async () => {
      const [first, second] = nextPair();
      const [stranger] = nextPair();
      await insertAtStage(database, { first, second }, 'agreement_drafted');
      const as = (cityId: string, role: 'administrator' | 'coordinator' | 'researcher') =>
        running.app.asPerson([{ role, cityId }]);
      const seen = { reason: 'not_signed_yet', missingStep: 'signed' };
      for (const [asker, wanted] of [
        [nobody, NONE],
        [await as(stranger, 'administrator'), NONE],
        [await as(first, 'researcher'), NONE],
        [await as(first, 'administrator'), seen],
        [await as(second, 'coordinator'), seen],
      ] as const) {
        expect((await ask(asker, [first, second])).body).toMatchObject(wanted);
      }
      // Word for word as for two cities between which there is nothing.
      const [one, other] = nextPair();
      const asked = await ask(nobody, [first, second], '2024-01-01');
      expect(asked.body).toEqual((await ask(nobody, [one, other], '2024-01-01')).body);
    });

    test('the agreement’s paper is named to the parties alone', async () => {
      const [first, second] = nextPair();
      const id = await insertAtStage(database, { first, second }, 'signed');
      await insertDocument(database, id, 'agreement');
      const agreementDocumentId = await insertDocument(database, id, 'agreement');
      const party = await running.app.asPerson([{ role: 'coordinator', cityId: second }]);
      const common = { mayBeSent: true, partnershipId: id };
      const day = '2024-01-01';
      expect((await ask(party, [first, second], day)).body).toMatchObject({
        ...common,
        agreementDocumentId,
      });
      expect((await ask(nobody, [first, second], day)).body).toMatchObject({
        ...common,
        agreementDocumentId: null,
      });
    });
  });

  test('stands before the partnership of an id', async () => {
    const asked = await nobody.get('/partnerships/gate?sender=lviv-ua&receiver=lublin-pl');
    expect(asked).toMatchObject({ status: 200, body: { reason: 'no_partnership' } });
    expect((await nobody.get('/partnerships/gates')).status).toBe(404);
    expect(await nobody.get('/partnerships/gate')).toMatchObject({ status: 422 });
  });

  test('is asked of today where no day is said', async () => {
    const days = () => [0, 14].map((hours) => new Date(Date.now() + hours * 3_600_000));
    const asked = await nobody.get('/partnerships/gate?sender=lviv-ua&receiver=lublin-pl');
    expect(days().map((day) => day.toISOString().slice(0, 10))).toContain(asked.body.day);
  });

  test.each([
    ['sender=lviv-ua&receiver=lviv-ua', '/receiver'],
    ['sender=atlantis-xx&receiver=lviv-ua', '/sender'],
    ['sender=lviv-ua&receiver=atlantis-xx', '/receiver'],
    ['sender=lviv-ua', '/receiver'],
    ['receiver=lviv-ua', '/sender'],
    ['sender=lviv-ua&receiver=%00', '/receiver'],
    ['sender=lviv-ua&receiver=lublin-pl&day=2023-02-29', '/day'],
    ['sender=lviv-ua&receiver=lublin-pl&day=infinity', '/day'],
    ['sender=lviv-ua&receiver=lublin-pl&sample=1', '/sample'],
    ['sender=lviv-ua&sender=lublin-pl&receiver=lodz-pl', '/sender'],
  ])('?%s is refused', async (query, pointer) => {
    const refused = await nobody.get(`/partnerships/gate?${query}`);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});

const constraintOf = (error: unknown): string | undefined =>
  error instanceof QueryFailedError
    ? (error.driverError as { constraint?: string }).constraint
    : undefined;

/** Pairs of cities, each used once; none is of an aggressor state. */
function* freshPairs(cities: { id: string; country: string }[]): Generator<[string, string]> {
  const usable = cities.filter(({ country }) => !['RU', 'BY'].includes(country));
  for (let n = 0; n + 1 < usable.length; n += 2) yield [usable[n + 1]!.id, usable[n]!.id];
}

const AFTERWARDS: Step[] = ['denied', 'confirmed', 'suspended', 'resumed'];
const STEP = fc.record({
  // Those that may come again and again, more often than those after which nothing comes.
  kind: fc.constantFrom<Step>(...AFTERWARDS, ...STEPS.slice(2)),
  afterDays: fc.nat(200),
  isBySecond: fc.boolean(),
  hasDay: fc.boolean(),
  inForceAfterDays: fc.option(fc.integer({ min: 0, max: 90 })),
  termDays: fc.option(fc.integer({ min: 1, max: 700 })),
  /** Which earlier step it corrects. */
  corrects: fc.option(fc.nat(5), { freq: 6 }),
  isWithdrawal: fc.boolean(),
});
type RandomStep = typeof STEP extends fc.Arbitrary<infer T> ? T : never;

/** Most ties come to a signature, or from a list, so that there is something to say of them. */
const BEGINNING = fc.constantFrom<Step[]>(
  ['areas_chosen', 'partner_approached', 'agreement_drafted', 'signed'],
  ['imported'],
  ['areas_chosen', 'partner_approached'],
);
const TIE = fc
  .tuple(
    fc.constantFrom(...PARTNERSHIP_KINDS),
    BEGINNING,
    fc.array(STEP, { minLength: 4, maxLength: 4 }),
    fc.array(STEP, { minLength: 2, maxLength: 10 }),
  )
  .map(([kind, beginning, begun, rest]) => ({
    kind,
    steps: [...beginning.map((step, n) => ({ ...begun[n]!, kind: step, corrects: null })), ...rest],
  }));
const HISTORY = fc.uniqueArray(TIE, { minLength: 1, maxLength: 3, selector: ({ kind }) => kind });
type History = typeof HISTORY extends fc.Arbitrary<infer T> ? T : never;

type Written = StepRow & { id: string };

interface Beside {
  partnershipId: string;
  next: string;
  first: string;
  second: string;
  written: Written[];
}

function rowOf(step: RandomStep, { partnershipId, next, first, second, written }: Beside): StepRow {
  const { hasDay, inForceAfterDays, termDays, corrects } = step;
  // A correction is of the same kind, by the same city; most others are refused.
  const corrected = corrects === null ? undefined : written[corrects % (written.length || 1)];
  const isWithdrawal = corrected !== undefined && step.isWithdrawal;
  const kind = corrected?.kind ?? step.kind;
  const isOfList = kind === 'imported';
  const hasNoDay = (isOfList || kind === 'confirmed') && !hasDay;
  const isAgreement = ['imported', 'signed', 'confirmed'].includes(kind) && !isWithdrawal;
  const inForceFrom =
    isAgreement && inForceAfterDays !== null ? addDays(next, inForceAfterDays) : null;
  const stages = ['signed', 'unconfirmed', 'signed', 'terminated'];
  return {
    partnershipId,
    kind,
    occurredOn: hasNoDay ? null : next,
    cityId: corrected ? corrected.cityId : isOfList ? null : step.isBySecond ? second : first,
    importedStage: corrected?.importedStage ?? stages[step.afterDays % 4],
    inForceFrom,
    endsOn: isAgreement && termDays !== null ? addDays(inForceFrom ?? next, termDays) : null,
    correctsId: corrected?.id,
    isWithdrawal,
    signatories: kind === 'signed' && !isWithdrawal ? [first, second] : [],
  };
}
