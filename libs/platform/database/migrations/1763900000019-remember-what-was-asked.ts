import { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberWhatWasAsked1763900000019 implements MigrationInterface {
  name = 'RememberWhatWasAsked1763900000019';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['shipment', 'delivery']) {
      await runner.query(`
        -- Of the request by which a client made it under an id of its own: sent again, it is the
        -- same whatever has become of the record since. Null where the id is of our making.
        alter table ${table} add column request_sha256 bytea
          check (octet_length(request_sha256) = 32)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table shipment drop column request_sha256;
      alter table delivery drop column request_sha256;
    `);
  }
}
