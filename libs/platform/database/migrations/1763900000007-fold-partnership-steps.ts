import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The stage, the days in force and what each city has said of a partnership are computed from all
 * of its steps at each new one, so that a step may take the place of a wrong one.
 */
export class FoldPartnershipSteps1763900000007 implements MigrationInterface {
  name = 'FoldPartnershipSteps1763900000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STEPS);
    await runner.query(DOCUMENTS);
    await runner.query(AGGRESSOR_STATES);
    await runner.query(withoutTriggers(['partnership_transition'], TRANSITIONS));
    await runner.query(GUARDS);
    await runner.query(CHECK_STEP);
    await runner.query(FOLD);
    await runner.query(DIFFERENCES);
    await runner.query(SIGNATORIES);
    // A delivery that names its shipment needs no days in force of its own: the shipment has passed
    // the gate, and what is on the road arrives also while the partnership is denied.
    await runner.query(deliveryGate('and w.shipment_id is null'));
    // A few hundred to a few thousand, so no job of batches.
    await runner.query(
      withoutTriggers(
        ['partnership', 'partnership_period'],
        `select partnership_fold(id) from partnership where stage <> 'none'`,
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(REFUSE_WHILE_DENIED);
    await runner.query(`
      drop trigger partnership_step_is_checked on partnership_step;
      drop trigger partnership_step_applies on partnership_step;
      drop trigger partnership_step_opens_differences on partnership_step;
      drop trigger partnership_signature_has_signatories on partnership_step;
      drop trigger partnership_stage_is_derived on partnership;
      drop table partnership_step_document, partnership_signatory, partnership_document,
        aggressor_state;
      drop function partnership_check_step, partnership_fold, partnership_lock,
        partnership_require_documents, partnership_refuse_aggressor, partnership_check_signatories,
        partnership_check_paper, partnership_paper_is_history;
    `);
    await runner.query(deliveryGate(''));
    const tables = ['partnership', 'partnership_step', 'partnership_transition'];
    await runner.query(withoutTriggers(tables, OLD_ROWS));
    await runner.query(OLD_COLUMNS);
    await runner.query(OLD_APPLY_STEP);
    await runner.query(OLD_GUARDS);
    await runner.query(OLD_DIFFERENCES);
  }
}

const withoutTriggers = (tables: string[], sql: string): string => `
  ${tables.map((table) => `alter table ${table} disable trigger user;`).join('\n')}
  ${sql};
  ${tables.map((table) => `alter table ${table} enable trigger user;`).join('\n')}
`;

// The constraints that are not valid hold for what is recorded from now on.
const STEPS = `
  alter table partnership drop constraint partnership_stage_check;
  alter table partnership
    add constraint partnership_stage_check check (stage in ('none', 'areas_chosen',
      'partner_approached', 'agreement_drafted', 'signed', 'unconfirmed', 'claimed_by_one_side',
      'suspended', 'expired', 'terminated')),
    -- The term of the agreement; null: not known, or without an end.
    add column in_force_from date,
    add column ends_on date,
    -- The cities whose latest word on the agreement is a yes, and those whose latest is a no.
    add column confirmed_by text[] not null default '{}',
    add column denied_by text[] not null default '{}',
    -- It was signed, or entered from a public list. What is given up before stays between the two.
    add column is_published boolean not null default false;
  create index partnership_by_end on partnership (ends_on)
    where ends_on is not null and stage in ('signed', 'suspended', 'claimed_by_one_side');

  alter table partnership_step
    -- On whose behalf it was recorded; null: by the installation.
    add column city_id text references city,
    add column corrects_id bigint references partnership_step,
    -- The first of the chain that it corrects, in whose place it stands in the order.
    add column stands_for_id bigint references partnership_step,
    -- It annuls what it corrects, and puts nothing in its place.
    add column is_withdrawal boolean not null default false,
    add column decision_number text check (length(decision_number) <= 100),
    add column place text check (length(place) <= 200),
    add column reason text check (reason <> '' and length(reason) <= 5000),
    add column ministry_approval text
      check (ministry_approval in ('not_required', 'required', 'received')),
    add constraint partnership_withdrawal_corrects
      check (not is_withdrawal or corrects_id is not null),
    add constraint partnership_denial_has_city check (kind <> 'denied' or city_id is not null),
    add constraint partnership_step_has_reason check (reason is not null
      or (kind not in ('terminated', 'denied') and not is_withdrawal)) not valid,
    add constraint partnership_term_is_of_agreement check (
      (kind in ('signed', 'confirmed', 'imported') and not is_withdrawal)
      or num_nonnulls(in_force_from, ends_on) = 0) not valid,
    -- No signature, no shipment: an agreement does not reach back before its signature.
    add constraint partnership_in_force_after_signature
      check (kind <> 'signed' or in_force_from >= occurred_on) not valid,
    add constraint partnership_term_has_days
      check (kind <> 'signed' or ends_on > coalesce(in_force_from, occurred_on)) not valid,
    add constraint partnership_approval_is_of_agreement
      check (ministry_approval is null or kind in ('agreement_drafted', 'signed'));
  create unique index partnership_step_corrected_once on partnership_step (corrects_id)
    where corrects_id is not null;
  create index partnership_step_by_place on partnership_step (stands_for_id)
    where stands_for_id is not null;
`;

const DOCUMENTS = `
  create table partnership_document (
    id uuid primary key default uuidv7(),
    partnership_id uuid not null references partnership,
    kind text not null check (kind in ('council_decision', 'letter_of_intent', 'draft_agreement',
      'explanatory_note', 'ministry_approval', 'agreement', 'signed_letter', 'termination',
      'other')),
    -- Whose paper it is, where it is of one of the two.
    city_id text references city,
    file_id uuid not null references file,
    name text not null check (name <> '' and length(name) <= 255),
    note text check (note <> '' and length(note) <= 1000),
    uploaded_by uuid references person,
    uploaded_at timestamptz not null default now()
  );
  create index partnership_document_by_partnership on partnership_document (partnership_id, id);

  create table partnership_step_document (
    step_id bigint not null references partnership_step,
    document_id uuid not null references partnership_document,
    primary key (step_id, document_id)
  );
  create index partnership_step_document_by_document on partnership_step_document (document_id);

  -- Who signed: names of officials, which are personal data though their office is public.
  create table partnership_signatory (
    step_id bigint not null references partnership_step,
    number integer not null check (number > 0),
    city_id text not null references city,
    name text not null check (name <> '' and length(name) <= 200),
    office text not null check (office <> '' and length(office) <= 200),
    primary key (step_id, number)
  );

  -- What a step names, it names when it is recorded, of its own partnership.
  create function partnership_check_paper() returns trigger language plpgsql
    set search_path = public, pg_temp as $$
  declare
    tie partnership;
    paper record;
  begin
    if tg_table_name = 'partnership_document' then
      select * into tie from partnership where id = new.partnership_id;
    else
      select p.* into tie from partnership_step s join partnership p on p.id = s.partnership_id
        where s.id = new.step_id and s.recorded_at = now();
      if not found then
        raise exception 'step % is recorded: add a correcting step', new.step_id
          using errcode = 'check_violation', constraint = 'partnership_steps_are_history';
      end if;
    end if;
    if tg_table_name = 'partnership_step_document' then
      select d.partnership_id into paper from partnership_document d where d.id = new.document_id;
      if paper.partnership_id is distinct from tie.id then
        raise exception 'document % is not of this partnership', new.document_id
          using errcode = 'check_violation', constraint = 'partnership_document_is_of_its_own';
      end if;
    elsif new.city_id not in (tie.first_city_id, tie.second_city_id) then
      raise exception '% is not a city of this partnership', new.city_id
        using errcode = 'check_violation', constraint = 'partnership_city_is_of_the_two';
    end if;
    return new;
  end $$;
  create function partnership_paper_is_history() returns trigger language plpgsql as $$
  begin
    raise exception '% is history: it is added to, never changed', tg_table_name
      using errcode = 'check_violation', constraint = 'partnership_papers_are_history';
  end $$;
  ${['partnership_document', 'partnership_step_document', 'partnership_signatory']
    .map(
      (table) => `
  create trigger ${table}_is_checked before insert on ${table}
    for each row execute function partnership_check_paper();
  create trigger ${table}_is_history before update or delete or truncate on ${table}
    for each statement execute function partnership_paper_is_history();`,
    )
    .join('')}
`;

// Russia: the Verkhovna Rada recognised it as an aggressor state by its resolution 129-VIII.
// Belarus: no act of that name is known to us for it; the attack of 24 February 2022 came from its
// territory too, and the General Assembly deplored its part in it. The list is the steward's.
const AGGRESSOR_STATES = `
  create table aggressor_state (
    country char(2) primary key check (country ~ '^[A-Z]{2}$'),
    -- The first day on which nothing new is agreed with its cities.
    since date not null,
    legal_ground text not null check (legal_ground <> '' and length(legal_ground) <= 1000)
  );
  insert into aggressor_state (country, since, legal_ground) values
    ('RU', '2015-01-27', 'Verkhovna Rada of Ukraine, resolution 129-VIII of 27 January 2015, which'
      ' recognises the Russian Federation as an aggressor state'),
    ('BY', '2022-02-24', 'United Nations General Assembly, resolution ES-11/1 of 2 March 2022,'
      ' which deplores the involvement of Belarus in the use of force against Ukraine');
`;

const TRANSITIONS = `
  insert into partnership_transition (step, from_stage, to_stage) values
  ('confirmed', 'signed', 'signed'),
  ('confirmed', 'claimed_by_one_side', 'signed'),
  ('confirmed', 'claimed_by_one_side', 'claimed_by_one_side'),
  ('denied', 'signed', 'claimed_by_one_side'),
  ('denied', 'unconfirmed', 'claimed_by_one_side'),
  ('denied', 'claimed_by_one_side', 'claimed_by_one_side'),
  ('expired', 'claimed_by_one_side', 'expired'),
  ('terminated', 'claimed_by_one_side', 'terminated')
`;

const REFUSE_HISTORY_CHANGE = (isDerived: string) => `
  create or replace function partnership_refuse_history_change() returns trigger
    language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
      if ${isDerived} then
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
`;

const GUARDS = `
  drop trigger partnership_stage_is_derived on partnership;
  create trigger partnership_stage_is_derived
    before update of stage, signed_on, in_force_from, ends_on, confirmed_by, denied_by, is_published
    on partnership for each statement execute function partnership_refuse_direct_write();
  ${REFUSE_HISTORY_CHANGE(`new.stage <> 'none' or new.is_published
        or num_nonnulls(new.signed_on, new.in_force_from, new.ends_on) > 0
        or new.confirmed_by <> '{}' or new.denied_by <> '{}'`)}
`;

const CHECK_STEP = `
  -- For who must look before a step is recorded: the application may not lock what it may not
  -- write.
  create function partnership_lock(locked uuid) returns void language sql
    security definer set search_path = public, pg_temp as $$
      select from partnership where id = locked for update
    $$;

  create function partnership_refuse_aggressor(tie partnership, step partnership_step)
    returns void language plpgsql set search_path = public, pg_temp as $$
  declare
    found_state aggressor_state;
  begin
    if step.kind in ('denied', 'suspended', 'expired', 'terminated')
        or step.imported_stage = 'terminated' then
      return;
    end if;
    select a.* into found_state from aggressor_state a
      join city c on c.country = a.country and c.id in (tie.first_city_id, tie.second_city_id)
      -- Whatever day is claimed: what was agreed before comes in as ended, by a steward's import.
      where a.since <= current_date limit 1;
    if found then
      raise exception 'nothing new is agreed with a city of % since %: %', found_state.country,
        found_state.since, found_state.legal_ground
        using errcode = 'check_violation', constraint = 'partnership_not_with_aggressor';
    end if;
  end $$;

  -- The papers that must be there before a step forward.
  create function partnership_require_documents(tie partnership, step partnership_step)
    returns void language plpgsql set search_path = public, pg_temp as $$
  declare
    needed text[] := '{}';
    of_each_city text[] := '{}';
    missing text;
  begin
    if step.kind in ('agreement_drafted', 'signed') and tie.kind <> 'solidarity' then
      needed := array['draft_agreement', 'explanatory_note'];
    elsif step.kind = 'signed' then
      of_each_city := array['signed_letter'];
    end if;
    if step.ministry_approval = 'received' or (step.kind = 'signed'
        and (step.ministry_approval = 'required' or exists (
          select from partnership_step s where s.partnership_id = tie.id and not s.is_withdrawal
            and s.kind = 'agreement_drafted' and s.ministry_approval in ('required', 'received')
            and not exists (select from partnership_step c where c.corrects_id = s.id)))) then
      needed := array_append(needed, 'ministry_approval');
    end if;
    select string_agg(concat_ws(' of ', n.kind, n.city), ', ' order by n.kind, n.city) into missing
      from (
        select kind, null as city from unnest(needed) kind
        union all
        select kind, city from unnest(of_each_city) kind,
          unnest(array[tie.first_city_id, tie.second_city_id]) city
      ) n
      where not exists (select from partnership_document d
        where d.partnership_id = tie.id and d.kind = n.kind
          and (n.city is null or d.city_id = n.city));
    if missing is not null then
      raise exception 'the step % needs what is not among the documents: %', step.kind, missing
        using errcode = 'check_violation', constraint = 'partnership_step_has_documents';
    end if;
  end $$;

  create function partnership_check_step() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  declare
    tie partnership;
    corrected partnership_step;
  begin
    select * into tie from partnership where id = new.partnership_id for update;
    -- Numbered under the lock, so that the numbers of a partnership's steps are their order; what
    -- the insert itself has drawn was drawn before it.
    new.id := nextval(pg_get_serial_sequence('partnership_step', 'id'));
    new.recorded_at := now();
    new.stands_for_id := null;
    if new.city_id not in (tie.first_city_id, tie.second_city_id) then
      raise exception '% is not a city of this partnership', new.city_id
        using errcode = 'check_violation', constraint = 'partnership_city_is_of_the_two';
    end if;
    if new.corrects_id is not null then
      select * into corrected from partnership_step where id = new.corrects_id;
      if corrected.partnership_id is distinct from new.partnership_id
          or corrected.kind is distinct from new.kind
          or corrected.imported_stage is distinct from new.imported_stage
          or (corrected.is_withdrawal and new.is_withdrawal) then
        raise exception 'a step corrects one of its own partnership and kind'
          using errcode = 'check_violation', constraint = 'partnership_step_corrects_its_like';
      end if;
      -- What one city has said, the other cannot unsay.
      if corrected.city_id is not null and new.city_id is distinct from corrected.city_id then
        raise exception 'what % has recorded is corrected on its behalf alone', corrected.city_id
          using errcode = 'check_violation', constraint = 'partnership_step_corrects_its_own';
      end if;
      -- What a list has told is no city's word, and does not become one by being corrected.
      if corrected.kind = 'imported' and new.city_id is not null then
        raise exception 'what a list has told is corrected in no city''s name'
          using errcode = 'check_violation', constraint = 'partnership_step_corrects_its_own';
      end if;
      new.stands_for_id := coalesce(corrected.stands_for_id, corrected.id);
    end if;
    if not new.is_withdrawal then
      perform partnership_refuse_aggressor(tie, new);
      perform partnership_require_documents(tie, new);
    end if;
    return new;
  end $$;
  create trigger partnership_step_is_checked before insert on partnership_step
    for each row execute function partnership_check_step();
`;

// An imported tie that says no day is in force from the day of the full-scale invasion on: that is
// where the records begin, and its true day is shown as unknown.
const FOLD = `
  create function partnership_fold(folded uuid) returns void language plpgsql
    set search_path = public, pg_temp as $$
  declare
    step partnership_step;
    reached text := 'none';
    next_stage text;
    last_day date;
    signed_day date;
    term_from date;
    term_to date;
    -- Whether an agreement stands, denied or not.
    is_agreed boolean := false;
    is_known boolean := false;
    opens_on date;
    in_force datemultirange := '{}';
    confirmed text[] := '{}';
    denied text[] := '{}';
    -- The agreement as it stands: a correction of it, which came later, is confirmed anew.
    agreement_id bigint := 0;
  begin
    for step in
      select s.* from partnership_step s
      where s.partnership_id = folded and not s.is_withdrawal
        and not exists (select from partnership_step c where c.corrects_id = s.id)
      order by coalesce(s.stands_for_id, s.id)
    loop
      if step.kind in ('signed', 'confirmed', 'denied') and step.city_id is not null then
        confirmed := array_remove(confirmed, step.city_id);
        denied := array_remove(denied, step.city_id);
        if step.kind = 'denied' then denied := denied || step.city_id;
        elsif step.kind = 'signed' or step.id > agreement_id then
          confirmed := confirmed || step.city_id;
        end if;
      end if;
      select t.to_stage into next_stage from partnership_transition t
        where t.step = step.kind and t.from_stage = reached and t.to_stage = case step.kind
          when 'imported' then step.imported_stage
          when 'confirmed' then
            case when denied = '{}' then 'signed' else 'claimed_by_one_side' end
          else t.to_stage end;
      if not found then
        raise exception 'a partnership that is % cannot be %', reached, step.kind
          using errcode = 'check_violation', constraint = 'partnership_step_in_order';
      end if;
      if step.occurred_on < last_day then
        raise exception 'the step before was on %, this one on %', last_day, step.occurred_on
          using errcode = 'check_violation', constraint = 'partnership_step_in_time';
      end if;
      last_day := greatest(last_day, step.occurred_on);
      reached := next_stage;
      is_known := is_known or step.kind in ('signed', 'imported');
      if step.kind in ('signed', 'imported') then agreement_id := step.id; end if;

      if step.kind in ('signed', 'imported') then
        signed_day := case when step.kind = 'signed' or step.date_precision = 'day'
          then step.occurred_on end;
      end if;
      opens_on := null;
      if step.kind in ('signed', 'confirmed', 'imported')
          and next_stage in ('signed', 'claimed_by_one_side') and not is_agreed then
        is_agreed := true;
        term_from := coalesce(step.in_force_from, step.occurred_on);
        term_to := step.ends_on;
        opens_on := coalesce(term_from, date '2022-02-24');
      elsif step.kind = 'confirmed' and num_nonnulls(step.in_force_from, step.ends_on) > 0 then
        raise exception 'the term stands with an earlier step: correct that one'
          using errcode = 'check_violation', constraint = 'partnership_term_is_said_once';
      elsif step.kind = 'resumed' then
        -- The term that was agreed stands: a pause neither lengthens it nor brings it forward.
        opens_on := greatest(term_from, step.occurred_on);
      elsif next_stage in ('suspended', 'expired', 'terminated') then
        in_force := in_force * datemultirange(daterange(null, step.occurred_on));
      end if;
      if opens_on <= term_to or (opens_on is not null and term_to is null) then
        in_force := in_force + datemultirange(daterange(opens_on, term_to, '[]'));
      end if;
    end loop;
    if reached = 'none' then
      raise exception 'a partnership keeps its first step'
        using errcode = 'check_violation', constraint = 'partnership_step_in_order';
    end if;
    -- While a city denies it no day is in force, after an end as well; once settled they are as
    -- before.
    if denied <> '{}' then in_force := '{}'; end if;

    update partnership p
      set stage = reached, signed_on = signed_day, in_force_from = term_from, ends_on = term_to,
        confirmed_by = confirmed, denied_by = denied, is_published = is_known
      where p.id = folded;
    if in_force is distinct from coalesce((select range_agg(f.during) from partnership_period f
        where f.partnership_id = folded), '{}') then
      delete from partnership_period where partnership_id = folded;
      insert into partnership_period (partnership_id, during) select folded, unnest(in_force);
    end if;
  end $$;

  create or replace function partnership_apply_step() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  begin
    perform partnership_fold(new.partnership_id);
    return null;
  end $$;
  drop trigger partnership_step_applies on partnership_step;
  create trigger partnership_step_applies after insert on partnership_step
    for each row execute function partnership_apply_step();
`;

// After partnership_step_applies, as triggers of one event run in the order of their names.
const DIFFERENCES = `
  -- A late end, a correction, a denial: the shipments on whose day nothing is in force any more are
  -- kept, and each is a difference for as long as that is so.
  create or replace function partnership_open_differences() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  begin
    insert into difference as d
        (kind, shipment_id, receiving_city_id, sending_city_id, is_sample)
      select 'ended_partnership', s.id, s.receiving_city_id, s.sending_city_id, s.is_sample
      from shipment s
      where s.partnership_id = new.partnership_id and s.dispatched_on is not null
        and not partnership_is_in_force(s.partnership_id, s.dispatched_on)
      on conflict (kind, shipment_line_id, delivery_line_id, shipment_id)
        do update set state = 'open' where d.state = 'superseded';
    update difference d set state = 'superseded'
      from shipment s
      where s.partnership_id = new.partnership_id and d.shipment_id = s.id
        and d.kind = 'ended_partnership' and d.state = 'open'
        and partnership_is_in_force(s.partnership_id, s.dispatched_on);
    return null;
  end $$;
  drop trigger partnership_end_opens_differences on partnership_step;
  create trigger partnership_step_opens_differences after insert on partnership_step
    for each row execute function partnership_open_differences();
`;

// At the end of the transaction: the names are written after the step that they belong to.
const SIGNATORIES = `
  create function partnership_check_signatories() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  begin
    if exists (
      select from partnership p, unnest(array[p.first_city_id, p.second_city_id]) city
      where p.id = new.partnership_id and p.kind <> 'solidarity' and not exists (
        select from partnership_signatory g where g.step_id = new.id and g.city_id = city)
    ) then
      raise exception 'a signature names who signed for each of the two cities'
        using errcode = 'check_violation', constraint = 'partnership_signature_has_signatories';
    end if;
    return null;
  end $$;
  create constraint trigger partnership_signature_has_signatories after insert on partnership_step
    deferrable initially deferred for each row
    when (new.kind = 'signed' and not new.is_withdrawal)
    execute function partnership_check_signatories();
`;

const deliveryGate = (whereItNeedsSignature: string) => `
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
      where w.partnership_id is not null and w.side = 'receiver' ${whereItNeedsSignature}
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
`;

// The older schema has no word for a denial: it would let aid pass.
const REFUSE_WHILE_DENIED = `
  do $$ begin
    if exists (select from partnership where denied_by <> '{}') then
      raise exception 'A city denies a partnership, which the older schema cannot say:'
        ' settle it first';
    end if;
  end $$;
`;

// Nor of a correction: the corrected step gets its content, and what was withdrawn goes, as do
// denials that are settled and what confirmed an agreement that stood.
const OLD_ROWS = `
  alter table partnership_step
    drop constraint partnership_withdrawal_corrects,
    drop constraint partnership_denial_has_city,
    drop constraint partnership_step_has_reason,
    drop constraint partnership_term_is_of_agreement,
    drop constraint partnership_in_force_after_signature,
    drop constraint partnership_term_has_days,
    drop constraint partnership_approval_is_of_agreement;
  update partnership_step s
    set occurred_on = e.occurred_on, date_precision = e.date_precision,
      in_force_from = e.in_force_from, ends_on = e.ends_on, decided_by = e.decided_by,
      document = e.document, note = e.note, recorded_by = e.recorded_by
    from partnership_step e
    where e.stands_for_id = s.id and not e.is_withdrawal
      and not exists (select from partnership_step c where c.corrects_id = e.id);
  create temp table gone on commit drop as
    select id from partnership_step where corrects_id is not null or kind = 'denied'
    union
    select e.stands_for_id from partnership_step e where e.is_withdrawal
      and not exists (select from partnership_step c where c.corrects_id = e.id)
    union
    select s.id from partnership_step s where s.kind = 'confirmed' and exists (
      select from partnership_step e where e.partnership_id = s.partnership_id and e.id < s.id
        and (e.kind in ('signed', 'confirmed') or e.imported_stage = 'signed'));
  update partnership_step set corrects_id = null, stands_for_id = null
    where corrects_id is not null;
  delete from partnership_step where id in (select id from gone);
  drop table gone;
  delete from partnership_transition where (step, from_stage) in (('confirmed', 'signed'),
    ('confirmed', 'claimed_by_one_side'), ('denied', 'signed'), ('denied', 'unconfirmed'),
    ('denied', 'claimed_by_one_side'), ('expired', 'claimed_by_one_side'),
    ('terminated', 'claimed_by_one_side'))
`;

const OLD_COLUMNS = `
  drop index partnership_by_end;
  alter table partnership drop constraint partnership_stage_check;
  alter table partnership
    drop column in_force_from, drop column ends_on, drop column confirmed_by,
    drop column denied_by, drop column is_published,
    add constraint partnership_stage_check check (stage in ('none', 'areas_chosen',
      'partner_approached', 'agreement_drafted', 'signed', 'unconfirmed', 'suspended', 'expired',
      'terminated'));
  alter table partnership_step
    drop column city_id, drop column corrects_id, drop column stands_for_id,
    drop column is_withdrawal, drop column decision_number, drop column place,
    drop column reason, drop column ministry_approval;
`;

const OLD_APPLY_STEP = `
  create or replace function partnership_apply_step() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
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

const OLD_GUARDS = `
  create trigger partnership_stage_is_derived before update of stage, signed_on on partnership
    for each statement execute function partnership_refuse_direct_write();
  ${REFUSE_HISTORY_CHANGE(`new.stage <> 'none' or new.signed_on is not null`)}
`;

const OLD_DIFFERENCES = `
  create or replace function partnership_open_differences() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  begin
    insert into difference (kind, shipment_id, receiving_city_id, sending_city_id, is_sample)
      select 'ended_partnership', s.id, s.receiving_city_id, s.sending_city_id, s.is_sample
      from shipment s
      where s.partnership_id = new.partnership_id and s.dispatched_on >= new.occurred_on
        and not partnership_is_in_force(s.partnership_id, s.dispatched_on)
      on conflict do nothing;
    return null;
  end $$;
  create trigger partnership_end_opens_differences after insert on partnership_step
    for each row when (new.kind in ('suspended', 'expired', 'terminated'))
    execute function partnership_open_differences();
`;
