import { placeOf } from './dto/place.dto';
import { isVisibleTo, NOT_ENDED } from './tie.sql';

/** A city has some dozens of partners; Kyiv, with most of the ties that we know of, has 55. */
const TIES_MAX = 2_000;

/**
 * One row: the city and its ties, by the name of the partner; no row where there is no such city.
 * $1 city, $2 sample, $3 ended ties too, $4 the cities whose own records the asker sees, or null:
 * all.
 */
export const READ_NETWORK = `
  select ${placeOf('me')} as city, tie.items
  from city me cross join lateral (
    select coalesce(json_agg(item order by name, kind, id), '[]') as items
    from (
      select partner.name_en as name, p.kind, p.id, json_build_object(
        'partnershipId', p.id, 'kind', p.kind, 'stage', p.stage, 'signedOn', p.signed_on,
        'isClaimedByOneSide', p.stage = 'claimed_by_one_side',
        'partner', ${placeOf('partner')}) as item
      from partnership p join city partner
        on partner.id = case me.id when p.first_city_id then p.second_city_id
          else p.first_city_id end
      where me.id in (p.first_city_id, p.second_city_id)
        and p.is_sample = $2 and p.stage <> 'none' and ($3 or ${NOT_ENDED})
        and ${isVisibleTo('$4')}
      order by name, kind, id limit ${TIES_MAX}
    ) each
  ) tie
  where me.id = $1`;
