/** STANDARDS of the state's register: what was cleared is reported within so many days. */
export const REGISTER_DAYS = 90;

/** $1: ids of shipment lines; amounts in grams and thousandths. */
export const ANNOUNCED = `
  select id, mass_grams as mass, quantity_milli as quantity, unit
  from shipment_line where id = any($1)`;

/** $1 shipment, $2 days. */
export const ANNOUNCED_SHIPMENT = `
  select declaration_code as "declarationCode", cleared_on as "clearedOn",
    cleared_on + $2::int as "dueOn", reference from shipment where id = $1`;

/** What became of delivery lines ($1) in the city, net of what was taken back. */
export const BECAME = `
  select e.from_line_id as "lineId", e.reason, e.occurred_on as "occurredOn",
    e.mass_grams as grams, e.quantity_milli as milli, v.recipient,
    s.receiving_city_id as "receivingCityId"
  from ledger_entry e left join movement v on v.id = e.cause_id
  left join shipment s on s.id = e.cause_id and e.reason = 'forward'
  where e.from_line_id = any($1) and e.reverses_id is null
    and e.reason in ('distribution', 'forward', 'damage', 'return')
    and not exists (select from ledger_entry r where r.reverses_id = e.id)
  order by e.id`;
