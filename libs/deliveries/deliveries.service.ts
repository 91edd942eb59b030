import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, EntityManager, Repository, SelectQueryBuilder } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { CitiesService, PlaceIndex } from '@pobratym/cities';
import { Actor, can, citiesWhereMay, demand, isVisible } from '@pobratym/identity';
import { LedgerDto, LedgerService } from '@pobratym/ledger';
import {
  Clock,
  enqueue,
  groupBy,
  InvalidInputError,
  isViolationOf,
  lastDayOf,
  NotFoundError,
  Page,
  readCursor,
  refuseFuture,
  toPage,
  UUID_SHAPE,
} from '@pobratym/platform';
import { AID_RECORDED, IdTakenError, ShipmentsService } from '@pobratym/shipments';
import { foreignShipment, NoPartnershipError } from './deliveries.errors';
import { Delivery } from './delivery.entity';
import {
  DeliveryLineRecord,
  INSERT_LINES,
  readDeliveryLines,
  refuseWrongCities,
  SAME_DELIVERY,
} from './delivery-input';
import { RECEIPTS } from './delivery-posting';
import {
  DeliveryFilter,
  DeliveryLineRow,
  DeliveryQuery,
  RecordArrivalDto,
  RecordDeliveryDto,
} from './dto/delivery.dto';

export interface DeliveryWithLines {
  delivery: Delivery;
  lines: DeliveryLineRow[];
}

@Injectable()
export class DeliveriesService {
  constructor(
    @InjectRepository(Delivery) private readonly deliveries: Repository<Delivery>,
    private readonly database: DataSource,
    private readonly cities: CitiesService,
    private readonly shipments: ShipmentsService,
    private readonly ledger: LedgerService,
    private readonly clock: Clock,
  ) {}

  /** Those of the asker's cities, and what is published. */
  async list(
    actor: Actor,
    { limit, cursor, ...filter }: DeliveryQuery,
  ): Promise<Page<DeliveryWithLines>> {
    const before = readCursor(cursor, UUID_SHAPE);
    const find = this.deliveries
      .createQueryBuilder('d')
      .orderBy('d.id', 'DESC')
      .take(limit + 1);
    applyFilter(find, filter);
    find.andWhere(IS_VISIBLE, { cities: citiesWhereMay(actor, 'delivery.read') });
    if (before) find.andWhere('d.id < :before', { before });
    const page = toPage(await find.getMany(), limit, (delivery) => delivery.id);
    return { ...page, items: await this.withLines(this.database.manager, page.items) };
  }

  /** What the asker may not see is not there. */
  async get(actor: Actor, id: string): Promise<DeliveryWithLines> {
    const tx = this.database.manager;
    const delivery = UUID_SHAPE.test(id) ? await tx.findOneBy(Delivery, { id }) : null;
    if (!delivery || !can(actor, 'delivery.read', subjectOf(delivery))) {
      throw new NotFoundError(`No delivery has the id ${id.slice(0, 80)}`);
    }
    const [whole] = await this.withLines(tx, [delivery]);
    return whole!;
  }

  async readLedger(actor: Actor, id: string): Promise<LedgerDto> {
    const { lines } = await this.get(actor, id);
    return this.ledger.readLines(lines.map((line) => line.id));
  }

  /** What arrived from a shipment, which says the cities. */
  async recordArrival(
    actor: Actor,
    shipmentId: string,
    input: RecordArrivalDto,
  ): Promise<DeliveryWithLines> {
    const { shipment } = await this.shipments.get(actor, shipmentId);
    const { sendingCityId, receivingCityId, isSample } = shipment;
    return this.record(actor, { ...input, shipmentId, sendingCityId, receivingCityId }, isSample);
  }

  /**
   * Records a delivery and posts it. More than was dispatched is not refused: what no shipment
   * announced stays on `unmatched` and becomes a difference.
   */
  async record(
    actor: Actor,
    input: RecordDeliveryDto,
    isSample = false,
  ): Promise<DeliveryWithLines> {
    const { sendingCityId: sender, receivingCityId: receiver } = input;
    const places = await this.cities.places();
    refuseWrongCities(input, places);
    demand(actor, 'delivery.record', { sender, receiver });
    refuseFuture(this.clock, '/receivedOn', input.receivedOn);
    const lines = readDeliveryLines(input, places);
    const id = await this.database.transaction(async (tx) => {
      const partnershipId = await this.findPartnership(tx, input, isSample);
      const id = await this.insert(tx, actor, input, partnershipId, isSample, places);
      if (id === undefined) return this.sameDelivery(tx, input, partnershipId, lines);
      await this.insertLines(tx, id, JSON.stringify(lines));
      await this.ledger.post(tx, RECEIPTS('d.id = $1'), [id]);
      if (partnershipId !== null) {
        const data = { partnershipIds: [partnershipId], reportId: null };
        await enqueue(tx, AID_RECORDED, `delivery-${id}`, data);
      }
      await recordEvent(tx, actor.origin, {
        action: 'delivery.record',
        subject: { kind: 'delivery', id },
        cityIds: [sender, receiver],
        after: { receivedOn: input.receivedOn, partnershipId, lines: lines.length },
      });
      return id;
    });
    return this.get(actor, id);
  }

  /** Null: outside a partnership, as the receiver says. Else the shipment's, or the one in force. */
  private async findPartnership(
    tx: EntityManager,
    input: RecordDeliveryDto,
    isSample: boolean,
  ): Promise<string | null> {
    const { shipmentId, isOutsidePartnership, sendingCityId, receivingCityId, receivedOn } = input;
    if (shipmentId) {
      if (isOutsidePartnership) throw foreignShipment();
      const rows = await tx.query(`select partnership_id as id from shipment where id = $1`, [
        shipmentId,
      ]);
      if (rows.length === 0) throw foreignShipment();
      return rows[0].id;
    }
    if (isOutsidePartnership) return null;
    const rows = await tx.query(
      `select p.id from partnership p join partnership_period f on f.partnership_id = p.id
       where p.first_city_id = least($1::text, $2) and p.second_city_id = greatest($1::text, $2)
         and lower(f.during) <= $3 and p.is_sample = $4
       order by f.during @> $3::date desc, lower(f.during) desc, p.id limit 1`,
      [sendingCityId, receivingCityId, receivedOn, isSample],
    );
    if (rows.length === 0) throw new NoPartnershipError(receivedOn);
    return rows[0].id;
  }

  private async insert(
    tx: EntityManager,
    actor: Actor,
    input: RecordDeliveryDto,
    partnershipId: string | null,
    isSample: boolean,
    places: PlaceIndex,
  ): Promise<string | undefined> {
    const { id, shipmentId, sendingCityId, receivingCityId, reference, receivedOn, note } = input;
    try {
      const rows = await tx.query(
        `insert into delivery (id, shipment_id, partnership_id, is_outside_partnership, side,
           sending_city_id, sending_country, receiving_city_id, receiving_country, reference,
           received_on, note, is_sample, recorded_by)
         values (coalesce($1, uuidv7()), $2, $3, $3::uuid is null, 'receiver', $4, $5, $6, $7, $8,
           $9, $10, $11, $12)
         on conflict (id) do nothing returning id`,
        [
          id,
          shipmentId,
          partnershipId,
          sendingCityId,
          places.countryOf(sendingCityId),
          receivingCityId,
          places.countryOf(receivingCityId),
          reference,
          receivedOn,
          note,
          isSample,
          actor.origin.personId,
        ],
      );
      return rows[0]?.id;
    } catch (cause) {
      const isForeign =
        isViolationOf(cause, 'delivery_is_of_its_shipment') ||
        isViolationOf(cause, 'delivery_is_of_its_partnership');
      if (isForeign) throw foreignShipment();
      if (isViolationOf(cause, 'delivery_needs_signature'))
        throw new NoPartnershipError(receivedOn);
      throw cause;
    }
  }

  /**
   * A client that sends a delivery again, not knowing whether it came through, gets it back; one
   * that has changed anything is told, since its change was not recorded.
   */
  private async sameDelivery(
    tx: EntityManager,
    input: RecordDeliveryDto,
    partnershipId: string | null,
    lines: DeliveryLineRecord[],
  ): Promise<string> {
    const { id, sendingCityId, receivingCityId, receivedOn, shipmentId, reference, note } = input;
    const cities = [sendingCityId, receivingCityId];
    const rest = [receivedOn, partnershipId, shipmentId, reference, note];
    const sent = JSON.stringify(lines);
    const rows = await tx.query(SAME_DELIVERY, [id, sent, ...cities, ...rest]);
    if (rows.length > 0) return input.id!;
    throw new IdTakenError(`The id ${input.id} belongs to another delivery`);
  }

  private async insertLines(tx: EntityManager, id: string, lines: string): Promise<void> {
    try {
      await tx.query(INSERT_LINES, [id, lines]);
    } catch (cause) {
      if (isViolationOf(cause, 'delivery_line_is_of_its_shipment')) {
        throw InvalidInputError.at('/lines', 'must name lines of the shipment in shipmentId');
      }
      throw cause;
    }
  }

  private async withLines(tx: EntityManager, found: Delivery[]): Promise<DeliveryWithLines[]> {
    const lines: DeliveryLineRow[] = await tx.query(
      `select l.*, c.minor_digits from delivery_line l left join currency c on c.code = l.currency
       where l.delivery_id = any($1) order by l.delivery_id, l.line_number`,
      [found.map((delivery) => delivery.id)],
    );
    const byDelivery = groupBy(lines, (line) => line.delivery_id);
    return found.map((delivery) => ({ delivery, lines: byDelivery.get(delivery.id) ?? [] }));
  }
}

/** What everyone may see: what a public source has told, and samples, which are invented. */
export const IS_PUBLISHED = `(d.is_sample or d.side = 'public_source')`;

const IS_VISIBLE = isVisible(['d.sending_city_id', 'd.receiving_city_id'], IS_PUBLISHED, ':cities');

const subjectOf = (delivery: Delivery) => ({
  sender: delivery.sendingCityId,
  receiver: delivery.receivingCityId,
  isPublished: delivery.isSample || delivery.side === 'public_source',
});

/**
 * A day counts from `from` to `to`; a month only where it lies in them whole; what has no day
 * counts only where no period is asked for.
 */
function applyFilter(find: SelectQueryBuilder<Delivery>, filter: DeliveryFilter): void {
  const { receivingCity, sendingCity, category, from, to, sample = false } = filter;
  find.where('d.is_sample = :sample', { sample });
  if (receivingCity) find.andWhere('d.receiving_city_id = :receivingCity', { receivingCity });
  if (sendingCity) find.andWhere('d.sending_city_id = :sendingCity', { sendingCity });
  if (from) find.andWhere('d.received_on >= :from', { from });
  if (to) {
    find.andWhere(`${lastDayOf('d.received_on', 'd.date_precision')} <= :to`, { to });
  }
  if (category) {
    find.andWhere(
      `exists (select from delivery_line l where l.delivery_id = d.id and l.category = :category)`,
      { category },
    );
  }
}
