import { pipeline, Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { DataSource } from 'typeorm';
import { FilesService } from '@pobratym/files';
import { Actor } from '@pobratym/identity';
import { Clock, groupBy } from '@pobratym/platform';
import { ERROR_COLUMN, isErrorColumn, Language, sayError } from './error-texts';
import { CellError, guardText, readReportFile, ReportFileError } from './file';
import { Report } from './report.entity';
import { ReportsService } from './reports.service';

type KnownError = Pick<CellError, 'row' | 'column' | 'code' | 'params'>;

/**
 * The rejected file again, with one more column in which each bad row says what is wrong. It is a
 * CSV, also of a workbook and of lines of JSON.
 */
@Injectable()
export class ReportErrorFile {
  constructor(
    private readonly database: DataSource,
    private readonly reports: ReportsService,
    private readonly files: FilesService,
    private readonly clock: Clock,
  ) {}

  async write(
    actor: Actor,
    id: string,
    language: Language,
  ): Promise<{ stream: Readable; fileName: string }> {
    const { fileName } = await this.reports.get(actor, id);
    const report = await this.database.manager.findOneByOrFail(Report, { id });
    const errors: KnownError[] = await this.database.query(
      `select row, column_name as "column", code, params from report_error
       where report_id = $1 order by number`,
      [id],
    );
    const rows = Readable.from(this.markRows(report, errors, language));
    const csv = stringify({ record_delimiter: '\r\n', bom: true });
    const stream = pipeline(rows, csv, () => undefined);
    return { stream, fileName: `${fileName.replace(/\.(csv|ndjson|xls[xm]?)$/i, '')}.csv` };
  }

  private async *markRows(
    report: Report,
    errors: KnownError[],
    language: Language,
  ): AsyncGenerator<string[]> {
    const say = (ofRow: KnownError[] = []) => sayErrors(ofRow, language);
    const byRow = groupBy(errors, (error) => error.row);
    const told = new Set<number>();
    const source = this.files.read(report.fileId);
    const { side, sheet } = report;
    const options = { side, today: this.clock.todayAnywhere(), sheet: sheet ?? undefined };
    let kept: number[] = [];
    try {
      for await (const { header, rows } of readReportFile(source, options)) {
        if (kept.length === 0) {
          const { headers } = header;
          // The marks of an earlier round are not given back a second time.
          kept = [...headers.keys()].filter((n) => !isErrorColumn(headers[n] ?? ''));
          yield [...kept.map((n) => guardText(headers[n] ?? '')), ERROR_COLUMN[language].header];
        }
        for (const { row, cells } of rows) {
          told.add(row);
          yield [...kept.map((n) => guardText(cells[n] ?? '')), say(byRow.get(row))];
        }
      }
    } catch (error) {
      // What made the file unreadable stands among the errors below.
      if (!(error instanceof ReportFileError)) throw error;
    }
    for (const [row, ofRow] of byRow) {
      if (!told.has(row)) yield [...Array<string>(kept.length).fill(''), say(ofRow)];
    }
  }
}

function sayErrors(errors: KnownError[], language: Language): string {
  return errors
    .map((error) => {
      const { message, expected } = sayError(language, error);
      const place = error.column ? `${error.column}: ` : '';
      return guardText(`${place}${message} ${ERROR_COLUMN[language].expected}: ${expected}`);
    })
    .join(' | ');
}
