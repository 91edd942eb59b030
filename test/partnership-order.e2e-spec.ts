import fc from 'fast-check';
import { QueryFailedError, QueryRunner } from 'typeorm';
import { PARTNERSHIP_KINDS, STAGES, Stage, Step, STEPS, TRANSITIONS } from '@pobratym/partnerships';
import { RECEIVER, SENDER, signatories } from './support/builders';
import { Api } from './support/http';
import { insertAtStage, insertPartnership, insertStep, StepRow } from './support/partnership-sql';
import { RunningApps } from './support/running-apps';

const FIRST = SENDER;
const SECOND = RECEIVER;
const DAY = '2023-01-01';
const IMPORTED_STAGES = ['signed', 'unconfirmed', 'terminated'] as const;
const ALL_STAGES = ['none', ...STAGES] as const;

/** Where a step by the first city leads; the second is the one that has denied what is denied. */
function wanted(from: Stage | 'none', step: Step, importedStage?: Stage): Stage | 'refused' {
  const to = TRANSITIONS[from][step] ?? [];
  if (step === 'imported') return to.find((stage) => stage === importedStage) ?? 'refused';
  if (from === 'claimed_by_one_side' && step === 'confirmed') return 'claimed_by_one_side';
  return to[0] ?? 'refused';
}

// Goal: no order of steps but the legal ones, whoever records them and by whatever way.
describe('the order of the steps', () => {
  const running = new RunningApps();
  let api: Api;
  let runner: QueryRunner;

  beforeAll(async () => {
    api = new Api(await running.start({ worker: false }));
    runner = running.app.database.createQueryRunner();
  });
  afterAll(async () => {
    await runner?.release();
    await running.stop();
  });

  /** What the database answers to a step, which is then undone. */
  async function tryStep(row: StepRow): Promise<Stage | 'refused'> {
    await runner.query('savepoint before_step');
    try {
      await insertStep(runner, row);
      const [{ stage }] = await runner.query(`select stage from partnership where id = $1`, [
        row.partnershipId,
      ]);
      return stage;
    } catch (error) {
      if (constraintOf(error) !== 'partnership_step_in_order') throw error;
      return 'refused';
    } finally {
      await runner.query('rollback to before_step');
    }
  }

  const stagesOfKinds = PARTNERSHIP_KINDS.flatMap((kind) =>
    ALL_STAGES.map((stage) => [stage, kind] as const),
  );
  test.each(stagesOfKinds)(
    'by plain SQL: after %s of %s, each step is accepted or refused as the table says',
    async (stage, kind) => {
      await runner.startTransaction();
      try {
        const pair = { first: FIRST, second: SECOND, kind };
        const partnershipId = await insertAtStage(runner, pair, stage);
        const found: Record<string, string> = {};
        const expected: Record<string, string> = {};
        for (const step of STEPS) {
          for (const importedStage of step === 'imported' ? IMPORTED_STAGES : [undefined]) {
            const name = [step, importedStage].join(' ');
            expected[name] = wanted(stage, step, importedStage);
            found[name] = await tryStep({
              partnershipId,
              kind: step,
              importedStage,
              occurredOn: DAY,
              cityId: step === 'imported' ? null : FIRST,
              signatories: step === 'signed' ? [FIRST, SECOND] : [],
            });
          }
        }
        expect(found).toEqual(expected);
      } finally {
        await runner.rollbackTransaction();
      }
    },
  );

  describe('by the API', () => {
    let pairs: { first: string; second: string }[];
    beforeAll(async () => {
      pairs = await running.app.database.query(
        `select a.id as first, b.id as second from city a, city b
         where a.country = 'UA' and b.country = 'PL' order by a.id, b.id limit 400`,
      );
    });

    test.each(PARTNERSHIP_KINDS.flatMap((kind) => STAGES.map((stage) => [stage, kind] as const)))(
      'after %s of %s, each step is accepted or refused as the table says',
      async (stage, kind) => {
        const found: Record<string, string> = {};
        const expected: Record<string, string> = {};
        for (const step of STEPS) {
          expected[step] = wanted(stage, step);
          const pair = pairs.pop()!;
          const id = await running.app.database.transaction((tx) =>
            insertAtStage(tx, { ...pair, kind }, stage),
          );
          found[step] = await record(id, step, pair);
        }
        expect(found).toEqual(expected);
      },
    );

    async function record(
      id: string,
      kind: Step,
      { first, second }: { first: string; second: string },
    ): Promise<string> {
      const { body: before } = await api.get(`/partnerships/${id}`);
      const answer = await api.post(`/partnerships/${id}/steps`, {
        kind,
        occurredOn: DAY,
        decidedBy: 'Council',
        forCityId: first,
        ...(['terminated', 'denied'].includes(kind) && { reason: 'A reason' }),
        ...(kind === 'signed' && { signatories: signatories(first, second) }),
      });
      if (answer.status === 201) return answer.body.stage;
      expect(answer).toMatchObject({ status: 409, type: 'application/problem+json' });
      expect(answer.body.type).toMatch(/\/step-out-of-order$/);
      expect((await api.get(`/partnerships/${id}`)).body).toEqual(before);
      return 'refused';
    }
  });

  test('any sequence of steps and corrections leaves what a recount of them gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(aMove, { minLength: 5, maxLength: 20, size: 'max' }),
        async (moves) => {
          await runner.startTransaction();
          try {
            const pair = { first: FIRST, second: SECOND };
            const id = await insertPartnership(runner, pair);
            const recorded: Recorded[] = [];
            for (const move of moves) {
              const step = stepOf(move, recorded);
              const after = recount([...recorded, step]);
              const refusedBy = await write(id, step, recorded);
              expect({ step, refusedBy }).toEqual({ step, refusedBy: after.refusedBy });
              if (refusedBy === null) recorded.push(step);
              expect(await stateOf(id)).toEqual(recount(recorded).state);
            }
          } finally {
            await runner.rollbackTransaction();
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  /** Null: written. Else the constraint that refused it. */
  async function write(
    partnershipId: string,
    step: Recorded,
    recorded: Recorded[],
  ): Promise<string | null> {
    await runner.query('savepoint before_step');
    try {
      const correctsId = step.corrects === null ? null : recorded[step.corrects]!.id;
      const { kind, occurredOn, cityId, importedStage, inForceFrom, endsOn, isWithdrawal } = step;
      step.id = await insertStep(runner, {
        partnershipId,
        kind,
        occurredOn,
        cityId,
        importedStage,
        inForceFrom,
        endsOn,
        correctsId,
        isWithdrawal,
      });
      return null;
    } catch (error) {
      await runner.query('rollback to before_step');
      const constraint = constraintOf(error);
      if (!constraint) throw error;
      return constraint;
    }
  }

  async function stateOf(id: string): Promise<State> {
    const [row] = await runner.query(
      `select stage, signed_on as "signedOn", ends_on as "endsOn", confirmed_by as "confirmedBy",
         denied_by as "deniedBy",
         array(select d::date::text from generate_series($2::date, $3::date, '1 day') d
           where exists (select from partnership_period f
             where f.partnership_id = p.id and f.during @> d::date) order by d) as "daysInForce"
       from partnership p where id = $1`,
      [id, WINDOW[0], WINDOW[WINDOW.length - 1]],
    );
    return { ...row, confirmedBy: row.confirmedBy.sort(), deniedBy: row.deniedBy.sort() };
  }
});

const constraintOf = (error: unknown): string | undefined =>
  error instanceof QueryFailedError ? error.driverError?.constraint : undefined;

const dayAt = (index: number): string =>
  new Date(Date.UTC(2023, 0, 1 + index)).toISOString().slice(0, 10);
/** Steps fall on the first 20 of these days; terms end before the last. */
const WINDOW = Array.from({ length: 60 }, (_, index) => dayAt(index));

/** What is drawn; `stepOf` makes a step of it that is likely, and not sure, to be accepted. */
interface Move {
  isLegal: boolean;
  pick: number;
  day: number;
  isDayLate: boolean;
  city: number;
  term: number | null;
  delay: number | null;
  corrects: number | null;
  isWithdrawal: boolean;
}
const aMove: fc.Arbitrary<Move> = fc.record({
  isLegal: fc.nat(3).map((n) => n > 0),
  pick: fc.nat(20),
  day: fc.nat(19),
  isDayLate: fc.boolean(),
  city: fc.nat(1),
  term: fc.option(fc.integer({ min: 1, max: 30 })),
  delay: fc.option(fc.nat(5), { freq: 2 }),
  corrects: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.nat(20) },
  ),
  isWithdrawal: fc.boolean(),
});

interface Recorded {
  id?: string;
  kind: Step;
  occurredOn: string;
  cityId: string | null;
  importedStage: Stage | null;
  inForceFrom: string | null;
  endsOn: string | null;
  /** Index of the step that it corrects. */
  corrects: number | null;
  isWithdrawal: boolean;
}

interface State {
  stage: string;
  signedOn: string | null;
  endsOn: string | null;
  confirmedBy: string[];
  deniedBy: string[];
  daysInForce: string[];
}

function stepOf(move: Move, recorded: Recorded[]): Recorded {
  const stage = recount(recorded).state.stage as Stage | 'none';
  const kinds = move.isLegal ? likelySteps(stage, move.pick) : [...STEPS];
  const corrects =
    move.corrects !== null && recorded.length > 0 ? move.corrects % recorded.length : null;
  const target = corrects === null ? undefined : recorded[corrects]!;
  const kind = (move.isLegal && target?.kind) || kinds[move.pick % kinds.length] || 'terminated';
  const last =
    recorded
      .map((step) => step.occurredOn)
      .sort()
      .at(-1) ?? dayAt(0);
  const late = Math.min(19, WINDOW.indexOf(last) + (move.day % 3));
  const day = move.isDayLate ? late : move.day;
  const isWithdrawal = corrects !== null && move.isWithdrawal;
  const hasTerm = !isWithdrawal && ['signed', 'confirmed', 'imported'].includes(kind);
  const from = hasTerm && move.delay !== null ? day + move.delay : null;
  const city = [FIRST, SECOND][move.city]!;
  return {
    kind,
    occurredOn: dayAt(day),
    cityId: kind === 'imported' ? null : (move.isLegal && target?.cityId) || city,
    importedStage: kind === 'imported' ? importedStageOf(move, target) : null,
    inForceFrom: from === null ? null : dayAt(from),
    endsOn: hasTerm && move.term !== null ? dayAt((from ?? day) + move.term) : null,
    corrects,
    isWithdrawal,
  };
}

/** What the stage allows; seldom an end, so that most sequences go on. */
function likelySteps(stage: Stage | 'none', pick: number): Step[] {
  const allowed = Object.keys(TRANSITIONS[stage]) as Step[];
  const going = allowed.filter((step) => !['terminated', 'expired'].includes(step));
  return pick > 18 || going.length === 0 ? allowed : going;
}

const importedStageOf = ({ pick, isLegal }: Move, target: Recorded | undefined): Stage =>
  (isLegal && target?.importedStage) || IMPORTED_STAGES[pick % 3]!;

/**
 * The rules once more, told plainly: from the list of steps to what follows from them, day by day,
 * with nothing of the database's way of computing it. The last step is the one that is being tried.
 */
function recount(steps: Recorded[]): { refusedBy: string | null; state: State } {
  const refusedBy = refuseCorrection(steps) ?? refuseOrder(steps);
  return { refusedBy, state: stateAfter(standing(steps), steps) };
}

function refuseCorrection(steps: Recorded[]): string | null {
  const last = steps.at(-1);
  if (!last || last.corrects === null) return null;
  const target = steps[last.corrects]!;
  const isLike = target.kind === last.kind && target.importedStage === last.importedStage;
  if (!isLike || (target.isWithdrawal && last.isWithdrawal)) {
    return 'partnership_step_corrects_its_like';
  }
  if (target.cityId !== null && target.cityId !== last.cityId) {
    return 'partnership_step_corrects_its_own';
  }
  if (target.kind === 'imported' && last.cityId !== null) {
    return 'partnership_step_corrects_its_own';
  }
  const isSecond = steps.slice(0, -1).some(({ corrects }) => corrects === last.corrects);
  return isSecond ? 'partnership_step_corrected_once' : null;
}

/** The steps that count, each at the place of the first of its chain of corrections. */
function standing(steps: Recorded[]): Recorded[] {
  const places: (Recorded | null)[] = [];
  const placeOf: number[] = [];
  steps.forEach((step, index) => {
    placeOf[index] = step.corrects === null ? index : placeOf[step.corrects]!;
    places[placeOf[index]!] = step.isWithdrawal ? null : step;
  });
  return places.filter((step): step is Recorded => Boolean(step));
}

function refuseOrder(steps: Recorded[]): string | null {
  const counted = standing(steps);
  if (steps.length > 0 && counted.length === 0) return 'partnership_step_in_order';
  for (let n = 1; n <= counted.length; n++) {
    const before = stateAfter(counted.slice(0, n - 1));
    const { kind, importedStage, occurredOn, inForceFrom, endsOn } = counted[n - 1]!;
    const to = TRANSITIONS[before.stage as Stage][kind] ?? [];
    const isReached = kind === 'imported' ? to.includes(importedStage!) : to.length > 0;
    if (!isReached) return 'partnership_step_in_order';
    if (counted.slice(0, n - 1).some((step) => step.occurredOn > occurredOn)) {
      return 'partnership_step_in_time';
    }
    const isAgreed = counted.slice(0, n - 1).some((step) => isAgreement(step));
    if (kind === 'confirmed' && isAgreed && (inForceFrom ?? endsOn) !== null) {
      return 'partnership_term_is_said_once';
    }
  }
  return null;
}

/** An agreement begins to stand by it, if none stands yet. */
const isAgreement = ({ kind, importedStage }: Recorded): boolean =>
  kind === 'signed' || kind === 'confirmed' || importedStage === 'signed';

/** @param all in the order of recording: a yes to what was corrected since is no yes to it now */
function stateAfter(counted: Recorded[], all: Recorded[] = counted): State {
  const words = new Map<string, Step>();
  let agreedAt = -1;
  for (const step of counted) {
    const { kind, cityId } = step;
    const recordedAt = all.indexOf(step);
    if (kind === 'signed' || kind === 'imported') agreedAt = recordedAt;
    if (!cityId || !['signed', 'confirmed', 'denied'].includes(kind)) continue;
    if (kind === 'confirmed' && recordedAt < agreedAt) words.delete(cityId);
    else words.set(cityId, kind);
  }
  const cities = [...words.keys()].sort();
  const deniedBy = cities.filter((city) => words.get(city) === 'denied');
  const agreement = counted.find(isAgreement);
  const dated = counted.filter(({ kind }) => kind === 'signed' || kind === 'imported').at(-1);
  return {
    stage: stageAfter(counted, agreement, deniedBy),
    signedOn: dated?.occurredOn ?? null,
    endsOn: agreement?.endsOn ?? null,
    confirmedBy: cities.filter((city) => words.get(city) !== 'denied'),
    deniedBy,
    daysInForce:
      deniedBy.length > 0 ? [] : WINDOW.filter((day) => isInForce(day, counted, agreement)),
  };
}

function stageAfter(
  counted: Recorded[],
  agreement: Recorded | undefined,
  deniedBy: string[],
): string {
  const last = counted.filter(({ kind }) => kind !== 'denied' && kind !== 'confirmed').at(-1);
  if (!last) return 'none';
  const hasEnded = ['expired', 'terminated', 'suspended'].includes(last.kind);
  if (hasEnded || last.importedStage === 'terminated') {
    return last.kind === 'imported' ? 'terminated' : last.kind;
  }
  if (!agreement && last.kind !== 'imported') return last.kind;
  if (deniedBy.length > 0) return 'claimed_by_one_side';
  return agreement ? 'signed' : 'unconfirmed';
}

function isInForce(day: string, counted: Recorded[], agreement: Recorded | undefined): boolean {
  if (!agreement) return false;
  const from = agreement.inForceFrom ?? agreement.occurredOn;
  if (day < from || (agreement.endsOn !== null && day > agreement.endsOn)) return false;
  // The latest pause or end that has begun by that day, unless it is over by then.
  const stops = counted.filter(({ kind }) => ['suspended', 'expired', 'terminated'].includes(kind));
  return !stops.some((stop) => {
    const resumed = counted.slice(counted.indexOf(stop)).find(({ kind }) => kind === 'resumed');
    return stop.occurredOn <= day && !(resumed && resumed.occurredOn <= day);
  });
}
