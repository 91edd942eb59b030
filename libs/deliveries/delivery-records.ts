import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Actor, can } from '@pobratym/identity';
import { groupBy, NotFoundError, prepared, UUID_SHAPE } from '@pobratym/platform';
import { Delivery } from './delivery.entity';
import { DeliveryDto, DeliveryLineRow } from './dto/delivery.dto';

/** What everyone may see: what a public source has told, and samples, which are invented. */
export const IS_PUBLISHED = `(d.is_sample or d.side = 'public_source')`;

export const subjectOf = (delivery: Delivery) => ({
  sender: delivery.sendingCityId,
  receiver: delivery.receivingCityId,
  isPublished: delivery.isSample || delivery.side === 'public_source',
});

/** Deliveries as they are read: never past the check of who may see them. */
@Injectable()
export class DeliveryRecords {
  /** What the asker may not see is not there. */
  async find(tx: EntityManager, actor: Actor, id: string): Promise<Delivery> {
    const delivery = UUID_SHAPE.test(id) ? await tx.findOneBy(Delivery, { id }) : null;
    if (!delivery || !can(actor, 'delivery.read', subjectOf(delivery))) {
      throw new NotFoundError(`No delivery has the id ${id.slice(0, 80)}`);
    }
    return delivery;
  }

  async show(tx: EntityManager, actor: Actor, id: string): Promise<DeliveryDto> {
    const [shown] = await this.showAll(tx, actor, [await this.find(tx, actor, id)]);
    return shown!;
  }

  async showAll(tx: EntityManager, actor: Actor, found: Delivery[]): Promise<DeliveryDto[]> {
    const lines: DeliveryLineRow[] = await prepared(
      tx,
      `select l.*, c.minor_digits from delivery_line l left join currency c on c.code = l.currency
       where l.delivery_id = any($1) order by l.delivery_id, l.line_number`,
      [found.map((delivery) => delivery.id)],
    );
    const linesOf = groupBy(lines, (line) => line.delivery_id);
    return found.map((delivery) => showTo(actor, delivery, linesOf.get(delivery.id) ?? []));
  }
}

/** Place, hour and people are for the two cities. */
export const showTo = (actor: Actor, delivery: Delivery, lines: DeliveryLineRow[]): DeliveryDto =>
  DeliveryDto.of(
    delivery,
    lines,
    can(actor, 'document.read', { ...subjectOf(delivery), isPublished: false }),
  );
