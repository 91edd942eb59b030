import { isVisible } from '@pobratym/identity';
import { REGISTER_DAYS } from './register-days';

/** What a delivery's lines hold in accounts of the city, by the ledger; as text, as it is bigint. */
const massIn = (accounts: string): string =>
  `coalesce(sum(b.mass_grams) filter (where b.account ${accounts}), 0)::text`;

/**
 * Each line once that came of shipment s: told with it, by its line, or found by matching, as what
 * comes in a report names no shipment. The city, always the same, is there for the index.
 */
const CAME_OF_SHIPMENT = `
  select l.id as line_id from delivery d join delivery_line l on l.delivery_id = d.id
  where d.shipment_id = s.id and d.receiving_city_id = s.receiving_city_id
  union select l.id from shipment_line o join delivery_line l on l.shipment_line_id = o.id
  where o.shipment_id = s.id
  union select m.delivery_line_id from shipment_line o join match m on m.shipment_line_id = o.id
  where o.shipment_id = s.id and m.reversed_at is null`;

/** The line that delivery line l came from, stated or matched. */
const SENT_LINE = `coalesce(l.shipment_line_id, (select m.shipment_line_id from match m
    where m.delivery_line_id = l.id and m.reversed_at is null order by m.id limit 1))`;

/**
 * Shipments with a day of clearance whose goods a city has taken in: how long it may take to report,
 * and what still lies there. Of samples nothing is reported. $1 city or null, $2 today, $3 the
 * cities of the asker.
 */
export const REGISTER = `
  select s.id as "shipmentId", s.receiving_city_id as "cityId", s.sending_city_id as "sendingCityId",
    s.reference, s.declaration_code as "declarationCode", s.cleared_on as "clearedOn",
    s.cleared_on + ${REGISTER_DAYS} as "dueOn",
    s.cleared_on + ${REGISTER_DAYS} - $2::date as "daysLeft",
    ${massIn(`<> 'unmatched'`)} as "receivedGrams",
    ${massIn(`= 'received'`)} as "heldGrams",
    ${massIn(`= 'distributed'`)} as "distributedGrams",
    ${massIn(`= 'forwarded'`)} as "forwardedGrams",
    coalesce(bool_or(b.account = 'received'
      and (b.mass_grams, b.quantity_milli, b.value_minor) <> (0, 0, 0)), false) as "hasHeld"
  from shipment s
  left join lateral (${CAME_OF_SHIPMENT}) came on true
  left join ledger_balance b on b.line_id = came.line_id
  where s.cleared_on is not null and s.state = 'dispatched' and not s.is_sample
    and ($1::text is null or s.receiving_city_id = $1)
    and ${isVisible(['s.receiving_city_id', 's.sending_city_id'], 'false', '$3')}
  group by s.id order by s.cleared_on, s.id`;

/**
 * Goods that the city still holds and whose last day of use is near; its own word before the
 * sender's. $1 city or null, $2 today, $3 the cities of the asker, $4 days ahead.
 */
export const EXPIRING = `
  select l.id as "lineId", d.id as "deliveryId", d.receiving_city_id as "cityId", l.item, l.category,
    coalesce(l.batch, o.batch) as batch, coalesce(l.expires_on, o.expires_on) as "expiresOn",
    coalesce(l.expires_on, o.expires_on) - $2::date as "daysLeft", l.unit,
    case when b.mass_grams > 0 then b.mass_grams end::text as grams,
    case when b.quantity_milli > 0 then b.quantity_milli end::text as milli
  from delivery_line l join delivery d on d.id = l.delivery_id
  left join shipment_line o on o.id = ${SENT_LINE}
  join ledger_balance b on b.line_id = l.id and b.account = 'received'
  where coalesce(l.expires_on, o.expires_on) <= $2::date + $4::int and not d.is_sample
    and (b.mass_grams, b.quantity_milli, b.value_minor) <> (0, 0, 0)
    and ($1::text is null or d.receiving_city_id = $1)
    and ${isVisible(['d.receiving_city_id'], 'false', '$3')}
  order by 7, 1`;
