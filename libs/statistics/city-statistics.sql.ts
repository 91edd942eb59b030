import { isVisible } from '@pobratym/identity';
import { lastDayOf } from '@pobratym/platform';

/** A row of {@link CITY_STATISTICS}; sums are bigint text, null where there is no data. */
export interface CityStatisticsRow {
  cityId: string | null;
  nameEn: string | null;
  nameUk: string | null;
  country: string;
  coverage: 'reported' | 'no_data';
  cases: number | null;
  casesOutsidePartnership: number | null;
  shipments: number | null;
  lines: number | null;
  linesWithoutMass: number | null;
  partners: number | null;
  countries: number | null;
  firstDay: string | null;
  lastDay: string | null;
  grams_dispatched: string | null;
  grams_received: string | null;
  grams_damaged: string | null;
  grams_derived: string | null;
  grams_confirmed: string | null;
  grams_unannounced: string | null;
  grams_in_transit: string | null;
  grams_lost: string | null;
  values: { currency: string; minor: string }[];
}

/** Published are samples, which are invented, and what a public source has told. */
const IS_VISIBLE = isVisible(
  ['e.receiving_city_id', 'e.sending_city_id'],
  `e.is_sample or exists (select from delivery d
      where d.id = e.cause_id and e.reason = 'receipt' and d.side = 'public_source')`,
  '$7',
);

/**
 * Counted per receiving city from the ledger alone.
 * $1 sample, $2 cities or null, $3 country or null, $4 first day, $5 last day, $6 position,
 * $7 cities whose own records count; for all others only what is published.
 *
 * `sign` is −1 for a reversing entry, so that a correction takes back what it corrects. A day
 * counts inside the period; a month where the period holds it whole; what has no day counts only
 * where no period is asked for. What is on the road is a stock: all moves up to the last day.
 */
export const CITY_STATISTICS = `
with entry as (
  select e.*,
    case when reverses_id is null then 1 else -1 end as sign,
    case when reverses_id is null then from_account else to_account end as source,
    case when reverses_id is null then to_account else from_account end as target,
    case when reverses_id is null then to_line_id else from_line_id end as line_id,
    ($4::date is null or occurred_on >= $4) and ($5::date is null or
      ${lastDayOf('occurred_on', 'date_precision')} <= $5) as is_inside,
    $5::date is null or occurred_on <= $5 as is_before_end
  from ledger_entry e
  where is_sample = $1
    and ($2::text[] is null or receiving_city_id = any($2))
    and ($3::text is null or receiving_country = $3)
    and exists (select from ledger_position p where p.entry_id = e.id and p.position <= $6)
    and ${IS_VISIBLE}
), line as (
  -- Each line that was received in the period, once, net of what was reversed.
  select receiving_city_id, receiving_country, line_id,
    bool_or(mass_grams is not null) as has_mass
  from (
    select receiving_city_id, receiving_country, line_id, mass_grams,
      sum(sign) over (partition by line_id, target, is_mass_derived) as times
    from entry where is_inside and target in ('received', 'damaged') and source = 'unmatched'
  ) posted where times > 0
  group by 1, 2, 3
), line_sum as (
  select receiving_city_id, receiving_country, count(*)::int as lines,
    (count(*) filter (where not has_mass))::int as lines_without_mass
  from line group by 1, 2
), delivery_case as (
  select receiving_city_id, receiving_country, cause_id, max(sending_city_id) as sending_city_id,
    max(sending_country) as sending_country, bool_or(is_outside_partnership) as is_outside,
    min(occurred_on) as first_day, max(occurred_on) as last_day
  from entry where reason = 'receipt' and is_inside
  group by 1, 2, 3 having sum(sign) > 0
), case_sum as (
  select receiving_city_id, receiving_country, count(*)::int as cases,
    (count(*) filter (where is_outside))::int as outside,
    count(distinct sending_city_id)::int as partners,
    count(distinct sending_country)::int as countries, min(first_day) as first_day,
    max(last_day) as last_day
  from delivery_case group by 1, 2
), dispatch_case as (
  select receiving_city_id, receiving_country, cause_id
  from entry where reason = 'dispatch' and is_inside
  group by 1, 2, 3 having sum(sign) > 0
), dispatch_sum as (
  select receiving_city_id, receiving_country, count(*)::int as shipments
  from dispatch_case group by 1, 2
), mass as (
  select receiving_city_id, receiving_country,
    sum(sign * mass_grams) filter (where is_inside and source = 'sender') as dispatched,
    sum(sign * mass_grams) filter (
      where is_inside and source = 'unmatched' and target in ('received', 'damaged')) as received,
    -- On arrival, and found damaged later.
    sum(sign * mass_grams) filter (where is_inside and target = 'damaged') as damaged,
    sum(sign * mass_grams) filter (where is_inside and source = 'unmatched'
      and target = 'received' and is_mass_derived) as derived,
    sum(sign * mass_grams) filter (where is_inside and target = 'unmatched') as confirmed,
    sum(sign * mass_grams * case when target = 'lost' then 1 else -1 end) filter (
      where is_inside and 'lost' in (source, target)) as lost,
    sum(sign * mass_grams * case when target = 'in_transit' then 1 else -1 end) filter (
      where is_before_end and 'in_transit' in (source, target)) as in_transit
  from entry group by 1, 2
), money as (
  select receiving_city_id, receiving_country,
    jsonb_agg(jsonb_build_object('currency', currency, 'minor', minor::text) order by currency)
      as values
  from (
    select receiving_city_id, receiving_country, currency, sum(sign * value_minor) as minor
    from entry where reason = 'receipt' and is_inside and value_minor is not null
    group by 1, 2, 3
  ) by_currency where minor <> 0 group by 1, 2
), named as (
  -- Cities with data; and those asked for by name, which may have none.
  select receiving_city_id as city_id, receiving_country as country, true as is_reported
  from entry group by 1, 2
  union all
  select id, country, false from city
  where id = any($2) and id not in (select receiving_city_id from entry
    where receiving_city_id is not null)
)
select n.city_id as "cityId", c.name_en as "nameEn", c.name_uk as "nameUk", n.country,
  case when is_reported then 'reported' else 'no_data' end as coverage,
  case when is_reported then coalesce(s.cases, 0) end as cases,
  case when is_reported then coalesce(s.outside, 0) end as "casesOutsidePartnership",
  case when is_reported then coalesce(d.shipments, 0) end as shipments,
  case when is_reported then coalesce(l.lines, 0) end as lines,
  case when is_reported then coalesce(l.lines_without_mass, 0) end as "linesWithoutMass",
  case when is_reported then coalesce(s.partners, 0) end as partners,
  case when is_reported then coalesce(s.countries, 0) end as countries,
  s.first_day as "firstDay", s.last_day as "lastDay",
  case when is_reported then coalesce(m.dispatched, 0)::text end as grams_dispatched,
  case when is_reported then coalesce(m.received, 0)::text end as grams_received,
  case when is_reported then coalesce(m.damaged, 0)::text end as grams_damaged,
  case when is_reported then coalesce(m.derived, 0)::text end as grams_derived,
  case when is_reported then coalesce(m.confirmed, 0)::text end as grams_confirmed,
  case when is_reported
    then (coalesce(m.received, 0) - coalesce(m.confirmed, 0))::text end as grams_unannounced,
  case when is_reported then coalesce(m.in_transit, 0)::text end as grams_in_transit,
  case when is_reported then coalesce(m.lost, 0)::text end as grams_lost,
  coalesce(v.values, '[]') as values
from named n
left join city c on c.id = n.city_id
left join line_sum l on (l.receiving_city_id, l.receiving_country)
  is not distinct from (n.city_id, n.country)
left join case_sum s on (s.receiving_city_id, s.receiving_country)
  is not distinct from (n.city_id, n.country)
left join dispatch_sum d on (d.receiving_city_id, d.receiving_country)
  is not distinct from (n.city_id, n.country)
left join mass m on (m.receiving_city_id, m.receiving_country)
  is not distinct from (n.city_id, n.country)
left join money v on (v.receiving_city_id, v.receiving_country)
  is not distinct from (n.city_id, n.country)
order by m.received desc nulls last, s.cases desc nulls last, n.city_id nulls last`;
