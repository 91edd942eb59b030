import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePartnerships1763900000002 implements MigrationInterface {
  name = 'CreatePartnerships1763900000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(TRANSITIONS);
    await runner.query(APPLY_STEP);
    await runner.query(GUARDS);
    await runner.query(`
      create trigger partnership_transition_is_fixed
        before insert or update or delete or truncate on partnership_transition
        for each statement execute function partnership_transition_is_fixed();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table partnership_period, partnership_transition, partnership_step,
        partnership_area, partnership;
      drop function partnership_apply_step, partnership_refuse_direct_write,
        partnership_refuse_history_change, refuse_truncate, partnership_transition_is_fixed;
    `);
  }
}

const TABLES = `
  create table partnership (
    id uuid primary key default uuidv7(),
    first_city_id text not null references city,
    second_city_id text not null references city,
    kind text not null check (kind in ('twinning', 'cooperation', 'solidarity')),
    stage text not null default 'none' check (stage in ('none', 'areas_chosen',
      'partner_approached', 'agreement_drafted', 'signed', 'unconfirmed', 'suspended', 'expired',
      'terminated')),
    -- Null for a signed partnership means: the day of the signature is not known.
    signed_on date,
    source_url text,
    note text,
    is_sample boolean not null default false,
    created_at timestamptz not null default now(),
    -- One order of the two, so that a pair cannot be entered twice the other way round.
    constraint partnership_cities_ordered check (first_city_id < second_city_id)
  );
  create unique index partnership_once
    on partnership (first_city_id, second_city_id, kind, is_sample)
    where stage not in ('expired', 'terminated');
  create index partnership_by_second_city on partnership (second_city_id);

  create table partnership_area (
    partnership_id uuid not null references partnership,
    area text not null references area,
    primary key (partnership_id, area)
  );

  create table partnership_step (
    id bigint generated always as identity primary key,
    partnership_id uuid not null references partnership,
    kind text not null,
    occurred_on date,
    date_precision text not null default 'day'
      check (date_precision in ('day', 'month', 'period', 'unknown')),
    -- For 'signed', 'confirmed' and 'imported': the days between which aid may be sent.
    in_force_from date,
    ends_on date,
    -- For 'imported' alone: the stage at which the tie enters.
    imported_stage text check (imported_stage in ('signed', 'unconfirmed', 'terminated')),
    decided_by text not null check (decided_by <> ''),
    document text,
    note text,
    recorded_at timestamptz not null default now(),
    check ((kind = 'imported') = (imported_stage is not null)),
    check (occurred_on is not null or kind in ('imported', 'confirmed')),
    check ((occurred_on is null) = (date_precision in ('period', 'unknown'))),
    check (ends_on > in_force_from)
  );
  create index partnership_step_by_partnership on partnership_step (partnership_id, id);

  create table partnership_transition (
    step text not null,
    from_stage text not null,
    to_stage text not null,
    primary key (step, from_stage, to_stage)
  );

  -- The days on which aid may be dispatched; written by the steps alone.
  create table partnership_period (
    partnership_id uuid not null references partnership,
    during daterange not null check (not isempty(during)),
    exclude using gist (partnership_id with =, during with &&)
  );
`;

const TRANSITIONS = `
  insert into partnership_transition (step, from_stage, to_stage) values
  ('areas_chosen', 'none', 'areas_chosen'),
  ('partner_approached', 'areas_chosen', 'partner_approached'),
  ('agreement_drafted', 'partner_approached', 'agreement_drafted'),
  ('signed', 'agreement_drafted', 'signed'),
  ('imported', 'none', 'signed'),
  ('imported', 'none', 'unconfirmed'),
  ('imported', 'none', 'terminated'),
  ('confirmed', 'unconfirmed', 'signed'),
  ('suspended', 'signed', 'suspended'),
  ('resumed', 'suspended', 'signed'),
  ('expired', 'signed', 'expired'),
  ('expired', 'suspended', 'expired'),
  ('terminated', 'areas_chosen', 'terminated'),
  ('terminated', 'partner_approached', 'terminated'),
  ('terminated', 'agreement_drafted', 'terminated'),
  ('terminated', 'signed', 'terminated'),
  ('terminated', 'unconfirmed', 'terminated'),
  ('terminated', 'suspended', 'terminated');
`;

// An imported tie that says no day is in force from the day of the full-scale invasion on: that is
// where the records begin, and its true day is shown as unknown.
const APPLY_STEP = `
  create function partnership_apply_step() returns trigger language plpgsql as $$
  declare
    current_stage text;
    next_stage text;
    last_day date;
    opens_on date;
    closes_on date;
  begin
    select stage into current_stage from partnership where id = new.partnership_id for update;
    select to_stage into next_stage from partnership_transition
      where step = new.kind and from_stage = current_stage
        and (new.kind <> 'imported' or to_stage = new.imported_stage);
    if next_stage is null then
      raise exception 'a partnership that is % cannot be %', current_stage, new.kind
        using errcode = 'check_violation', constraint = 'partnership_step_in_order';
    end if;
    select max(occurred_on) into last_day from partnership_step
      where partnership_id = new.partnership_id;
    if new.occurred_on < last_day then
      raise exception 'the step before was on %, this one on %', last_day, new.occurred_on
        using errcode = 'check_violation', constraint = 'partnership_step_in_time';
    end if;

    if next_stage = 'signed' then
      opens_on := coalesce(new.in_force_from, new.occurred_on, date '2022-02-24');
      closes_on := new.ends_on;
      if new.kind = 'resumed' then
        -- The term that was agreed stands: a pause neither lengthens it nor brings it forward.
        select greatest(coalesce(in_force_from, occurred_on), new.occurred_on), ends_on
          into opens_on, closes_on from partnership_step
          where partnership_id = new.partnership_id and kind in ('signed', 'confirmed', 'imported')
          order by id desc limit 1;
      end if;
      if opens_on <= closes_on or closes_on is null then
        insert into partnership_period (partnership_id, during)
          values (new.partnership_id, daterange(opens_on, closes_on, '[]'));
      end if;
    elsif next_stage in ('suspended', 'expired', 'terminated') then
      delete from partnership_period
        where partnership_id = new.partnership_id and lower(during) >= new.occurred_on;
      update partnership_period
        set during = daterange(lower(during), new.occurred_on, '[)')
        where partnership_id = new.partnership_id and during @> new.occurred_on;
    end if;
    update partnership
      set stage = next_stage,
          signed_on = case when new.kind = 'signed'
              or (new.kind in ('imported', 'confirmed') and new.date_precision = 'day')
            then coalesce(new.occurred_on, signed_on) else signed_on end
      where id = new.partnership_id;
    return new;
  end $$;

  create trigger partnership_step_applies before insert on partnership_step
    for each row execute function partnership_apply_step();
`;

const GUARDS = `
  -- The stage and the periods follow from the steps; only the step's own trigger writes them.
  create function partnership_refuse_direct_write() returns trigger language plpgsql as $$
  begin
    if pg_trigger_depth() < 2 then
      raise exception '% follows from partnership_step: add a step', tg_table_name
        using errcode = 'check_violation', constraint = 'partnership_stage_follows_steps';
    end if;
    return null;
  end $$;
  create trigger partnership_stage_is_derived before update of stage, signed_on on partnership
    for each statement execute function partnership_refuse_direct_write();
  create trigger partnership_period_is_derived
    before insert or update or delete or truncate on partnership_period
    for each statement execute function partnership_refuse_direct_write();

  create function partnership_refuse_history_change() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
      if new.stage <> 'none' or new.signed_on is not null then
        raise exception 'a partnership begins without a stage: add a step'
          using errcode = 'check_violation', constraint = 'partnership_stage_follows_steps';
      end if;
      return new;
    elsif tg_table_name = 'partnership_step' then
      raise exception 'steps are added to, never changed: add a correcting step'
        using errcode = 'check_violation', constraint = 'partnership_steps_are_history';
    elsif (new.first_city_id, new.second_city_id, new.is_sample)
        is distinct from (old.first_city_id, old.second_city_id, old.is_sample) then
      raise exception 'the two cities of a partnership do not change'
        using errcode = 'check_violation', constraint = 'partnership_cities_are_fixed';
    end if;
    return new;
  end $$;
  create trigger partnership_begins_without_stage before insert or update on partnership
    for each row execute function partnership_refuse_history_change();
  create trigger partnership_steps_are_history before update or delete on partnership_step
    for each row execute function partnership_refuse_history_change();

  create function refuse_truncate() returns trigger language plpgsql as $$
  begin
    raise exception '% is history: it is never emptied', tg_table_name
      using errcode = 'check_violation', constraint = 'history_is_kept';
  end $$;
  create trigger partnership_step_is_kept before truncate on partnership_step
    for each statement execute function refuse_truncate();
  -- The order of the steps is the migrations' to change.
  create function partnership_transition_is_fixed() returns trigger language plpgsql as $$
  begin
    raise exception 'the order of the steps is changed by a migration alone'
      using errcode = 'check_violation', constraint = 'partnership_transition_is_fixed';
  end $$;
`;
