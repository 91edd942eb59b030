import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReportsAndMatches1763900000005 implements MigrationInterface {
  name = 'CreateReportsAndMatches1763900000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OUTBOX_AND_FILES);
    await runner.query(REPORTS);
    await runner.query(MATCHES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger partnership_end_opens_differences on partnership_step;
      drop function partnership_open_differences;
      alter table shipment drop constraint shipment_report;
      alter table delivery drop constraint delivery_report;
      drop table difference, match, report_error, report_row, report, file_chunk, file, outbox;
    `);
  }
}

const OUTBOX_AND_FILES = `
  -- Work for the queues, written with what causes it. A row goes when its effect is committed.
  create table outbox (
    queue text not null,
    job_id text not null,
    data jsonb not null,
    created_at timestamptz not null default now(),
    sent_at timestamptz,
    sent_count integer not null default 0,
    primary key (queue, job_id)
  );
  create index outbox_by_sent on outbox (sent_at nulls first);

  create table file (
    id uuid primary key default uuidv7(),
    name text not null check (name <> '' and length(name) <= 255),
    size_bytes bigint not null,
    sha256 char(64) not null check (sha256 ~ '^[0-9a-f]{64}$'),
    stored_at timestamptz not null default now()
  );
  create table file_chunk (
    file_id uuid not null references file deferrable initially deferred,
    number integer not null,
    bytes bytea not null,
    primary key (file_id, number)
  );
  -- Compression would cost more time than the space is worth; files are read once.
  alter table file_chunk alter column bytes set storage external;
`;

const REPORTS = `
  create table report (
    id uuid primary key default uuidv7(),
    side text not null check (side in ('sender', 'receiver', 'public_source')),
    -- Null: the file covers several cities and each row names its own.
    city_id text references city,
    file_id uuid not null references file,
    sha256 char(64) not null,
    state text not null default 'received'
      check (state in ('received', 'posted', 'rejected', 'failed')),
    headers text[],
    row_count integer,
    error_count integer not null default 0,
    cases_posted integer,
    lines_posted integer,
    lines_matched integer,
    failure_reason text,
    is_sample boolean not null default false,
    received_at timestamptz not null default now(),
    finished_at timestamptz,
    check ((finished_at is not null) = (state <> 'received'))
  );
  -- The same file twice is told, not counted.
  create unique index report_once on report (sha256, side, city_id, is_sample)
    nulls not distinct where state in ('received', 'posted');

  -- Each row of a posted report as it was written: where every line comes from.
  create table report_row (
    report_id uuid not null references report,
    row integer not null,
    cells text[] not null,
    -- The shipment or delivery, and its line, that the row became.
    case_id uuid not null,
    line_id uuid not null,
    primary key (report_id, row)
  );
  create index report_row_by_line on report_row (line_id);
  create trigger report_row_is_history before update or delete or truncate on report_row
    for each statement execute function ledger_refuse_change();

  create table report_error (
    report_id uuid not null references report,
    number integer not null,
    row integer not null,
    column_name text,
    value text not null,
    -- Said in the reader's language by libs/reports/error-texts.
    code text not null,
    params jsonb not null,
    primary key (report_id, number)
  );

  alter table shipment add constraint shipment_report foreign key (report_id) references report;
  alter table delivery add constraint delivery_report foreign key (report_id) references report;
`;

const MATCHES = `
  create table match (
    id uuid primary key default uuidv7(),
    shipment_line_id uuid not null references shipment_line,
    delivery_line_id uuid not null references delivery_line,
    kind text not null check (kind in ('stated', 'inferred', 'confirmed')),
    rule text not null check (rule in ('stated', 'shipment', 'reference', 'attributes')),
    mass_grams bigint check (mass_grams > 0),
    quantity_milli bigint check (quantity_milli > 0),
    value_minor bigint check (value_minor > 0),
    is_mass_derived boolean not null default false,
    matched_at timestamptz not null default now(),
    constraint match_moves_something
      check (num_nonnulls(mass_grams, quantity_milli, value_minor) > 0),
    unique (delivery_line_id, shipment_line_id)
  );
  create trigger match_is_history before update or delete or truncate on match
    for each statement execute function ledger_refuse_change();
  create index match_by_shipment_line on match (shipment_line_id);

  create table difference (
    id uuid primary key default uuidv7(),
    kind text not null check (kind in ('short', 'over', 'damaged', 'never_announced',
      'never_arrived', 'category', 'duplicate', 'ended_partnership')),
    state text not null default 'open' check (state in ('open', 'settled', 'superseded')),
    shipment_line_id uuid references shipment_line,
    delivery_line_id uuid references delivery_line,
    shipment_id uuid references shipment,
    mass_grams bigint check (mass_grams > 0),
    quantity_milli bigint check (quantity_milli > 0),
    value_minor bigint check (value_minor > 0),
    currency char(3) references currency,
    receiving_city_id text not null references city,
    sending_city_id text references city,
    is_sample boolean not null default false,
    opened_at timestamptz not null default now(),
    check (num_nonnulls(shipment_line_id, delivery_line_id, shipment_id) > 0)
  );
  create unique index difference_once
    on difference (kind, shipment_line_id, delivery_line_id, shipment_id) nulls not distinct;
  create index difference_by_receiver on difference (receiving_city_id, id);
  create index difference_by_sender on difference (sending_city_id, id);

  -- An end that is recorded late may lie before a dispatch that exists: it is accepted, and each
  -- such shipment becomes a difference.
  create function partnership_open_differences() returns trigger language plpgsql as $$
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
