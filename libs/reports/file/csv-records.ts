import { finished } from 'node:stream/promises';
import { CsvError, Parser } from 'csv-parse';
import { BrokenText } from './broken-text';
import { CellProblem } from './cell-error';
import type { Delimiter } from './delimiter';

/**
 * Cells are checked one by one for 64 KB; this is the bound on what a quote that is never closed
 * can pull into memory.
 */
const RECORD_BYTES_MAX = 2 * 1024 * 1024;
/** Small slices bound how many records wait at once, whatever the source hands over. */
const SLICE_BYTES = 64 * 1024;

/**
 * Splits text in UTF-8 into records of cells, by RFC 4180, with any mix of line ends. A quote behind
 * other letters stands for itself (`pipe 2"`), as spreadsheet programs read it. Memory does not grow
 * with the length of the text. Throws BrokenText where the quoting is wrong, after it has handed on
 * all records before that one.
 */
export async function* csvRecords(
  text: AsyncIterable<Buffer>,
  delimiter: Delimiter,
): AsyncGenerator<string[][]> {
  let records: string[][] = [];
  const parser = new Parser({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: RECORD_BYTES_MAX,
    // Taking records here instead of from the stream's readable side saves a third of the time.
    on_record: (record: string[]) => {
      records.push(record);
      return null;
    },
  });
  keepInnerQuotes(parser);
  parser.resume();
  parser.on('error', () => undefined);
  try {
    for await (const chunk of text) {
      for (let start = 0; start < chunk.length; start += SLICE_BYTES) {
        await write(parser, chunk.subarray(start, start + SLICE_BYTES));
        if (records.length === 0) continue;
        yield records;
        records = [];
      }
    }
    parser.end();
    await finished(parser);
    if (records.length > 0) yield records;
  } catch (error) {
    if (records.length > 0) yield records;
    throw error instanceof CsvError ? new BrokenText(describe(error)) : error;
  } finally {
    parser.destroy();
  }
}

/** What csv-parse calls before it fails; undefined makes it go on. Its types do not tell of it. */
interface Failing {
  api: { __error(error: CsvError): CsvError | undefined };
}

/**
 * Its own `relax_quotes` would also let text stand behind a closing quote, which has two readings;
 * so has a quote behind spaces alone, which was to begin its cell.
 */
function keepInnerQuotes(parser: Parser): void {
  const { api } = parser as unknown as Failing;
  const fail = api.__error.bind(api);
  api.__error = (error) => {
    const { code, field } = error as { code: string; field?: unknown };
    const isInside = code === 'INVALID_OPENING_QUOTE' && String(field).trim() !== '';
    return isInside ? undefined : fail(error);
  };
}

function write(parser: Parser, slice: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(slice, (error) => (error ? reject(error) : resolve()));
  });
}

function describe({ code }: CsvError): CellProblem {
  switch (code as string) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new CellProblem('quote-never-closed');
    case 'CSV_MAX_RECORD_SIZE':
      return new CellProblem('row-too-long');
    case 'CSV_INVALID_CLOSING_QUOTE':
      return new CellProblem('quote-closed-early');
    default:
      return new CellProblem('quote-inside');
  }
}
