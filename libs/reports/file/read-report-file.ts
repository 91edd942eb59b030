import { detectBinary, isFullOfControls, notText } from './binary';
import { BrokenText } from './broken-text';
import { ByteSource } from './byte-source';
import { CellProblem } from './cell-error';
import { csvRecords } from './csv-records';
import { decode, decodeSample } from './decode';
import { declaredDelimiter, type Delimiter, detectDelimiter } from './delimiter';
import { detectEncoding } from './encoding';
import { type HeaderMap, isTagRow, mapHeader } from './header';
import { RecordQueue } from './record-queue';
import type { ReportColumn, ReportSide } from './report-column';
import { ReportFileError } from './report-file.error';
import type { ReportRow } from './report-row';
import { ReportRowReader } from './report-row-reader';

export interface ReportFileHeader {
  /** By position; null is an unknown column, kept in each row's note. */
  columns: (ReportColumn | null)[];
  headers: string[];
  encoding: string;
  delimiter: string;
}

export interface ReportFileOptions {
  side: ReportSide;
  /** YYYY-MM-DD; a date after it is an error. */
  today: string;
}

export interface ReportBatch {
  header: ReportFileHeader;
  rows: ReportRow[];
}

/** The row that is being read; 0 until the header has been. */
interface Place {
  row: number;
}

const ROWS_MAX = 1_000_000;
const BATCH_ROWS = 1_000;

/**
 * Streams a report file in batches of up to 1,000 rows; memory does not grow with its length. Blank
 * rows are left out but counted. What is wrong with a row is in its `errors`; what is wrong with
 * the file as a whole throws ReportFileError, at times after the rows before it.
 */
export async function* readReportFile(
  source: AsyncIterable<Uint8Array>,
  options: ReportFileOptions,
): AsyncGenerator<ReportBatch> {
  const bytes = new ByteSource(source);
  const place: Place = { row: 0 };
  try {
    yield* readBytes(bytes, options, place);
  } catch (error) {
    if (!(error instanceof BrokenText)) throw error;
    const { problem, value } = error;
    throw new ReportFileError([{ row: place.row, column: null, value, ...problem }]);
  } finally {
    await bytes.close();
  }
}

async function* readBytes(
  bytes: ByteSource,
  { side, today }: ReportFileOptions,
  place: Place,
): AsyncGenerator<ReportBatch> {
  const sample = await bytes.sample();
  const detected = detectEncoding(sample);
  const head = checkedHead(sample, detected);
  const delimiter = detectDelimiter(head, side);
  const records = new RecordQueue(csvRecords(decode(bytes.chunks(), detected), delimiter));
  try {
    const map = await readHeader(records, delimiter, side, place);
    const { columns, headers } = map;
    const header = { columns, headers, encoding: detected.encoding, delimiter };
    for await (const rows of readRows(records, new ReportRowReader(map, side, today), place)) {
      yield { header, rows };
    }
  } finally {
    await records.close();
  }
}

/** The beginning of the text. Throws BrokenText where the file is empty or no text at all. */
function checkedHead(sample: Buffer, detected: ReturnType<typeof detectEncoding>): string {
  const binary = detectBinary(sample);
  if (binary) throw new BrokenText(binary);
  const isWide = detected.encoding.startsWith('utf-16');
  if (!isWide && isFullOfControls(sample)) throw new BrokenText(notText());
  const head = decodeSample(sample, detected);
  if (head.trim() !== '') return head;
  throw new BrokenText(new CellProblem('file-empty'));
}

async function readHeader(
  records: RecordQueue,
  delimiter: Delimiter,
  side: ReportSide,
  place: Place,
): Promise<HeaderMap> {
  let cells = await records.take();
  while (cells && (isBlank(cells) || declaredDelimiter(cells.join(delimiter)))) {
    cells = await records.take();
  }
  if (!cells) throw new BrokenText(new CellProblem('file-no-header'));
  // What is wrong from here on is wrong in a row, save the header itself.
  place.row = 1;
  if (isTagRow(cells)) return mapHeader(cells, cells, side);
  const below = await records.take();
  if (below && isTagRow(below)) return mapHeader(cells, below, side);
  if (below) records.putBack();
  return mapHeader(cells, null, side);
}

async function* readRows(
  records: RecordQueue,
  reader: ReportRowReader,
  place: Place,
): AsyncGenerator<ReportRow[]> {
  let rows: ReportRow[] = [];
  let rowCount = 0;
  for (;;) {
    const batch = await records.takeBatch();
    if (batch === null) break;
    for (const cells of batch) {
      if (!isBlank(cells)) {
        rowCount += 1;
        if (rowCount > ROWS_MAX) throw tooManyRows();
        rows.push(reader.read(place.row, cells));
      }
      place.row += 1;
      if (rows.length < BATCH_ROWS) continue;
      yield rows;
      rows = [];
    }
  }
  if (rows.length > 0) yield rows;
  if (rowCount > 0) return;
  place.row = 0;
  throw new BrokenText(new CellProblem('file-no-rows'));
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) {
    if (cell !== '' && cell.trim() !== '') return false;
  }
  return true;
}

function tooManyRows(): BrokenText {
  return new BrokenText(new CellProblem('file-too-many-rows'));
}
