import { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberRequests1763900000015 implements MigrationInterface {
  name = 'RememberRequests1763900000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One effect for one key of a city. Only what was committed is here: a refusal undoes its row.
      create table idempotency_key (
        city_id text not null,
        key text not null check (key <> '' and length(key) <= 200),
        request_sha256 bytea not null,
        -- As it was answered; null while the transaction that claims the key is open.
        answer json,
        created_at timestamptz not null default now(),
        primary key (city_id, key)
      );
      create index idempotency_key_by_age on idempotency_key using brin (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table idempotency_key`);
  }
}
