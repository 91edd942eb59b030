import { toleranceGrams } from '@pobratym/deliveries';

/**
 * Counts and sums are compared where both sides stated them: a receipt by mass alone says nothing
 * of the count.
 */
const SHORT_OF_LINE = `
  b.mass_grams > ${toleranceGrams('l.mass_grams')}
    and exists (select from match m where m.shipment_line_id = l.id and m.reversed_at is null
      and m.mass_grams is not null)
  or b.quantity_milli > 0
    and exists (select from match m where m.shipment_line_id = l.id and m.reversed_at is null
      and m.quantity_milli is not null)
  or b.value_minor > 0
    and exists (select from match m where m.shipment_line_id = l.id and m.reversed_at is null
      and m.value_minor is not null)`;

/** The lines of this run: newly matched, stated, or named by the job; $1: ids that it names. */
export const TOUCHED = `
  create temp table touched on commit drop as
  select sent_line_id as line_id from made
  union select stated_line_id from received where stated_line_id is not null
  union select id from shipment_line where id = any($1)`;

/** What differs now of the touched lines: less or more than was dispatched, and what is damaged. */
const NOW = `
  with tied as (
    -- All receipts of a dispatched line, also those for which nothing was left on the road.
    select t.line_id, d.id as received_line_id from touched t cross join lateral (
      select delivery_line_id as id from match
        where shipment_line_id = t.line_id and reversed_at is null
      union select id from delivery_line where shipment_line_id = t.line_id) d
  ), over as (
    select l.id, sum(-b.mass_grams) filter (where l.mass_grams is not null) as grams,
      sum(-b.quantity_milli) filter (where l.unit = r.unit
        and r.difference_reason is distinct from 'other_pack_size') as milli,
      sum(-b.value_minor) filter (where l.currency = r.currency) as minor
    from tied t join shipment_line l on l.id = t.line_id
    join delivery_line r on r.id = t.received_line_id
    join ledger_balance b on b.line_id = r.id and b.account = 'unmatched' group by l.id
  )
  select 'short' as kind, l.id as shipment_line_id, null::uuid as delivery_line_id,
    nullif(b.mass_grams, 0) as mass_grams, nullif(b.quantity_milli, 0) as quantity_milli,
    nullif(b.value_minor, 0) as value_minor, case when b.value_minor <> 0 then l.currency end
      as currency, s.receiving_city_id, s.sending_city_id, s.is_sample
  from touched t join shipment_line l on l.id = t.line_id join shipment s on s.id = l.shipment_id
  join ledger_balance b on b.line_id = l.id and b.account = 'in_transit'
  where ${SHORT_OF_LINE}
  union all
  select 'over', l.id, null::uuid, nullif(o.grams, 0), nullif(o.milli, 0), nullif(o.minor, 0),
    case when o.minor <> 0 then l.currency end,
    s.receiving_city_id, s.sending_city_id, s.is_sample
  from over o join shipment_line l on l.id = o.id join shipment s on s.id = l.shipment_id
  where o.grams > ${toleranceGrams('l.mass_grams')} or o.milli > 0 or o.minor > 0
  union all
  select 'damaged', t.line_id, l.id, l.damaged_mass_grams, l.damaged_quantity_milli, null::bigint,
    null, d.receiving_city_id, d.sending_city_id, d.is_sample
  from tied t join delivery_line l on l.id = t.received_line_id
  join delivery d on d.id = l.delivery_id
  where num_nonnulls(l.damaged_mass_grams, l.damaged_quantity_milli) > 0`;

export const OPEN_DIFFERENCES = `
  insert into difference (kind, shipment_line_id, delivery_line_id, mass_grams, quantity_milli,
    value_minor, currency, receiving_city_id, sending_city_id, is_sample)
  select * from (${NOW}) now
  on conflict (kind, shipment_line_id, delivery_line_id, shipment_id) do update
    set mass_grams = excluded.mass_grams, quantity_milli = excluded.quantity_milli,
      value_minor = excluded.value_minor, currency = excluded.currency, state = 'open'`;

/** What a later delivery, a recorded loss or a correction has made good. */
export const CLOSE_DIFFERENCES = `
  with now as materialized (${NOW})
  update difference f set state = 'superseded'
  from touched t where t.line_id = f.shipment_line_id and f.state = 'open'
    and f.kind in ('short', 'over', 'damaged') and not exists (
      select from now where now.kind = f.kind
        and now.shipment_line_id = f.shipment_line_id
        and now.delivery_line_id is not distinct from f.delivery_line_id)`;
