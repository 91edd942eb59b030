/**
 * What a count that is passed on takes with it where its line says no mass: its part of the mass
 * and of the value that the city holds with it, as a movement takes it. What other lines say is
 * theirs; the last of the count takes the rest, so that rounding leaves nothing behind.
 * @param asked SQL of id, source_id, line_number, grams, milli, minor; lines of one shipment
 */
export const SHARES = (asked: string): string => `
  select id, mass_grams, value_minor, case when value_minor is not null then currency end as currency
  from (
    select id, currency, ${partOf('grams')} as mass_grams, ${partOf('minor')} as value_minor
    from (
      select a.id, a.milli, h.currency, ${heldFor('grams', 'b.mass_grams')},
        ${heldFor('minor', 'b.value_minor')}
      from (${asked}) a join delivery_line h on h.id = a.source_id
      join ledger_balance b on b.line_id = h.id and b.account = 'received'
      window source as (partition by a.source_id),
        so_far as (partition by a.source_id order by a.line_number rows unbounded preceding)
    ) held
  ) share where num_nonnulls(mass_grams, value_minor) > 0`;

/** What is left of a measure for the lines that take a part of it, of how many units, up to where. */
function heldFor(measure: 'grams' | 'minor', held: string): string {
  const takes = `(a.milli is not null and a.grams is null and a.${measure} is null)`;
  return `${takes} as ${measure}_takes,
    ${held} - coalesce(sum(a.${measure}) over source, 0) as ${measure}_left,
    b.quantity_milli - coalesce(sum(a.milli) filter (where not ${takes}) over source, 0)
      as ${measure}_units,
    sum(a.milli) filter (where ${takes}) over so_far as ${measure}_to`;
}

function partOf(measure: 'grams' | 'minor'): string {
  const upTo = (milli: string): string =>
    `round(${measure}_left * least(${milli}, ${measure}_units) / ${measure}_units)`;
  return `case when ${measure}_takes and ${measure}_units > 0 and ${measure}_left > 0
    then nullif(${upTo(`${measure}_to`)} - ${upTo(`${measure}_to - milli`)}, 0)::bigint end`;
}

/** Of a shipment ($1) that is about to leave: written on its lines, marked as derived. */
export const TAKE_SHARES = `
  update shipment_line l set mass_grams = coalesce(l.mass_grams, s.mass_grams),
    is_mass_derived = s.mass_grams is not null, value_minor = coalesce(l.value_minor, s.value_minor),
    currency = coalesce(l.currency, s.currency), is_value_derived = s.value_minor is not null
  from (${SHARES(`
    select id, source_delivery_line_id as source_id, line_number, mass_grams as grams,
      quantity_milli as milli, value_minor as minor
    from shipment_line where shipment_id = $1 and source_delivery_line_id is not null`)}) s
  where l.id = s.id`;

/** Of lines as they are to stand after a correction ($1: line_id and after, as JSON). */
export const SHARES_OF_CORRECTED = SHARES(`
  select l.id, l.source_delivery_line_id as source_id, l.line_number,
    (r.after->>'mass_grams')::bigint as grams, (r.after->>'quantity_milli')::bigint as milli,
    (r.after->>'value_minor')::bigint as minor
  from jsonb_to_recordset($1::jsonb) as r (line_id uuid, after jsonb)
  join shipment_line l on l.id = r.line_id where l.source_delivery_line_id is not null`);
