import { DataSource } from 'typeorm';
/** Whose books are looked at. */
export interface Recorded {
  shipments: readonly { id: string }[];
  deliveries: readonly { id: string }[];
}

const idsOf = (history: Recorded) => [
  history.shipments.map((shipment) => shipment.id),
  history.deliveries.map((delivery) => delivery.id),
];

/**
 * What is wrong in the books of a history, counted anew from its lines, entries and matches; each
 * fault as a row that names its rule. Nothing that the services count with is used.
 */
export async function faultsOf(database: DataSource, history: Recorded): Promise<object[]> {
  return database.query(FAULTS, idsOf(history));
}

/** What each account of each line holds, lines in the order of their records. */
export async function booksOf(database: DataSource, history: Recorded): Promise<object[]> {
  return database.query(BOOKS, idsOf(history));
}

const LINES = `
  line as (
    select l.id, 'shipment' as kind, array_position($1::uuid[], l.shipment_id) as record,
      l.line_number, l.mass_grams, l.quantity_milli, l.value_minor, l.source_delivery_line_id
    from shipment_line l where l.shipment_id = any($1)
    union all
    select l.id, 'delivery', array_position($2::uuid[], l.delivery_id), l.line_number,
      l.mass_grams, l.quantity_milli, l.value_minor, null
    from delivery_line l where l.delivery_id = any($2)
  ), measured as (
    select e.id, e.from_line_id, e.from_account::text, e.to_line_id, e.to_account::text, e.reason,
      e.cause_id, e.reverses_id, e.is_mass_derived, m.measure, m.amount
    from ledger_entry e cross join lateral (values ('mass', e.mass_grams),
      ('quantity', e.quantity_milli), ('value', e.value_minor)) m (measure, amount)
    where m.amount is not null
      and (e.from_line_id in (select id from line) or e.to_line_id in (select id from line))
  ), moved as (
    select from_line_id as line_id, from_account as account, measure, -amount as amount
    from measured
    union all select to_line_id, to_account, measure, amount from measured
  ), held as (
    select line_id, account, measure, sum(amount) as amount from moved
    where line_id in (select id from line) group by 1, 2, 3
  )`;

const BOOKS = `
  with ${LINES}
  select l.kind, l.record, l.line_number, h.account, h.measure, h.amount
  from held h join line l on l.id = h.line_id where h.amount <> 0
  order by 1, 2, 3, 4, 5`;

const FAULTS = `
  with ${LINES}, said as (
    select l.id, l.kind, m.measure, coalesce(m.amount, 0) as amount, m.amount is null as is_unsaid
    from line l cross join lateral (values ('mass', l.mass_grams),
      ('quantity', l.quantity_milli), ('value', l.value_minor)) m (measure, amount)
  ), side as (
    select s.*, coalesce(sum(h.amount) filter (where h.account = 'sender'), 0) as sender,
      coalesce(sum(h.amount) filter (where h.account = 'unmatched'), 0) as unmatched,
      coalesce(sum(h.amount) filter (where h.account not in ('sender', 'unmatched')), 0) as rest
    from said s left join held h on h.line_id = s.id and h.measure = s.measure
    group by s.id, s.kind, s.measure, s.amount, s.is_unsaid
  ), arrived as (
    -- From the road to deliveries, and what was taken back of it.
    select l.id, m.measure, coalesce(sum(case
      when m.from_line_id = l.id and l.kind = 'shipment' then m.amount
      when m.to_line_id = l.id and l.kind = 'shipment' then -m.amount
      when m.to_line_id = l.id then m.amount else -m.amount end), 0) as amount
    from line l join measured m on m.from_line_id <> m.to_line_id
      and l.id in (m.from_line_id, m.to_line_id) group by 1, 2
  )
  select 'an account has the wrong sign' as rule, line_id, account, measure, amount from held
    where case when account in ('sender', 'unmatched') then amount > 0 else amount < 0 end
  union all
  select 'dispatched is in transit, lost, returned or arrived', s.id, null, s.measure, s.sender
    from side s left join arrived a on a.id = s.id and a.measure = s.measure
    where s.kind = 'shipment' and -s.sender <> s.rest + coalesce(a.amount, 0)
  union all
  select 'arrived and unannounced is what the city took in', s.id, null, s.measure, s.unmatched
    from side s left join arrived a on a.id = s.id and a.measure = s.measure
    where s.kind = 'delivery' and coalesce(a.amount, 0) - s.unmatched <> s.rest
  union all
  select 'the books say what the sender says', id, null, measure, amount from side
    where kind = 'shipment' and -sender <> amount
  union all
  select 'the books say what the receiver says', id, null, measure, amount from side
    where kind = 'delivery' and rest <> amount and not (measure = 'mass' and is_unsaid)
  union all
  select 'the balances are the sum of the entries', h.line_id, h.account, h.measure, h.amount
    from held h left join ledger_balance b
      on b.line_id = h.line_id and b.account::text = h.account
    where h.amount is distinct from case h.measure when 'mass' then b.mass_grams
      when 'quantity' then b.quantity_milli else b.value_minor end
  union all
  select 'what arrived is what is matched', m.shipment_line_id, null, x.measure, sum(x.amount)
    from match m cross join lateral (values ('mass', m.mass_grams),
      ('quantity', m.quantity_milli), ('value', m.value_minor)) x (measure, amount)
    left join arrived a on a.id = m.shipment_line_id and a.measure = x.measure
    where m.reversed_at is null and m.shipment_line_id in (select id from line)
    group by m.shipment_line_id, x.measure, a.amount
    having coalesce(sum(x.amount), 0) <> coalesce(a.amount, 0)
  union all
  select 'what is passed on is what was held before', f.line_id, 'forwarded', f.measure, f.amount
    from held f left join lateral (
      -- Without what came back.
      select sum(s.amount - coalesce(r.amount, 0)) as amount from line l join said s on s.id = l.id
      left join held r on r.line_id = l.id and r.account = 'returned' and r.measure = s.measure
      where l.source_delivery_line_id = f.line_id and s.measure = f.measure) s on true
    where f.account = 'forwarded' and f.amount <> coalesce(s.amount, 0)
  union all
  select 'what arrived had left by then', r.id, null, null, null
    from delivery_line r join delivery d on d.id = r.delivery_id
    join shipment_line l on l.id = r.shipment_line_id join shipment s on s.id = l.shipment_id
    where d.id = any($2) and not r.is_nothing and d.received_on < s.dispatched_on
  union all
  select 'what is passed on had arrived by then', l.id, null, null, null
    from shipment_line l join shipment s on s.id = l.shipment_id
    join delivery_line r on r.id = l.source_delivery_line_id
    join delivery d on d.id = r.delivery_id
    where s.id = any($1) and not l.is_nothing and s.dispatched_on < d.received_on`;
