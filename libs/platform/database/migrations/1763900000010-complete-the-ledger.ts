import { MigrationInterface, QueryRunner } from 'typeorm';

export class CompleteTheLedger1763900000010 implements MigrationInterface {
  name = 'CompleteTheLedger1763900000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MOVES);
    await runner.query(CHAIN);
    await runner.query(MATCHES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index match_once, match_by_delivery_line;
      drop trigger match_is_reversed_once on match;
      drop trigger match_is_history on match;
      drop function match_refuse_change;
      create trigger match_is_history before update or delete or truncate on match
        for each statement execute function ledger_refuse_change();
      alter table match drop column reversed_at, add unique (delivery_line_id, shipment_line_id);
      drop function ledger_verify;
      ${OLD_SEAL}
      alter table ledger_batch drop column hash;
      alter table ledger_position drop column leaf;
      drop function ledger_leaf;
      alter table ledger_entry drop constraint ledger_entry_is_a_known_move;
      alter table ledger_entry drop constraint ledger_entry_reason_check;
      alter table ledger_entry drop column is_passed_on, drop column recorded_by,
        drop column occurred_at;
      ${OLD_MOVES}
    `);
  }
}

/** Which account may give to which, and for what reason: one table, asked at each posting. */
const MOVES = `
  alter table ledger_entry
    -- Of aid that a city had received and passes on: not counted again in totals over cities.
    add column is_passed_on boolean not null default false,
    -- Who recorded it; null: the installation or a worker.
    add column recorded_by uuid,
    -- The instant, where it is known beside the day.
    add column occurred_at timestamptz;
  alter table ledger_entry drop constraint ledger_entry_reason_check;
  alter table ledger_entry add constraint ledger_entry_reason_check check (reason in
    ('dispatch', 'loss', 'found', 'return', 'receipt', 'match', 'damage', 'distribution',
      'forward'));
  alter table ledger_entry drop constraint ledger_entry_is_a_known_move;
  alter table ledger_entry add constraint ledger_entry_is_a_known_move check (
    case when reverses_id is null
      then array[from_account::text, to_account::text, reason]
      else array[to_account::text, from_account::text, reason]
    end in (
      array['sender', 'in_transit', 'dispatch'],
      array['in_transit', 'lost', 'loss'],
      -- A lost truck found again: on a day of its own, so not a reversal.
      array['lost', 'in_transit', 'found'],
      array['in_transit', 'returned', 'return'],
      array['in_transit', 'unmatched', 'match'],
      array['unmatched', 'received', 'receipt'],
      array['unmatched', 'damaged', 'receipt'],
      -- A mass that the receipt did not say, derived from the matched line.
      array['unmatched', 'received', 'match'],
      array['unmatched', 'damaged', 'match'],
      array['received', 'damaged', 'damage'],
      array['received', 'distributed', 'distribution'],
      array['received', 'forwarded', 'forward'],
      array['received', 'returned', 'return']));
`;

/** A history that has used the newer moves cannot go back: these refuse it. */
const OLD_MOVES = `
  alter table ledger_entry add constraint ledger_entry_reason_check
    check (reason in ('dispatch', 'loss', 'receipt', 'match', 'correction'));
  alter table ledger_entry add constraint ledger_entry_is_a_known_move check (
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
      array['received', 'returned']::ledger_account[]));
`;

/**
 * A leaf is the hash of one entry; the hash of a batch is over the hash before it and its leaves in
 * order. Whoever keeps one hash can tell later that nothing before it was changed.
 */
const CHAIN = `
  create function ledger_leaf(e ledger_entry) returns bytea language sql stable as $$
    select sha256(convert_to(array_to_string(array['1', e.id::text, e.from_line_id::text,
      e.from_account::text, e.to_line_id::text, e.to_account::text, e.mass_grams::text,
      e.quantity_milli::text, e.value_minor::text, e.currency::text, e.is_mass_derived::text,
      e.reason, e.cause_id::text, to_char(e.occurred_on, 'YYYY-MM-DD'), e.date_precision,
      (extract(epoch from e.occurred_at) * 1000000)::bigint::text,
      (extract(epoch from e.recorded_at) * 1000000)::bigint::text, e.recorded_by::text,
      e.reverses_id::text, e.receiving_city_id, e.receiving_country::text, e.sending_city_id,
      e.sending_country::text, e.category, e.is_outside_partnership::text, e.is_passed_on::text,
      e.is_sample::text], '|', ''), 'UTF8'))
  $$;

  alter table ledger_position add column leaf bytea;
  alter table ledger_batch add column hash bytea;
  alter table ledger_position disable trigger ledger_position_is_history;
  alter table ledger_batch disable trigger ledger_batch_is_history;
  update ledger_position p set leaf = ledger_leaf(e) from ledger_entry e where e.id = p.entry_id;
  do $$
  declare
    batch record;
    previous bytea := '';
  begin
    for batch in select * from ledger_batch order by number loop
      select sha256(previous || string_agg(leaf, '' order by position)) into previous
        from ledger_position where position between batch.first_position and batch.last_position;
      update ledger_batch set hash = previous where number = batch.number;
    end loop;
  end $$;
  alter table ledger_position enable trigger ledger_position_is_history;
  alter table ledger_batch enable trigger ledger_batch_is_history;
  alter table ledger_position alter column leaf set not null;
  alter table ledger_batch alter column hash set not null;

  create or replace function ledger_seal() returns bigint language plpgsql
    security definer set search_path = public, pg_temp as $$
  declare
    last ledger_batch;
    sealed_count bigint;
    last_sealed bigint;
  begin
    perform pg_advisory_xact_lock(hashtext('pobratym ledger seal'));
    select * into last from ledger_batch order by number desc limit 1;
    last_sealed := coalesce(last.last_position, 0);
    with taken as (delete from ledger_unsealed returning entry_id)
    insert into ledger_position (position, entry_id, leaf)
      select last_sealed + row_number() over (order by e.id), e.id, ledger_leaf(e)
      from taken join ledger_entry e on e.id = taken.entry_id;
    get diagnostics sealed_count = row_count;
    if sealed_count > 0 then
      insert into ledger_batch (number, first_position, last_position, sealed_at, hash) values
        (coalesce(last.number, 0) + 1, last_sealed + 1, last_sealed + sealed_count,
          -- Whole milliseconds, each batch its own: so that JSON can name the instant.
          greatest(date_trunc('milliseconds', clock_timestamp()), last.sealed_at)
            + interval '1 millisecond',
          (select sha256(coalesce(last.hash, '') || string_agg(leaf, '' order by position))
            from ledger_position where position > last_sealed));
    end if;
    return last_sealed + sealed_count;
  end $$;

  -- The number of the first batch that is not what was sealed, or null: nothing was changed.
  create function ledger_verify() returns bigint language plpgsql stable as $$
  declare
    batch record;
    previous bytea := '';
    counted bigint;
    expected bigint := 1;
  begin
    for batch in select * from ledger_batch order by number loop
      select sha256(previous || string_agg(ledger_leaf(e), '' order by p.position)), count(*)
        into previous, counted
        from ledger_position p join ledger_entry e on e.id = p.entry_id
        where p.position between batch.first_position and batch.last_position;
      if previous is distinct from batch.hash or batch.first_position <> expected
          or counted <> batch.last_position - batch.first_position + 1 then
        return batch.number;
      end if;
      expected := batch.last_position + 1;
    end loop;
    return null;
  end $$;
`;

const OLD_SEAL = `
  create or replace function ledger_seal() returns bigint language plpgsql
    security definer set search_path = public, pg_temp as $$
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
          greatest(date_trunc('milliseconds', clock_timestamp()), sealed_last)
            + interval '1 millisecond');
    end if;
    return last_sealed + sealed_count;
  end $$;
`;

/** A match is undone by a correction: it stays readable, and its entries are reversed. */
const MATCHES = `
  alter table match add column reversed_at timestamptz;
  alter table match drop constraint match_delivery_line_id_shipment_line_id_key;
  create unique index match_once on match (delivery_line_id, shipment_line_id)
    where reversed_at is null;
  create index match_by_delivery_line on match (delivery_line_id);
  drop trigger match_is_history on match;
  create trigger match_is_history before delete or truncate on match
    for each statement execute function ledger_refuse_change();
  create function match_refuse_change() returns trigger language plpgsql as $$
  begin
    if old.reversed_at is not null or new.reversed_at is null
        or (to_jsonb(new) - 'reversed_at') <> (to_jsonb(old) - 'reversed_at') then
      raise exception 'a match is reversed once, and never changed'
        using errcode = 'check_violation', constraint = 'match_is_history';
    end if;
    return new;
  end $$;
  create trigger match_is_reversed_once before update on match
    for each row execute function match_refuse_change();
`;
