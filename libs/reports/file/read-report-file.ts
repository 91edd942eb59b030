import { describeZip, detectBinary, isFullOfControls, isZip, notText } from './binary';
import { BrokenText } from './broken-text';
import { ByteSource } from './byte-source';
import { CellProblem } from './cell-error';
import { csvRecords } from './csv-records';
import { decode, decodeSample } from './decode';
import { declaredDelimiter, type Delimiter, detectDelimiter } from './delimiter';
import { detectEncoding } from './encoding';
import { type FileRecord, isBlank } from './file-record';
import { countKnownHeaders, type HeaderMap, isTagRow, mapHeader } from './header';
import { headerOfLines, isJsonLines, jsonLineRecords } from './json-lines';
import { RecordQueue } from './record-queue';
import type { ReportColumn, ReportSide } from './report-column';
import { ReportFileError } from './report-file.error';
import type { ReportRow } from './report-row';
import { ReportRowReader } from './report-row-reader';
import { readWorkbook } from './workbook/read-workbook';

export interface ReportFileHeader {
  /** By position; null is an unknown column, kept in each row's note. */
  columns: (ReportColumn | null)[];
  headers: string[];
  /** `xlsx` of a workbook. */
  encoding: string;
  /** Empty of a workbook and of lines of JSON. */
  delimiter: string;
}

export interface ReportFileOptions {
  side: ReportSide;
  /** YYYY-MM-DD; a date after it is an error. */
  today: string;
  /** Of a workbook: the name of the sheet to be read; else the first that is not hidden. */
  sheet?: string;
  /** Columns which a file of this side needs, and may here lack or leave empty. */
  optional?: readonly ReportColumn[];
}

export interface ReportBatch {
  header: ReportFileHeader;
  rows: ReportRow[];
}

/** The row that is being read; 0 until the header has been. */
interface Place {
  row: number;
}

/** The rows of a file, whichever format it came in. */
interface Table {
  records: AsyncGenerator<FileRecord[]>;
  encoding: string;
  delimiter: Delimiter | null;
  /** Where it is not the first row that says it. */
  header?: HeaderMap;
}

const ROWS_MAX = 1_000_000;
const BATCH_ROWS = 1_000;
/** In letters: rows of a workbook may be long without making it large. */
const BATCH_LENGTH_MAX = 4 * 1024 * 1024;
/** What a cell takes beside its letters. */
const CELL_LENGTH = 8;
const TITLE_ROWS_MAX = 50;
/** One alone may be a word of the title. */
const HEADERS_MIN = 2;

/**
 * Streams a report file, a table as text, lines of JSON or a workbook, in batches of up to 1,000 rows; memory does not grow
 * with its length. Blank rows are left out but counted. What is wrong with a row is in its
 * `errors`; what is wrong with the file as a whole throws ReportFileError, at times after the rows
 * before it.
 */
export async function* readReportFile(
  source: AsyncIterable<Uint8Array>,
  options: ReportFileOptions,
): AsyncGenerator<ReportBatch> {
  const bytes = new ByteSource(source);
  const place: Place = { row: 0 };
  try {
    yield* readTable(await openTable(bytes, options), options, place);
  } catch (error) {
    if (!(error instanceof BrokenText)) throw error;
    const { problem, value } = error;
    throw new ReportFileError([{ row: place.row, column: null, value, ...problem }]);
  } finally {
    await bytes.close();
  }
}

async function openTable(bytes: ByteSource, { side, sheet }: ReportFileOptions): Promise<Table> {
  const sample = await bytes.sample();
  if (isZip(sample)) {
    const other = describeZip(sample);
    if (other) throw new BrokenText(other);
    return { records: readWorkbook(bytes.chunks(), sheet), encoding: 'xlsx', delimiter: null };
  }
  const detected = detectEncoding(sample);
  const { encoding } = detected;
  const head = checkedHead(sample, detected);
  const text = decode(bytes.chunks(), detected);
  if (isJsonLines(head)) {
    const header = headerOfLines(side);
    return { records: jsonLineRecords(text, side), encoding, delimiter: null, header };
  }
  const delimiter = detectDelimiter(head, side);
  return { records: textRecords(csvRecords(text, delimiter)), encoding, delimiter };
}

async function* textRecords(batches: AsyncIterable<string[][]>): AsyncGenerator<FileRecord[]> {
  for await (const batch of batches) yield batch.map((cells) => ({ cells }));
}

async function* readTable(
  { records: batches, encoding, delimiter, header: known }: Table,
  options: ReportFileOptions,
  place: Place,
): AsyncGenerator<ReportBatch> {
  const records = new RecordQueue(batches);
  try {
    // Lines of JSON have no header: the first is a row.
    if (known) place.row = 1;
    const map = known ?? (await readHeader(records, delimiter, options, place));
    const { columns, headers } = map;
    const header = { columns, headers, encoding, delimiter: delimiter ?? '' };
    for await (const rows of readRows(records, new ReportRowReader(map, options), place)) {
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
  delimiter: Delimiter | null,
  { side, optional }: ReportFileOptions,
  place: Place,
): Promise<HeaderMap> {
  const isWorkbook = delimiter === null;
  const record = isWorkbook ? await takeTitled(records, side) : await takeFirst(records, delimiter);
  if (!record) throw new BrokenText(new CellProblem('file-no-header'));
  const { cells, sheetRow = 0, faults: [fault] = [] } = record;
  if (fault) throw new BrokenText(fault.problem, cells[fault.index]);
  // What is wrong from here on is wrong in a row, save the header itself.
  place.row = sheetRow + 1;
  if (isTagRow(cells)) return mapHeader(cells, cells, side, optional);
  const below = await records.take();
  if (below && isTagRow(below.cells)) return mapHeader(cells, below.cells, side, optional);
  if (below) records.putBack();
  return mapHeader(cells, null, side, optional);
}

async function takeFirst(records: RecordQueue, delimiter: Delimiter): Promise<FileRecord | null> {
  for (;;) {
    const record = await records.take();
    if (!record || !(isBlank(record) || declaredDelimiter(record.cells.join(delimiter)))) {
      return record;
    }
  }
}

/** Above the header of a sheet often stands a title; where no row is a header, the first is shown. */
async function takeTitled(records: RecordQueue, side: ReportSide): Promise<FileRecord | null> {
  let first: FileRecord | null = null;
  for (let looked = 0; looked < TITLE_ROWS_MAX; looked += 1) {
    const record = await records.take();
    if (!record) break;
    if (countKnownHeaders(record.cells, side) >= HEADERS_MIN) return record;
    if (!isBlank(record)) first ??= record;
  }
  return first;
}

async function* readRows(
  records: RecordQueue,
  reader: ReportRowReader,
  place: Place,
): AsyncGenerator<ReportRow[]> {
  let rows: ReportRow[] = [];
  let rowCount = 0;
  let length = 0;
  for (;;) {
    const batch = await records.takeBatch();
    if (batch === null) break;
    for (const record of batch) {
      place.row = record.sheetRow ?? place.row;
      if (!isBlank(record)) {
        rowCount += 1;
        if (rowCount > ROWS_MAX) throw tooManyRows();
        rows.push(reader.read(place.row, record));
        length += lengthOf(record);
      }
      place.row += 1;
      if (rows.length < BATCH_ROWS && length < BATCH_LENGTH_MAX) continue;
      yield rows;
      [rows, length] = [[], 0];
    }
  }
  if (rows.length > 0) yield rows;
  if (rowCount > 0) return;
  place.row = 0;
  throw new BrokenText(new CellProblem('file-no-rows'));
}

function lengthOf({ cells }: FileRecord): number {
  let length = 0;
  for (const cell of cells) length += cell.length + CELL_LENGTH;
  return length;
}

function tooManyRows(): BrokenText {
  return new BrokenText(new CellProblem('file-too-many-rows'));
}
