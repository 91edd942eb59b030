import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Actor, demand } from '@pobratym/identity';
import { Clock, InvalidInputError, once, refuseFuture, transact } from '@pobratym/platform';
import { DeliveryMovementDto, lockHeld, MovementDto, Movements } from '@pobratym/shipments';
import { DeliveryRecords, subjectOf } from './delivery-records';

/** In the city: found damaged, handed on to an institution, sent back. Told by the receiver. */
@Injectable()
export class DeliveryMovements {
  constructor(
    private readonly database: DataSource,
    private readonly records: DeliveryRecords,
    private readonly movements: Movements,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, id: string): Promise<{ items: MovementDto[] }> {
    const tx = this.database.manager;
    await this.records.find(tx, actor, id);
    return { items: await this.movements.list(tx, 'delivery', id) };
  }

  async record(
    actor: Actor,
    id: string,
    input: DeliveryMovementDto,
    key?: string,
  ): Promise<MovementDto> {
    const { kind, occurredOn } = input;
    refuseFuture(this.clock, '/occurredOn', occurredOn);
    return transact(this.database, async (tx) => {
      const delivery = await this.records.find(tx, actor, id);
      demand(actor, 'delivery.record', subjectOf(delivery));
      if (delivery.side !== 'receiver') {
        throw InvalidInputError.at('', 'what a public source has told is not moved on');
      }
      const { sendingCityId, receivingCityId, receivedOn } = delivery;
      const request = { cityId: receivingCityId!, key, asked: { verb: 'move', id, input } };
      return once(tx, request, async () => {
        if (occurredOn < receivedOn!) {
          throw InvalidInputError.at('/occurredOn', 'must not be before the receipt');
        }
        await lockHeld(tx, [id]);
        const movement = { of: 'delivery' as const, id, ...input };
        const recorded = await this.movements.record(tx, movement, actor.origin.personId);
        await recordEvent(tx, actor.origin, {
          action: `delivery.record_${kind}`,
          subject: { kind: 'delivery', id },
          cityIds: [sendingCityId, receivingCityId],
          after: { occurredOn, movement: recorded.id },
        });
        return recorded;
      });
    });
  }
}
