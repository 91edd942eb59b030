import { EntityManager } from 'typeorm';
import { groupBy } from '@pobratym/platform';
import { MatchingLine } from './engine/matching-line';
import { Reconciled, reconcileBlock } from './engine/reconcile-block';
import { Tie } from './engine/tie';

interface OpenLine extends Omit<MatchingLine, 'massGrams' | 'quantityMilli' | 'valueMinor'> {
  block: string;
  massGrams: string | null;
  quantityMilli: string | null;
  valueMinor: string | null;
}

/** Whether anything was received that no rule of SQL has tied: then the engine is asked. */
const ANY_RECEIVED = `select exists (select from received r where ${isLoose('r')}) as any`;

/** Nobody has said of it what it came from, and no rule has found it. */
export function isLoose(r: string): string {
  return `${r}.stated_line_id is null
    and not exists (select from pair where received_line_id = ${r}.line_id)`;
}

const LINE = `l.reference, l.day - date '1970-01-01' as day, l.category,
  l.is_category_proposed as "isCategoryProposed", l.item, l.unit, l.currency`;

/** Lines on the road, with what is left of them. */
const SENT = `
  select l.line_id as id, l.shipment_id as "caseId", null as "atShipmentId",
    l.partnership_id || ' ' || l.sending_city_id as block,
    nullif(l.mass_grams, 0) as "massGrams", nullif(l.quantity_milli, 0) as "quantityMilli",
    nullif(l.value_minor, 0) as "valueMinor", ${LINE}
  from sent l where not exists (select from pair where sent_line_id = l.line_id)`;

const RECEIVED = `
  select l.line_id as id, l.delivery_id as "caseId", l.shipment_id as "atShipmentId",
    l.partnership_id || ' ' || l.sending_city_id as block, l.mass_grams as "massGrams",
    l.quantity_milli as "quantityMilli", l.value_minor as "valueMinor", ${LINE}
  from received l where ${isLoose('l')}`;

const KEEP_PAIRS = `
  insert into pair (sent_line_id, received_line_id, kind, rule, centibits, levels, parts)
  select "sentId", "receivedId", 'inferred', rule, centibits, levels, parts
  from jsonb_to_recordset($1::jsonb) as tie ("sentId" uuid, "receivedId" uuid, rule text,
    centibits integer, levels jsonb, parts integer)`;

const FORGET_CANDIDATES = `
  delete from match_candidate c using delivery_line l, delivery d
  where l.id = c.delivery_line_id and d.id = l.delivery_id and d.partnership_id = any($1)`;

const KEEP_CANDIDATES = `
  insert into match_candidate (shipment_line_id, delivery_line_id, rank, centibits, levels, parts)
  select "sentId", "receivedId", rank, centibits, levels, parts
  from jsonb_to_recordset($1::jsonb) as tie ("sentId" uuid, "receivedId" uuid, rank integer,
    centibits integer, levels jsonb, parts integer)`;

const KEEP_DUPLICATES = `
  insert into difference (kind, delivery_line_id, mass_grams, quantity_milli, value_minor, currency,
    receiving_city_id, sending_city_id, is_sample)
  select 'duplicate', l.id, l.mass_grams, l.quantity_milli, l.value_minor, l.currency,
    d.receiving_city_id, d.sending_city_id, d.is_sample
  from delivery_line l join delivery d on d.id = l.delivery_id where l.id = any($1)
  on conflict (kind, shipment_line_id, delivery_line_id, shipment_id) do update set state = 'open'
    where difference.state = 'superseded'`;

/** What was matched after all is no duplicate. */
const CLOSE_DUPLICATES = `
  update difference f set state = 'superseded' from pair p
  where f.kind = 'duplicate' and f.state = 'open' and f.delivery_line_id = p.received_line_id`;

/**
 * What no rule has tied is given to the engine, block by block: what is sure becomes pairs of the
 * temporary table, what is doubtful candidates for a person.
 */
export async function matchOpenLines(tx: EntityManager, partnershipIds: string[]): Promise<void> {
  const [{ any }] = await tx.query(ANY_RECEIVED);
  await tx.query(FORGET_CANDIDATES, [partnershipIds]);
  if (!any) return;
  const byBlock = (lines: OpenLine[]) => groupBy(lines, ({ block }) => block);
  const sent = byBlock(await tx.query(SENT));
  const received = byBlock(await tx.query(RECEIVED));
  const rejected = new Set<string>();
  for (const [block, arrived] of received) {
    const left = sent.get(block);
    if (!left) continue;
    const lines = { sent: left.map(toLine), received: arrived.map(toLine) };
    await keep(tx, reconcileBlock({ ...lines, rejected }));
  }
  await tx.query(CLOSE_DUPLICATES);
}

async function keep(
  tx: EntityManager,
  { ties, candidates, duplicates }: Reconciled,
): Promise<void> {
  if (ties.length > 0) await tx.query(KEEP_PAIRS, [JSON.stringify(ties.map(toRow))]);
  if (candidates.length > 0) {
    const rows = candidates.map((tie) => ({ ...toRow(tie), rank: tie.rank }));
    await tx.query(KEEP_CANDIDATES, [JSON.stringify(rows)]);
  }
  if (duplicates.length > 0) {
    await tx.query(KEEP_DUPLICATES, [duplicates.map(({ line }) => line.id)]);
  }
}

const toRow = ({ sent, received, bits, levels, parts }: Tie) => ({
  sentId: sent.id,
  receivedId: received.id,
  rule:
    received.atShipmentId !== null
      ? 'shipment'
      : levels.reference === 'same'
        ? 'reference'
        : 'attributes',
  centibits: Math.round(bits * 100),
  levels,
  parts,
});

const toLine = ({ block: _, massGrams, quantityMilli, valueMinor, ...line }: OpenLine) => ({
  ...line,
  // Whole numbers of at most 10^15: a float holds them.
  massGrams: massGrams === null ? null : Number(massGrams),
  quantityMilli: quantityMilli === null ? null : Number(quantityMilli),
  valueMinor: valueMinor === null ? null : Number(valueMinor),
});
