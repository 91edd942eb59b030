import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, EntityManager, Repository, SelectQueryBuilder } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { CitiesService, PlaceIndex } from '@pobratym/cities';
import { Actor, citiesWhereMay, demand, isVisible } from '@pobratym/identity';
import { LedgerDto, LedgerService } from '@pobratym/ledger';
import {
  checkInput,
  Clock,
  constraintOf,
  enqueue,
  InvalidInputError,
  lastDayOf,
  once,
  Page,
  prepared,
  problemOf,
  readCursor,
  refuseFuture,
  sha256OfRequest,
  toPage,
  transact,
  UUID_SHAPE,
} from '@pobratym/platform';
import { AID_RECORDED, IdTakenError, lockRoad, ShipmentsService } from '@pobratym/shipments';
import { foreignShipment, NoPartnershipError } from './deliveries.errors';
import { Delivery } from './delivery.entity';
import {
  DeliveryLineRecord,
  INSERT_DELIVERY,
  INSERT_LINES,
  readDeliveryLines,
  RECORDED_BEFORE,
  refuseWrongCities,
  statedLineIds,
} from './delivery-input';
import { RECEIPTS } from './delivery-posting';
import { DeliveryRecords, IS_PUBLISHED, showTo } from './delivery-records';
import { ON_THE_ROAD, OnTheRoad, refuseUnexplained } from './difference-reason';
import {
  BatchAnswerDto,
  BatchItemInput,
  DeliveryDto,
  DeliveryFilter,
  DeliveryLineRow,
  DeliveryQuery,
  RecordArrivalDto,
  RecordDeliveryDto,
} from './dto/delivery.dto';
import { Matches } from './matches';

interface RecordOptions {
  isSample?: boolean;
  key?: string;
}

@Injectable()
export class DeliveriesService {
  constructor(
    @InjectRepository(Delivery) private readonly deliveries: Repository<Delivery>,
    private readonly database: DataSource,
    private readonly cities: CitiesService,
    private readonly shipments: ShipmentsService,
    private readonly records: DeliveryRecords,
    private readonly matches: Matches,
    private readonly ledger: LedgerService,
    private readonly clock: Clock,
  ) {}

  /** Those of the asker's cities, and what is published. */
  async list(
    actor: Actor,
    { limit, cursor, ...filter }: DeliveryQuery,
  ): Promise<Page<DeliveryDto>> {
    const before = readCursor(cursor, UUID_SHAPE);
    const find = this.deliveries
      .createQueryBuilder('d')
      .orderBy('d.id', 'DESC')
      .take(limit + 1);
    applyFilter(find, filter);
    find.andWhere(IS_VISIBLE, { cities: citiesWhereMay(actor, 'delivery.read') });
    if (before) find.andWhere('d.id < :before', { before });
    const page = toPage(await find.getMany(), limit, (delivery) => delivery.id);
    return { ...page, items: await this.records.showAll(this.database.manager, actor, page.items) };
  }

  get(actor: Actor, id: string): Promise<DeliveryDto> {
    return this.records.show(this.database.manager, actor, id);
  }

  async readLedger(actor: Actor, id: string, asOf?: string): Promise<LedgerDto> {
    const { lines } = await this.get(actor, id);
    return this.ledger.readLines(
      lines.map((line) => line.id),
      asOf,
    );
  }

  /** What arrived from a shipment, which says the cities. */
  async recordArrival(
    actor: Actor,
    shipmentId: string,
    input: RecordArrivalDto,
    key?: string,
  ): Promise<DeliveryDto> {
    const { sendingCityId, receivingCityId, isSample } = await this.shipments.get(
      actor,
      shipmentId,
    );
    const delivery = { ...input, shipmentId, sendingCityId, receivingCityId };
    return this.record(actor, delivery, { isSample, key });
  }

  /**
   * Records a delivery and posts it. More than was dispatched is not refused: what no shipment
   * announced stays on `unmatched` and becomes a difference.
   */
  async record(
    actor: Actor,
    input: RecordDeliveryDto,
    { isSample = false, key }: RecordOptions = {},
  ): Promise<DeliveryDto> {
    const { sendingCityId: sender, receivingCityId: receiver } = input;
    const places = await this.cities.places();
    refuseWrongCities(input, places);
    demand(actor, 'delivery.record', { sender, receiver });
    refuseFuture(this.clock, '/receivedOn', input.receivedOn);
    const lines = readDeliveryLines(input, places);
    const request = { cityId: receiver, key, asked: askedOf(input) };
    return transact(this.database, (tx) =>
      once(tx, request, () => this.recordIn(tx, actor, input, lines, places, isSample)),
    );
  }

  /** Each item by itself, in their order: one that is refused keeps back none of the others. */
  async recordAll(actor: Actor, items: BatchItemInput[]): Promise<BatchAnswerDto> {
    const answers: BatchAnswerDto['items'] = [];
    for (const { key, delivery } of items) {
      try {
        const input = await checkInput(RecordDeliveryDto, delivery);
        answers.push({ key, status: 201, body: await this.record(actor, input, { key }) });
      } catch (error) {
        const problem = problemOf(error);
        answers.push({ key, status: problem.status, body: problem });
      }
    }
    return { items: answers };
  }

  private async recordIn(
    tx: EntityManager,
    actor: Actor,
    input: RecordDeliveryDto,
    lines: DeliveryLineRecord[],
    places: PlaceIndex,
    isSample: boolean,
  ): Promise<DeliveryDto> {
    const { personId } = actor.origin;
    const known = await this.recordedBefore(tx, actor, input);
    if (known) return known;
    const tie = await this.findTie(tx, input, isSample);
    const delivery = await this.insert(tx, actor, input, tie, isSample, places);
    // Whoever has sent it at the same moment was first.
    if (!delivery) return (await this.recordedBefore(tx, actor, input))!;
    const lineIds = statedLineIds(lines);
    const isStated = lineIds.length > 0;
    if (isStated || input.shipmentId) await this.explain(tx, input, lines, tie);
    const rows = await this.insertLines(tx, delivery.id, JSON.stringify(lines));
    await this.ledger.post(tx, RECEIPTS('d.id = $1'), [delivery.id], personId);
    if (isStated) await this.matches.makeStated(tx, delivery.id, personId);
    if (tie.partnershipId !== null) {
      const data = { partnershipIds: [tie.partnershipId], reportId: null, lineIds };
      await enqueue(tx, AID_RECORDED, `delivery-${delivery.id}`, data);
    }
    await recordEvent(tx, actor.origin, {
      action: 'delivery.record',
      subject: { kind: 'delivery', id: delivery.id },
      cityIds: [input.sendingCityId, input.receivingCityId],
      after: {
        receivedOn: input.receivedOn,
        partnershipId: tie.partnershipId,
        lines: lines.length,
      },
    });
    return showTo(actor, delivery, rows);
  }

  /** What differs from what is on the road needs a reason; then nobody else may take of it. */
  private async explain(
    tx: EntityManager,
    { shipmentId, sendingCityId, receivingCityId }: RecordDeliveryDto,
    lines: DeliveryLineRecord[],
    tie: Tie,
  ): Promise<void> {
    await lockRoad(tx, [tie.partnershipId ?? shipmentId ?? '']);
    const road = await prepared<OnTheRoad>(tx, ON_THE_ROAD, [
      statedLineIds(lines),
      sendingCityId,
      receivingCityId,
    ]);
    refuseUnexplained(lines, road, shipmentId !== undefined);
  }

  /** Under which partnership it is, or outside one, as the receiver says; or passed on. */
  private async findTie(
    tx: EntityManager,
    input: RecordDeliveryDto,
    isSample: boolean,
  ): Promise<Tie> {
    const { shipmentId, isOutsidePartnership, sendingCityId, receivingCityId, receivedOn } = input;
    const lineIds = statedLineIds(input.lines);
    if (shipmentId !== undefined || lineIds.length > 0) {
      if (isOutsidePartnership) throw foreignShipment();
      // A shipment of other cities is as one that is not there.
      const ties = await prepared<Tie>(
        tx,
        `select distinct partnership_id as "partnershipId", partnership_id is null as "isPassedOn"
         from shipment where sending_city_id = $3 and receiving_city_id = $4
           and (id = $1 or id in (select shipment_id from shipment_line where id = any($2)))`,
        [shipmentId ?? null, lineIds, sendingCityId, receivingCityId],
      );
      if (ties.length !== 1 || (ties[0]!.isPassedOn && !shipmentId)) throw foreignShipment();
      return ties[0]!;
    }
    if (isOutsidePartnership) return { partnershipId: null, isPassedOn: false };
    const rows = await prepared<{ id: string }>(
      tx,
      `select p.id from partnership p join partnership_period f on f.partnership_id = p.id
       where p.first_city_id = least($1::text, $2) and p.second_city_id = greatest($1::text, $2)
         and lower(f.during) <= $3::date and p.is_sample = $4
       order by f.during @> $3::date desc, lower(f.during) desc, p.id limit 1`,
      [sendingCityId, receivingCityId, receivedOn, isSample],
    );
    if (rows.length === 0) throw new NoPartnershipError(receivedOn);
    return { partnershipId: rows[0]!.id, isPassedOn: false };
  }

  private async insert(
    tx: EntityManager,
    actor: Actor,
    input: RecordDeliveryDto,
    { partnershipId, isPassedOn }: Tie,
    isSample: boolean,
    places: PlaceIndex,
  ): Promise<Delivery | undefined> {
    const { id, shipmentId, sendingCityId, receivingCityId, reference, receivedOn, note } = input;
    try {
      const rows = await prepared<Delivery>(tx, INSERT_DELIVERY, [
        id,
        shipmentId,
        partnershipId,
        isPassedOn,
        sendingCityId,
        places.countryOf(sendingCityId),
        receivingCityId,
        places.countryOf(receivingCityId),
        reference,
        receivedOn,
        note,
        input.place,
        input.receivedBy,
        input.receivedAt,
        isSample,
        actor.origin.personId,
        id && sha256OfRequest(askedOf(input)),
      ]);
      return rows[0];
    } catch (cause) {
      switch (constraintOf(cause)) {
        case 'delivery_is_of_its_shipment':
        case 'delivery_is_of_its_partnership':
          throw foreignShipment();
        case 'delivery_needs_signature':
          throw new NoPartnershipError(receivedOn);
        default:
          throw cause;
      }
    }
  }

  /**
   * A client that sends a delivery again, not knowing whether it came through, gets it back as it is
   * by now; one that has changed anything is told, since its change was not recorded.
   */
  private async recordedBefore(
    tx: EntityManager,
    actor: Actor,
    input: RecordDeliveryDto,
  ): Promise<DeliveryDto | undefined> {
    if (input.id === undefined) return undefined;
    const sha256 = sha256OfRequest(askedOf(input));
    const [known] = await prepared<{ isSame: boolean }>(tx, RECORDED_BEFORE, [input.id, sha256]);
    if (!known) return undefined;
    if (known.isSame) return this.records.show(tx, actor, input.id);
    throw new IdTakenError(`The id ${input.id} belongs to another delivery`);
  }

  private async insertLines(
    tx: EntityManager,
    id: string,
    lines: string,
  ): Promise<DeliveryLineRow[]> {
    try {
      return await prepared<DeliveryLineRow>(tx, INSERT_LINES, [id, lines]);
    } catch (cause) {
      if (constraintOf(cause) !== 'delivery_line_is_of_its_shipment') throw cause;
      throw InvalidInputError.at('/lines', 'must name lines of the shipment in shipmentId');
    }
  }
}

const askedOf = (input: RecordDeliveryDto) => ({ verb: 'deliver', input });

interface Tie {
  partnershipId: string | null;
  isPassedOn: boolean;
}

const IS_VISIBLE = isVisible(['d.sending_city_id', 'd.receiving_city_id'], IS_PUBLISHED, ':cities');

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
