const COLUMNS = `line_number, category, item, quantity_milli, unit, packages, mass_grams,
  value_minor, currency`;

const LINES_OF_JSON = `
  select "lineNumber" as line_number, category, item, "quantityMilli" as quantity_milli, unit,
    packages, "massGrams" as mass_grams, "valueMinor" as value_minor, currency
  from jsonb_to_recordset($2::jsonb) as r ("lineNumber" integer, category text, item text,
    "quantityMilli" bigint, unit text, packages integer, "massGrams" bigint, "valueMinor" bigint,
    currency text)`;

export const INSERT_LINES = `
  insert into shipment_line (shipment_id, ${COLUMNS})
  select $1, ${COLUMNS} from (${LINES_OF_JSON}) sent`;

export const SAME_DRAFT = `
  select 1 from shipment s where s.id = $1 and s.partnership_id = $3 and s.sending_city_id = $4
    and s.receiving_city_id = $5 and s.reference is not distinct from $6
    and s.note is not distinct from $7
    and (select count(*) from shipment_line l where l.shipment_id = s.id)
      = jsonb_array_length($2::jsonb)
    and not exists (
      select ${COLUMNS} from (${LINES_OF_JSON}) sent
      except select ${COLUMNS} from shipment_line l where l.shipment_id = s.id)`;

const DIMENSIONS = `s.receiving_city_id, r.country as receiving_country, s.sending_city_id,
  c.country as sending_country, l.category, false as is_outside_partnership, s.is_sample`;

const SHIPMENT_LINES = `shipment s join shipment_line l on l.shipment_id = s.id
  join city r on r.id = s.receiving_city_id join city c on c.id = s.sending_city_id`;

export const DISPATCHES = `
  select l.id as from_line_id, 'sender'::ledger_account as from_account, l.id as to_line_id,
    'in_transit'::ledger_account as to_account, l.mass_grams, l.quantity_milli, l.value_minor,
    l.currency, false as is_mass_derived, 'dispatch' as reason, s.id as cause_id,
    s.dispatched_on as occurred_on, 'day' as date_precision, ${DIMENSIONS}
  from ${SHIPMENT_LINES}`;

export const LOSSES = `
  select l.id as from_line_id, 'in_transit'::ledger_account as from_account, l.id as to_line_id,
    'lost'::ledger_account as to_account, nullif(b.mass_grams, 0) as mass_grams,
    nullif(b.quantity_milli, 0) as quantity_milli, nullif(b.value_minor, 0) as value_minor,
    case when b.value_minor <> 0 then l.currency end as currency, false as is_mass_derived,
    'loss' as reason, s.id as cause_id, $2::date as occurred_on, 'day' as date_precision,
    ${DIMENSIONS}
  from ${SHIPMENT_LINES}
  join ledger_balance b on b.line_id = l.id and b.account = 'in_transit'
  where s.id = $1 and (b.mass_grams, b.quantity_milli, b.value_minor) <> (0, 0, 0)`;
