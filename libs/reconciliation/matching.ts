import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { LedgerService } from '@pobratym/ledger';
import { lockRoad } from '@pobratym/shipments';
import { CLOSE_SHORTS, OPEN_DIFFERENCES } from './differences.sql';

/** A receipt so long after a dispatch of the same size is of another one. */
const DAYS_ON_ROAD_MAX = 60;

/**
 * Ties lines that arrived to lines that were dispatched, in sets: first what a coordinator stated,
 * then the same reference, then the same category, amount and a fitting date. One transaction;
 * what is moved is no more than is on the road, the rest stays `unmatched` and is a difference. A
 * line that nothing could be moved for stays open, and is tried again with the next record.
 */
@Injectable()
export class Matching {
  constructor(private readonly ledger: LedgerService) {}

  /** @returns the reports of the lines that are newly matched */
  async run(tx: EntityManager, partnershipIds: string[]): Promise<string[]> {
    await lockRoad(tx, partnershipIds);
    await tx.query(`set local work_mem = '32MB'`);
    await tx.query(OPEN_SENT, [partnershipIds]);
    await tx.query(OPEN_RECEIVED, [partnershipIds]);
    await tx.query(NO_PAIRS);
    for (const pass of PASSES) await tx.query(pass);
    await tx.query(MAKE_MATCHES);
    const [{ count }] = await tx.query(INSERT_MATCHES);
    if (count > 0) await this.ledger.post(tx, MOVES, []);
    await tx.query(OPEN_DIFFERENCES);
    await tx.query(CLOSE_SHORTS, [partnershipIds]);
    const reports = await tx.query(REPORTS_OF_MADE);
    await tx.query(`drop table sent, received, pair, made`);
    return reports.map((row: { id: string }) => row.id);
  }
}

const REFERENCE_KEY = (column: string): string =>
  `nullif(regexp_replace(upper(${column}), '[^[:alnum:]]+', '', 'g'), '')`;

/** Lines of equal size agree in their mass; or, without one, in their count; or in their sum. */
const SIZE_KEY = `coalesce('g ' || l.mass_grams, 'n ' || l.quantity_milli || ' ' || l.unit,
  'v ' || l.value_minor || ' ' || l.currency)`;

const OPEN_SENT = `
  create temp table sent on commit drop as
  select l.id as line_id, s.id as shipment_id, s.partnership_id, s.sending_city_id,
    ${REFERENCE_KEY('s.reference')} as reference_key, l.category, ${SIZE_KEY} as size_key,
    l.mass_grams as line_grams, l.quantity_milli as line_milli, l.unit, l.currency, b.mass_grams,
    b.quantity_milli, b.value_minor, s.dispatched_on as day,
    exists (select from match m where m.shipment_line_id = l.id) as has_match
  from shipment s join shipment_line l on l.shipment_id = s.id
  join ledger_balance b on b.line_id = l.id and b.account = 'in_transit'
  where s.partnership_id = any($1) and s.state = 'dispatched'
    and (b.mass_grams, b.quantity_milli, b.value_minor) <> (0, 0, 0)`;

const OPEN_RECEIVED = `
  create temp table received on commit drop as
  select l.id as line_id, l.shipment_line_id as stated_line_id, d.shipment_id, d.partnership_id,
    d.sending_city_id, ${REFERENCE_KEY('d.reference')} as reference_key, l.category,
    ${SIZE_KEY} as size_key, l.mass_grams, l.quantity_milli, l.value_minor, l.unit, l.currency,
    d.received_on as day
  from delivery d join delivery_line l on l.delivery_id = d.id
  where d.partnership_id = any($1) and d.side = 'receiver'
    and not exists (select from match m where m.delivery_line_id = l.id)`;

const NO_PAIRS = `
  analyze sent; analyze received;
  create temp table pair (sent_line_id uuid not null, received_line_id uuid primary key,
    kind text not null, rule text not null) on commit drop;
`;

/** Several deliveries may state one line: a dispatch split over trucks. */
const BY_STATEMENT = `
  insert into pair
  select s.line_id, r.line_id, 'stated', 'stated'
  from received r join sent s on s.line_id = r.stated_line_id`;

interface Pass {
  rule: 'shipment' | 'reference' | 'attributes';
  /** What both lines agree in, besides partnership, direction and category. */
  keys: string[];
  /** Which receipts it is for: those recorded at a shipment are of that shipment and no other. */
  received: string;
  sent?: string;
  fit?: string;
}

const AT_SHIPMENT: Pass = {
  rule: 'shipment',
  keys: ['shipment_id'],
  received: 'received.shipment_id is not null',
};
const BY_REFERENCE: Pass = {
  rule: 'reference',
  keys: ['reference_key'],
  received: 'received.shipment_id is null and received.reference_key is not null',
};
const BY_ATTRIBUTES: Pass = {
  rule: 'attributes',
  keys: ['size_key'],
  received: 'received.shipment_id is null',
  sent: 'not sent.has_match',
  fit: `r.day <= s.day + ${DAYS_ON_ROAD_MAX}
    and (s.reference_key is null or r.reference_key is null)`,
};
const sameSize = (pass: Pass): Pass => ({ ...pass, keys: [...pass.keys, 'size_key'] });

const ALWAYS = ['partnership_id', 'sending_city_id', 'category'];
const OPEN_RECEIPT = `received.stated_line_id is null
  and not exists (select from pair where received_line_id = received.line_id)`;

/** Among lines that agree, the n-th dispatched with the n-th received, by day. */
function nthWithNth({ rule, keys, received, sent = 'true', fit = 'true' }: Pass): string {
  const agree = [...ALWAYS, ...keys].join(', ');
  const numbered = `*, row_number() over (partition by ${agree} order by day, mass_grams, line_id) n`;
  return `
    insert into pair
    select s.line_id, r.line_id, 'inferred', '${rule}'
    from (select ${numbered} from sent where ${sent}
      and not exists (select from pair where sent_line_id = sent.line_id)) s
    join (select ${numbered} from received where ${received} and ${OPEN_RECEIPT}) r
      using (${agree}, n)
    where r.day >= s.day and ${fit}`;
}

/** One dispatched line that agrees, and more than one receipt of it. */
function allWithOne({ rule, keys, received }: Pass): string {
  const agree = [...ALWAYS, ...keys].join(', ');
  return `
    insert into pair
    select s.line_id, received.line_id, 'inferred', '${rule}'
    from received join (
      select ${agree}, (array_agg(line_id))[1] as line_id, min(day) as sent_day
      from sent group by ${agree} having count(*) = 1
    ) s using (${agree})
    where received.day >= s.sent_day and ${received} and ${OPEN_RECEIPT}`;
}

const PASSES = [
  BY_STATEMENT,
  nthWithNth(sameSize(AT_SHIPMENT)),
  nthWithNth(AT_SHIPMENT),
  allWithOne(AT_SHIPMENT),
  nthWithNth(sameSize(BY_REFERENCE)),
  nthWithNth(BY_REFERENCE),
  allWithOne(BY_REFERENCE),
  nthWithNth(BY_ATTRIBUTES),
];

/**
 * How much each pair moves: what was received, but no more than is left on the road after the
 * pairs before it. A receipt with a count alone takes its mass pro rata; the last of the count
 * takes the rest of the mass, so that rounding leaves nothing behind. least() and greatest() pass
 * over nulls, so a measure that was not received is kept apart: it moves nothing.
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
  ), counted as (
    select *, road_milli - coalesce(sum(milli) over before, 0) as left_milli,
      road_minor - coalesce(sum(minor) over before, 0) as left_minor
    from demand
    window before as (partition by sent_line_id order by day, line_id
      rows between unbounded preceding and 1 preceding)
  ), weighed as (
    -- The last of a count asks for all that is left, which a limit below makes the rest.
    select *, case when is_derived and milli >= left_milli then road_grams else grams end as wanted
    from counted
  ), limited as (
    select *, road_grams - coalesce(sum(wanted) over before, 0) as left_grams
    from weighed
    window before as (partition by sent_line_id order by day, line_id
      rows between unbounded preceding and 1 preceding)
  ), amounts as (
    select uuidv7() as id, sent_line_id, received_line_id, kind, rule, is_derived,
      case when wanted is not null
        then nullif(greatest(least(wanted, left_grams), 0), 0)::bigint end as mass_grams,
      case when milli is not null
        then nullif(greatest(least(milli, left_milli), 0), 0)::bigint end as quantity_milli,
      case when minor is not null
        then nullif(greatest(least(minor, left_minor), 0), 0)::bigint end as value_minor
    from limited
  )
  select * from amounts where num_nonnulls(mass_grams, quantity_milli, value_minor) > 0`;

const INSERT_MATCHES = `
  with added as (
    insert into match (id, shipment_line_id, delivery_line_id, kind, rule, mass_grams,
      quantity_milli, value_minor, is_mass_derived)
    select id, sent_line_id, received_line_id, kind, rule, mass_grams, quantity_milli, value_minor,
      is_derived and mass_grams is not null from made returning 1
  ) select count(*)::int as count from added`;

/**
 * From the road to the delivery; and a derived mass onwards, since no receipt has posted it: to
 * `damaged` for the damaged part of the count, to `received` for the rest.
 */
const MOVES = `
  select move.*, m.id as cause_id, 'match' as reason, d.received_on as occurred_on,
    d.date_precision, d.receiving_city_id, d.receiving_country, d.sending_city_id,
    d.sending_country, s.category, false as is_outside_partnership, d.is_sample
  from made m join delivery_line l on l.id = m.received_line_id
  join delivery d on d.id = l.delivery_id join shipment_line s on s.id = m.sent_line_id
  cross join lateral (select case when m.is_derived then coalesce(round(m.mass_grams::numeric
    * l.damaged_quantity_milli / l.quantity_milli), 0)::bigint end as damaged_grams) part
  cross join lateral (values
    (m.sent_line_id, 'in_transit'::ledger_account, m.received_line_id,
      'unmatched'::ledger_account, m.mass_grams, m.quantity_milli, m.value_minor,
      case when m.value_minor is not null then s.currency end,
      m.is_derived and m.mass_grams is not null),
    (m.received_line_id, 'unmatched', m.received_line_id, 'received',
      nullif(m.mass_grams - part.damaged_grams, 0), null, null, null, true),
    (m.received_line_id, 'unmatched', m.received_line_id, 'damaged',
      nullif(part.damaged_grams, 0), null, null, null, true)
  ) move (from_line_id, from_account, to_line_id, to_account, mass_grams, quantity_milli,
    value_minor, currency, is_mass_derived)
  where num_nonnulls(move.mass_grams, move.quantity_milli, move.value_minor) > 0`;

const REPORTS_OF_MADE = `
  select distinct report_id as id from (
    select s.report_id from made m join shipment_line l on l.id = m.sent_line_id
      join shipment s on s.id = l.shipment_id
    union all
    select d.report_id from made m join delivery_line l on l.id = m.received_line_id
      join delivery d on d.id = l.delivery_id
  ) tied where report_id is not null`;
