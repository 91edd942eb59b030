/** Ties that are not there yet. $1: a list of ImportedTie, $2: who decided, $3: person or null */
export const IMPORT_TIES = `
  with tie as (
    select *, least(one, other) as first, greatest(one, other) as second
    from jsonb_to_recordset($1::jsonb) as r (one text, other text, kind text,
      status text, "signedOn" date, "datePrecision" text, "inForceFrom" date, "sourceUrl" text,
      note text)
  ), added as (
    insert into partnership (first_city_id, second_city_id, kind, source_url, note)
    select first, second, kind, "sourceUrl", note from tie
    where not exists (select from partnership p where p.first_city_id = first
      and p.second_city_id = second and p.kind = tie.kind and not p.is_sample)
    on conflict do nothing
    returning id, first_city_id, second_city_id, kind
  ), stepped as (
    insert into partnership_step (partnership_id, kind, imported_stage, occurred_on,
      date_precision, in_force_from, decided_by, document, note, recorded_by)
    select a.id, 'imported',
      case t.status when 'active' then 'signed' when 'unknown' then 'unconfirmed'
        else 'terminated' end,
      case when t.status <> 'terminated' then t."signedOn" end,
      case when t.status <> 'terminated' then t."datePrecision" else 'unknown' end,
      t."inForceFrom", $2, t."sourceUrl", t.note, $3::uuid
    from added a join tie t
      on (t.first, t.second, t.kind) = (a.first_city_id, a.second_city_id, a.kind)
  )
  select first_city_id as "firstCityId", second_city_id as "secondCityId" from added`;

/** A term that has ended, everywhere on Earth. $1: the last day that is over */
export const TERM_HAS_ENDED = `
  stage in ('signed', 'suspended', 'claimed_by_one_side') and ends_on <= $1::date`;

/**
 * The day of an expiry: the one after the term, or that of the last step where one was recorded
 * later than that. $1: the partnership
 */
export const EXPIRY_DAY = `
  select greatest(p.ends_on + 1, (
    select max(s.occurred_on) from partnership_step s
    where s.partnership_id = p.id and not s.is_withdrawal
      and not exists (select from partnership_step c where c.corrects_id = s.id)
  )) as day from partnership p where p.id = $1`;
