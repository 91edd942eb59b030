import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Actor } from '@pobratym/identity';
import {
  Clock,
  enqueue,
  InvalidInputError,
  once,
  refuseFuture,
  transact,
} from '@pobratym/platform';
import { AID_RECORDED } from './aid-recorded-job';
import { MovementDto, ShipmentMovementDto } from './dto/movement.dto';
import { lockHeld, lockRoad, sourcesOf } from './lock-road';
import { Movements } from './movements.service';
import { roadOf, ShipmentRecords } from './shipment-records';
import { ShipmentStateError } from './shipments.errors';

/** On the road: lost, found again, on its way back. Told by the sender. */
@Injectable()
export class ShipmentMovements {
  constructor(
    private readonly database: DataSource,
    private readonly records: ShipmentRecords,
    private readonly movements: Movements,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, id: string): Promise<{ items: MovementDto[] }> {
    const tx = this.database.manager;
    await this.records.find(tx, actor, id);
    return { items: await this.movements.list(tx, 'shipment', id) };
  }

  async record(
    actor: Actor,
    id: string,
    input: ShipmentMovementDto,
    key?: string,
  ): Promise<MovementDto> {
    const { kind, occurredOn } = input;
    refuseFuture(this.clock, '/occurredOn', occurredOn);
    return transact(this.database, async (tx) => {
      const shipment = await this.records.findToRecord(tx, actor, id);
      const { sendingCityId, receivingCityId, partnershipId } = shipment;
      const asked = { verb: 'move', id, input };
      return once(tx, { cityId: sendingCityId, key, asked }, async () => {
        if (shipment.state !== 'dispatched') throw new ShipmentStateError(shipment.state, kind);
        if (occurredOn < shipment.dispatchedOn!) {
          throw InvalidInputError.at('/occurredOn', 'must not be before the dispatch');
        }
        await lockRoad(tx, [roadOf(shipment)]);
        await lockHeld(tx, await sourcesOf(tx, id));
        const movement = { of: 'shipment' as const, id, ...input };
        const recorded = await this.movements.record(tx, movement, actor.origin.personId);
        if (partnershipId !== null) {
          // What was short may be explained by it; what was found may have arrived.
          const rows: { id: string }[] = await tx.query(
            `select id from shipment_line where shipment_id = $1`,
            [id],
          );
          const lineIds = rows.map((row) => row.id);
          const data = { partnershipIds: [partnershipId], reportId: null, lineIds };
          await enqueue(tx, AID_RECORDED, `movement-${recorded.id}`, data);
        }
        await recordEvent(tx, actor.origin, {
          action: `shipment.record_${kind}`,
          subject: { kind: 'shipment', id },
          cityIds: [sendingCityId, receivingCityId],
          after: { occurredOn, movement: recorded.id },
        });
        return recorded;
      });
    });
  }
}
