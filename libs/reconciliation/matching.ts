import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { LedgerService } from '@pobratym/ledger';

/** What differs by no more is weighing, not a difference: 2 % or 10 kg, whichever is more. */
const TOLERANCE_GRAMS = (of: string): string => `greatest(${of} / 50, 10000)`;
/** A receipt so long after a dispatch of the same mass is of another one. */
const DAYS_ON_ROAD_MAX = 60;

/**
 * Ties lines that arrived to lines that were dispatched, in sets: first what a coordinator stated,
 * then the same reference, then the same category, amount and a fitting date. One transaction;
 * what is moved is no more than is on the road, the rest stays `unmatched` and is a difference.
 */
@Injectable()
export class Matching {
  constructor(private readonly ledger: LedgerService) {}

  /** @returns how many matches are new */
  async run(tx: EntityManager, partnershipIds: string[]): Promise<number> {
    // Two runs over one partnership would pair the same line twice; the second waits.
    await tx.query(
      `select pg_advisory_xact_lock(hashtextextended('match ' || id, 0))
       from (select unnest($1::text[]) as id order by 1) ordered`,
      [partnershipIds],
    );
    await tx.query(OPEN_SENT, [partnershipIds]);
    await tx.query(OPEN_RECEIVED, [partnershipIds]);
    await tx.query(NO_PAIRS);
    await tx.query(BY_STATEMENT);
    await tx.query(nthWithNth(SAME_REFERENCE, 'reference', 'size_key'));
    await tx.query(nthWithNth(SAME_REFERENCE, 'reference'));
    await tx.query(ALL_WITH_ONE);
    await tx.query(nthWithNth('not sent.has_match', 'attributes', 'size_key', FITTING_DATES));
    await tx.query(MAKE_MATCHES);
    const [{ count }] = await tx.query(INSERT_MATCHES);
    if (count > 0) {
      await this.ledger.post(tx, MOVES, []);
      await tx.query(OPEN_DIFFERENCES);
      await tx.query(CLOSE_DIFFERENCES);
    }
    await tx.query(`drop table sent, received, pair, made`);
    return count;
  }
}

const REFERENCE_KEY = (column: string): string =>
  `nullif(regexp_replace(upper(${column}), '[^[:alnum:]]+', '', 'g'), '')`;

/** Lines of equal size agree in their mass; or, without one, in their count; or in their sum. */
const SIZE_KEY = `coalesce('g ' || l.mass_grams, 'n ' || l.quantity_milli || ' ' || l.unit,
  'v ' || l.value_minor || ' ' || l.currency)`;

const OPEN_SENT = `
  create temp table sent on commit drop as
  select l.id as line_id, s.partnership_id, ${REFERENCE_KEY('s.reference')} as reference_key,
    l.category, ${SIZE_KEY} as size_key, l.mass_grams as line_grams,
    l.quantity_milli as line_milli, l.unit, l.currency, b.mass_grams, b.quantity_milli,
    b.value_minor, s.dispatched_on as day,
    exists (select from match m where m.shipment_line_id = l.id) as has_match
  from shipment s join shipment_line l on l.shipment_id = s.id
  join ledger_balance b on b.line_id = l.id and b.account = 'in_transit'
  where s.partnership_id = any($1) and s.state = 'dispatched'
    and (b.mass_grams, b.quantity_milli, b.value_minor) <> (0, 0, 0)`;

const OPEN_RECEIVED = `
  create temp table received on commit drop as
  select l.id as line_id, l.shipment_line_id as stated_line_id, d.partnership_id,
    ${REFERENCE_KEY('d.reference')} as reference_key, l.category, ${SIZE_KEY} as size_key,
    l.mass_grams, l.quantity_milli, l.value_minor, l.unit, l.currency, d.received_on as day
  from delivery d join delivery_line l on l.delivery_id = d.id
  where d.partnership_id = any($1) and d.side = 'receiver'
    and not exists (select from match m where m.delivery_line_id = l.id)`;

const NO_PAIRS = `
  analyze sent; analyze received;
  create temp table pair (sent_line_id uuid not null, received_line_id uuid primary key,
    kind text not null, rule text not null) on commit drop;
`;

const SAME_REFERENCE = 'reference_key is not null';
const FITTING_DATES = `r.day between s.day and s.day + ${DAYS_ON_ROAD_MAX}
  and (s.reference_key is null or r.reference_key is null)`;

/** Several deliveries may state one line: a dispatch split over trucks. */
const BY_STATEMENT = `
  insert into pair
  select s.line_id, r.line_id, 'stated', 'stated'
  from received r join sent s on s.line_id = r.stated_line_id`;

const STILL_OPEN_SENT = `not exists (select from pair where sent_line_id = sent.line_id)`;
const STILL_OPEN_RECEIVED = `received.stated_line_id is null
  and not exists (select from pair where received_line_id = received.line_id)`;

/** Among lines that agree, the n-th dispatched with the n-th received, by day. */
function nthWithNth(which: string, rule: string, size?: string, fit = 'true'): string {
  const reference = which === SAME_REFERENCE ? ['reference_key'] : [];
  const keys = ['partnership_id', 'category', ...reference, ...(size ? [size] : [])].join(', ');
  const numbered = `*, row_number() over (partition by ${keys} order by day, mass_grams, line_id) n`;
  const whichReceived = which === SAME_REFERENCE ? which : 'true';
  return `
    insert into pair
    select s.line_id, r.line_id, 'inferred', '${rule}'
    from (select ${numbered} from sent where ${which} and ${STILL_OPEN_SENT}) s
    join (select ${numbered} from received where ${whichReceived} and ${STILL_OPEN_RECEIVED}) r
      using (${keys}, n)
    where ${fit}`;
}

/** One dispatched line under a reference, and more than one receipt of it. */
const ALL_WITH_ONE = `
  insert into pair
  select s.line_id, received.line_id, 'inferred', 'reference'
  from received join (
    select partnership_id, reference_key, category, (array_agg(line_id))[1] as line_id
    from sent where ${SAME_REFERENCE} group by 1, 2, 3 having count(*) = 1
  ) s using (partnership_id, reference_key, category)
  where ${STILL_OPEN_RECEIVED}`;

/**
 * How much each pair moves: what was received, but no more than is left on the road after the
 * pairs before it. A receipt with a count alone takes its mass pro rata; the last of the count
 * takes the rest of the mass, so that rounding leaves nothing behind.
 */
const MAKE_MATCHES = `
  create temp table made on commit drop as
  with demand as (
    select p.*, s.mass_grams as road_grams, s.quantity_milli as road_milli,
      s.value_minor as road_minor,
      case when r.unit = s.unit then r.quantity_milli end as milli,
      case when r.currency = s.currency then r.value_minor end as minor,
      r.mass_grams is null and s.line_grams is not null and r.unit = s.unit
        and r.quantity_milli is not null and s.line_milli is not null as is_derived,
      coalesce(r.mass_grams, case when r.unit = s.unit
        then round(s.line_grams::numeric * r.quantity_milli / s.line_milli)::bigint end) as grams,
      r.day, r.line_id
    from pair p join sent s on s.line_id = p.sent_line_id
    join received r on r.line_id = p.received_line_id
  ), queued as (
    select *,
      road_grams - coalesce(sum(grams) over before, 0) as left_grams,
      road_milli - coalesce(sum(milli) over before, 0) as left_milli,
      road_minor - coalesce(sum(minor) over before, 0) as left_minor
    from demand
    window before as (partition by sent_line_id order by day, line_id
      rows between unbounded preceding and 1 preceding)
  )
  select uuidv7() as id, sent_line_id, received_line_id, kind, rule, is_derived,
    -- least() and greatest() pass over nulls: a measure that was not received moves nothing.
    case when grams is not null then nullif(greatest(least(
      case when is_derived and milli >= left_milli then left_grams else grams end,
      left_grams), 0), 0)::bigint end as mass_grams,
    case when milli is not null
      then nullif(greatest(least(milli, left_milli), 0), 0)::bigint end as quantity_milli,
    case when minor is not null
      then nullif(greatest(least(minor, left_minor), 0), 0)::bigint end as value_minor
  from queued`;

const INSERT_MATCHES = `
  with added as (
    insert into match (id, shipment_line_id, delivery_line_id, kind, rule, mass_grams,
      quantity_milli, value_minor, is_mass_derived)
    select id, sent_line_id, received_line_id, kind, rule, mass_grams, quantity_milli, value_minor,
      is_derived and mass_grams is not null from made returning 1
  ) select count(*)::int as count from added`;

/** From the road to the delivery; and a derived mass onwards, since no receipt has posted it. */
const MOVES = `
  select move.*, m.id as cause_id, 'match' as reason, d.received_on as occurred_on,
    d.date_precision, d.receiving_city_id, d.receiving_country, d.sending_city_id,
    d.sending_country, s.category, false as is_outside_partnership, d.is_sample
  from made m join delivery_line l on l.id = m.received_line_id
  join delivery d on d.id = l.delivery_id join shipment_line s on s.id = m.sent_line_id
  cross join lateral (values
    (m.sent_line_id, 'in_transit'::ledger_account, m.received_line_id,
      'unmatched'::ledger_account, m.mass_grams, m.quantity_milli, m.value_minor,
      case when m.value_minor is not null then s.currency end,
      m.is_derived and m.mass_grams is not null),
    (m.received_line_id, 'unmatched', m.received_line_id, 'received',
      case when m.is_derived then m.mass_grams end, null, null, null, true)
  ) move (from_line_id, from_account, to_line_id, to_account, mass_grams, quantity_milli,
    value_minor, currency, is_mass_derived)
  where num_nonnulls(move.mass_grams, move.quantity_milli, move.value_minor) > 0`;

const OPEN_DIFFERENCES = `
  insert into difference (kind, shipment_line_id, delivery_line_id, mass_grams, quantity_milli,
    receiving_city_id, sending_city_id, is_sample)
  select 'short', l.id, null, nullif(b.mass_grams, 0), nullif(b.quantity_milli, 0),
    s.receiving_city_id, s.sending_city_id, s.is_sample
  from (select distinct sent_line_id from made) m
  join shipment_line l on l.id = m.sent_line_id join shipment s on s.id = l.shipment_id
  join ledger_balance b on b.line_id = l.id and b.account = 'in_transit'
  where b.mass_grams > ${TOLERANCE_GRAMS('l.mass_grams')}
    or (l.mass_grams is null and b.quantity_milli > 0)
  union all
  select 'over', m.sent_line_id, l.id, nullif(-b.mass_grams, 0), nullif(-b.quantity_milli, 0),
    d.receiving_city_id, d.sending_city_id, d.is_sample
  from made m join delivery_line l on l.id = m.received_line_id
  join delivery d on d.id = l.delivery_id
  join ledger_balance b on b.line_id = l.id and b.account = 'unmatched'
  where -b.mass_grams > ${TOLERANCE_GRAMS('l.mass_grams')}
    or (l.mass_grams is null and b.quantity_milli < 0)
  union all
  select 'damaged', m.sent_line_id, l.id, l.damaged_mass_grams, l.damaged_quantity_milli,
    d.receiving_city_id, d.sending_city_id, d.is_sample
  from made m join delivery_line l on l.id = m.received_line_id
  join delivery d on d.id = l.delivery_id
  where num_nonnulls(l.damaged_mass_grams, l.damaged_quantity_milli) > 0
  on conflict (kind, shipment_line_id, delivery_line_id, shipment_id) do update
    set mass_grams = excluded.mass_grams, quantity_milli = excluded.quantity_milli`;

/** A later delivery may bring what was short. */
const CLOSE_DIFFERENCES = `
  update difference f set state = 'superseded'
  from made m join shipment_line l on l.id = m.sent_line_id
  join ledger_balance b on b.line_id = l.id and b.account = 'in_transit'
  where f.shipment_line_id = l.id and f.kind = 'short' and f.state = 'open'
    and b.mass_grams <= ${TOLERANCE_GRAMS('coalesce(l.mass_grams, 0)')}
    and (l.mass_grams is not null or b.quantity_milli = 0)`;
