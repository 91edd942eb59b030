import { MigrationInterface, QueryRunner } from 'typeorm';

export class StoreDocuments1763900000008 implements MigrationInterface {
  name = 'StoreDocuments1763900000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table file
        -- Of a document, as its content is; null for a report's file.
        add column media_type text check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
        -- Where the content is: in file_chunk, or in the S3 store as documents/<id>.
        add column store text not null default 'database' check (store in ('database', 's3'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$ begin
        -- Without the column their content could not be found again.
        if exists (select from file where store = 's3') then
          raise exception 'Documents are in the S3 store; bring them into the database first';
        end if;
      end $$;
      alter table file drop column store, drop column media_type;
    `);
  }
}
