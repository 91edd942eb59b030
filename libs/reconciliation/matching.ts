import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { INSERT_MATCHES, MATCH_AMOUNTS, MATCH_MOVES } from '@pobratym/deliveries';
import { LedgerService } from '@pobratym/ledger';
import { lockRoad } from '@pobratym/shipments';
import { isLoose, matchOpenLines } from './match-open-lines';
import { CLOSE_DIFFERENCES, OPEN_DIFFERENCES, TOUCHED } from './differences.sql';

/**
 * Ties lines that arrived to lines that were dispatched, in sets: first what a coordinator stated,
 * then what was recorded at a shipment, then the same reference, category and amount; the rest goes
 * to the engine, partnership by partnership. One transaction; what is moved is no more than is on the road, the rest stays `unmatched` and is a difference. A
 * line that nothing could be moved for stays open, and is tried again with the next record.
 */
@Injectable()
export class Matching {
  constructor(private readonly ledger: LedgerService) {}

  /**
   * @param lineIds of shipments, whose differences are to be looked at again
   * @returns the reports of the lines that are newly matched
   */
  async run(tx: EntityManager, partnershipIds: string[], lineIds: string[]): Promise<string[]> {
    await lockRoad(tx, partnershipIds);
    await tx.query(`set local work_mem = '32MB'`);
    await tx.query(OPEN_SENT, [partnershipIds]);
    await tx.query(OPEN_RECEIVED, [partnershipIds]);
    await tx.query(NO_PAIRS);
    for (const pass of PASSES) await tx.query(pass);
    await matchOpenLines(tx, partnershipIds);
    await tx.query(MAKE_MATCHES);
    const [{ count }] = await tx.query(KEEP_MATCHES);
    if (count > 0) {
      await tx.query(KEEP_REASONS);
      await this.ledger.post(tx, MATCH_MOVES('m.id in (select id from made)'), []);
    }
    await tx.query(TOUCHED, [lineIds]);
    await tx.query(OPEN_DIFFERENCES);
    await tx.query(CLOSE_DIFFERENCES);
    const reports = await tx.query(REPORTS_OF_MADE);
    await tx.query(`drop table sent, received, pair, made, touched`);
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
    s.reference, ${REFERENCE_KEY('s.reference')} as reference_key, l.category,
    l.is_category_proposed, l.item, l.unit, l.currency, ${SIZE_KEY} as size_key,
    b.mass_grams, b.quantity_milli, b.value_minor, s.dispatched_on as day
  from shipment s join shipment_line l on l.shipment_id = s.id
  join ledger_balance b on b.line_id = l.id and b.account = 'in_transit'
  where s.partnership_id = any($1) and s.state = 'dispatched'
    and (b.mass_grams, b.quantity_milli, b.value_minor) <> (0, 0, 0)`;

const OPEN_RECEIVED = `
  create temp table received on commit drop as
  select l.id as line_id, l.shipment_line_id as stated_line_id, d.shipment_id, d.partnership_id,
    d.id as delivery_id, d.sending_city_id, d.reference,
    ${REFERENCE_KEY('d.reference')} as reference_key, l.category, l.is_category_proposed, l.item,
    ${SIZE_KEY} as size_key, l.mass_grams, l.quantity_milli, l.value_minor, l.unit, l.currency,
    d.received_on as day
  from delivery d join delivery_line l on l.delivery_id = d.id
  where d.partnership_id = any($1) and d.side = 'receiver'
    and not exists (select from match m where m.delivery_line_id = l.id
      and m.reversed_at is null)`;

const NO_PAIRS = `
  analyze sent; analyze received;
  create temp table pair (sent_line_id uuid not null, received_line_id uuid not null,
    kind text not null, rule text not null, centibits integer, levels jsonb, parts integer,
    primary key (received_line_id, sent_line_id)) on commit drop;
`;

/** Several deliveries may state one line: a dispatch split over trucks. */
const BY_STATEMENT = `
  insert into pair
  select s.line_id, r.line_id, 'stated', 'stated'
  from received r join sent s on s.line_id = r.stated_line_id`;

interface Pass {
  rule: 'shipment' | 'reference';
  /** What both lines agree in, besides partnership, direction and category. */
  keys: string[];
  /** Which receipts it is for: those recorded at a shipment are of that shipment and no other. */
  received: string;
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
const sameSize = (pass: Pass): Pass => ({ ...pass, keys: [...pass.keys, 'size_key'] });

const ALWAYS = ['partnership_id', 'sending_city_id', 'category'];
const OPEN_RECEIPT = isLoose('received');

/** Among lines that agree, the n-th dispatched with the n-th received, by day. */
function nthWithNth({ rule, keys, received }: Pass): string {
  const agree = [...ALWAYS, ...keys].join(', ');
  const numbered = `*, row_number() over (partition by ${agree} order by day, mass_grams, line_id) n`;
  return `
    insert into pair
    select s.line_id, r.line_id, 'inferred', '${rule}'
    from (select ${numbered} from sent where not exists (select from pair where sent_line_id = sent.line_id)) s
    join (select ${numbered} from received where ${received} and ${OPEN_RECEIPT}) r
      using (${agree}, n)
    where r.day >= s.day`;
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
];

const MAKE_MATCHES = `create temp table made on commit drop as ${MATCH_AMOUNTS('select * from pair')}`;

const KEEP_REASONS = `
  insert into match_reason (match_id, centibits, levels, parts)
  select m.id, p.centibits, p.levels, p.parts from made m join pair p using (sent_line_id, received_line_id)
  where p.centibits is not null`;

const KEEP_MATCHES = `${INSERT_MATCHES('select * from made')}
  select count(*)::int as count from added`;

const REPORTS_OF_MADE = `
  select distinct report_id as id from (
    select s.report_id from made m join shipment_line l on l.id = m.sent_line_id
      join shipment s on s.id = l.shipment_id
    union all
    select d.report_id from made m join delivery_line l on l.id = m.received_line_id
      join delivery d on d.id = l.delivery_id
  ) tied where report_id is not null`;
