import { EntityManager } from 'typeorm';

/**
 * Whoever moves what is on the road under these partnerships takes this first, to the end of the
 * transaction: matching and losses both take the rest of a line, and only one of them can have it.
 */
export async function lockRoad(tx: EntityManager, partnershipIds: string[]): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended('road ' || id, 0))
     from (select unnest($1::text[]) as id order by 1) ordered`,
    [partnershipIds],
  );
}
