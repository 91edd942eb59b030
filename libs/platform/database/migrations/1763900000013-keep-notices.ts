import { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepNotices1763900000013 implements MigrationInterface {
  name = 'KeepNotices1763900000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a city's people should know of, in the pages and by e-mail.
      create table notice (
        id uuid primary key default uuidv7(),
        city_id text not null references city,
        kind text not null check (kind in ('shipment_announced', 'shipment_dispatched',
          'register_due', 'goods_expire', 'shipment_cancelled')),
        subject_kind text not null check (subject_kind in ('shipment', 'delivery')),
        subject_id uuid not null,
        -- Ids and plain facts, never a person's name: the words are made in the reader's language.
        data jsonb not null check (jsonb_typeof(data) = 'object'),
        -- The same event has the same key, so that it is told of once.
        once text not null unique check (once <> '' and length(once) <= 200),
        created_at timestamptz not null default now()
      );
      create index notice_by_city on notice (city_id, id);

      create table notice_read (
        notice_id uuid not null references notice,
        person_id uuid not null references person,
        read_at timestamptz not null,
        primary key (person_id, notice_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table notice_read, notice`);
  }
}
