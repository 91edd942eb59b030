import { isVisibleTo } from './tie.sql';

/**
 * What the steps said on the day: the stage that the last of them led to. Steps that are corrected
 * or withdrawn do not count; what has no day counts where it stands in the order.
 */
const STAGE_ON_DAY = `
  select case
      when kind = 'imported' then imported_stage
      when kind in ('confirmed', 'resumed') then 'signed'
      when kind = 'denied' then 'claimed_by_one_side'
      else kind end as stage
  from (
    select s.kind, s.imported_stage, coalesce(s.stands_for_id, s.id) as place,
      max(s.occurred_on) over (order by coalesce(s.stands_for_id, s.id)) as reached_on
    from partnership_step s
    where s.partnership_id = p.id and not s.is_withdrawal
      and not exists (select from partnership_step c where c.corrects_id = s.id)
  ) step
  where reached_on is null or reached_on <= $3
  order by place desc limit 1`;

const CANDIDATES = `
  select p.id, p.kind, p.signed_on, coalesce(on_day.stage, 'none') as stage_on_day,
    upper(f.during) - 1 as in_force_until,
    (cast($6 as text[]) is null or p.first_city_id = any($6) or p.second_city_id = any($6))
      as is_party,
    case
      when f.partnership_id is not null then 'in_force'
      when on_day.stage in ('suspended', 'expired', 'terminated', 'unconfirmed') then on_day.stage
      when on_day.stage is null
        or on_day.stage in ('areas_chosen', 'partner_approached', 'agreement_drafted')
        then 'not_signed_yet'
      when p.denied_by <> '{}' then 'claimed_by_one_side'
      when $3 > p.ends_on then 'expired'
      else 'before_entry_into_force' end as reason
  from partnership p
  left join partnership_period f on f.partnership_id = p.id and f.during @> cast($3 as date)
  left join lateral (${STAGE_ON_DAY}) on_day on true
  where p.first_city_id = least(asked.sender, asked.receiver)
    and p.second_city_id = greatest(asked.sender, asked.receiver)
    and p.is_sample = $4 and p.stage <> 'none' and ${isVisibleTo('$5')}`;

const REASONS_NEAREST_FIRST = [
  'in_force',
  'before_entry_into_force',
  'suspended',
  'claimed_by_one_side',
  'unconfirmed',
  'not_signed_yet',
  'expired',
  'terminated',
].map((reason) => `'${reason}'`);

/** The agreement as it is kept, or the letters that stand for it: the newest paper of its kind. */
const AGREEMENT = `
  select d.id from partnership_document d
  where d.partnership_id = tie.id
    and d.kind = case tie.kind when 'solidarity' then 'signed_letter' else 'agreement' end
  order by d.id desc limit 1`;

const DOCUMENTS = `
  select coalesce(json_agg(json_build_object('kind', d.kind, 'cityId', d.city_id)), '[]')
  from (select distinct kind, city_id from partnership_document
    where partnership_id = tie.id) d`;

/** Whether the draft that stands says that the ministry must approve. */
export const needsMinistry = (partnershipId: string): string => `exists (
  select from partnership_step s where s.partnership_id = ${partnershipId}
    and s.kind = 'agreement_drafted' and not s.is_withdrawal
    and s.ministry_approval in ('required', 'received')
    and not exists (select from partnership_step c where c.corrects_id = s.id))`;

/**
 * One row: whether aid may be sent, by the same days in force by which the database refuses a
 * shipment; and the partnership that lets it through, or is nearest to it.
 * $1 sender, $2 receiver, $3 day, $4 sample, $5 the cities whose own partnerships the asker sees,
 * $6 those whose documents; null in either: of every city.
 */
export const ASK_GATE = `
  select sender.id is not null as "isSenderKnown", receiver.id is not null as "isReceiverKnown",
    exists (select from aggressor_state a
      where a.country in (sender.country, receiver.country) and a.since <= $3) as "isAggressor",
    tie.id as "partnershipId", tie.kind, tie.signed_on as "signedOn", tie.reason,
    tie.stage_on_day as "stageOnDay", tie.in_force_until as "inForceUntil",
    case when tie.is_party then (${AGREEMENT}) end as "agreementDocumentId",
    case when tie.is_party then (${DOCUMENTS}) end as documents,
    case when tie.is_party then ${needsMinistry('tie.id')} end as "needsMinistry"
  from (values (cast($1 as text), cast($2 as text))) asked (sender, receiver)
  left join city sender on sender.id = asked.sender
  left join city receiver on receiver.id = asked.receiver
  left join lateral (
    select * from (${CANDIDATES}) candidate
    -- Of several in force the one that lasts longest; else the one that lacks least.
    order by array_position(array[${REASONS_NEAREST_FIRST}], reason),
      in_force_until desc nulls first, id desc
    limit 1
  ) tie on true`;
