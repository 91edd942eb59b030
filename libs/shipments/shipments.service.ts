import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, EntityManager, Repository } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { CitiesService } from '@pobratym/cities';
import { Actor, can, citiesWhereMay, demand, isVisible, Subject } from '@pobratym/identity';
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
import { DISPATCHES, INSERT_LINES, LOSSES, SAME_DRAFT } from './shipments.sql';
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

  /** Those of the asker's cities, and samples. */
  async list(actor: Actor, query: ShipmentQuery): Promise<Page<ShipmentWithLines>> {
    const { receivingCity, sendingCity, state, onTheRoad, sample = false } = query;
    const { limit, cursor } = query;
    const before = readCursor(cursor, UUID_SHAPE);
    const find = this.shipments
      .createQueryBuilder('s')
      .orderBy('s.id', 'DESC')
      .take(limit + 1);
    find.where('s.is_sample = :sample', { sample });
    find.andWhere(IS_VISIBLE, { cities: citiesWhereMay(actor, 'shipment.read') });
    if (before) find.andWhere('s.id < :before', { before });
    if (receivingCity) find.andWhere('s.receiving_city_id = :receivingCity', { receivingCity });
    if (sendingCity) find.andWhere('s.sending_city_id = :sendingCity', { sendingCity });
    if (state) find.andWhere('s.state = :state', { state });
    if (onTheRoad !== undefined) find.andWhere(`${onTheRoad ? '' : 'not '}${HAS_ROAD_BALANCE}`);
    const page = toPage(await find.getMany(), limit, (shipment) => shipment.id);
    return { ...page, items: await this.withLines(this.database.manager, page.items) };
  }

  /** What the asker may not see is not there. */
  async get(
    actor: Actor,
    id: string,
    tx: EntityManager = this.database.manager,
  ): Promise<ShipmentWithLines> {
    const shipment = UUID_SHAPE.test(id) ? await tx.findOneBy(Shipment, { id }) : null;
    if (!shipment || !can(actor, 'shipment.read', subjectOf(shipment))) {
      throw new NotFoundError(`No shipment has the id ${id.slice(0, 80)}`);
    }
    const [whole] = await this.withLines(tx, [shipment]);
    return whole!;
  }

  async readLedger(actor: Actor, id: string): Promise<LedgerDto> {
    const { lines } = await this.get(actor, id);
    return this.ledger.readLines(lines.map((line) => line.id));
  }

  /** A draft posts nothing; the same client-made id again answers with what is there. */
  async draft(actor: Actor, input: DraftShipmentDto, isSample = false): Promise<ShipmentWithLines> {
    const { sendingCityId: sender, receivingCityId: receiver } = input;
    demand(actor, 'shipment.record', { sender, receiver });
    const lines = readAidLines(input.lines, await this.cities.places());
    const id = await this.database.transaction(async (tx) => {
      const id = await this.insertDraft(tx, actor, input, isSample);
      if (id !== undefined) {
        await tx.query(INSERT_LINES, [id, JSON.stringify(lines)]);
        const after = { partnershipId: input.partnershipId, lines: lines.length };
        await this.tell(tx, actor, 'shipment.draft', { ...input, id }, { after });
        return id;
      }
      if (await this.isSameDraft(tx, input, lines)) return input.id!;
      throw new IdTakenError(`The id ${input.id} belongs to another shipment`);
    });
    return this.get(actor, id);
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
  async dispatch(
    actor: Actor,
    id: string,
    { dispatchedOn }: DispatchDto,
  ): Promise<ShipmentWithLines> {
    refuseFuture(this.clock, '/dispatchedOn', dispatchedOn);
    return this.step(actor, id, 'dispatched', { dispatchedOn }, async (tx, shipment) => {
      await this.passGate(tx, id, dispatchedOn);
      await this.ledger.post(tx, `${DISPATCHES} where s.id = $1`, [id]);
      await enqueue(tx, AID_RECORDED, `shipment-${id}`, {
        partnershipIds: [shipment.partnershipId],
        reportId: null,
      });
    });
  }

  async cancel(actor: Actor, id: string): Promise<ShipmentWithLines> {
    return this.step(actor, id, 'cancelled', {}, (tx) =>
      tx.query(`update shipment set state = 'cancelled' where id = $1`, [id]),
    );
  }

  /** What is still on the road is lost. */
  async recordLoss(
    actor: Actor,
    id: string,
    { occurredOn, note }: LossDto,
  ): Promise<ShipmentWithLines> {
    refuseFuture(this.clock, '/occurredOn', occurredOn);
    return this.step(actor, id, 'lost', { occurredOn }, async (tx, shipment) => {
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

  /** Locks the shipment, refuses an illegal step, and runs and writes down a legal one. */
  private async step(
    actor: Actor,
    id: string,
    next: ShipmentState,
    facts: object,
    work: (tx: EntityManager, shipment: Shipment) => Promise<unknown>,
  ): Promise<ShipmentWithLines> {
    const seen = await this.get(actor, id);
    demand(actor, 'shipment.record', subjectOf(seen.shipment));
    await this.database.transaction(async (tx) => {
      await tx.query(`select 1 from shipment where id = $1 for update`, [id]);
      const { shipment } = await this.get(actor, id, tx);
      if (!NEXT_STATES[shipment.state].includes(next)) {
        throw new ShipmentStateError(shipment.state, next);
      }
      await work(tx, shipment);
      const change = { before: { state: shipment.state }, after: { state: next, ...facts } };
      await this.tell(tx, actor, `shipment.${VERBS[next]}`, shipment, change);
    });
    return this.get(actor, id);
  }

  private tell(
    tx: EntityManager,
    actor: Actor,
    action: string,
    {
      id,
      sendingCityId,
      receivingCityId,
    }: Pick<Shipment, 'id' | 'sendingCityId' | 'receivingCityId'>,
    change: { before?: object; after: object },
  ): Promise<void> {
    const cityIds = [sendingCityId, receivingCityId];
    return recordEvent(tx, actor.origin, {
      action,
      subject: { kind: 'shipment', id },
      cityIds,
      ...change,
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

  private async insertDraft(
    tx: EntityManager,
    actor: Actor,
    input: DraftShipmentDto,
    isSample: boolean,
  ) {
    const { id, partnershipId, sendingCityId, receivingCityId, reference, note } = input;
    try {
      const rows = await tx.query(
        `insert into shipment (id, partnership_id, sending_city_id, receiving_city_id, reference,
           note, is_sample, recorded_by)
         values (coalesce($1, uuidv7()), $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do nothing returning id`,
        [
          id,
          partnershipId,
          sendingCityId,
          receivingCityId,
          reference,
          note,
          isSample,
          actor.origin.personId,
        ],
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

/** Whose it is; a sample is invented, so everyone may see it. */
export const subjectOf = (shipment: Shipment): Subject => ({
  sender: shipment.sendingCityId,
  receiver: shipment.receivingCityId,
  isPublished: shipment.isSample,
});

const VERBS: Record<ShipmentState, string> = {
  draft: 'draft',
  dispatched: 'dispatch',
  cancelled: 'cancel',
  lost: 'record_loss',
};

const IS_VISIBLE = isVisible(
  ['s.sending_city_id', 's.receiving_city_id'],
  's.is_sample',
  ':cities',
);

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
