import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, EntityManager, Repository } from 'typeorm';
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
import { BeginPartnershipDto, PartnershipQuery, RecordStepDto } from './dto/partnership.dto';
import { Partnership } from './partnership.entity';
import { PartnershipKind, Step } from './partnership-stage';
import { PartnershipStep } from './partnership-step.entity';
import {
  PartnershipExistsError,
  StepOutOfOrderError,
  StepOutOfTimeError,
} from './partnerships.errors';

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

export interface PartnershipWithSteps {
  partnership: Partnership;
  steps: PartnershipStep[];
}

type NewStep = Omit<RecordStepDto, 'kind'> & { kind: Step };

@Injectable()
export class PartnershipsService {
  constructor(
    @InjectRepository(Partnership) private readonly partnerships: Repository<Partnership>,
    @InjectRepository(PartnershipStep) private readonly steps: Repository<PartnershipStep>,
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  async list(query: PartnershipQuery): Promise<Page<Partnership>> {
    const { city, stage, sample = false, limit, cursor } = query;
    const before = readCursor(cursor, UUID_SHAPE);
    const find = this.partnerships
      .createQueryBuilder('p')
      .where('p.is_sample = :sample', { sample })
      .andWhere(`p.stage <> 'none'`)
      .orderBy('p.id', 'DESC')
      .take(limit + 1);
    if (before) find.andWhere('p.id < :before', { before });
    if (stage) find.andWhere('p.stage = :stage', { stage });
    if (city) find.andWhere('(p.first_city_id = :city or p.second_city_id = :city)', { city });
    return toPage(await find.getMany(), limit, (partnership) => partnership.id);
  }

  async get(id: string): Promise<PartnershipWithSteps> {
    const partnership = UUID_SHAPE.test(id) ? await this.partnerships.findOneBy({ id }) : null;
    if (!partnership) throw new NotFoundError(`No partnership has the id ${id.slice(0, 80)}`);
    const steps = await this.steps.find({ where: { partnershipId: id }, order: { id: 'ASC' } });
    return { partnership, steps };
  }

  /** Begins with the step *areas chosen*. */
  async begin(input: BeginPartnershipDto, isSample = false): Promise<PartnershipWithSteps> {
    if (input.firstCityId === input.secondCityId) {
      throw InvalidInputError.at('/secondCityId', 'must be another city than firstCityId');
    }
    refuseFuture(this.clock, '/occurredOn', input.occurredOn);
    const id = await this.database.transaction(async (tx) => {
      const id = await this.insert(tx, input, isSample);
      await tx.query(
        `insert into partnership_area (partnership_id, area) select $1, unnest($2::text[])`,
        [id, input.areas],
      );
      await this.addStep(tx, id, { ...input, kind: 'areas_chosen' });
      return id;
    });
    return this.get(id);
  }

  async recordStep(id: string, step: RecordStepDto): Promise<PartnershipWithSteps> {
    const { partnership } = await this.get(id);
    refuseFuture(this.clock, '/occurredOn', step.occurredOn);
    if (step.endsOn && step.endsOn <= (step.inForceFrom ?? step.occurredOn)) {
      throw InvalidInputError.at('/endsOn', 'must be after the entry into force');
    }
    try {
      await this.database.transaction((tx) => this.addStep(tx, id, step));
    } catch (cause) {
      if (isViolationOf(cause, 'partnership_step_in_order')) {
        throw new StepOutOfOrderError(partnership.stage, step.kind, { cause });
      }
      if (isViolationOf(cause, 'partnership_step_in_time')) {
        throw new StepOutOfTimeError((cause as Error).message, [], {}, { cause });
      }
      throw cause;
    }
    return this.get(id);
  }

  /** Enters ties that are not there yet; returns how many were new. */
  async importTies(ties: ImportedTie[], decidedBy: string): Promise<number> {
    const records = ties.map((tie) => ({ ...tie, one: tie.cityIds[0], other: tie.cityIds[1] }));
    return this.database.transaction(async (tx) => {
      const rows = await tx.query(IMPORT_TIES, [JSON.stringify(records), decidedBy]);
      return rows.length as number;
    });
  }

  private async insert(tx: EntityManager, input: BeginPartnershipDto, isSample: boolean) {
    const { firstCityId, secondCityId, kind } = input;
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

  private async addStep(tx: EntityManager, partnershipId: string, step: NewStep): Promise<void> {
    const { kind, occurredOn, decidedBy, document, note, inForceFrom, endsOn } = step;
    await tx.query(
      `insert into partnership_step
         (partnership_id, kind, occurred_on, decided_by, document, note, in_force_from, ends_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [partnershipId, kind, occurredOn, decidedBy, document, note, inForceFrom, endsOn],
    );
  }
}

// The database compares in its order of ids, so which of the two is unknown is not told apart.
const CITY_CONSTRAINTS = [
  ['/firstCityId', 'partnership_first_city_id_fkey'],
  ['/secondCityId', 'partnership_second_city_id_fkey'],
] as const;

const IMPORT_TIES = `
  with tie as (
    select *, least(one, other) as first, greatest(one, other) as second
    from jsonb_to_recordset($1::jsonb) as r (one text, other text, kind text,
      status text, "signedOn" date, "datePrecision" text, "inForceFrom" date, "sourceUrl" text,
      note text)
  ), added as (
    insert into partnership (first_city_id, second_city_id, kind, source_url, note)
    select first, second, kind, "sourceUrl", note from tie
    where not exists (select from partnership p where p.first_city_id = first
      and p.second_city_id = second and p.kind = tie.kind and not p.is_sample)
    on conflict do nothing
    returning id, first_city_id, second_city_id, kind
  )
  insert into partnership_step (partnership_id, kind, imported_stage, occurred_on,
    date_precision, in_force_from, decided_by, document, note)
  select a.id, 'imported',
    case t.status when 'active' then 'signed' when 'unknown' then 'unconfirmed'
      else 'terminated' end,
    case when t.status <> 'terminated' then t."signedOn" end,
    case when t.status <> 'terminated' then t."datePrecision" else 'unknown' end,
    t."inForceFrom", $2, t."sourceUrl", t.note
  from added a join tie t
    on (t.first, t.second, t.kind) = (a.first_city_id, a.second_city_id, a.kind)
  returning partnership_id`;
