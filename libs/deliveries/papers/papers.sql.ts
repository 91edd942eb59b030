import { REGISTER_DAYS } from '../register/register-days';

/** The shipment lines that delivery line l came from: stated, or found by matching. */
const SENT_LINES = `(
  select l.shipment_line_id as id where l.shipment_line_id is not null
  union select m.shipment_line_id from match m
  where m.delivery_line_id = l.id and m.reversed_at is null)`;

/**
 * What was announced of each line of a delivery ($1), in grams and thousandths; a line that came of
 * several has their sum, of the count where they count in one unit. No row: nothing was.
 */
export const ANNOUNCED = `
  select l.id as "lineId", sum(o.mass_grams)::text as grams,
    case when count(distinct o.unit) = 1 then sum(o.quantity_milli) end::text as milli,
    min(o.unit) as unit
  from delivery_line l cross join lateral ${SENT_LINES} sent
  join shipment_line o on o.id = sent.id
  where l.delivery_id = $1 group by l.id`;

/** The shipments that a delivery ($1) is of: told with it, by its lines, or found by matching. */
export const SHIPMENTS_OF = `
  select id, reference, declaration_code as "declarationCode", cleared_on as "clearedOn",
    cleared_on + ${REGISTER_DAYS} as "dueOn"
  from shipment where id in (
    select shipment_id from delivery where id = $1
    union select o.shipment_id from delivery_line l cross join lateral ${SENT_LINES} sent
    join shipment_line o on o.id = sent.id where l.delivery_id = $1)
  order by id`;

/**
 * What became of the lines of a delivery ($1) in the city, net of what was taken back; what came back after it was passed on has a row of its own, damage that
 * was seen on receipt first. A mass derived from a count is posted by itself: they are one.
 */
export const BECAME = `
  select e.from_line_id as "lineId", how.outcome, e.occurred_on as "occurredOn",
    sum(e.mass_grams)::text as grams, sum(e.quantity_milli)::text as milli, v.recipient,
    s.receiving_city_id as "receivingCityId"
  from delivery_line l join ledger_entry e on e.from_line_id = l.id
  cross join lateral (select case e.from_account when 'unmatched' then 'damage_on_receipt'
    when 'forwarded' then 'came_back' else e.reason end as outcome) how
  left join movement v on v.id = e.cause_id and v.kind = e.reason
  left join shipment s on s.id = case e.from_account when 'forwarded' then v.shipment_id
    when 'received' then e.cause_id end and e.reason in ('forward', 'return')
  where l.delivery_id = $1 and e.reverses_id is null
    and (e.from_account in ('received', 'forwarded') or (e.from_account = 'unmatched' and e.to_account = 'damaged'))
    and not exists (select from ledger_entry r where r.reverses_id = e.id)
  group by e.from_line_id, how.outcome, e.occurred_on, v.id, v.recipient, s.id, s.receiving_city_id
  order by min(e.recorded_at)`;

/** What each account of a delivery's lines ($1) holds now, as the register counts it. */
export const HELD = `
  select b.line_id as "lineId", b.account, b.mass_grams::text as grams,
    b.quantity_milli::text as milli
  from delivery_line l join ledger_balance b on b.line_id = l.id
  where l.delivery_id = $1 and b.account <> 'unmatched'`;
