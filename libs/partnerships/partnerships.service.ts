import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, EntityManager, Repository } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Actor, citiesWhereMay, demand, INSTALLATION, isVisible } from '@pobratym/identity';
import {
  Clock,
  InvalidInputError,
  isViolationOf,
  NotFoundError,
  Page,
  readCursor,
  refuseFuture,
  toPage,
  UUID_SHAPE,
} from '@pobratym/platform';
import { actingCity } from './acting-city';
import { BeginPartnershipDto, PartnershipQuery } from './dto/partnership.dto';
import { RecordStepDto } from './dto/partnership-step.dto';
import { PartnershipWithSteps, readAreas, readPartnership } from './partnership-records';
import { Partnership } from './partnership.entity';
import { PartnershipKind } from './partnership-stage';
import {
  PartnershipChangedError,
  PartnershipExistsError,
  refusalOfStep,
} from './partnerships.errors';
import { EXPIRY_DAY, IMPORT_TIES, TERM_HAS_ENDED } from './partnerships.sql';
import { recordStep, writeStep } from './record-step';

/** A tie from a list: it enters at its stage, by one step of kind `imported`. */
export interface ImportedTie {
  cityIds: [string, string];
  kind: PartnershipKind;
  /** `unknown`: the tie carries no shipments until a city confirms it. */
  status: 'active' | 'unknown' | 'terminated';
  signedOn: string | null;
  datePrecision: 'day' | 'month' | 'period' | 'unknown';
  /** Where a year is all that is known: its first day. Null: the database's default. */
  inForceFrom: string | null;
  sourceUrl: string;
  note: string | null;
}

export interface PartnershipWithAreas {
  partnership: Partnership;
  areas: string[];
}

/** When the day is over in the last zone, which is 12 hours behind UTC. */
const LAST_ZONE_MS = 12 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

@Injectable()
export class PartnershipsService {
  constructor(
    @InjectRepository(Partnership) private readonly partnerships: Repository<Partnership>,
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Those that are published, and all of the asker's cities. */
  async list(actor: Actor, query: PartnershipQuery): Promise<Page<PartnershipWithAreas>> {
    const { city, stage, sample = false, limit, cursor } = query;
    const before = readCursor(cursor, UUID_SHAPE);
    const find = this.partnerships
      .createQueryBuilder('p')
      .where('p.is_sample = :sample', { sample })
      .andWhere(`p.stage <> 'none'`)
      .andWhere(IS_VISIBLE, { cities: citiesWhereMay(actor, 'partnership.read') })
      .orderBy('p.id', 'DESC')
      .take(limit + 1);
    if (before) find.andWhere('p.id < :before', { before });
    if (stage) find.andWhere('p.stage = :stage', { stage });
    if (city) find.andWhere('(p.first_city_id = :city or p.second_city_id = :city)', { city });
    const page = toPage(await find.getMany(), limit, (partnership) => partnership.id);
    const areas = await readAreas(
      this.database.manager,
      page.items.map(({ id }) => id),
    );
    const withAreas = (partnership: Partnership) => ({
      partnership,
      areas: areas.get(partnership.id) ?? [],
    });
    return { ...page, items: page.items.map(withAreas) };
  }

  /** What the asker may not see is not there. */
  get(actor: Actor, id: string): Promise<PartnershipWithSteps> {
    return readPartnership(this.database.manager, actor, id);
  }

  /** Begins with the step *areas chosen*. */
  async begin(
    actor: Actor,
    input: BeginPartnershipDto,
    isSample = false,
  ): Promise<PartnershipWithSteps> {
    const { firstCityId, secondCityId, kind, areas } = input;
    if (firstCityId === secondCityId) {
      throw InvalidInputError.at('/secondCityId', 'must be another city than firstCityId');
    }
    const cityId = actingCity(actor, [firstCityId, secondCityId], input.forCityId);
    refuseFuture(this.clock, '/occurredOn', input.occurredOn);
    const id = await this.database.transaction(async (tx) => {
      const id = await insertPartnership(tx, input, isSample);
      await tx.query(
        `insert into partnership_area (partnership_id, area) select $1, unnest($2::text[])`,
        [id, areas],
      );
      await recordEvent(tx, actor.origin, {
        action: 'partnership.begin',
        subject: { kind: 'partnership', id },
        cityIds: [firstCityId, secondCityId],
        after: { kind, areas, isSample },
      });
      const partnership = { id, firstCityId, secondCityId, stage: 'none' as const };
      const { occurredOn, decidedBy, decisionNumber, place, note } = input;
      const decision = { occurredOn, decidedBy, decisionNumber, place, note };
      const step = { ...decision, kind: 'areas_chosen' as const, cityId };
      await writeStep(tx, actor, partnership, step).catch(throwRefusal);
      return id;
    });
    return this.get(actor, id);
  }

  /**
   * Records a step, or a correction of one, on behalf of one of the two cities.
   * @param expectedStepId the last step that the asker has seen; undefined: whatever it is
   */
  async recordStep(
    actor: Actor,
    id: string,
    step: RecordStepDto,
    expectedStepId?: string,
  ): Promise<PartnershipWithSteps> {
    await this.database.transaction(async (tx) => {
      const seen = await lockPartnership(tx, actor, id);
      const { firstCityId: sender, secondCityId: receiver } = seen.partnership;
      demand(actor, 'partnership.lead', { sender, receiver });
      if (expectedStepId !== undefined && expectedStepId !== seen.lastStepId) {
        throw new PartnershipChangedError();
      }
      refuseFuture(this.clock, '/occurredOn', step.occurredOn);
      await recordStep(tx, actor, seen, step).catch(throwRefusal);
    });
    return this.get(actor, id);
  }

  /**
   * Ends by itself what has a term that is over: once, however many workers try.
   * @returns how many have expired
   */
  async expireEnded(): Promise<number> {
    const endedMs = this.clock.now().getTime() - LAST_ZONE_MS - DAY_MS;
    const lastDayOver = new Date(endedMs).toISOString().slice(0, 10);
    const rows: { id: string }[] = await this.database.query(
      `select id from partnership where ${TERM_HAS_ENDED} order by id`,
      [lastDayOver],
    );
    let expired = 0;
    const faults: unknown[] = [];
    for (const { id } of rows) {
      try {
        if (await this.expire(id, lastDayOver)) expired++;
      } catch (fault) {
        // One that cannot expire keeps no other from it.
        faults.push(fault);
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, 'Not all that has ended has expired');
    return expired;
  }

  /** Enters ties that are not there yet; returns how many were new. */
  async importTies(actor: Actor, ties: ImportedTie[], decidedBy: string): Promise<number> {
    demand(actor, 'tie.import', {});
    const records = ties.map((tie) => ({ ...tie, one: tie.cityIds[0], other: tie.cityIds[1] }));
    return this.database.transaction(async (tx) => {
      const { personId } = actor.origin;
      const added: Pick<Partnership, 'firstCityId' | 'secondCityId'>[] = await tx
        .query(IMPORT_TIES, [JSON.stringify(records), decidedBy, personId])
        .catch(throwRefusal);
      if (added.length === 0) return 0;
      await recordEvent(tx, actor.origin, {
        action: 'partnership.import',
        subject: { kind: 'tie_list', id: randomUUID() },
        cityIds: added.flatMap(({ firstCityId, secondCityId }) => [firstCityId, secondCityId]),
        after: { partnerships: added.length },
      });
      return added.length;
    });
  }

  private expire(id: string, lastDayOver: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const { partnership } = await lockPartnership(tx, INSTALLATION, id);
      const [stillEnded] = await tx.query(
        `select 1 from partnership where ${TERM_HAS_ENDED} and id = $2`,
        [lastDayOver, id],
      );
      if (!stillEnded) return false;
      const [{ day }] = await tx.query(EXPIRY_DAY, [id]);
      const step = { kind: 'expired' as const, occurredOn: day, decidedBy: 'By its term' };
      await writeStep(tx, INSTALLATION, partnership, { ...step, cityId: null });
      return true;
    });
  }
}

const IS_VISIBLE = isVisible(
  ['p.first_city_id', 'p.second_city_id'],
  'p.is_sample or p.is_published',
  ':cities',
);

function throwRefusal(cause: unknown): never {
  throw refusalOfStep(cause);
}

/** Whoever wants to record a step waits here for who is at it, and then sees what they did. */
async function lockPartnership(
  tx: EntityManager,
  actor: Actor,
  id: string,
): Promise<PartnershipWithSteps> {
  if (!UUID_SHAPE.test(id)) throw new NotFoundError(`No partnership has the id ${id.slice(0, 80)}`);
  await tx.query(`select partnership_lock($1)`, [id]);
  return readPartnership(tx, actor, id);
}

async function insertPartnership(
  tx: EntityManager,
  { firstCityId, secondCityId, kind }: BeginPartnershipDto,
  isSample: boolean,
): Promise<string> {
  try {
    const [{ id }] = await tx.query(
      `insert into partnership (first_city_id, second_city_id, kind, is_sample)
       values (least($1, $2), greatest($1, $2), $3, $4) returning id`,
      [firstCityId, secondCityId, kind, isSample],
    );
    return id as string;
  } catch (cause) {
    if (isViolationOf(cause, 'partnership_once')) {
      const detail = `There is a ${kind} between ${firstCityId} and ${secondCityId} already`;
      throw new PartnershipExistsError(detail, [], {}, { cause });
    }
    for (const [pointer, constraint] of CITY_CONSTRAINTS) {
      if (isViolationOf(cause, constraint)) {
        throw InvalidInputError.at(pointer, 'must be the id of a city that is known');
      }
    }
    throw cause;
  }
}

// The database compares in its order of ids, so which of the two is unknown is not told apart.
const CITY_CONSTRAINTS = [
  ['/firstCityId', 'partnership_first_city_id_fkey'],
  ['/secondCityId', 'partnership_second_city_id_fkey'],
] as const;
