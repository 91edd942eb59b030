import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLedger1763900000003 implements MigrationInterface {
  name = 'CreateLedger1763900000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(POSTING);
    await runner.query(SEALING);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table ledger_position, ledger_batch, ledger_unsealed, ledger_balance, ledger_entry;
      drop function ledger_post, ledger_refuse_change, ledger_refuse_direct_balance, ledger_seal;
      drop type ledger_account;
    `);
  }
}

/**
 * Cities and categories carry no foreign keys here: the entry's cause holds them already, and a
 * look-up for each of them would cost more than the posting itself.
 */
const TABLES = `
  create type ledger_account as enum ('sender', 'in_transit', 'lost', 'returned', 'unmatched',
    'received', 'damaged', 'distributed', 'forwarded');

  create table ledger_entry (
    id bigint generated always as identity primary key,
    from_line_id uuid not null,
    from_account ledger_account not null,
    to_line_id uuid not null,
    to_account ledger_account not null,
    -- Null: not known. Three measures, each balanced for itself.
    mass_grams bigint check (mass_grams > 0),
    quantity_milli bigint check (quantity_milli > 0),
    value_minor bigint check (value_minor > 0),
    currency char(3),
    is_mass_derived boolean not null default false,
    reason text not null check (reason in ('dispatch', 'loss', 'receipt', 'match', 'correction')),
    -- The shipment, delivery or match whose recording posted this.
    cause_id uuid not null,
    occurred_on date,
    date_precision text not null check (date_precision in ('day', 'month', 'period', 'unknown')),
    recorded_at timestamptz not null default now(),
    reverses_id bigint unique references ledger_entry,
    receiving_city_id text,
    receiving_country char(2) not null,
    sending_city_id text,
    sending_country char(2),
    category text not null,
    is_outside_partnership boolean not null,
    is_sample boolean not null,
    constraint ledger_entry_value_has_currency check ((value_minor is null) = (currency is null)),
    constraint ledger_entry_day_has_precision
      check ((occurred_on is null) = (date_precision in ('period', 'unknown'))),
    constraint ledger_entry_moves_between_lines_at_arrival
      check ((from_line_id <> to_line_id)
        = ((from_account in ('in_transit', 'unmatched')) and (to_account in ('in_transit', 'unmatched')))),
    constraint ledger_entry_is_a_known_move check (
      case when reverses_id is null
        then array[from_account, to_account]
        else array[to_account, from_account]
      end in (
        array['sender', 'in_transit']::ledger_account[],
        array['in_transit', 'lost']::ledger_account[],
        array['in_transit', 'returned']::ledger_account[],
        array['in_transit', 'unmatched']::ledger_account[],
        array['unmatched', 'received']::ledger_account[],
        array['unmatched', 'damaged']::ledger_account[],
        array['received', 'distributed']::ledger_account[],
        array['received', 'forwarded']::ledger_account[],
        array['received', 'returned']::ledger_account[]))
  );
  create index ledger_entry_by_receiver on ledger_entry (receiving_city_id, occurred_on);
  create index ledger_entry_by_from_line on ledger_entry (from_line_id);
  create index ledger_entry_by_to_line on ledger_entry (to_line_id)
    where to_line_id <> from_line_id;
  create index ledger_entry_by_cause on ledger_entry (cause_id);

  -- What each account of each line holds now: the sum of its entries, kept by the trigger below.
  create table ledger_balance (
    line_id uuid not null,
    account ledger_account not null,
    mass_grams bigint not null,
    quantity_milli bigint not null,
    value_minor bigint not null,
    primary key (line_id, account)
  ) with (fillfactor = 80);
`;

/**
 * A check constraint on the balance cannot hold the signs: PostgreSQL tests it on the row that an
 * upsert proposes (the bare amount), not on the sum. So the trigger tests what the upsert returns.
 */
const POSTING = `
  create function ledger_post() returns trigger language plpgsql as $$
  declare
    broken record;
  begin
    with moved as (
      select from_line_id as line_id, from_account as account,
        -coalesce(mass_grams, 0) as mass, -coalesce(quantity_milli, 0) as quantity,
        -coalesce(value_minor, 0) as value
      from posted
      union all
      select to_line_id, to_account, coalesce(mass_grams, 0), coalesce(quantity_milli, 0),
        coalesce(value_minor, 0)
      from posted
    ), summed as (
      insert into ledger_balance as b (line_id, account, mass_grams, quantity_milli, value_minor)
      -- Sorted, so that two postings never wait for each other in a ring.
      select line_id, account, sum(mass), sum(quantity), sum(value)
      from moved group by line_id, account order by line_id, account
      on conflict (line_id, account) do update set
        mass_grams = b.mass_grams + excluded.mass_grams,
        quantity_milli = b.quantity_milli + excluded.quantity_milli,
        value_minor = b.value_minor + excluded.value_minor
      returning b.*
    )
    select * into broken from summed
    where case when account in ('sender', 'unmatched')
      then greatest(mass_grams, quantity_milli, value_minor) > 0
      else least(mass_grams, quantity_milli, value_minor) < 0 end
    limit 1;
    if found then
      raise exception 'account % of line % would hold % g, % thousandths, % minor units',
        broken.account, broken.line_id, broken.mass_grams, broken.quantity_milli,
        broken.value_minor
        using errcode = 'check_violation', constraint = 'ledger_balance_sign';
    end if;

    if exists (
      select from posted n join ledger_entry o on o.id = n.reverses_id
      where (n.from_line_id, n.from_account, n.to_line_id, n.to_account, n.mass_grams,
          n.quantity_milli, n.value_minor, n.currency, n.occurred_on, n.receiving_city_id,
          n.sending_city_id, n.category, n.is_sample, n.is_outside_partnership, n.reason)
        is distinct from (o.to_line_id, o.to_account, o.from_line_id, o.from_account,
          o.mass_grams, o.quantity_milli, o.value_minor, o.currency, o.occurred_on,
          o.receiving_city_id, o.sending_city_id, o.category, o.is_sample,
          o.is_outside_partnership, o.reason)
        or o.reverses_id is not null
    ) then
      raise exception 'a reversing entry must undo exactly what it reverses'
        using errcode = 'check_violation', constraint = 'ledger_reversal_is_exact';
    end if;

    insert into ledger_unsealed (entry_id) select id from posted;
    return null;
  end $$;

  create table ledger_unsealed (entry_id bigint not null);

  create trigger ledger_entry_posts after insert on ledger_entry
    referencing new table as posted
    for each statement execute function ledger_post();

  create function ledger_refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'the ledger is added to, never changed: post a reversing entry'
      using errcode = 'check_violation', constraint = 'ledger_is_history';
  end $$;
  create trigger ledger_entry_is_history before update or delete or truncate on ledger_entry
    for each statement execute function ledger_refuse_change();

  create function ledger_refuse_direct_balance() returns trigger language plpgsql as $$
  begin
    if pg_trigger_depth() < 2 then
      raise exception 'balances follow from entries: post an entry'
        using errcode = 'check_violation', constraint = 'ledger_balance_follows_entries';
    end if;
    return null;
  end $$;
  create trigger ledger_balance_is_derived
    before insert or update or delete or truncate on ledger_balance
    for each statement execute function ledger_refuse_direct_balance();
`;

/**
 * Committed entries get gap-free positions in batches, in tables of their own, so that an entry is
 * never updated and writers do not queue. Whoever seals holds one lock; what is not committed yet
 * is not seen, and gets a later position.
 */
const SEALING = `
  create table ledger_batch (
    number bigint primary key,
    first_position bigint not null,
    last_position bigint not null check (last_position >= first_position),
    sealed_at timestamptz not null unique
  );
  create table ledger_position (
    position bigint primary key,
    entry_id bigint not null unique references ledger_entry
  );
  create trigger ledger_position_is_history before update or delete or truncate on ledger_position
    for each statement execute function ledger_refuse_change();
  create trigger ledger_batch_is_history before update or delete or truncate on ledger_batch
    for each statement execute function ledger_refuse_change();

  -- Seals what is committed and returns the last position. Afterwards every batch that is sealed
  -- later bears a later instant, so "as of" an instant before this call has one answer for ever.
  create function ledger_seal() returns bigint language plpgsql as $$
  declare
    last_number bigint;
    last_sealed bigint;
    sealed_count bigint;
    sealed_last timestamptz;
  begin
    perform pg_advisory_xact_lock(hashtext('pobratym ledger seal'));
    select coalesce(max(number), 0), coalesce(max(last_position), 0), max(sealed_at)
      into last_number, last_sealed, sealed_last from ledger_batch;
    with taken as (delete from ledger_unsealed returning entry_id)
    insert into ledger_position (position, entry_id)
      select last_sealed + row_number() over (order by entry_id), entry_id from taken;
    get diagnostics sealed_count = row_count;
    if sealed_count > 0 then
      insert into ledger_batch values
        (last_number + 1, last_sealed + 1, last_sealed + sealed_count,
          -- Whole milliseconds, each batch its own: so that JSON can name the instant.
          greatest(date_trunc('milliseconds', clock_timestamp()), sealed_last)
            + interval '1 millisecond');
    end if;
    return last_sealed + sealed_count;
  end $$;
`;
