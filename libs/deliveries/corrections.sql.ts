import { Kind } from './corrected';

/** $1 the record, $2 reason, $3 note, $4 movement, $5 the true day, $6 who. */
export const INSERT_CORRECTION = (kind: Kind): string => `
  insert into correction (${kind}_id, reason, note, movement_id, occurred_on_after, recorded_by)
  values ($1, $2, $3, $4, $5, $6) returning id`;

export const INSERT_CORRECTION_LINES = `
  insert into correction_line (correction_id, line_id, after)
  select $1, line_id, after
  from jsonb_to_recordset($2::jsonb) as r (line_id uuid, after jsonb) order by line_id`;

/** $1: a correction; whose lines kept their words and got another category. */
export const CHOSEN_CATEGORIES = `
  select after->>'item' as item, after->>'category' as category from correction_line
  where correction_id = $1 and after->>'item' = before->>'item'
    and after->>'category' <> before->>'category' order by line_id`;

/** What a shipment's lines went through on the road; $1 shipment, $2 lines. */
export const FOLLOWED_SHIPMENT = `
  select v.kind, v.id, v.occurred_on as "occurredOn" from movement v
  where v.shipment_id = $1 and not exists (select from correction c where c.movement_id = v.id)
    and exists (select from ledger_entry e where e.cause_id = v.id and e.reason = v.kind
      and e.from_line_id = any($2))
  order by v.id`;

/** What became of a delivery's lines in the city, and where they were passed on to. */
export const FOLLOWED_DELIVERY = `
  select v.kind, v.id, v.occurred_on as "occurredOn" from movement v
  where v.delivery_id = $1 and not exists (select from correction c where c.movement_id = v.id)
    and exists (select from ledger_entry e where e.cause_id = v.id and e.reason = v.kind
      and e.from_line_id = any($2))
  union all
  select distinct 'shipment', s.id, s.dispatched_on
  from shipment_line l join shipment s on s.id = l.shipment_id
  where l.source_delivery_line_id = any($2) and s.state = 'dispatched' and not l.is_nothing
  order by 2`;

/**
 * $1: the id of what `of` says. A client may give a delivery the id of a foreign shipment, so an id
 * alone never says what it is of.
 */
export const READ_CORRECTIONS = (of: 'shipment' | 'delivery' | 'correction'): string => `
  select c.id, c.reason, c.note, c.movement_id as "movementId",
    c.occurred_on_before as "occurredOnBefore", c.occurred_on_after as "occurredOnAfter",
    c.recorded_at as "recordedAt", coalesce((select jsonb_agg(jsonb_build_object('lineId', l.line_id,
        'before', l.before, 'after', l.after) order by l.line_id)
      from correction_line l where l.correction_id = c.id), '[]') as lines
  from correction c where c.${of === 'correction' ? 'id' : `${of}_id`} = $1 order by c.id`;

/** The lines of shipments that a record is tied to: its own, or those it says or is said to be of. */
export const TIED_LINES: Record<'shipment' | 'delivery', string> = {
  shipment: `select id from shipment_line where shipment_id = $1`,
  delivery: `
    select shipment_line_id as id from delivery_line
    where delivery_id = $1 and shipment_line_id is not null
    union select m.shipment_line_id from match m join delivery_line l on l.id = m.delivery_line_id
    where l.delivery_id = $1`,
};

/** Of these matches ($1), those that may be made again: what a worker had found must fit the days. */
export const FITTING_MATCHES = `
  select m.id from match m join shipment_line l on l.id = m.shipment_line_id
  join shipment s on s.id = l.shipment_id join delivery_line r on r.id = m.delivery_line_id
  join delivery d on d.id = r.delivery_id
  where m.id = any($1) and (m.kind = 'stated' or d.received_on >= s.dispatched_on)`;

const isLive = (entry: string): string => `${entry}.reverses_id is null
  and not exists (select from ledger_entry r where r.reverses_id = ${entry}.id)`;

/**
 * The entries by which these lines ($2) of a shipment ($1) left the city that had held them. Lines
 * of one shipment may come from one line: as many of its equal entries are taken as these lines
 * have, and what left with others stays.
 */
const FORWARDED = `
  select f.id from (
    select o.*, l.source_delivery_line_id, row_number() over (partition by
      l.source_delivery_line_id, o.mass_grams, o.quantity_milli, o.value_minor, o.is_mass_derived
      order by o.id) as n
    from ledger_entry o join shipment_line l on l.id = o.from_line_id
    where o.cause_id = $1 and o.reason = 'dispatch' and l.id = any($2) and ${isLive('o')}
  ) o join (
    select f.*, row_number() over (partition by f.from_line_id, f.mass_grams, f.quantity_milli,
      f.value_minor, f.is_mass_derived order by f.id) as n
    from ledger_entry f where f.cause_id = $1 and f.reason = 'forward' and ${isLive('f')}
  ) f on f.from_line_id = o.source_delivery_line_id and f.n = o.n
    and (f.mass_grams, f.quantity_milli, f.value_minor, f.is_mass_derived)
      is not distinct from (o.mass_grams, o.quantity_milli, o.value_minor, o.is_mass_derived)`;

/** What is reversed of a record's own: $1 it, $2 its lines, $3 the reason of its entries. */
export const REPOSTED: Record<Kind, string> = {
  // What is passed on goes back to the city that held it, in the same statement.
  shipment: `e.cause_id = $1 and e.reason = $3 and e.from_line_id = any($2)
    or e.id in (${FORWARDED})`,
  delivery: `e.cause_id = $1 and e.reason = $3 and e.from_line_id = any($2)`,
};
