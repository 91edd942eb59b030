import { EntityManager } from 'typeorm';

/**
 * Whoever moves what is on the road under these partnerships takes this first, to the end of the
 * transaction: arrivals, matching, losses and corrections all take the rest of a line, and only one
 * of them can have it.
 * @param keys ids of partnerships; of a shipment that is passed on, which has none, its own
 */
export async function lockRoad(tx: EntityManager, keys: string[]): Promise<void> {
  await lock(tx, 'road', keys);
}

/** Of what a city holds, after the road: distributions, forwardings and corrections of a delivery wait in turn. */
export async function lockHeld(tx: EntityManager, deliveryIds: string[]): Promise<void> {
  await lock(tx, 'held', deliveryIds);
}

/** The deliveries from which a shipment passes on; of one that does not: none. */
export async function sourcesOf(tx: EntityManager, shipmentId: string): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select distinct r.delivery_id as id from shipment_line l
     join delivery_line r on r.id = l.source_delivery_line_id where l.shipment_id = $1`,
    [shipmentId],
  );
  return rows.map((row) => row.id);
}

async function lock(tx: EntityManager, name: string, keys: string[]): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended($2 || ' ' || id, 0))
     from (select distinct unnest($1::text[]) as id order by 1) ordered`,
    [keys, name],
  );
}
