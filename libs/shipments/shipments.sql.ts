import { MOVE_COLUMNS } from '@pobratym/ledger';

const COLUMNS = `line_number, category, item, quantity_milli, unit, packages, mass_grams,
  value_minor, currency, batch, expires_on, is_cold_chain, source_delivery_line_id`;

const LINES_OF_JSON = `
  select "shipmentId" as shipment_id, "lineNumber" as line_number, category, item, "quantityMilli" as quantity_milli, unit,
    packages, "massGrams" as mass_grams, "valueMinor" as value_minor, currency, batch,
    "expiresOn" as expires_on, "isColdChain" as is_cold_chain,
    "sourceDeliveryLineId" as source_delivery_line_id
  from jsonb_to_recordset($1::jsonb) as r ("shipmentId" uuid, "lineNumber" integer,
    category text, item text, "quantityMilli" bigint, unit text, packages integer, "massGrams" bigint, "valueMinor" bigint,
    currency text, batch text, "expiresOn" date, "isColdChain" boolean,
    "sourceDeliveryLineId" uuid)`;

/** Of any number of shipments; $1 JSON. */
export const INSERT_LINES = `
  insert into shipment_line (shipment_id, ${COLUMNS})
  select shipment_id, ${COLUMNS} from (${LINES_OF_JSON}) sent`;

/** What a client says of a shipment, as columns, and read from its JSON. */
const PLAN = `reference, note, planned_dispatch_on, planned_arrival_on, declaration_code,
  cleared_on, funder, consignor, consignee`;
const PLAN_AS_SAID = `reference, note, "plannedDispatchOn", "plannedArrivalOn", "declarationCode",
  "clearedOn", funder, consignor, consignee`;
const PLAN_OF_JSON = `reference text, note text, "plannedDispatchOn" date, "plannedArrivalOn" date,
  "declarationCode" text, "clearedOn" date, funder text, consignor text, consignee text`;

/**
 * Any number of drafts: $1 JSON, each with its place `n`; $2 sample, $3 who. Answers with `n` and id
 * of each that is new: where a client's id is taken, nothing is done.
 */
export const INSERT_DRAFTS = `
  with sent as (
    select r.*, coalesce(r.id, uuidv7()) as new_id
    from jsonb_to_recordset($1::jsonb) as r (n integer, id uuid, "partnershipId" uuid,
      "sendingCityId" text, "receivingCityId" text, "requestSha256" text, ${PLAN_OF_JSON})
  ), added as (
    insert into shipment (id, partnership_id, sending_city_id, receiving_city_id, is_sample,
      recorded_by, request_sha256, ${PLAN})
    select new_id, "partnershipId", "sendingCityId", "receivingCityId", $2::boolean, $3::uuid,
      decode("requestSha256", 'hex'), ${PLAN_AS_SAID}
    from sent order by n
    on conflict (id) do nothing returning id
  )
  select sent.n, added.id from sent join added on added.id = sent.new_id order by sent.n`;

/** $1 shipment, $2 version that is edited, $3 the plan. */
export const EDIT_DRAFT = `
  update shipment s set (${PLAN}, version) = (select ${PLAN_AS_SAID}, s.version + 1
    from jsonb_to_record($3::jsonb) as r (${PLAN_OF_JSON}))
  where id = $1 and version = $2 and state in ('draft', 'announced') returning id`;

/** Whether there is a shipment with an id ($1) that a client has made by just this request ($2). */
export const DRAFTED_BEFORE = `
  select coalesce(request_sha256 = decode($2, 'hex'), false) as "isSame" from shipment where id = $1`;

export const INSERT_LEGS = `
  insert into shipment_leg (shipment_id, number, mode, carrier, vehicle, driver, border_crossing,
    hub, planned_departure_on, planned_arrival_on, departed_on, arrived_on)
  select $1, number, mode, carrier, vehicle, driver, "borderCrossing", hub, "plannedDepartureOn",
    "plannedArrivalOn", "departedOn", "arrivedOn"
  from jsonb_to_recordset($2::jsonb) as r (number integer, mode text, carrier text, vehicle text,
    driver text, "borderCrossing" text, hub text, "plannedDepartureOn" date,
    "plannedArrivalOn" date, "departedOn" date, "arrivedOn" date)`;

export const LEGS = `
  select shipment_id as "shipmentId", number, mode, carrier, vehicle, driver,
    border_crossing as "borderCrossing", hub, planned_departure_on as "plannedDepartureOn",
    planned_arrival_on as "plannedArrivalOn", departed_on as "departedOn",
    arrived_on as "arrivedOn"
  from shipment_leg where shipment_id = any($1) order by shipment_id, number`;

/** Open by the mass that was said; or, without one, by its count; or by its sum. */
const IS_OPEN = `case when l.mass_grams is not null and not l.is_mass_derived then b.mass_grams > 0
  when l.quantity_milli is not null then b.quantity_milli > 0 else b.value_minor > 0 end`;

export const HAS_ROAD_BALANCE = `exists (
  select from shipment_line l join ledger_balance b on b.line_id = l.id
  where l.shipment_id = s.id and b.account = 'in_transit' and ${IS_OPEN})`;

const holds = (account: string): string => `exists (
  select from ledger_balance o where o.line_id = l.id and o.account = '${account}'
    and (o.mass_grams, o.quantity_milli, o.value_minor) <> (0, 0, 0))`;

/** $1: ids of shipments. Those that were not dispatched are left out. */
export const PROGRESS_OF = `
  select shipment_id as id, case
    when bool_or(is_open) then case when bool_or(has_arrived) then 'partly_arrived'
      else 'on_the_road' end
    when bool_or(has_arrived) then 'closed'
    when bool_or(is_lost) then 'lost'
    when bool_or(is_returned) then 'returned' else 'closed' end as progress
  from (
    select l.shipment_id, ${IS_OPEN} as is_open,
      exists (select from match m where m.shipment_line_id = l.id and m.reversed_at is null)
        as has_arrived,
      ${holds('lost')} as is_lost, ${holds('returned')} as is_returned
    from shipment_line l join ledger_balance b on b.line_id = l.id and b.account = 'in_transit'
    where l.shipment_id = any($1)
  ) line group by 1`;

const DIMENSIONS = `s.receiving_city_id, r.country as receiving_country, s.sending_city_id,
  c.country as sending_country, l.category, false as is_outside_partnership,
  s.partnership_id is null as is_passed_on, s.is_sample`;

const SHIPMENT_LINES = `shipment s join shipment_line l on l.shipment_id = s.id
  join city r on r.id = s.receiving_city_id join city c on c.id = s.sending_city_id`;

/**
 * Sender → in transit, for the shipments of `where`; and in the same statement, of what is passed
 * on: received → forwarded in the books of the city that held it.
 */
export const DISPATCHES = (where: string): string => `
  select l.id as from_line_id, 'sender'::ledger_account as from_account, l.id as to_line_id,
    'in_transit'::ledger_account as to_account, l.mass_grams, l.quantity_milli, l.value_minor,
    l.currency, l.is_mass_derived, 'dispatch' as reason, s.id as cause_id,
    s.dispatched_on as occurred_on, 'day' as date_precision, ${DIMENSIONS}
  from ${SHIPMENT_LINES} where ${where} and not l.is_nothing
  union all
  select h.id, 'received', h.id, 'forwarded', l.mass_grams, l.quantity_milli, l.value_minor,
    l.currency, l.is_mass_derived, 'forward', s.id, s.dispatched_on, 'day', d.receiving_city_id,
    d.receiving_country, d.sending_city_id, d.sending_country, h.category,
    d.is_outside_partnership, d.is_passed_on, d.is_sample
  from shipment s join shipment_line l on l.shipment_id = s.id
  join delivery_line h on h.id = l.source_delivery_line_id join delivery d on d.id = h.delivery_id
  where ${where} and not l.is_nothing`;

/**
 * The moves of a movement ($1): of the lines asked for ($2, JSON; null: of all that `account`
 * holds) from one account to another. A count alone takes its part of what is held with it.
 */
export const MOVES = (of: 'shipment' | 'delivery'): string =>
  of === 'delivery' ? MOVED(of) : withGivenBack(MOVED(of));

/**
 * What is passed on and comes back is held again by the city that had passed it on, in the same
 * statement: forwarded → received.
 */
const withGivenBack = (moved: string): string => `
  with moved as (${moved})
  select ${MOVE_COLUMNS.join(', ')} from moved
  union all
  select h.id, 'forwarded', h.id, 'received', m.mass_grams, m.quantity_milli, m.value_minor,
    m.currency, m.is_mass_derived, m.reason, m.cause_id, m.occurred_on, m.date_precision,
    d.receiving_city_id, d.receiving_country, d.sending_city_id, d.sending_country, h.category,
    d.is_outside_partnership, d.is_passed_on, d.is_sample
  from moved m join shipment_line l on l.id = m.from_line_id
  join delivery_line h on h.id = l.source_delivery_line_id join delivery d on d.id = h.delivery_id
  where m.to_account = 'returned'`;

const MOVED = (of: 'shipment' | 'delivery'): string => `
  select l.id as from_line_id, $3::ledger_account as from_account, l.id as to_line_id,
    $4::ledger_account as to_account, part.mass_grams, part.quantity_milli, part.value_minor,
    case when part.value_minor is not null then l.currency end as currency,
    part.is_derived as is_mass_derived, $5 as reason, v.id as cause_id, v.occurred_on,
    'day' as date_precision, ${of === 'shipment' ? DIMENSIONS : RECEIVED_DIMENSIONS}
  from movement v
  ${of === 'shipment' ? `join (${SHIPMENT_LINES}) on s.id = v.shipment_id` : DELIVERY_LINES}
  join ledger_balance b on b.line_id = l.id and b.account = $3::ledger_account
  left join jsonb_to_recordset($2::jsonb) as asked (id uuid, mass bigint, quantity bigint,
    minor bigint) on asked.id = l.id
  cross join lateral (select asked.mass is null and asked.quantity is not null as is_counted) how
  cross join lateral (select
    nullif(case when $2::jsonb is null then b.mass_grams when how.is_counted
      then ${partOf('b.mass_grams')} else asked.mass end, 0) as mass_grams,
    nullif(case when $2::jsonb is null then b.quantity_milli else asked.quantity end, 0)
      as quantity_milli,
    nullif(case when $2::jsonb is null then b.value_minor when how.is_counted
      and asked.minor is null then ${partOf('b.value_minor')} else asked.minor end, 0)
      as value_minor,
    how.is_counted and b.mass_grams > 0 and $2::jsonb is not null as is_derived) part
  where v.id = $1 and ($2::jsonb is null or asked.id is not null)
    and num_nonnulls(part.mass_grams, part.quantity_milli, part.value_minor) > 0`;

/** The last of the count takes all that is left, so that rounding leaves nothing behind. */
function partOf(held: string): string {
  return `case when asked.quantity >= b.quantity_milli then ${held}
    else round(${held}::numeric * asked.quantity / b.quantity_milli)::bigint end`;
}

const DELIVERY_LINES = `join delivery d on d.id = v.delivery_id
  join delivery_line l on l.delivery_id = d.id`;
const RECEIVED_DIMENSIONS = `d.receiving_city_id, d.receiving_country, d.sending_city_id,
  d.sending_country, l.category, d.is_outside_partnership, d.is_passed_on, d.is_sample`;
