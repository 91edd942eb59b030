import { MigrationInterface, QueryRunner } from 'typeorm';

export class FollowAidToItsEnd1763900000014 implements MigrationInterface {
  name = 'FollowAidToItsEnd1763900000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SHIPMENTS);
    await runner.query(DELIVERIES);
    await runner.query(MOVEMENTS);
    await runner.query(GATES);
    await runner.query(CORRECTIONS);
    await runner.query(BOOKS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(REFUSE_WHILE_NEEDED);
    await runner.query(OLD_TABLES);
    await runner.query(OLD_GATES);
  }
}

const LINE_DETAILS = `
    add column batch text check (batch <> '' and length(batch) <= 100),
    add column expires_on date,
    add column is_cold_chain boolean not null default false
`;

const SHIPMENTS = `
  alter table shipment
    -- Null: aid that a city passes on; its lines name the delivery lines that they come from.
    alter column partnership_id drop not null,
    add column planned_dispatch_on date,
    add column planned_arrival_on date,
    add column dispatched_at timestamptz,
    -- Of the state's register of humanitarian aid, and the day from which its 90 days count.
    add column declaration_code text check (length(declaration_code) <= 100),
    add column cleared_on date,
    add column funder text check (length(funder) <= 300),
    add column consignor text check (length(consignor) <= 300),
    add column consignee text check (length(consignee) <= 300),
    -- Counted up with each edit: whoever edits an older one is told.
    add column version integer not null default 1;

  create table shipment_leg (
    shipment_id uuid not null references shipment on delete cascade,
    number integer not null check (number between 1 and 50),
    mode text not null check (mode in ('road', 'rail', 'air', 'sea')),
    carrier text check (length(carrier) <= 300),
    vehicle text check (length(vehicle) <= 100),
    driver text check (length(driver) <= 200),
    border_crossing text check (length(border_crossing) <= 200),
    hub text check (length(hub) <= 200),
    planned_departure_on date,
    planned_arrival_on date,
    departed_on date,
    arrived_on date,
    primary key (shipment_id, number),
    check (arrived_on is null or departed_on is not null and arrived_on >= departed_on)
  );

  alter table shipment_line ${LINE_DETAILS},
    add column source_delivery_line_id uuid references delivery_line,
    -- By a correction: nothing of it was sent.
    add column is_nothing boolean not null default false,
    drop constraint shipment_line_has_amount,
    add constraint shipment_line_has_amount
      check ((num_nonnulls(mass_grams, quantity_milli, value_minor) = 0) = is_nothing);
  create index shipment_line_by_source on shipment_line (source_delivery_line_id)
    where source_delivery_line_id is not null;
  create index shipment_line_by_expiry on shipment_line (expires_on) where expires_on is not null;

  create table shipment_template (
    id uuid primary key default uuidv7(),
    city_id text not null references city,
    name text not null check (name <> '' and length(name) <= 200),
    body jsonb not null,
    created_by uuid references person,
    created_at timestamptz not null default now(),
    unique (city_id, name)
  );
`;

const DELIVERIES = `
  alter table delivery
    -- From a shipment by which another city passed on what it had received.
    add column is_passed_on boolean not null default false,
    add column place text check (length(place) <= 300),
    add column received_by text check (length(received_by) <= 200),
    add column received_at timestamptz,
    drop constraint delivery_of_receiver_is_exact,
    add constraint delivery_of_receiver_is_exact check (side <> 'receiver' or (
      sending_city_id is not null and receiving_city_id is not null and date_precision = 'day'
      and is_outside_partnership = (partnership_id is null and not is_passed_on))),
    drop constraint delivery_of_shipment_has_partnership,
    add constraint delivery_of_shipment_has_partnership
      check (shipment_id is null or partnership_id is not null or is_passed_on),
    add constraint delivery_passed_on_has_shipment
      check (not is_passed_on or (shipment_id is not null and partnership_id is null));

  alter table delivery_line ${LINE_DETAILS},
    -- Said: nothing of it arrived; or, by a correction, that nothing had.
    add column is_nothing boolean not null default false,
    -- Why it is not what was announced.
    add column difference_reason text check (difference_reason in ('to_follow', 'short_shipped',
      'lost', 'damaged', 'stolen', 'surplus', 'wrong_item', 'other_pack_size',
      'weighed_otherwise', 'misreported', 'other')),
    add column difference_note text check (length(difference_note) <= 2000),
    drop constraint delivery_line_has_amount,
    add constraint delivery_line_has_amount check (not (is_amount_unknown and is_nothing)
      and (is_amount_unknown or is_nothing)
        = (num_nonnulls(mass_grams, quantity_milli, value_minor) = 0)),
    add constraint delivery_line_nothing_has_reason
      check (not is_nothing or difference_reason is not null),
    add constraint delivery_line_other_has_note
      check (difference_reason <> 'other' or difference_note is not null);
  create index delivery_line_by_expiry on delivery_line (expires_on)
    where expires_on is not null;
`;

const MOVEMENTS = `
  -- What happened to a shipment on the road, or to a delivery in the city. Its amounts are the
  -- entries of the ledger that it caused; a correction that names it has reversed them.
  create table movement (
    id uuid primary key default uuidv7(),
    kind text not null check (kind in ('loss', 'found', 'return', 'damage', 'distribution')),
    shipment_id uuid references shipment,
    delivery_id uuid references delivery,
    occurred_on date not null,
    note text check (length(note) <= 5000),
    -- A distribution: the institution that it went to, and of what kind it is.
    recipient text check (recipient <> '' and length(recipient) <= 300),
    recipient_kind text check (recipient_kind in ('hospital', 'shelter', 'school', 'other')),
    recorded_by uuid references person,
    recorded_at timestamptz not null default now(),
    constraint movement_is_of_one check (num_nonnulls(shipment_id, delivery_id) = 1),
    constraint movement_is_where_it_can_be check (case kind
      when 'return' then true
      when 'loss' then shipment_id is not null
      when 'found' then shipment_id is not null
      else delivery_id is not null end),
    constraint movement_distribution_has_recipient check ((kind = 'distribution')
      = (recipient is not null) and (recipient is null) = (recipient_kind is null))
  );
  create index movement_by_shipment on movement (shipment_id) where shipment_id is not null;
  create index movement_by_delivery on movement (delivery_id) where delivery_id is not null;
  create trigger movement_is_history before update or delete or truncate on movement
    for each statement execute function ledger_refuse_change();

  create table correction (
    id uuid primary key default uuidv7(),
    shipment_id uuid references shipment,
    delivery_id uuid references delivery,
    -- Set: this movement had not happened.
    movement_id uuid unique references movement,
    reason text not null check (reason in ('typing_error', 'wrong_unit', 'recounted', 'weighed',
      'wrong_item', 'wrong_day', 'not_arrived', 'duplicate', 'other')),
    note text check (length(note) <= 5000),
    occurred_on_before date,
    occurred_on_after date,
    recorded_by uuid references person,
    recorded_at timestamptz not null default now(),
    constraint correction_is_of_one check (num_nonnulls(shipment_id, delivery_id) = 1),
    constraint correction_other_has_note check (reason <> 'other' or note is not null)
  );
  create index correction_by_shipment on correction (shipment_id) where shipment_id is not null;
  create index correction_by_delivery on correction (delivery_id) where delivery_id is not null;

  -- A line as it stood, and as it stands since: \`after\` is written, \`before\` is kept by a trigger.
  create table correction_line (
    correction_id uuid not null references correction,
    line_id uuid not null,
    before jsonb,
    after jsonb not null,
    primary key (correction_id, line_id)
  );
  create index correction_line_by_line on correction_line (line_id);
  create trigger correction_is_history before update or delete or truncate on correction
    for each statement execute function ledger_refuse_change();
  create trigger correction_line_is_history before update or delete or truncate
    on correction_line for each statement execute function ledger_refuse_change();
`;

const GATES = `
  create or replace function shipment_check_gate() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  declare
    refused record;
  begin
    -- A termination that is being recorded waits for us, or we for it.
    perform from partnership where id in (select partnership_id from written) order by id for share;
    select w.* into refused from written w
      where w.partnership_id is not null and not exists (select from partnership p
        where p.id = w.partnership_id and p.is_sample = w.is_sample
        and p.first_city_id = least(w.sending_city_id, w.receiving_city_id)
        and p.second_city_id = greatest(w.sending_city_id, w.receiving_city_id)) limit 1;
    if found then
      raise exception 'shipment % is not between the two cities of its partnership', refused.id
        using errcode = 'check_violation', constraint = 'shipment_is_of_its_partnership';
    end if;
    select w.* into refused from written w
      where w.dispatched_on is not null and not exists (select from partnership_period f
        where f.partnership_id = w.partnership_id and f.during @> w.dispatched_on) limit 1;
    if found then
      raise exception 'the partnership of shipment % is not signed and in force on %',
        refused.id, refused.dispatched_on
        using errcode = 'check_violation', constraint = 'shipment_needs_signature';
    end if;
    select w.* into refused from written w
      join city c on c.id in (w.sending_city_id, w.receiving_city_id)
      join aggressor_state a on a.country = c.country
      where w.partnership_id is null limit 1;
    if found then
      raise exception 'nothing is passed on to or from a city of an aggressor state'
        using errcode = 'check_violation', constraint = 'shipment_not_with_aggressor';
    end if;
    return null;
  end $$;

  -- What is on the road is not taken back by an edit; what becomes of it is in the ledger. The
  -- gate is asked once, at the dispatch: a termination recorded later opens a difference instead.
  create or replace function shipment_check_change() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  begin
    if new.state <> old.state and (old.state, new.state) not in (('draft', 'announced'),
        ('draft', 'dispatched'), ('announced', 'dispatched'), ('draft', 'cancelled'),
        ('announced', 'cancelled')) then
      raise exception 'a shipment that is % cannot become %', old.state, new.state
        using errcode = 'check_violation', constraint = 'shipment_state_in_order';
    end if;
    if (new.partnership_id, new.sending_city_id, new.receiving_city_id, new.is_sample)
        is distinct from
        (old.partnership_id, old.sending_city_id, old.receiving_city_id, old.is_sample)
        or (old.state = 'dispatched' and new.dispatched_on is distinct from old.dispatched_on
          -- A correction, by its trigger.
          and pg_trigger_depth() < 2) then
      raise exception 'a shipment keeps its cities and partnership, and its day once dispatched'
        using errcode = 'check_violation', constraint = 'shipment_is_history';
    end if;
    perform from partnership where id = new.partnership_id for share;
    if new.dispatched_on is distinct from old.dispatched_on and new.partnership_id is not null
        and not partnership_is_in_force(new.partnership_id, new.dispatched_on) then
      raise exception 'the partnership of shipment % is not signed and in force on %',
        new.id, new.dispatched_on
        using errcode = 'check_violation', constraint = 'shipment_needs_signature';
    end if;
    if new.state = 'dispatched' and new.partnership_id is null then
      if exists (select from shipment_line where shipment_id = new.id
          and source_delivery_line_id is null) then
        raise exception 'each line of what is passed on names the delivery line it comes from'
          using errcode = 'check_violation', constraint = 'forwarding_names_its_source';
      end if;
      if exists (select from shipment_line l
          join delivery_line r on r.id = l.source_delivery_line_id
          join delivery d on d.id = r.delivery_id
          where l.shipment_id = new.id and d.received_on > new.dispatched_on) then
        raise exception 'what is passed on was received before'
          using errcode = 'check_violation', constraint = 'forwarding_after_receipt';
      end if;
    end if;
    return new;
  end $$;

  alter table shipment drop constraint shipment_dispatch_has_day;
  alter table shipment disable trigger shipment_gate_on_update;
  -- That all of it is lost is told by the ledger: it may be found again.
  update shipment set state = 'dispatched' where state = 'lost';
  alter table shipment enable trigger shipment_gate_on_update;
  alter table shipment drop constraint shipment_state_check;
  alter table shipment add constraint shipment_state_check
    check (state in ('draft', 'announced', 'dispatched', 'cancelled'));
  alter table shipment add constraint shipment_dispatch_has_day
    check ((dispatched_on is not null) = (state = 'dispatched'));

  -- The lines of a draft may be edited; those that were dispatched stand in the books.
  create or replace function shipment_line_is_history() returns trigger language plpgsql as $$
  begin
    if (pg_trigger_depth() < 2 or current_user <> (select tableowner from pg_tables
          where schemaname = 'public' and tablename = 'correction'))
        and exists (select from shipment where id = old.shipment_id
          and state not in ('draft', 'announced')) then
      raise exception 'the lines of a dispatched shipment do not change: post a correction'
        using errcode = 'check_violation', constraint = 'shipment_line_is_history';
    end if;
    return case tg_op when 'DELETE' then old else new end;
  end $$;
  create or replace function shipment_is_kept() returns trigger language plpgsql as $$
  begin
    if old.state not in ('draft', 'announced') then
      raise exception 'a shipment that is % is history', old.state
        using errcode = 'check_violation', constraint = 'shipment_is_history';
    end if;
    return old;
  end $$;

  create function shipment_line_check_source() returns trigger language plpgsql as $$
  begin
    if exists (
      select from written l join shipment s on s.id = l.shipment_id
      left join delivery_line r on r.id = l.source_delivery_line_id
      left join delivery d on d.id = r.delivery_id
      where (l.source_delivery_line_id is not null) <> (s.partnership_id is null)
        or l.source_delivery_line_id is not null and (
          (d.receiving_city_id, d.is_sample, r.category)
            is distinct from (s.sending_city_id, s.is_sample, l.category)
          or d.side <> 'receiver'
          or l.quantity_milli is not null and r.unit is distinct from l.unit
          or l.value_minor is not null and r.currency is distinct from l.currency)
    ) then
      raise exception 'a line that is passed on is of a line that its city received, in its category, unit and currency'
        using errcode = 'check_violation', constraint = 'shipment_line_is_of_its_source';
    end if;
    return null;
  end $$;
  create trigger shipment_line_source_on_insert after insert on shipment_line
    referencing new table as written for each statement
    execute function shipment_line_check_source();
  create trigger shipment_line_source_on_update after update on shipment_line
    referencing new table as written for each statement
    execute function shipment_line_check_source();

  create or replace function delivery_check_gate() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  declare
    refused record;
  begin
    perform from partnership where id in (select partnership_id from written) order by id for share;
    select w.* into refused from written w
      where w.partnership_id is not null and not exists (select from partnership p
        where p.id = w.partnership_id and p.is_sample = w.is_sample
        and p.first_city_id = least(w.sending_city_id, w.receiving_city_id)
        and p.second_city_id = greatest(w.sending_city_id, w.receiving_city_id)) limit 1;
    if found then
      raise exception 'delivery % is not between the two cities of its partnership', refused.id
        using errcode = 'check_violation', constraint = 'delivery_is_of_its_partnership';
    end if;
    -- Aid may arrive after a partnership has ended, but not before it began.
    select w.* into refused from written w
      where w.partnership_id is not null and w.side = 'receiver' and w.shipment_id is null
        and not exists (
          select from partnership_period f
          where f.partnership_id = w.partnership_id and lower(f.during) <= w.received_on)
      limit 1;
    if found then
      raise exception 'the partnership of delivery % was not signed by %', refused.id,
        refused.received_on
        using errcode = 'check_violation', constraint = 'delivery_needs_signature';
    end if;
    select w.* into refused from written w join shipment s on s.id = w.shipment_id
      where (s.partnership_id, s.sending_city_id, s.receiving_city_id, s.is_sample)
        is distinct from (w.partnership_id, w.sending_city_id, w.receiving_city_id, w.is_sample)
        or (s.partnership_id is null) <> w.is_passed_on
        or s.state <> 'dispatched' or w.received_on < s.dispatched_on
      limit 1;
    if found then
      raise exception 'delivery % is not of the shipment that it names', refused.id
        using errcode = 'check_violation', constraint = 'delivery_is_of_its_shipment';
    end if;
    return null;
  end $$;

  -- One truck may bring lines of several shipments: then the delivery names none, its lines do.
  create or replace function delivery_line_check() returns trigger language plpgsql as $$
  begin
    if exists (
      select from written w join delivery d on d.id = w.delivery_id
      join shipment_line l on l.id = w.shipment_line_id join shipment s on s.id = l.shipment_id
      where d.shipment_id <> s.id
        or (s.partnership_id, s.sending_city_id, s.receiving_city_id, s.is_sample)
          is distinct from
          (d.partnership_id, d.sending_city_id, d.receiving_city_id, d.is_sample)
        or s.state <> 'dispatched' or d.received_on < s.dispatched_on
    ) then
      raise exception 'a delivery line arrived from a line of its delivery''s shipment'
        using errcode = 'check_violation', constraint = 'delivery_line_is_of_its_shipment';
    end if;
    return null;
  end $$;

  -- Neither the lines nor the day of what was received change, but by a correction's trigger.
  create function changes_by_correction_only() returns trigger language plpgsql as $$
  begin
    if tg_op <> 'UPDATE' or pg_trigger_depth() < 2 then
      raise exception 'what was received is history: post a correction'
        using errcode = 'check_violation', constraint = 'ledger_is_history';
    end if;
    return null;
  end $$;
  drop trigger delivery_is_history on delivery;
  drop trigger delivery_line_is_history on delivery_line;
  create trigger delivery_is_history before update or delete or truncate on delivery
    for each statement execute function changes_by_correction_only();
  create trigger delivery_line_is_history before update or delete or truncate on delivery_line
    for each statement execute function changes_by_correction_only();
`;

const CORRECTED = [
  'category',
  'item',
  'quantity_milli',
  'unit',
  'packages',
  'mass_grams',
  'value_minor',
  'currency',
  'is_nothing',
];
const CORRECTED_RECEIPT = [
  ...CORRECTED,
  'damaged_mass_grams',
  'damaged_quantity_milli',
  'difference_reason',
  'difference_note',
];

const applied = (table: string, columns: string[]): string => `
      select jsonb_object_agg(key, value) into new.before
        from ${table} l, jsonb_each(to_jsonb(l)) where l.id = new.line_id
        and key in (${columns.map((column) => `'${column}'`).join(', ')});
      update ${table} l set (${columns.join(', ')}, is_category_proposed)
        = (select ${columns.map((column) => `r.${column}`).join(', ')},
            l.is_category_proposed and r.category = l.category
          from jsonb_populate_record(l, new.after) r)
        where l.id = new.line_id;`;

/**
 * A correction is a row of its own, and its trigger changes what it corrects: the application has
 * no other way to. At the end of the transaction the books must say what the line says.
 */
const CORRECTIONS = `
  create function correction_apply_day() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  begin
    if new.occurred_on_after is null then return new; end if;
    if new.shipment_id is not null then
      select dispatched_on into new.occurred_on_before from shipment where id = new.shipment_id;
      update shipment set dispatched_on = new.occurred_on_after where id = new.shipment_id;
    else
      select received_on into new.occurred_on_before from delivery where id = new.delivery_id;
      update delivery set received_on = new.occurred_on_after where id = new.delivery_id;
    end if;
    return new;
  end $$;
  create trigger correction_apply_day before insert on correction
    for each row execute function correction_apply_day();

  create function correction_apply_line() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  declare
    of correction;
  begin
    select * into of from correction where id = new.correction_id;
    if of.shipment_id is not null then
      if not exists (select from shipment_line l join shipment s on s.id = l.shipment_id
          where l.id = new.line_id and s.id = of.shipment_id and s.state = 'dispatched') then
        raise exception 'the correction is of another shipment than the line, or it is a draft'
          using errcode = 'check_violation', constraint = 'correction_is_of_its_line';
      end if;
      ${applied('shipment_line', CORRECTED)}
    else
      if not exists (select from delivery_line
          where id = new.line_id and delivery_id = of.delivery_id) then
        raise exception 'the correction is of another delivery than the line'
          using errcode = 'check_violation', constraint = 'correction_is_of_its_line';
      end if;
      ${applied('delivery_line', CORRECTED_RECEIPT)}
    end if;
    return new;
  end $$;
  create trigger correction_apply_line before insert on correction_line
    for each row execute function correction_apply_line();

  create function correction_check_books() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  begin
    if exists (
      select from shipment_line l left join ledger_balance b
        on b.line_id = l.id and b.account = 'sender'
      where l.id = new.line_id and (coalesce(-b.mass_grams, 0), coalesce(-b.quantity_milli, 0),
          coalesce(-b.value_minor, 0))
        <> (coalesce(l.mass_grams, 0), coalesce(l.quantity_milli, 0), coalesce(l.value_minor, 0)))
      or exists (
      select from delivery_line l cross join lateral (
        select coalesce(sum(mass_grams), 0) as mass, coalesce(sum(quantity_milli), 0) as quantity,
          coalesce(sum(value_minor), 0) as value
        from ledger_balance b where b.line_id = l.id and b.account <> 'unmatched') held
      where l.id = new.line_id and (held.mass <> l.mass_grams
        or held.quantity <> coalesce(l.quantity_milli, 0)
        or held.value <> coalesce(l.value_minor, 0)))
    then
      raise exception 'the books do not say what line % says since its correction', new.line_id
        using errcode = 'check_violation', constraint = 'correction_is_in_the_books';
    end if;
    return null;
  end $$;
  create constraint trigger correction_is_in_the_books after insert on correction_line
    deferrable initially deferred for each row execute function correction_check_books();
`;

const OF_SHIPMENT = `('sender', 'in_transit', 'lost')`;

/**
 * What is posted must be of a line that there is, with that line's cities, category, currency and
 * mark, and a dispatch or a receipt with all of what the line says, once. Statement by statement:
 * a report's 100,000 entries are looked at as one set.
 */
const BOOKS = `
  create function ledger_check_lines() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  declare
    broken record;
  begin
    select p.id into broken from posted p
      left join shipment_line l on l.id = p.from_line_id left join shipment s on s.id = l.shipment_id
      where p.reverses_id is null and p.from_account in ${OF_SHIPMENT} and (
        s.id is null or s.state <> 'dispatched' or p.is_outside_partnership
        or (p.receiving_city_id, p.sending_city_id, p.is_sample, p.category, p.is_passed_on)
          is distinct from (s.receiving_city_id, s.sending_city_id, s.is_sample, l.category,
            s.partnership_id is null)
        or p.value_minor is not null and p.currency is distinct from l.currency) limit 1;
    if not found then
      select p.id into broken from posted p
        left join delivery_line l on l.id = p.to_line_id left join delivery d on d.id = l.delivery_id
        where p.reverses_id is null and p.to_account not in ('in_transit', 'lost')
          and (p.from_account <> 'in_transit' or p.to_account = 'unmatched') and (
          d.id is null
          or (p.receiving_city_id, p.receiving_country, p.sending_city_id, p.sending_country,
              p.is_sample, p.is_outside_partnership, p.is_passed_on)
            is distinct from (d.receiving_city_id, d.receiving_country, d.sending_city_id,
              d.sending_country, d.is_sample, d.is_outside_partnership, d.is_passed_on)
          or p.reason <> 'match' and p.category <> l.category
          or p.value_minor is not null and p.currency is distinct from l.currency) limit 1;
    end if;
    if found then
      raise exception 'entry % is not of its line, or not with its cities, category or currency',
        broken.id using errcode = 'check_violation', constraint = 'ledger_entry_is_of_its_line';
    end if;

    select l.id into broken from posted p join shipment_line l on l.id = p.from_line_id
      join ledger_balance b on b.line_id = l.id and b.account = 'sender'
      where p.reason = 'dispatch' and p.reverses_id is null
        and (-b.mass_grams, -b.quantity_milli, -b.value_minor)
          <> (coalesce(l.mass_grams, 0), coalesce(l.quantity_milli, 0), coalesce(l.value_minor, 0))
      limit 1;
    if not found then
      select l.id into broken
        from (select distinct from_line_id as id from posted
          where reason = 'receipt' and reverses_id is null) p
        join delivery_line l on l.id = p.id cross join lateral (
          select sum(mass_grams) as mass, sum(quantity_milli) as quantity, sum(value_minor) as value
          from ledger_balance b where b.line_id = l.id and b.account <> 'unmatched') held
        where (held.mass, held.quantity, held.value)
          <> (coalesce(l.mass_grams, 0), coalesce(l.quantity_milli, 0), coalesce(l.value_minor, 0))
        limit 1;
    end if;
    if found then
      raise exception 'line % would stand in the books with another amount than it says', broken.id
        using errcode = 'check_violation', constraint = 'ledger_entry_is_once';
    end if;

    -- What is passed on leaves the city that held it in the statement by which it is dispatched.
    select l.id into broken from posted p join shipment_line l on l.id = p.from_line_id
      where p.reason = 'dispatch' and l.source_delivery_line_id is not null
        and (select count(*) from posted o join shipment_line m on m.id = o.from_line_id
          where o.reason = 'dispatch' and m.source_delivery_line_id = l.source_delivery_line_id
            and o.cause_id = p.cause_id and (o.reverses_id is null) = (p.reverses_id is null)
            and (o.mass_grams, o.quantity_milli, o.value_minor)
              is not distinct from (p.mass_grams, p.quantity_milli, p.value_minor))
        <> (select count(*) from posted o
          where o.reason = 'forward' and o.from_line_id = l.source_delivery_line_id
            and o.cause_id = p.cause_id and (o.reverses_id is null) = (p.reverses_id is null)
            and (o.mass_grams, o.quantity_milli, o.value_minor)
              is not distinct from (p.mass_grams, p.quantity_milli, p.value_minor))
      limit 1;
    if found then
      raise exception 'line % is passed on and must leave what was received with it', broken.id
        using errcode = 'check_violation', constraint = 'forwarding_leaves_what_was_held';
    end if;
    return null;
  end $$;
  -- Its name is behind that of the trigger which keeps the balances.
  create trigger ledger_entry_suits_its_lines after insert on ledger_entry
    referencing new table as posted
    for each statement execute function ledger_check_lines();
`;

const REFUSE_WHILE_NEEDED = `
  do $$ begin
    if exists (select from shipment where partnership_id is null or state = 'announced')
        or exists (select from movement) or exists (select from correction)
        or exists (select from delivery_line where is_nothing)
        or exists (select from shipment_line where is_nothing) then
      raise exception 'What was passed on, announced, moved or corrected cannot be said in the older'
        ' schema';
    end if;
  end $$;
`;

const OLD_TABLES = `
  drop trigger ledger_entry_suits_its_lines on ledger_entry;
  drop function ledger_check_lines;
  drop table correction_line, correction, movement, shipment_template, shipment_leg;
  drop function correction_apply_day, correction_apply_line, correction_check_books;
  drop trigger delivery_is_history on delivery;
  drop trigger delivery_line_is_history on delivery_line;
  drop function changes_by_correction_only;
  create trigger delivery_is_history before update or delete or truncate on delivery
    for each statement execute function ledger_refuse_change();
  create trigger delivery_line_is_history before update or delete or truncate on delivery_line
    for each statement execute function ledger_refuse_change();
  drop trigger shipment_line_source_on_insert on shipment_line;
  drop trigger shipment_line_source_on_update on shipment_line;
  drop function shipment_line_check_source;

  alter table delivery_line
    drop constraint delivery_line_has_amount,
    drop column is_nothing, drop column difference_reason, drop column difference_note,
    drop column batch, drop column expires_on, drop column is_cold_chain,
    add constraint delivery_line_has_amount check (
      is_amount_unknown = (num_nonnulls(mass_grams, quantity_milli, value_minor) = 0));
  alter table delivery
    drop constraint delivery_of_receiver_is_exact,
    drop constraint delivery_of_shipment_has_partnership,
    drop column is_passed_on, drop column place, drop column received_by,
    drop column received_at,
    add constraint delivery_of_receiver_is_exact check (side <> 'receiver' or (
      sending_city_id is not null and receiving_city_id is not null and date_precision = 'day'
      and is_outside_partnership = (partnership_id is null))),
    add constraint delivery_of_shipment_has_partnership
      check (shipment_id is null or partnership_id is not null);
  alter table shipment_line
    drop constraint shipment_line_has_amount,
    drop column is_nothing, drop column source_delivery_line_id,
    drop column batch, drop column expires_on, drop column is_cold_chain,
    add constraint shipment_line_has_amount
      check (num_nonnulls(mass_grams, quantity_milli, value_minor) > 0);
  alter table shipment
    alter column partnership_id set not null,
    drop constraint shipment_state_check,
    drop constraint shipment_dispatch_has_day,
    drop column planned_dispatch_on, drop column planned_arrival_on, drop column dispatched_at,
    drop column declaration_code, drop column cleared_on, drop column funder,
    drop column consignor, drop column consignee, drop column version,
    add constraint shipment_state_check
      check (state in ('draft', 'dispatched', 'cancelled', 'lost')),
    add constraint shipment_dispatch_has_day
      check ((dispatched_on is not null) = (state in ('dispatched', 'lost')));
`;

/** As the migrations before this one left them. */
const OLD_GATES = `
  create or replace function shipment_check_gate() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    refused record;
  begin
    perform from partnership where id in (select partnership_id from written) order by id for share;
    select w.* into refused from written w
      where not exists (select from partnership p where p.id = w.partnership_id
        and p.is_sample = w.is_sample
        and p.first_city_id = least(w.sending_city_id, w.receiving_city_id)
        and p.second_city_id = greatest(w.sending_city_id, w.receiving_city_id)) limit 1;
    if found then
      raise exception 'shipment % is not between the two cities of its partnership', refused.id
        using errcode = 'check_violation', constraint = 'shipment_is_of_its_partnership';
    end if;
    select w.* into refused from written w
      where w.dispatched_on is not null and not exists (select from partnership_period f
        where f.partnership_id = w.partnership_id and f.during @> w.dispatched_on) limit 1;
    if found then
      raise exception 'the partnership of shipment % is not signed and in force on %',
        refused.id, refused.dispatched_on
        using errcode = 'check_violation', constraint = 'shipment_needs_signature';
    end if;
    return null;
  end $$;
  create or replace function shipment_check_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if new.state <> old.state and (old.state, new.state) not in (('draft', 'dispatched'),
        ('draft', 'cancelled'), ('dispatched', 'lost')) then
      raise exception 'a shipment that is % cannot become %', old.state, new.state
        using errcode = 'check_violation', constraint = 'shipment_state_in_order';
    end if;
    if (new.partnership_id, new.sending_city_id, new.receiving_city_id, new.is_sample)
        is distinct from
        (old.partnership_id, old.sending_city_id, old.receiving_city_id, old.is_sample)
        or (old.state <> 'draft' and new.dispatched_on is distinct from old.dispatched_on) then
      raise exception 'a shipment keeps its cities and partnership, and its day once dispatched'
        using errcode = 'check_violation', constraint = 'shipment_is_history';
    end if;
    perform from partnership where id = new.partnership_id for share;
    if old.state = 'draft' and new.dispatched_on is not null
        and not partnership_is_in_force(new.partnership_id, new.dispatched_on) then
      raise exception 'the partnership of shipment % is not signed and in force on %',
        new.id, new.dispatched_on
        using errcode = 'check_violation', constraint = 'shipment_needs_signature';
    end if;
    return new;
  end $$;
  create or replace function shipment_line_is_history() returns trigger language plpgsql as $$
  begin
    if exists (select from shipment where id in (old.shipment_id) and state <> 'draft') then
      raise exception 'the lines of a dispatched shipment do not change: post a correction'
        using errcode = 'check_violation', constraint = 'shipment_line_is_history';
    end if;
    return case tg_op when 'DELETE' then old else new end;
  end $$;
  create or replace function shipment_is_kept() returns trigger language plpgsql as $$
  begin
    if old.state <> 'draft' then
      raise exception 'a shipment that is % is history', old.state
        using errcode = 'check_violation', constraint = 'shipment_is_history';
    end if;
    return old;
  end $$;
  create or replace function delivery_check_gate() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  declare
    refused record;
  begin
    perform from partnership where id in (select partnership_id from written) order by id for share;
    select w.* into refused from written w
      where w.partnership_id is not null and not exists (select from partnership p
        where p.id = w.partnership_id and p.is_sample = w.is_sample
        and p.first_city_id = least(w.sending_city_id, w.receiving_city_id)
        and p.second_city_id = greatest(w.sending_city_id, w.receiving_city_id)) limit 1;
    if found then
      raise exception 'delivery % is not between the two cities of its partnership', refused.id
        using errcode = 'check_violation', constraint = 'delivery_is_of_its_partnership';
    end if;
    select w.* into refused from written w
      where w.partnership_id is not null and w.side = 'receiver' and w.shipment_id is null
        and not exists (
          select from partnership_period f
          where f.partnership_id = w.partnership_id and lower(f.during) <= w.received_on)
      limit 1;
    if found then
      raise exception 'the partnership of delivery % was not signed by %', refused.id,
        refused.received_on
        using errcode = 'check_violation', constraint = 'delivery_needs_signature';
    end if;
    select w.* into refused from written w join shipment s on s.id = w.shipment_id
      where (s.partnership_id, s.sending_city_id, s.receiving_city_id, s.is_sample)
        is distinct from (w.partnership_id, w.sending_city_id, w.receiving_city_id, w.is_sample)
        or s.state not in ('dispatched', 'lost') or w.received_on < s.dispatched_on
      limit 1;
    if found then
      raise exception 'delivery % is not of the shipment that it names', refused.id
        using errcode = 'check_violation', constraint = 'delivery_is_of_its_shipment';
    end if;
    return null;
  end $$;
  create or replace function delivery_line_check() returns trigger language plpgsql as $$
  begin
    if exists (
      select from written w join delivery d on d.id = w.delivery_id
      join shipment_line l on l.id = w.shipment_line_id
      where d.shipment_id is distinct from l.shipment_id
    ) then
      raise exception 'a delivery line arrived from a line of its delivery''s shipment'
        using errcode = 'check_violation', constraint = 'delivery_line_is_of_its_shipment';
    end if;
    return null;
  end $$;
`;
