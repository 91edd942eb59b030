import { stringify } from 'csv-stringify';
import { pipeline, Readable, Transform } from 'node:stream';
import { guardText } from '@pobratym/reports';

/** Text for a cell: guarded, where numbers and days (made by us, not typed) are not. */
export class Text {
  constructor(readonly value: string | null) {}
}

export type CsvValue = Text | string | number | boolean | null;

/**
 * A CSV stream (RFC 4180, UTF-8, CRLF) with stable columns; rows are pulled as the reader takes
 * them, so that a slow reader holds nothing in memory.
 */
export function toCsv<Column extends string>(
  columns: readonly Column[],
  rows: AsyncIterable<Record<Column, CsvValue>>,
): Readable {
  const csv: Transform = stringify({
    header: true,
    columns: [...columns],
    record_delimiter: '\r\n',
  });
  // Not `pipe`: a reader that goes away must end the rows too, or their connection stays open.
  return pipeline(Readable.from(plain(rows)), csv, () => undefined);
}

async function* plain<Column extends string>(
  rows: AsyncIterable<Record<Column, CsvValue>>,
): AsyncGenerator<Record<string, string>> {
  for await (const row of rows) {
    const cells: Record<string, string> = {};
    for (const [column, value] of Object.entries<CsvValue>(row)) {
      cells[column] =
        value instanceof Text ? guardText(value.value ?? '') : value === null ? '' : String(value);
    }
    yield cells;
  }
}
