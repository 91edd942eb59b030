import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, EntityManager, Repository } from 'typeorm';
import { CitiesService } from '@pobratym/cities';
import { LedgerDto, LedgerService } from '@pobratym/ledger';
import {
  Clock,
  enqueue,
  groupBy,
  InvalidInputError,
  isViolationOf,
  NotFoundError,
  Page,
  readCursor,
  refuseFuture,
  toPage,
  UUID_SHAPE,
} from '@pobratym/platform';
import { AidLineRecord, readAidLines } from './aid-line';
import { AID_RECORDED } from './aid-recorded-job';
import { STAGED_LINES } from './aid-stage';
import { AidLineRow } from './dto/aid-line.dto';
import { lockRoad } from './lock-road';
import { DispatchDto, DraftShipmentDto, LossDto, ShipmentQuery } from './dto/shipment.dto';
import { NEXT_STATES, ShipmentState } from './shipment-state';
import { Shipment } from './shipment.entity';
import {
  foreignPartnership,
  IdTakenError,
  NoSignatureError,
  ShipmentStateError,
} from './shipments.errors';

export interface ShipmentWithLines {
  shipment: Shipment;
  lines: AidLineRow[];
}

@Injectable()
export class ShipmentsService {
  constructor(
    @InjectRepository(Shipment) private readonly shipments: Repository<Shipment>,
    private readonly database: DataSource,
    private readonly cities: CitiesService,
    private readonly ledger: LedgerService,
    private readonly clock: Clock,
  ) {}

  async list(query: ShipmentQuery): Promise<Page<ShipmentWithLines>> {
    const { receivingCity, sendingCity, state, onTheRoad, sample = false } = query;
    const { limit, cursor } = query;
    const before = readCursor(cursor, UUID_SHAPE);
    const find = this.shipments
      .createQueryBuilder('s')
      .orderBy('s.id', 'DESC')
      .take(limit + 1);
    find.where('s.is_sample = :sample', { sample });
    if (before) find.andWhere('s.id < :before', { before });
    if (receivingCity) find.andWhere('s.receiving_city_id = :receivingCity', { receivingCity });
    if (sendingCity) find.andWhere('s.sending_city_id = :sendingCity', { sendingCity });
    if (state) find.andWhere('s.state = :state', { state });
    if (onTheRoad !== undefined) find.andWhere(`${onTheRoad ? '' : 'not '}${HAS_ROAD_BALANCE}`);
    const page = toPage(await find.getMany(), limit, (shipment) => shipment.id);
    return { ...page, items: await this.withLines(this.database.manager, page.items) };
  }

  async get(id: string, tx: EntityManager = this.database.manager): Promise<ShipmentWithLines> {
    const shipment = UUID_SHAPE.test(id) ? await tx.findOneBy(Shipment, { id }) : null;
    if (!shipment) throw new NotFoundError(`No shipment has the id ${id.slice(0, 80)}`);
    const [whole] = await this.withLines(tx, [shipment]);
    return whole!;
  }

  async readLedger(id: string): Promise<LedgerDto> {
    const { lines } = await this.get(id);
    return this.ledger.readLines(lines.map((line) => line.id));
  }

  /** A draft posts nothing; the same client-made id again answers with what is there. */
  async draft(input: DraftShipmentDto, isSample = false): Promise<ShipmentWithLines> {
    const lines = readAidLines(input.lines, await this.cities.places());
    const id = await this.database.transaction(async (tx) => {
      const id = await this.insertDraft(tx, input, isSample);
      if (id !== undefined) {
        await tx.query(INSERT_LINES, [id, JSON.stringify(lines)]);
        return id;
      }
      if (await this.isSameDraft(tx, input, lines)) return input.id!;
      throw new IdTakenError(`The id ${input.id} belongs to another shipment`);
    });
    return this.get(id);
  }

  /** Whether a client sends again what it has sent: one that has changed anything is told. */
  private async isSameDraft(
    tx: EntityManager,
    input: DraftShipmentDto,
    lines: AidLineRecord[],
  ): Promise<boolean> {
    const { id, partnershipId, sendingCityId, receivingCityId, reference, note } = input;
    const rest = [partnershipId, sendingCityId, receivingCityId, reference, note];
    const rows = await tx.query(SAME_DRAFT, [id, JSON.stringify(lines), ...rest]);
    return rows.length > 0;
  }

  /** The gate: refused unless the partnership is signed and in force on that day. */
  async dispatch(id: string, { dispatchedOn }: DispatchDto): Promise<ShipmentWithLines> {
    refuseFuture(this.clock, '/dispatchedOn', dispatchedOn);
    await this.step(id, 'dispatched', async (tx, shipment) => {
      await this.passGate(tx, id, dispatchedOn);
      await this.ledger.post(tx, `${DISPATCHES} where s.id = $1`, [id]);
      await enqueue(tx, AID_RECORDED, `shipment-${id}`, {
        partnershipIds: [shipment.partnershipId],
        reportId: null,
      });
    });
    return this.get(id);
  }

  async cancel(id: string): Promise<ShipmentWithLines> {
    await this.step(id, 'cancelled', (tx) =>
      tx.query(`update shipment set state = 'cancelled' where id = $1`, [id]),
    );
    return this.get(id);
  }

  /** What is still on the road is lost. */
  async recordLoss(id: string, { occurredOn, note }: LossDto): Promise<ShipmentWithLines> {
    refuseFuture(this.clock, '/occurredOn', occurredOn);
    await this.step(id, 'lost', async (tx, shipment) => {
      if (occurredOn < shipment.dispatchedOn!) {
        throw InvalidInputError.at('/occurredOn', 'must not be before the dispatch');
      }
      await tx.query(
        `update shipment set state = 'lost', note = concat_ws(E'\\n', note, $2::text)
        where id = $1`,
        [id, note],
      );
      await lockRoad(tx, [shipment.partnershipId]);
      await this.ledger.post(tx, LOSSES, [id, occurredOn]);
      // What was short may be explained by the loss.
      await enqueue(tx, AID_RECORDED, `loss-${id}`, {
        partnershipIds: [shipment.partnershipId],
        reportId: null,
      });
    });
    return this.get(id);
  }

  /**
   * Posts the staged rows (aid-stage.ts) as dispatched shipments, one a case.
   * @returns how many shipments there are now of this report
   */
  async dispatchStaged(tx: EntityManager, reportId: string, isSample: boolean): Promise<number> {
    const [{ count }] = await tx.query(
      `with added as (
         insert into shipment (id, partnership_id, sending_city_id, receiving_city_id, reference,
           state, dispatched_on, note, is_sample, report_id)
         select case_id, partnership_id, sending_city_id, receiving_city_id, reference,
           'dispatched', occurred_on, note, $2, $1 from aid_case returning 1
       ) select count(*)::int as count from added`,
      [reportId, isSample],
    );
    await tx.query(
      `insert into shipment_line (id, shipment_id, line_number, category, is_category_proposed,
         item, quantity_milli, unit, packages, mass_grams, value_minor, currency, report_row)
       select line_id, case_id, line_number, category, is_category_proposed, item, quantity_milli,
         unit, packages, mass_grams, value_minor, currency, row from (${STAGED_LINES}) staged`,
    );
    await this.ledger.post(tx, `${DISPATCHES} where s.report_id = $1`, [reportId]);
    return count;
  }

  /** Locks the shipment, refuses an illegal step, and runs the work of a legal one. */
  private async step(
    id: string,
    next: ShipmentState,
    work: (tx: EntityManager, shipment: Shipment) => Promise<unknown>,
  ): Promise<void> {
    await this.get(id);
    await this.database.transaction(async (tx) => {
      await tx.query(`select 1 from shipment where id = $1 for update`, [id]);
      const { shipment } = await this.get(id, tx);
      if (!NEXT_STATES[shipment.state].includes(next)) {
        throw new ShipmentStateError(shipment.state, next);
      }
      await work(tx, shipment);
    });
  }

  private async passGate(tx: EntityManager, id: string, day: string): Promise<void> {
    try {
      const sql = `update shipment set state = 'dispatched', dispatched_on = $2 where id = $1`;
      await tx.query(sql, [id, day]);
    } catch (cause) {
      const isUnsigned = isViolationOf(cause, 'shipment_needs_signature');
      throw isUnsigned ? new NoSignatureError(day, { cause }) : cause;
    }
  }

  private async insertDraft(tx: EntityManager, input: DraftShipmentDto, isSample: boolean) {
    const { id, partnershipId, sendingCityId, receivingCityId, reference, note } = input;
    try {
      const rows = await tx.query(
        `insert into shipment (id, partnership_id, sending_city_id, receiving_city_id, reference,
           note, is_sample)
         values (coalesce($1, uuidv7()), $2, $3, $4, $5, $6, $7)
         on conflict (id) do nothing returning id`,
        [id, partnershipId, sendingCityId, receivingCityId, reference, note, isSample],
      );
      return rows[0]?.id as string | undefined;
    } catch (cause) {
      const isForeign = FOREIGN_PARTNERSHIP.some((name) => isViolationOf(cause, name));
      throw isForeign ? foreignPartnership() : cause;
    }
  }

  private async withLines(tx: EntityManager, shipments: Shipment[]): Promise<ShipmentWithLines[]> {
    const lines: (AidLineRow & { shipment_id: string })[] = await tx.query(
      `select l.*, c.minor_digits from shipment_line l left join currency c on c.code = l.currency
       where l.shipment_id = any($1) order by l.shipment_id, l.line_number`,
      [shipments.map((shipment) => shipment.id)],
    );
    const byShipment = groupBy(lines, (line) => line.shipment_id);
    return shipments.map((shipment) => ({ shipment, lines: byShipment.get(shipment.id) ?? [] }));
  }
}

const HAS_ROAD_BALANCE = `exists (
  select from shipment_line l join ledger_balance b on b.line_id = l.id
  where l.shipment_id = s.id and b.account = 'in_transit'
    and (b.mass_grams, b.quantity_milli, b.value_minor) <> (0, 0, 0))`;

const FOREIGN_PARTNERSHIP = [
  'shipment_is_of_its_partnership',
  'shipment_partnership_id_fkey',
  'shipment_cities_differ',
  'shipment_sending_city_id_fkey',
  'shipment_receiving_city_id_fkey',
];

const COLUMNS = `line_number, category, item, quantity_milli, unit, packages, mass_grams,
  value_minor, currency`;

const LINES_OF_JSON = `
  select "lineNumber" as line_number, category, item, "quantityMilli" as quantity_milli, unit,
    packages, "massGrams" as mass_grams, "valueMinor" as value_minor, currency
  from jsonb_to_recordset($2::jsonb) as r ("lineNumber" integer, category text, item text,
    "quantityMilli" bigint, unit text, packages integer, "massGrams" bigint, "valueMinor" bigint,
    currency text)`;

const INSERT_LINES = `
  insert into shipment_line (shipment_id, ${COLUMNS})
  select $1, ${COLUMNS} from (${LINES_OF_JSON}) sent`;

const SAME_DRAFT = `
  select 1 from shipment s where s.id = $1 and s.partnership_id = $3 and s.sending_city_id = $4
    and s.receiving_city_id = $5 and s.reference is not distinct from $6
    and s.note is not distinct from $7
    and (select count(*) from shipment_line l where l.shipment_id = s.id)
      = jsonb_array_length($2::jsonb)
    and not exists (
      select ${COLUMNS} from (${LINES_OF_JSON}) sent
      except select ${COLUMNS} from shipment_line l where l.shipment_id = s.id)`;

const DIMENSIONS = `s.receiving_city_id, r.country as receiving_country, s.sending_city_id,
  c.country as sending_country, l.category, false as is_outside_partnership, s.is_sample`;

const SHIPMENT_LINES = `shipment s join shipment_line l on l.shipment_id = s.id
  join city r on r.id = s.receiving_city_id join city c on c.id = s.sending_city_id`;

const DISPATCHES = `
  select l.id as from_line_id, 'sender'::ledger_account as from_account, l.id as to_line_id,
    'in_transit'::ledger_account as to_account, l.mass_grams, l.quantity_milli, l.value_minor,
    l.currency, false as is_mass_derived, 'dispatch' as reason, s.id as cause_id,
    s.dispatched_on as occurred_on, 'day' as date_precision, ${DIMENSIONS}
  from ${SHIPMENT_LINES}`;

const LOSSES = `
  select l.id as from_line_id, 'in_transit'::ledger_account as from_account, l.id as to_line_id,
    'lost'::ledger_account as to_account, nullif(b.mass_grams, 0) as mass_grams,
    nullif(b.quantity_milli, 0) as quantity_milli, nullif(b.value_minor, 0) as value_minor,
    case when b.value_minor <> 0 then l.currency end as currency, false as is_mass_derived,
    'loss' as reason, s.id as cause_id, $2::date as occurred_on, 'day' as date_precision,
    ${DIMENSIONS}
  from ${SHIPMENT_LINES}
  join ledger_balance b on b.line_id = l.id and b.account = 'in_transit'
  where s.id = $1 and (b.mass_grams, b.quantity_milli, b.value_minor) <> (0, 0, 0)`;
