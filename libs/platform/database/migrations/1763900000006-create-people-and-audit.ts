import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePeopleAndAudit1763900000006 implements MigrationInterface {
  name = 'CreatePeopleAndAudit1763900000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PEOPLE);
    await runner.query(SIGN_IN);
    await runner.query(AUDIT);
    for (const name of WRITTEN_BY_TRIGGER) {
      await runner.query(
        `alter function ${name} security definer set search_path = public, pg_temp`,
      );
    }
    await runner.query(`
      alter table report add column filed_by uuid references person;
      alter table shipment add column recorded_by uuid references person;
      alter table delivery add column recorded_by uuid references person;
      alter table partnership_step add column recorded_by uuid references person;
      create index delivery_by_recorder on delivery (recorded_by) where recorded_by is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table partnership_step drop column recorded_by;
      alter table delivery drop column recorded_by;
      alter table shipment drop column recorded_by;
      alter table report drop column filed_by;
    `);
    for (const name of WRITTEN_BY_TRIGGER) {
      await runner.query(`alter function ${name} security invoker reset search_path`);
    }
    await runner.query(`
      drop table audit_event, attempt, provider_identity, identity_provider, letter,
        personal_token, session, recovery_code, credential, person_role, person_detail, person;
      drop function audit_is_history, person_role_marks_sessions;
    `);
  }
}

/**
 * What follows from other records is written by the owner's triggers: the application has no right
 * to write it, so neither a mistake nor a stolen password can.
 */
const WRITTEN_BY_TRIGGER = [
  'ledger_post()',
  'ledger_seal()',
  'partnership_apply_step()',
  'partnership_open_differences()',
  'shipment_check_gate()',
  'shipment_check_change()',
  'delivery_check_gate()',
];

const PEOPLE = `
  -- Who acts. The id is all that the history keeps of a person.
  create table person (
    id uuid primary key default uuidv7(),
    created_at timestamptz not null default now(),
    -- Asked to be forgotten: names and sign-in are gone, the id stays as a pseudonym.
    erased_at timestamptz
  );

  -- The one table of names and addresses; its row goes when a person is erased.
  create table person_detail (
    person_id uuid primary key references person,
    email text not null unique
      check (email = lower(email) and length(email) <= 254 and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
    name text not null check (name <> '' and length(name) <= 200),
    language text not null default 'uk' check (language in ('uk', 'en'))
  );

  create table person_role (
    person_id uuid not null references person,
    role text not null check (role in ('coordinator', 'administrator', 'researcher', 'steward')),
    city_id text references city,
    granted_by uuid references person,
    granted_at timestamptz not null default now(),
    -- A steward runs the installation; every other role is held in a city.
    constraint person_role_has_city check ((role = 'steward') = (city_id is null)),
    constraint person_role_once unique nulls not distinct (person_id, role, city_id)
  );
  create index person_role_by_city on person_role (city_id);
`;

const SIGN_IN = `
  create table credential (
    person_id uuid primary key references person,
    -- argon2id, with its parameters and salt. Null: no password, as with an identity provider.
    password_hash text,
    password_changed_at timestamptz,
    -- Sealed with the installation's key. Counts once confirmed by a first code.
    totp_secret bytea,
    totp_confirmed_at timestamptz,
    -- The last time step that was used: a code is good once.
    totp_last_step bigint,
    check (totp_confirmed_at is null or totp_secret is not null)
  );
  create table recovery_code (
    person_id uuid not null references person,
    code_hash bytea not null,
    used_at timestamptz,
    primary key (person_id, code_hash)
  );

  create table session (
    id uuid primary key default uuidv7(),
    person_id uuid not null references person,
    -- SHA-256 of the cookie's value; for seconds after a rotation the old one is good too, since
    -- several requests of one page may be on their way.
    secret_hash bytea not null unique,
    previous_secret_hash bytea,
    previous_until timestamptz,
    must_rotate boolean not null default false,
    -- password: the second factor is still to come, and nothing else may be done.
    stage text not null check (stage in ('password', 'whole')),
    user_agent text check (length(user_agent) <= 200),
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at timestamptz not null
  );
  create index session_by_person on session (person_id);
  create index session_by_previous on session (previous_secret_hash)
    where previous_secret_hash is not null;

  -- Rights that change ask every session of the person for a new secret.
  create function person_role_marks_sessions() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  begin
    update session set must_rotate = true
      where person_id = case tg_op when 'DELETE' then old.person_id else new.person_id end;
    return null;
  end $$;
  create trigger person_role_marks_sessions after insert or update or delete on person_role
    for each row execute function person_role_marks_sessions();

  create table personal_token (
    id uuid primary key default uuidv7(),
    person_id uuid not null references person,
    name text not null check (name <> '' and length(name) <= 100),
    -- SHA-256; the token itself is shown once.
    secret_hash bytea not null unique,
    scopes text[] not null check (cardinality(scopes) > 0),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
  );
  create index personal_token_by_person on personal_token (person_id);

  -- Invitations and resets: the link's secret is made from the id and the installation's key.
  create table letter (
    id uuid primary key default uuidv7(),
    person_id uuid not null references person,
    kind text not null check (kind in ('invitation', 'password_reset')),
    created_by uuid references person,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    sent_at timestamptz,
    used_at timestamptz
  );
  create index letter_by_person on letter (person_id);

  -- A city's own identity provider (OpenID Connect). It speaks for people of that city alone.
  create table identity_provider (
    id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 60),
    city_id text not null references city,
    name text not null check (name <> '' and length(name) <= 100),
    issuer text not null,
    client_id text not null,
    -- Sealed with the installation's key.
    client_secret bytea not null,
    created_at timestamptz not null default now()
  );
  create table provider_identity (
    provider_id text not null references identity_provider on delete cascade,
    subject text not null check (length(subject) <= 255),
    person_id uuid not null references person,
    primary key (provider_id, subject)
  );
  create index provider_identity_by_person on provider_identity (person_id);

  -- How often something was tried in the present window; key: what, and the hash of whom.
  create table attempt (
    key bytea primary key,
    window_started_at timestamptz not null,
    count integer not null check (count > 0)
  );
  create index attempt_by_window on attempt (window_started_at);
`;

const AUDIT = `
  create table audit_event (
    id bigint generated always as identity primary key,
    occurred_at timestamptz not null default now(),
    -- Null: nobody signed in, or the installation itself.
    person_id uuid,
    via text not null check (via in ('session', 'token', 'installation', 'nobody')),
    via_id uuid,
    -- The network that it came from: the first 24 bits of an IPv4 address, 48 of an IPv6 one.
    network cidr,
    action text not null,
    subject_kind text not null,
    subject_id text not null,
    -- The cities whose administrators may read of it; none: the stewards.
    city_ids text[] not null,
    before jsonb,
    after jsonb
  );
  create index audit_event_by_city on audit_event using gin (city_ids);
  create index audit_event_by_subject on audit_event (subject_kind, subject_id);
  create index audit_event_by_person on audit_event (person_id);

  create function audit_is_history() returns trigger language plpgsql as $$
  begin
    raise exception 'what was done is history: it is never changed'
      using errcode = 'check_violation', constraint = 'audit_is_history';
  end $$;
  create trigger audit_is_history before update or delete or truncate on audit_event
    for each statement execute function audit_is_history();
`;
