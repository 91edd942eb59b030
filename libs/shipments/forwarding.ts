import { EntityManager } from 'typeorm';
import { lockHeld, sourcesOf } from './lock-road';
import { TAKE_SHARES } from './shares.sql';
import { SourceChangedError } from './shipments.errors';

/**
 * Before aid that is passed on leaves: nobody moves or corrects what its city holds meanwhile, each
 * line is still of what the city received, and a count alone takes its part of the mass.
 */
export async function takeFromSources(tx: EntityManager, shipmentId: string): Promise<void> {
  await lockHeld(tx, await sourcesOf(tx, shipmentId));
  const changed: Changed[] = await tx.query(CHANGED_SOURCES, [shipmentId]);
  if (changed.length > 0) throw sourceChanged(changed);
  await tx.query(TAKE_SHARES, [shipmentId]);
}

interface Changed {
  number: number;
  name: string;
  said: string;
  held: string | null;
}

/** A draft was of its source when it was written; the source may have been corrected since. */
const CHANGED_SOURCES = `
  select l.line_number as number, field.name, field.said, field.held
  from shipment_line l join delivery_line r on r.id = l.source_delivery_line_id
  cross join lateral (values ('category', l.category, r.category),
    ('unit', case when l.quantity_milli is not null then l.unit end, r.unit),
    ('currency', l.currency::text, r.currency::text)) field (name, said, held)
  where l.shipment_id = $1 and field.said <> coalesce(field.held, '')
  order by 1, 2`;

const sourceChanged = (changed: Changed[]): SourceChangedError =>
  new SourceChangedError(
    'What the city received was corrected after this was drafted: edit ' +
      `${[...new Set(changed.map(({ number }) => `line ${number}`))].join(', ')}, then dispatch.`,
    changed.map(({ number, name, said, held }) => ({
      pointer: `/lines/${number - 1}/${name}`,
      detail: `is ${said}; what was received is ${held ?? 'without one'} since`,
    })),
  );
