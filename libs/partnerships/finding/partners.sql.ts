import { placeOf } from './dto/place.dto';
import { IS_PARTNER, isOfAggressor, isVisibleTo, NOT_ENDED } from './tie.sql';

const areasOf = (direction: 'offered' | 'wanted'): string => `
  array(select a.code from city_area d join area a on a.code = d.area
    where d.city_id = c.id and d.direction = '${direction}' order by a.position)`;

const hasEach = (direction: 'offered' | 'wanted', areas: string): string => `
  not exists (select from unnest(${areas}::text[]) as asked (area) where not exists (
    select from city_area d where d.city_id = c.id and d.direction = '${direction}'
      and d.area = asked.area))`;

const PARTNERS = `
  select p.second_city_id from partnership p where p.first_city_id = c.id and ${IS_PARTNER}
  union
  select p.first_city_id from partnership p where p.second_city_id = c.id and ${IS_PARTNER}`;

/**
 * Cities to ask for a partnership, a page of them.
 * $1 country, $2 and $3 population from and to, $4 offers, $5 wants, $6 without a partner,
 * $7 for this city, $8 fits and $9 city that the page before ended with, $10 limit, $11 the cities
 * whose own records the asker sees; each but the limit may be null (of $11 it means: all).
 *
 * Whom a city has a partnership with already is told by what the asker may see: else the gaps in
 * the list would tell of negotiations.
 */
export const FIND_PARTNERS = `
  select ${placeOf('c')} as city, ${areasOf('offered')} as offered, ${areasOf('wanted')} as wanted,
    (select count(*)::int from (${PARTNERS}) partner) as "partnersCount", fitting.fits
  from city c cross join lateral (
    select count(*)::int as fits from city_area own
    join city_area theirs on theirs.area = own.area and theirs.direction <> own.direction
    where own.city_id = $7 and theirs.city_id = c.id) fitting
  where not ${isOfAggressor('c.country')}
    and ($1::text is null or c.country = $1)
    and ($2::integer is null or c.population >= $2)
    and ($3::integer is null or c.population <= $3)
    and ${hasEach('offered', '$4')}
    and ${hasEach('wanted', '$5')}
    and ($6::boolean is null or $6 = not exists (${PARTNERS}))
    and ($7::text is null or (c.id <> $7
      and not exists (select from city own where own.id = $7 and ${isOfAggressor('own.country')})
      and not exists (select from partnership p
        where p.first_city_id = least(c.id, $7) and p.second_city_id = greatest(c.id, $7)
          and not p.is_sample and ${NOT_ENDED} and ${isVisibleTo('$11')})))
    and ($8::integer is null or fitting.fits < $8 or (fitting.fits = $8 and c.id > $9))
  order by fitting.fits desc, c.id
  limit $10`;
