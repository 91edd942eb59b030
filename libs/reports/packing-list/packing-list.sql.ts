/**
 * One row for each shipment, in their order: its partnership, or null. $1 the sender, $2 JSON of
 * {n, receiver, day}, $3 the partnership that is meant, or null: the one in force on the day, and of
 * several the one that lasts longest, as at the gate.
 */
export const FIND_PARTNERSHIPS = `
  select tie.id as "partnershipId"
  from jsonb_to_recordset($2::jsonb) as asked (n integer, receiver text, day date)
  left join lateral (
    select p.id from partnership p
    left join partnership_period f on f.partnership_id = p.id and f.during @> asked.day
    where p.first_city_id = least(cast($1 as text), asked.receiver)
      and p.second_city_id = greatest(cast($1 as text), asked.receiver)
      and not p.is_sample
      and case when $3::uuid is null then f.partnership_id is not null else p.id = $3::uuid end
    order by upper(f.during) desc nulls first, p.id desc
    limit 1
  ) tie on true
  order by asked.n`;
