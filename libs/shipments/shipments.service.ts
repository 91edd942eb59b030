import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, EntityManager, Repository } from 'typeorm';
import { Actor, can, citiesWhereMay, demand, isVisible } from '@pobratym/identity';
import { LedgerDto, LedgerService } from '@pobratym/ledger';
import { writeNotice } from '@pobratym/notices';
import {
  Clock,
  constraintOf,
  enqueue,
  InvalidInputError,
  once,
  Page,
  prepared,
  readCursor,
  refuseFuture,
  toPage,
  transact,
  UUID_SHAPE,
} from '@pobratym/platform';
import { AID_RECORDED } from './aid-recorded-job';
import { STAGED_LINES } from './aid-stage';
import { DispatchDto, RouteDto, ShipmentDto, ShipmentQuery } from './dto/shipment.dto';
import { recordShipmentEvent } from './shipment-event';
import { takeFromSources } from './forwarding';
import { replaceLegs } from './shipment-legs';
import { ShipmentRecords, subjectOf } from './shipment-records';
import { NEXT_STATES, ShipmentState } from './shipment-state';
import { Shipment } from './shipment.entity';
import { DISPATCHES, HAS_ROAD_BALANCE } from './shipments.sql';
import { NoSignatureError, NotHeldError, ShipmentStateError } from './shipments.errors';

@Injectable()
export class ShipmentsService {
  constructor(
    @InjectRepository(Shipment) private readonly shipments: Repository<Shipment>,
    private readonly database: DataSource,
    private readonly records: ShipmentRecords,
    private readonly ledger: LedgerService,
    private readonly clock: Clock,
  ) {}

  /** Those of the asker's cities, and samples. */
  async list(actor: Actor, query: ShipmentQuery): Promise<Page<ShipmentDto>> {
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
    return { ...page, items: await this.records.showAll(this.database.manager, actor, page.items) };
  }

  get(actor: Actor, id: string): Promise<ShipmentDto> {
    return this.records.show(this.database.manager, actor, id);
  }

  async readLedger(actor: Actor, id: string, asOf?: string): Promise<LedgerDto> {
    const { lines } = await this.get(actor, id);
    return this.ledger.readLines(
      lines.map((line) => line.id),
      asOf,
    );
  }

  /** The way and the customs of a shipment, known while it travels; told by either city. */
  async follow(actor: Actor, id: string, input: RouteDto): Promise<ShipmentDto> {
    return transact(this.database, async (tx) => {
      const shipment = await this.records.find(tx, actor, id);
      const subject = subjectOf(shipment);
      if (!can(actor, 'delivery.record', subject)) demand(actor, 'shipment.record', subject);
      const { declarationCode, clearedOn, legs } = input;
      await tx.query(
        `update shipment set declaration_code = $2, cleared_on = $3, version = version + 1
         where id = $1`,
        [id, declarationCode ?? null, clearedOn ?? null],
      );
      await replaceLegs(tx, id, legs);
      const after = { legs: legs.length, clearedOn: clearedOn ?? null };
      await recordShipmentEvent(tx, actor, 'shipment.follow', shipment, { after });
      return this.records.show(tx, actor, id);
    });
  }

  /** Tells the receiver what is to come. */
  async announce(actor: Actor, id: string, key?: string): Promise<ShipmentDto> {
    return this.step(actor, id, 'announced', { key, facts: {} }, (tx) =>
      tx.query(`update shipment set state = 'announced', version = version + 1 where id = $1`, [
        id,
      ]),
    );
  }

  /** The gate: refused unless the partnership is signed and in force on that day. */
  async dispatch(
    actor: Actor,
    id: string,
    { dispatchedOn }: DispatchDto,
    key?: string,
  ): Promise<ShipmentDto> {
    refuseFuture(this.clock, '/dispatchedOn', dispatchedOn);
    const step = { key, facts: { dispatchedOn } };
    return this.step(actor, id, 'dispatched', step, async (tx, shipment) => {
      if (shipment.partnershipId === null) await takeFromSources(tx, id);
      await this.passGate(tx, actor, id, dispatchedOn);
      if (shipment.partnershipId === null) return;
      await enqueue(tx, AID_RECORDED, `shipment-${id}`, {
        partnershipIds: [shipment.partnershipId],
        reportId: null,
      });
    });
  }

  async cancel(actor: Actor, id: string, key?: string): Promise<ShipmentDto> {
    return this.step(actor, id, 'cancelled', { key, facts: {} }, (tx) =>
      tx.query(`update shipment set state = 'cancelled', version = version + 1 where id = $1`, [
        id,
      ]),
    );
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
    await this.ledger.post(tx, DISPATCHES('s.report_id = $1'), [reportId]);
    return count;
  }

  /** Locks the shipment, refuses an illegal step, and runs and writes down a legal one. */
  private async step(
    actor: Actor,
    id: string,
    next: ShipmentState,
    { key, facts }: { key: string | undefined; facts: object },
    work: (tx: EntityManager, shipment: Shipment) => Promise<unknown>,
  ): Promise<ShipmentDto> {
    return transact(this.database, async (tx) => {
      const shipment = await this.records.findToRecord(tx, actor, id);
      const asked = { verb: next, id, facts };
      return once(tx, { cityId: shipment.sendingCityId, key, asked }, async () => {
        if (!NEXT_STATES[shipment.state].includes(next)) {
          throw new ShipmentStateError(shipment.state, next);
        }
        if (next !== 'cancelled') await refuseEmpty(tx, id);
        await work(tx, shipment);
        const shown = await this.records.show(tx, actor, id);
        // Of a draft the receiver has not heard, so of its end neither.
        const isHeard = next !== 'cancelled' || shipment.state === 'announced';
        if (isHeard) await this.notify(tx, shown);
        const change = { before: { state: shipment.state }, after: { state: next, ...facts } };
        await recordShipmentEvent(tx, actor, `shipment.${VERBS[next]}`, shipment, change);
        return shown;
      });
    });
  }

  /** The receiving city hears of it, with the list; of a sample nobody does. */
  private async notify(tx: EntityManager, shipment: ShipmentDto): Promise<void> {
    if (shipment.isSample) return;
    const { id, state, sendingCityId, receivingCityId: cityId } = shipment;
    const { plannedArrivalOn, lines } = shipment;
    const of = { cityId, subjectKind: 'shipment', subjectId: id, once: `${id} ${state}` } as const;
    if (state === 'announced') {
      const data = { sendingCityId, plannedArrivalOn, lines };
      await writeNotice(tx, { ...of, kind: 'shipment_announced', data });
    } else if (state === 'dispatched') {
      const data = { sendingCityId, dispatchedOn: shipment.dispatchedOn!, lines };
      await writeNotice(tx, { ...of, kind: 'shipment_dispatched', data });
    } else if (state === 'cancelled') {
      await writeNotice(tx, { ...of, kind: 'shipment_cancelled', data: { sendingCityId } });
    }
  }

  private async passGate(tx: EntityManager, actor: Actor, id: string, day: string): Promise<void> {
    try {
      await tx.query(
        `update shipment set state = 'dispatched', dispatched_on = $2, dispatched_at = $3,
           version = version + 1 where id = $1`,
        [id, day, this.clock.now()],
      );
      await this.ledger.post(tx, DISPATCHES('s.id = $1'), [id], actor.origin.personId);
    } catch (cause) {
      throw gateErrorOf(cause, day);
    }
  }
}

/** The copy of a shipment of which nothing was sent has no lines yet. */
async function refuseEmpty(tx: EntityManager, id: string): Promise<void> {
  const [line] = await prepared(tx, `select 1 from shipment_line where shipment_id = $1 limit 1`, [
    id,
  ]);
  if (!line) throw InvalidInputError.at('/lines', 'must hold at least one line: edit it first');
}

/** What the database refused at the dispatch, in words. */
function gateErrorOf(cause: unknown, day: string): unknown {
  switch (constraintOf(cause)) {
    case 'shipment_needs_signature':
      return new NoSignatureError(day, { cause: cause as Error });
    case 'ledger_balance_sign':
      return new NotHeldError('The city does not hold as much as is to be passed on.');
    case 'forwarding_after_receipt':
      return InvalidInputError.at('/dispatchedOn', 'must not be before what is passed on arrived');
    default:
      return cause;
  }
}

const VERBS: Record<ShipmentState, string> = {
  draft: 'draft',
  announced: 'announce',
  dispatched: 'dispatch',
  cancelled: 'cancel',
};

const IS_VISIBLE = isVisible(
  ['s.sending_city_id', 's.receiving_city_id'],
  's.is_sample',
  ':cities',
);
