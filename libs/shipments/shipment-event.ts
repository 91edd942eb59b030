import { EntityManager } from 'typeorm';
import { recordEvent, recordEvents } from '@pobratym/audit';
import { Actor } from '@pobratym/identity';
import { Shipment } from './shipment.entity';

/** Of many drafts that are made at once. */
export function recordDrafts(
  tx: EntityManager,
  actor: Actor,
  drafts: readonly (Pick<Shipment, 'id' | 'sendingCityId' | 'receivingCityId'> & {
    after: object;
  })[],
): Promise<void> {
  const entries = drafts.map(({ id, sendingCityId, receivingCityId, after }) => ({
    action: 'shipment.draft',
    subject: { kind: 'shipment', id },
    cityIds: [sendingCityId, receivingCityId],
    after,
  }));
  return recordEvents(tx, actor.origin, entries);
}

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
