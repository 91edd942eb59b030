import { MigrationInterface, QueryRunner } from 'typeorm';

export class TellSourcesOfReports1763900000017 implements MigrationInterface {
  name = 'TellSourcesOfReports1763900000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table report
        -- Of a workbook; null: its first sheet that is not hidden, also where it was named.
        add column sheet text check (sheet <> '' and length(sheet) <= 100),
        -- Of a public source: what one needs to say where it stood, and to find out if it changed.
        add column source_read_on date,
        add column source_sha256 char(64) check (source_sha256 ~ '^[0-9a-f]{64}$'),
        add column coded_by text check (coded_by <> '' and length(coded_by) <= 200),
        -- It is read and checked as any other, and nothing of it is posted before somebody commits it.
        add column is_preview boolean not null default false,
        -- What it would post: how many cases, lines and grams.
        add column preview jsonb,
        drop constraint report_state_check,
        add constraint report_state_check check (state in ('received', 'previewed', 'posted',
          'rejected', 'failed', 'cancelled')),
        add constraint report_preview_posts_nothing check (
          case state when 'previewed' then is_preview and preview is not null
            when 'posted' then not is_preview else true end),
        add constraint report_source_is_public check (side = 'public_source'
          or num_nonnulls(source_read_on, source_sha256, coded_by) = 0);
      -- Another sheet of the same file is another report.
      drop index report_once;
      create unique index report_once on report (sha256, side, city_id, is_sample, sheet)
        nulls not distinct where state in ('received', 'posted') and not is_preview;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index report_once;
      update report set state = 'failed', finished_at = coalesce(finished_at, now())
        where is_preview or state = 'cancelled';
      create unique index report_once on report (sha256, side, city_id, is_sample)
        nulls not distinct where state in ('received', 'posted');
      alter table report drop constraint report_state_check,
        drop constraint report_preview_posts_nothing, drop column preview, drop column is_preview,
        add constraint report_state_check
          check (state in ('received', 'posted', 'rejected', 'failed'));
      alter table report drop constraint report_source_is_public, drop column coded_by,
        drop column source_sha256, drop column source_read_on, drop column sheet;
    `);
  }
}
