import { MigrationInterface, QueryRunner } from 'typeorm';

export class TellSourcesOfReports1763900000017 implements MigrationInterface {
  name = 'TellSourcesOfReports1763900000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table report
        -- Of a workbook; null: its first sheet that is not hidden, also where it was named.
        add column sheet text check (sheet <> '' and length(sheet) <= 100);
      -- Another sheet of the same file is another report.
      drop index report_once;
      create unique index report_once on report (sha256, side, city_id, is_sample, sheet)
        nulls not distinct where state in ('received', 'posted');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index report_once;
      create unique index report_once on report (sha256, side, city_id, is_sample)
        nulls not distinct where state in ('received', 'posted');
      alter table report drop column sheet;
    `);
  }
}
