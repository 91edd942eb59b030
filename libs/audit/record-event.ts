import { EntityManager } from 'typeorm';
import { prepared } from '@pobratym/platform';
import { Origin } from './origin';

export interface AuditEntry {
  /** `shipment.dispatch`: what was done to what. */
  action: string;
  subject: { kind: string; id: string };
  /** The cities whose administrators may read of it; none: the stewards. */
  cityIds: readonly (string | null)[];
  /** What stood there and what stands there now. No names, addresses or secrets. */
  before?: object | null;
  after?: object | null;
}

/**
 * Writes down what is being done, in the transaction that does it: neither happens without the
 * other. The database gives the application no right to change or delete what stands here.
 */
export async function recordEvent(
  tx: EntityManager,
  origin: Origin,
  { action, subject, cityIds, before, after }: AuditEntry,
): Promise<void> {
  await prepared(
    tx,
    `insert into audit_event (person_id, via, via_id, network, action, subject_kind, subject_id,
       city_ids, before, after) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      origin.personId,
      origin.via,
      origin.viaId,
      origin.network,
      action,
      subject.kind,
      subject.id,
      citiesOf(cityIds),
      before ?? null,
      after ?? null,
    ],
  );
}

/** The same of many that are done at once, in one statement and in their order. */
export async function recordEvents(
  tx: EntityManager,
  origin: Origin,
  entries: readonly AuditEntry[],
): Promise<void> {
  const rows = entries.map(({ cityIds, ...entry }) => ({ ...entry, cities: citiesOf(cityIds) }));
  await tx.query(
    `insert into audit_event (person_id, via, via_id, network, action, subject_kind, subject_id,
       city_ids, before, after)
     select $1::uuid, $2, $3::uuid, $4::cidr, action, subject->>'kind', subject->>'id', cities, before, after
     from jsonb_to_recordset($5::jsonb) as r (action text, subject jsonb, cities text[],
       before jsonb, after jsonb)`,
    [origin.personId, origin.via, origin.viaId, origin.network, JSON.stringify(rows)],
  );
}

const citiesOf = (cityIds: readonly (string | null)[]): string[] =>
  [...new Set(cityIds.filter((id): id is string => id !== null))].sort();
