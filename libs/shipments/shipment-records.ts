import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Actor, can, demand, Subject } from '@pobratym/identity';
import { groupBy, NotFoundError, prepared, UUID_SHAPE } from '@pobratym/platform';
import { LegDto } from './dto/leg.dto';
import { ShipmentDto, ShipmentLineRow } from './dto/shipment.dto';
import { Progress } from './shipment-state';
import { Shipment } from './shipment.entity';
import { LEGS, PROGRESS_OF } from './shipments.sql';

/** Whose it is; a sample is invented, so everyone may see it. */
export const subjectOf = (shipment: Shipment): Subject => ({
  sender: shipment.sendingCityId,
  receiver: shipment.receivingCityId,
  isPublished: shipment.isSample,
});

/** By what its movements wait for one another, see `lockRoad`. */
export const roadOf = (shipment: Pick<Shipment, 'id' | 'partnershipId'>): string =>
  shipment.partnershipId ?? shipment.id;

/** Shipments as they are read: never past the check of who may see them. */
@Injectable()
export class ShipmentRecords {
  /** What the asker may not see is not there. */
  async find(tx: EntityManager, actor: Actor, id: string): Promise<Shipment> {
    const shipment = UUID_SHAPE.test(id) ? await tx.findOneBy(Shipment, { id }) : null;
    if (!shipment || !can(actor, 'shipment.read', subjectOf(shipment))) {
      throw notFound(id);
    }
    return shipment;
  }

  /** For a command of its sender: locked to the end of the transaction. */
  async findToRecord(tx: EntityManager, actor: Actor, id: string): Promise<Shipment> {
    demand(actor, 'shipment.record', subjectOf(await this.find(tx, actor, id)));
    await prepared(tx, `select 1 from shipment where id = $1 for update`, [id]);
    return this.find(tx, actor, id);
  }

  async show(tx: EntityManager, actor: Actor, id: string): Promise<ShipmentDto> {
    const [shown] = await this.showAll(tx, actor, [await this.find(tx, actor, id)]);
    return shown!;
  }

  /** In the order of the ids. */
  async showMany(tx: EntityManager, actor: Actor, ids: string[]): Promise<ShipmentDto[]> {
    const found = await tx
      .createQueryBuilder(Shipment, 's')
      .where('s.id = any(:ids)', { ids })
      .getMany();
    const byId = new Map(found.map((shipment) => [shipment.id, shipment]));
    const shipments = ids.map((id) => {
      const shipment = byId.get(id);
      if (!shipment || !can(actor, 'shipment.read', subjectOf(shipment))) throw notFound(id);
      return shipment;
    });
    return this.showAll(tx, actor, shipments);
  }

  async showAll(tx: EntityManager, actor: Actor, shipments: Shipment[]): Promise<ShipmentDto[]> {
    const ids = shipments.map((shipment) => shipment.id);
    const lines: (ShipmentLineRow & { shipment_id: string })[] = await prepared(
      tx,
      `select l.*, c.minor_digits from shipment_line l left join currency c on c.code = l.currency
       where l.shipment_id = any($1) order by l.shipment_id, l.line_number`,
      [ids],
    );
    const legs: (LegDto & { shipmentId: string })[] = await prepared(tx, LEGS, [ids]);
    const progress: { id: string; progress: Progress }[] = await prepared(tx, PROGRESS_OF, [ids]);
    const progressOf = new Map(progress.map((row) => [row.id, row.progress]));
    const linesOf = groupBy(lines, (line) => line.shipment_id);
    const legsOf = groupBy(legs, (leg) => leg.shipmentId);
    return shipments.map((shipment) =>
      ShipmentDto.of(
        shipment,
        linesOf.get(shipment.id) ?? [],
        (legsOf.get(shipment.id) ?? []).map(({ shipmentId: _, ...leg }) => leg),
        progressOf.get(shipment.id) ?? null,
        can(actor, 'document.read', { ...subjectOf(shipment), isPublished: false }),
      ),
    );
  }
}

const notFound = (id: string): NotFoundError =>
  new NotFoundError(`No shipment has the id ${id.slice(0, 80)}`);
