import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { CategoryMemory, CitiesService } from '@pobratym/cities';
import { Actor, demand } from '@pobratym/identity';
import { LedgerService } from '@pobratym/ledger';
import {
  Clock,
  constraintOf,
  enqueue,
  InvalidInputError,
  once,
  refuseFuture,
  transact,
} from '@pobratym/platform';
import {
  AID_RECORDED,
  CorrectFirstError,
  CorrectionDto,
  CorrectShipmentDto,
  DISPATCHES,
  lockHeld,
  lockRoad,
  NotHeldError,
  readAidLines,
  roadOf,
  SHARES_OF_CORRECTED,
  Shipment,
  ShipmentRecords,
  sourcesOf,
} from '@pobratym/shipments';
import { Change, Corrected, Kind } from './corrected';
import { AfterLine, afterOfDelivery, afterOfShipment, Share, withShare } from './corrected-line';
import {
  CHOSEN_CATEGORIES,
  FITTING_MATCHES,
  FOLLOWED_DELIVERY,
  FOLLOWED_SHIPMENT,
  INSERT_CORRECTION,
  INSERT_CORRECTION_LINES,
  READ_CORRECTIONS,
  REPOSTED,
  TIED_LINES,
} from './corrections.sql';
import { Delivery } from './delivery.entity';
import { explainCorrected } from './explain-correction';
import { readDeliveryLines } from './delivery-input';
import { RECEIPTS } from './delivery-posting';
import { dayPointer, errorOf, refuseUnclear } from './correction-refusals';
import { DeliveryRecords, subjectOf } from './delivery-records';
import { CorrectDeliveryDto } from './dto/correction.dto';
import { Matches } from './matches';

/**
 * History is added to: what was wrong is reversed and posted anew, in one transaction, with its
 * matches. What followed from it is corrected first: nobody else's word is changed with it.
 */
@Injectable()
export class Corrections {
  constructor(
    private readonly database: DataSource,
    private readonly cities: CitiesService,
    private readonly memory: CategoryMemory,
    private readonly shipmentRecords: ShipmentRecords,
    private readonly deliveryRecords: DeliveryRecords,
    private readonly matches: Matches,
    private readonly ledger: LedgerService,
    private readonly clock: Clock,
  ) {}

  async listOf(actor: Actor, kind: Kind, id: string): Promise<{ items: CorrectionDto[] }> {
    const tx = this.database.manager;
    if (kind === 'shipment') await this.shipmentRecords.find(tx, actor, id);
    else await this.deliveryRecords.find(tx, actor, id);
    return { items: await tx.query(READ_CORRECTIONS(kind), [id]) };
  }

  async correctShipment(
    actor: Actor,
    id: string,
    input: CorrectShipmentDto,
    key?: string,
  ): Promise<CorrectionDto> {
    const places = await this.cities.places();
    const read = readAidLines(input.lines ?? [], places);
    const lines = read.map((line, index) => afterOfShipment(input.lines![index]!, line));
    return transact(this.database, async (tx) => {
      const shipment: Shipment = await this.shipmentRecords.findToRecord(tx, actor, id);
      const { sendingCityId, receivingCityId, partnershipId } = shipment;
      const corrected: Corrected = {
        kind: 'shipment',
        id,
        cityId: sendingCityId,
        cityIds: [sendingCityId, receivingCityId],
        partnershipId,
        road: roadOf(shipment),
      };
      if (shipment.state !== 'dispatched') {
        throw InvalidInputError.at('', 'a shipment that has not left is edited, not corrected');
      }
      return this.correct(tx, actor, corrected, { input, day: input.dispatchedOn, lines }, key);
    });
  }

  async correctDelivery(
    actor: Actor,
    id: string,
    input: CorrectDeliveryDto,
    key?: string,
  ): Promise<CorrectionDto> {
    const places = await this.cities.places();
    // Which line of a shipment it arrived from stays, and is not asked for again.
    const lines = (input.lines ?? []).map((line) => ({ ...line, shipmentLineId: line.lineId }));
    const read = readDeliveryLines({ lines }, places);
    const after = read.map((line, index) => afterOfDelivery(input.lines![index]!, line));
    return transact(this.database, async (tx) => {
      const delivery: Delivery = await this.deliveryRecords.find(tx, actor, id);
      demand(actor, 'delivery.record', subjectOf(delivery));
      if (delivery.side !== 'receiver') {
        throw InvalidInputError.at('', 'what a public source has told is not corrected');
      }
      const { sendingCityId, receivingCityId, partnershipId, shipmentId } = delivery;
      const corrected: Corrected = {
        kind: 'delivery',
        id,
        cityId: receivingCityId!,
        cityIds: [sendingCityId, receivingCityId],
        partnershipId,
        road: partnershipId ?? shipmentId ?? id,
      };
      const change = { input, day: input.receivedOn, lines: after };
      return this.correct(tx, actor, corrected, change, key);
    });
  }

  private async correct(
    tx: EntityManager,
    actor: Actor,
    corrected: Corrected,
    change: Change,
    key: string | undefined,
  ): Promise<CorrectionDto> {
    refuseUnclear(change);
    if (change.day !== undefined) refuseFuture(this.clock, dayPointer(corrected), change.day);
    const { kind, id, cityId: city } = corrected;
    const request = { cityId: city, key, asked: { verb: 'correct', kind, id, ...change } };
    return once(tx, request, async () => {
      await lockRoad(tx, [corrected.road]);
      await lockHeld(tx, kind === 'delivery' ? [id] : await sourcesOf(tx, id));
      const correctionId =
        change.input.movementId === undefined
          ? await this.repost(tx, actor, corrected, change)
          : await this.takeBack(tx, actor, corrected, change);
      await this.tell(tx, actor, corrected, correctionId);
      const [recorded]: CorrectionDto[] = await tx.query(READ_CORRECTIONS('correction'), [
        correctionId,
      ]);
      return recorded!;
    });
  }

  /** A movement that had not happened: its entries are reversed. */
  private async takeBack(
    tx: EntityManager,
    actor: Actor,
    corrected: Corrected,
    change: Change,
  ): Promise<string> {
    const { movementId } = change.input;
    const rows: { kind: string }[] = await tx.query(
      `select kind from movement v where id = $1 and ${corrected.kind}_id = $2
         and not exists (select from correction c where c.movement_id = v.id)`,
      [movementId, corrected.id],
    );
    if (!rows[0]) {
      throw InvalidInputError.at('/movementId', `must be a movement of this ${corrected.kind}`);
    }
    const correctionId = await this.insert(tx, actor, corrected, change);
    const by = actor.origin.personId;
    try {
      const causes = [movementId, rows[0].kind];
      await this.ledger.reverse(tx, 'e.cause_id = $1 and e.reason = $2', causes, by);
    } catch (cause) {
      if (constraintOf(cause) !== 'ledger_balance_sign') throw cause;
      throw new NotHeldError('What it moved has moved on since: correct that first.');
    }
    return correctionId;
  }

  private async repost(
    tx: EntityManager,
    actor: Actor,
    corrected: Corrected,
    change: Change,
  ): Promise<string> {
    const by = actor.origin.personId;
    const { kind, id } = corrected;
    const lineIds = await this.linesOf(tx, corrected, change);
    await this.refuseFollowed(tx, corrected, lineIds);
    const reason = kind === 'shipment' ? 'dispatch' : 'receipt';
    try {
      const reversed = await this.matches.reverse(tx, lineIds, by);
      await this.ledger.reverse(tx, REPOSTED[kind], [id, lineIds, reason], by);
      const correctionId = await this.insert(tx, actor, corrected, change);
      const lines =
        kind === 'shipment'
          ? await this.withShares(tx, change.lines)
          : await explainCorrected(tx, change.lines);
      await tx.query(INSERT_CORRECTION_LINES, [correctionId, JSON.stringify(lines)]);
      await this.rememberCategories(tx, actor, corrected, correctionId);
      const post = kind === 'shipment' ? DISPATCHES : RECEIPTS;
      await this.ledger.post(tx, post('l.id = any($1)'), [lineIds], by);
      const fitting: { id: string }[] = await tx.query(FITTING_MATCHES, [reversed]);
      const again = fitting.map((match) => match.id);
      await this.matches.makeAgain(tx, again, lineIds, by);
      return correctionId;
    } catch (cause) {
      throw errorOf(cause, corrected);
    }
  }

  /** A count that is passed on takes its part of what is back with the city that held it. */
  private async withShares(tx: EntityManager, lines: AfterLine[]): Promise<AfterLine[]> {
    const shares: Share[] = await tx.query(SHARES_OF_CORRECTED, [JSON.stringify(lines)]);
    const shareOf = new Map(shares.map((share) => [share.id, share]));
    return lines.map((line) => withShare(line, shareOf.get(line.line_id)));
  }

  /** Another category for the same words is a choice, and made for the next time too. */
  private async rememberCategories(
    tx: EntityManager,
    { origin: { personId } }: Actor,
    { cityId }: Corrected,
    correctionId: string,
  ): Promise<void> {
    if (personId === null) return;
    const chosen: { item: string; category: string }[] = await tx.query(CHOSEN_CATEGORIES, [
      correctionId,
    ]);
    for (const choice of chosen) await this.memory.remember(tx, { cityId, personId, ...choice });
  }

  /** A day is of the whole record; else the lines that are named, which must be its own. */
  private async linesOf(
    tx: EntityManager,
    { kind, id }: Corrected,
    { day, lines }: Change,
  ): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select id from ${kind}_line where ${kind}_id = $1 order by id`,
      [id],
    );
    const own = rows.map((row) => row.id);
    const named = lines.map((line) => line.line_id);
    const faults = named.flatMap((lineId, index) =>
      own.includes(lineId) && named.indexOf(lineId) === index
        ? []
        : [{ pointer: `/lines/${index}/lineId`, detail: `must be a line of this ${kind}, once` }],
    );
    if (faults.length > 0) throw InvalidInputError.of(faults);
    return day === undefined ? named : own;
  }

  private async refuseFollowed(
    tx: EntityManager,
    { kind, id }: Corrected,
    lineIds: string[],
  ): Promise<void> {
    const sql = kind === 'shipment' ? FOLLOWED_SHIPMENT : FOLLOWED_DELIVERY;
    const followed = await tx.query(sql, [id, lineIds]);
    if (followed.length > 0) throw new CorrectFirstError(followed);
  }

  private async insert(
    tx: EntityManager,
    actor: Actor,
    { kind, id }: Corrected,
    { input, day }: Change,
  ): Promise<string> {
    const { reason, note, movementId } = input;
    const [row] = await tx.query(INSERT_CORRECTION(kind), [
      id,
      reason,
      note ?? null,
      movementId ?? null,
      day ?? null,
      actor.origin.personId,
    ]);
    return row.id;
  }

  private async tell(
    tx: EntityManager,
    actor: Actor,
    { kind, id, cityIds, partnershipId }: Corrected,
    correctionId: string,
  ): Promise<void> {
    if (partnershipId !== null) {
      const rows: { id: string }[] = await tx.query(TIED_LINES[kind], [id]);
      const lineIds = rows.map((row) => row.id);
      const data = { partnershipIds: [partnershipId], reportId: null, lineIds };
      await enqueue(tx, AID_RECORDED, `correction-${correctionId}`, data);
    }
    await recordEvent(tx, actor.origin, {
      action: `${kind}.correct`,
      subject: { kind, id },
      cityIds,
      after: { correction: correctionId },
    });
  }
}
