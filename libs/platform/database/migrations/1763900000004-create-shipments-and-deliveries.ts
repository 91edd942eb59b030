import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateShipmentsAndDeliveries1763900000004 implements MigrationInterface {
  name = 'CreateShipmentsAndDeliveries1763900000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SHIPMENTS);
    await runner.query(DELIVERIES);
    await runner.query(GATES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table delivery_line, delivery, shipment_line, shipment;
      drop function shipment_check_gate, shipment_check_change, shipment_line_is_history,
        shipment_is_kept, delivery_check_gate, delivery_line_check,
        partnership_is_in_force;
    `);
  }
}

const LINE_COLUMNS = `
    id uuid primary key default uuidv7(),
    line_number integer not null check (line_number > 0),
    category text not null references category,
    -- Proposed from the item's text; a person has not yet said so.
    is_category_proposed boolean not null default false,
    item text not null check (item <> '' and length(item) <= 65536),
    quantity_milli bigint check (quantity_milli > 0 and quantity_milli <= 1000000000000),
    unit text check (unit in ('piece', 'box', 'pallet', 'package', 'set', 'pair', 'litre', 'vehicle')),
    packages integer check (packages > 0),
    mass_grams bigint check (mass_grams > 0 and mass_grams <= 1000000000000),
    value_minor bigint check (value_minor > 0 and value_minor <= 999999999999999),
    currency char(3) references currency,
    report_row integer check (report_row > 0),
    check ((value_minor is null) = (currency is null)),
`;

const SHIPMENTS = `
  create table shipment (
    id uuid primary key default uuidv7(),
    partnership_id uuid not null references partnership,
    sending_city_id text not null references city,
    receiving_city_id text not null references city,
    reference text check (length(reference) <= 200),
    state text not null default 'draft' check (state in ('draft', 'dispatched', 'cancelled', 'lost')),
    dispatched_on date,
    note text,
    is_sample boolean not null default false,
    report_id uuid,
    recorded_at timestamptz not null default now(),
    constraint shipment_cities_differ check (sending_city_id <> receiving_city_id),
    constraint shipment_dispatch_has_day
      check ((dispatched_on is not null) = (state in ('dispatched', 'lost')))
  );
  create index shipment_by_receiver on shipment (receiving_city_id, id);
  create index shipment_by_sender on shipment (sending_city_id, id);
  create index shipment_by_partnership on shipment (partnership_id, dispatched_on);
  create index shipment_by_report on shipment (report_id) where report_id is not null;

  create table shipment_line (
    ${LINE_COLUMNS}
    shipment_id uuid not null references shipment on delete cascade,
    constraint shipment_line_has_amount
      check (num_nonnulls(mass_grams, quantity_milli, value_minor) > 0),
    unique (shipment_id, line_number)
  );
`;

const DELIVERIES = `
  create table delivery (
    id uuid primary key default uuidv7(),
    shipment_id uuid references shipment,
    partnership_id uuid references partnership,
    is_outside_partnership boolean not null default false,
    side text not null check (side in ('receiver', 'public_source')),
    -- A public source may name a city that cannot be told: then its words and country are kept.
    sending_city_id text references city,
    sending_city_text text,
    sending_country char(2),
    receiving_city_id text references city,
    receiving_city_text text,
    receiving_country char(2) not null,
    reference text check (length(reference) <= 200),
    received_on date,
    date_precision text not null default 'day'
      check (date_precision in ('day', 'month', 'period', 'unknown')),
    date_text text,
    source_url text,
    note text,
    is_sample boolean not null default false,
    report_id uuid,
    recorded_at timestamptz not null default now(),
    constraint delivery_cities_differ check (sending_city_id <> receiving_city_id),
    constraint delivery_city_or_text check (
      num_nonnulls(sending_city_id, sending_city_text) = 1
      and num_nonnulls(receiving_city_id, receiving_city_text) = 1),
    constraint delivery_day_has_precision
      check ((received_on is null) = (date_precision in ('period', 'unknown'))),
    constraint delivery_of_receiver_is_exact check (side <> 'receiver' or (
      sending_city_id is not null and receiving_city_id is not null and date_precision = 'day'
      and is_outside_partnership = (partnership_id is null))),
    constraint delivery_of_public_source_has_source
      check (side <> 'public_source' or source_url is not null),
    constraint delivery_outside_has_no_partnership
      check (not (is_outside_partnership and partnership_id is not null)),
    constraint delivery_of_shipment_has_partnership
      check (shipment_id is null or partnership_id is not null)
  );
  create index delivery_by_receiver on delivery (receiving_city_id, id);
  create index delivery_by_sender on delivery (sending_city_id, id);
  create index delivery_by_partnership on delivery (partnership_id, received_on);
  create index delivery_by_report on delivery (report_id) where report_id is not null;

  create table delivery_line (
    ${LINE_COLUMNS}
    delivery_id uuid not null references delivery,
    -- Stated by the receiver: the line that this one arrived from.
    shipment_line_id uuid references shipment_line,
    damaged_mass_grams bigint check (damaged_mass_grams > 0),
    damaged_quantity_milli bigint check (damaged_quantity_milli > 0),
    -- What a reader must know: category_unsure, unit_unknown, category_mixed…
    flags text[] not null default '{}',
    -- Only a public source may tell of aid without saying how much.
    is_amount_unknown boolean not null default false,
    constraint delivery_line_has_amount check (
      is_amount_unknown = (num_nonnulls(mass_grams, quantity_milli, value_minor) = 0)),
    constraint delivery_line_damage_is_part
      check (coalesce(damaged_mass_grams <= mass_grams, damaged_mass_grams is null)
        and coalesce(damaged_quantity_milli <= quantity_milli, damaged_quantity_milli is null)),
    unique (delivery_id, line_number)
  );
  create index delivery_line_by_shipment_line on delivery_line (shipment_line_id)
    where shipment_line_id is not null;
`;

/** Statement triggers: a report of 100,000 lines is checked as one set, not line by line. */
const GATES = `
  create function partnership_is_in_force(id uuid, day date)
    returns boolean language sql stable as $$
      select exists (select from partnership_period f where f.partnership_id = $1 and f.during @> day)
    $$;

  create function shipment_check_gate() returns trigger language plpgsql as $$
  declare
    refused record;
  begin
    -- A termination that is being recorded waits for us, or we for it.
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
  create trigger shipment_gate_on_insert after insert on shipment
    referencing new table as written for each statement execute function shipment_check_gate();

  -- What is on the road is not taken back by an edit; what becomes of it is in the ledger. The
  -- gate is asked once, at the dispatch: a termination recorded later opens a difference instead.
  create function shipment_check_change() returns trigger language plpgsql as $$
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
  create trigger shipment_gate_on_update before update on shipment
    for each row execute function shipment_check_change();

  -- The lines of a draft may be edited; those that were dispatched stand in the books.
  create function shipment_line_is_history() returns trigger language plpgsql as $$
  begin
    if exists (select from shipment where id in (old.shipment_id) and state <> 'draft') then
      raise exception 'the lines of a dispatched shipment do not change: post a correction'
        using errcode = 'check_violation', constraint = 'shipment_line_is_history';
    end if;
    return case tg_op when 'DELETE' then old else new end;
  end $$;
  create trigger shipment_line_is_history before update or delete on shipment_line
    for each row execute function shipment_line_is_history();
  create function shipment_is_kept() returns trigger language plpgsql as $$
  begin
    if old.state <> 'draft' then
      raise exception 'a shipment that is % is history', old.state
        using errcode = 'check_violation', constraint = 'shipment_is_history';
    end if;
    return old;
  end $$;
  create trigger shipment_is_kept before delete on shipment
    for each row execute function shipment_is_kept();
  create trigger shipment_is_never_emptied before truncate on shipment
    for each statement execute function refuse_truncate();

  create function delivery_check_gate() returns trigger language plpgsql as $$
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
      where w.partnership_id is not null and w.side = 'receiver' and not exists (
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
  create trigger delivery_gate_on_insert after insert on delivery
    referencing new table as written for each statement execute function delivery_check_gate();

  create function delivery_line_check() returns trigger language plpgsql as $$
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
  create trigger delivery_line_gate after insert on delivery_line
    referencing new table as written for each statement execute function delivery_line_check();
  create trigger delivery_is_history before update or delete or truncate on delivery
    for each statement execute function ledger_refuse_change();
  create trigger delivery_line_is_history before update or delete or truncate on delivery_line
    for each statement execute function ledger_refuse_change();
`;
