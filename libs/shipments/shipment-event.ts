import { EntityManager } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Actor } from '@pobratym/identity';
import { Shipment } from './shipment.entity';

/** Into the history of both cities. */
export function recordShipmentEvent(
  tx: EntityManager,
  actor: Actor,
  action: string,
  shipment: Pick<Shipment, 'id' | 'sendingCityId' | 'receivingCityId'>,
  change: { before?: object; after: object },
): Promise<void> {
  const cityIds = [shipment.sendingCityId, shipment.receivingCityId];
  const subject = { kind: 'shipment', id: shipment.id };
  return recordEvent(tx, actor.origin, { action, subject, cityIds, ...change });
}
