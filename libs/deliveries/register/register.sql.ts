import { isVisible } from '@pobratym/identity';
import { REGISTER_DAYS } from '../papers/papers.sql';

/** What is left of a delivery's lines in the city, by the ledger. */
const HELD = `coalesce(sum(b.mass_grams) filter (where b.account = 'received'), 0)`;

/**
 * Shipments with a day of clearance whose goods a city has taken in: how long it may take to report,
 * and what still lies there. $1 city or null, $2 today, $3 the cities of the asker.
 */
export const REGISTER = `
  select s.id as "shipmentId", s.receiving_city_id as "cityId", s.sending_city_id as "sendingCityId",
    s.reference, s.declaration_code as "declarationCode", s.cleared_on as "clearedOn",
    s.cleared_on + ${REGISTER_DAYS} as "dueOn",
    s.cleared_on + ${REGISTER_DAYS} - $2::date as "daysLeft",
    (${HELD})::text as "heldGrams",
    (coalesce(sum(b.mass_grams) filter (where b.account = 'distributed'), 0))::text
      as "distributedGrams",
    (coalesce(sum(b.mass_grams) filter (where b.account = 'forwarded'), 0))::text
      as "forwardedGrams",
    coalesce(bool_or(b.account = 'received'
      and (b.mass_grams, b.quantity_milli, b.value_minor) <> (0, 0, 0)), false) as "hasHeld"
  from shipment s
  left join (delivery d join delivery_line l on l.delivery_id = d.id
    join ledger_balance b on b.line_id = l.id)
    on coalesce(d.shipment_id, (select m.shipment_id from shipment_line m
      where m.id = l.shipment_line_id)) = s.id
  where s.cleared_on is not null and s.state = 'dispatched'
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
  left join shipment_line o on o.id = l.shipment_line_id
  join ledger_balance b on b.line_id = l.id and b.account = 'received'
  where coalesce(l.expires_on, o.expires_on) <= $2::date + $4::int and not d.is_sample
    and (b.mass_grams, b.quantity_milli, b.value_minor) <> (0, 0, 0)
    and ($1::text is null or d.receiving_city_id = $1)
    and ${isVisible(['d.receiving_city_id'], 'false', '$3')}
  order by 7, 1`;
