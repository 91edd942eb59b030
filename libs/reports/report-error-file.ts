import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { DataSource } from 'typeorm';
import { FilesService } from '@pobratym/files';
import { Clock, groupBy } from '@pobratym/platform';
import { guardText, readReportFile, ReportFileError } from './file';
import { Report } from './report.entity';
import { ReportsService } from './reports.service';

interface KnownError {
  row: number;
  column: string | null;
  message: string;
  expected: string;
}

/** The rejected file again, with a column `error` in which each bad row says what is wrong. */
@Injectable()
export class ReportErrorFile {
  constructor(
    private readonly database: DataSource,
    private readonly reports: ReportsService,
    private readonly files: FilesService,
    private readonly clock: Clock,
  ) {}

  async write(id: string): Promise<{ stream: Readable; fileName: string }> {
    const { fileName } = await this.reports.get(id);
    const report = await this.database.manager.findOneByOrFail(Report, { id });
    const errors: KnownError[] = await this.database.query(
      `select row, column_name as "column", message, expected from report_error
       where report_id = $1 order by number`,
      [id],
    );
    const rows = Readable.from(this.markRows(report, errors));
    const stream = rows.pipe(stringify({ record_delimiter: '\r\n', bom: true }));
    rows.on('error', (error) => stream.destroy(error));
    return { stream, fileName };
  }

  private async *markRows(report: Report, errors: KnownError[]): AsyncGenerator<string[]> {
    const byRow = groupBy(errors, (error) => error.row);
    const told = new Set<number>();
    const source = this.files.read(report.fileId);
    const options = { side: report.side, today: this.clock.todayAnywhere() };
    let width = 0;
    try {
      for await (const { header, rows } of readReportFile(source, options)) {
        if (width === 0) {
          width = header.headers.length;
          yield [...header.headers.map(guardText), 'error'];
        }
        for (const { row, cells } of rows) {
          told.add(row);
          const padded = Array.from({ length: width }, (_, n) => guardText(cells[n] ?? ''));
          yield [...padded, sayErrors(byRow.get(row) ?? [])];
        }
      }
    } catch (error) {
      // What made the file unreadable stands among the errors below.
      if (!(error instanceof ReportFileError)) throw error;
    }
    for (const [row, ofRow] of byRow) {
      if (!told.has(row)) yield [...Array<string>(width).fill(''), sayErrors(ofRow)];
    }
  }
}

const sayErrors = (errors: KnownError[]): string =>
  errors
    .map(({ column, message, expected }) =>
      guardText(`${column ? `${column}: ` : ''}${message} Expected: ${expected}`),
    )
    .join(' | ');
