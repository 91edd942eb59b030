import { MigrationInterface, QueryRunner } from 'typeorm';

export class WatchTheQueues1763900000016 implements MigrationInterface {
  name = 'WatchTheQueues1763900000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What failed for good, until a person has seen to it. It comes in the transaction that takes
      -- the job out of the outbox; a retry puts it back there and says so here.
      create table dead_job (
        queue text not null,
        job_id text not null,
        data jsonb not null,
        -- Of the last attempt, without addresses.
        error text not null check (length(error) <= 1000),
        -- In all sendings that ended here.
        attempts integer not null check (attempts > 0),
        remedy text not null check (remedy in ('retry', 'record_anew', 'none')),
        failed_at timestamptz not null default now(),
        retried_at timestamptz,
        retried_by uuid references person,
        primary key (queue, job_id),
        check (remedy = 'retry' or retried_at is null),
        check (retried_at is not null or retried_by is null)
      );

      -- How much was done, counted by the workers from time to time: a worker that is killed takes
      -- its last seconds with it. Nothing is decided by it.
      create table job_tally (
        queue text primary key,
        done bigint not null default 0,
        -- Attempts, each that failed.
        failed bigint not null default 0,
        dead bigint not null default 0,
        -- By the relay, since no effect was there in time.
        resent bigint not null default 0,
        -- By a person.
        retried bigint not null default 0
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table job_tally, dead_job`);
  }
}
