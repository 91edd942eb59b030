import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { PlaceIndex } from '@pobratym/cities';
import { isCalendarDay } from '@pobratym/platform';
import { PARTNERSHIP_KINDS, PartnershipKind } from './partnership-stage';
import { ImportedTie } from './partnerships.service';

/** The header of a list of ties, in any order; each column must be there once. */
export const TIE_COLUMNS = [
  'ukrainian_city_id',
  'foreign_city_id',
  'kind',
  'since',
  'status',
  'source_url',
  'note',
] as const;
export type TieColumn = (typeof TIE_COLUMNS)[number];

export const TIE_STATUSES = ['active', 'unknown', 'terminated'] as const;
export const TIE_ROWS_MAX = 20_000;
export const TIE_ERRORS_MAX = 1_000;

/** What is wrong with one cell, one row, or (row 0) the file as a whole. */
export interface TieError {
  /** The data row from 1; the header is not counted, blank rows are. */
  row: number;
  /** Null: the whole row, or the whole file. */
  column: string | null;
  /** What stood there, cut to 200 characters. */
  value: string;
  detail: string;
}

export interface TieList {
  /** Rows that are not blank. */
  rows: number;
  ties: ImportedTie[];
  /** At most {@link TIE_ERRORS_MAX}; where there is one, the list is not to be stored. */
  errors: TieError[];
  errorCount: number;
}

/** What the rows are checked against. */
export interface TieWorld {
  places: Pick<PlaceIndex, 'readCity' | 'countryOf'>;
  /** ISO 3166-1 alpha-2. */
  aggressorStates: ReadonlySet<string>;
  /** The last day that has begun anywhere. */
  today: string;
}

type Cells = Record<TieColumn, string>;

/** Reads a list of ties: CSV in UTF-8, with or without a byte order mark. Stores nothing. */
export function readTies(bytes: Buffer, world: TieWorld): TieList {
  const list = new TieListReader(world);
  list.read(bytes);
  const { rows, ties, errors, errorCount } = list;
  return { rows, ties, errors, errorCount };
}

class TieListReader implements TieList {
  rows = 0;
  readonly ties: ImportedTie[] = [];
  readonly errors: TieError[] = [];
  errorCount = 0;
  private readonly rowOfTie = new Map<string, number>();

  constructor(private readonly world: TieWorld) {}

  read(bytes: Buffer): void {
    // UTF-16 of plain letters is UTF-8 too, with a zero beside each.
    if (!isUtf8(bytes) || bytes.includes(0)) {
      const detail = 'must be text in UTF-8: save it as “CSV UTF-8”';
      return this.refuse(0, null, '', detail);
    }
    const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
    const [header = [], ...records] = this.split(text) ?? [];
    if (this.errorCount > 0) return;
    const columns = this.readHeader(header);
    if (!columns) return;
    if (records.length > TIE_ROWS_MAX) {
      return this.refuse(0, null, '', `must have at most ${TIE_ROWS_MAX} rows: divide the file`);
    }
    records.forEach((cells, index) => this.readRow(index + 1, columns, cells));
  }

  private split(text: string): string[][] | undefined {
    try {
      return parse(text, {
        delimiter: delimiterOf(text),
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        // The header, and one row more than may be.
        to: TIE_ROWS_MAX + 2,
      });
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      // Records before this one, of which the first is the header: so the count is its data row.
      const row = Number((error as { records?: unknown }).records ?? 0);
      this.refuse(row, null, '', QUOTE_FAULTS[error.code as string] ?? QUOTE_INSIDE);
      return undefined;
    }
  }

  private readHeader(header: string[]): string[] | undefined {
    const names = header.map((cell) => cell.trim().toLowerCase());
    names.forEach((name, index) => {
      if (!isColumn(name)) {
        const detail = `is no column of a list of ties; they are ${TIE_COLUMNS.join(', ')}`;
        this.refuse(0, name || null, header[index]!, detail);
      } else if (names.indexOf(name) !== index) {
        this.refuse(0, name, header[index]!, 'must stand in the header once');
      }
    });
    for (const column of TIE_COLUMNS) {
      if (!names.includes(column)) {
        this.refuse(0, column, header.join(', '), 'must be in the header, the first row');
      }
    }
    return this.errorCount === 0 ? names : undefined;
  }

  private readRow(row: number, columns: string[], record: string[]): void {
    if (record.every((cell) => cell.trim() === '')) return;
    this.rows += 1;
    if (record.length !== columns.length) {
      const detail = `must have ${columns.length} cells as the header has, not ${record.length}`;
      return this.refuse(row, null, record.join(', '), detail);
    }
    const cells = Object.fromEntries(
      columns.map((column, index) => [column, record[index]!.trim()]),
    ) as Cells;
    const before = this.errorCount;
    const tie = this.readTie(row, cells);
    if (this.errorCount === before) this.keep(row, cells, tie);
  }

  /** Says every fault of the row, so that it is mended in one go; a faulty tie is not kept. */
  private readTie(row: number, cells: Cells): ImportedTie {
    const refuse = (column: TieColumn, detail: string) =>
      this.refuse(row, column, cells[column], detail);
    const own = this.readCity(row, 'ukrainian_city_id', cells);
    const other = this.readCity(row, 'foreign_city_id', cells);
    if (!isOneOf(PARTNERSHIP_KINDS, cells.kind)) {
      refuse('kind', `must be one of ${PARTNERSHIP_KINDS.join(', ')}`);
    }
    if (!isOneOf(TIE_STATUSES, cells.status)) {
      refuse('status', `must be one of ${TIE_STATUSES.join(', ')}`);
    } else if (cells.status !== 'terminated') {
      const state = this.world.places.countryOf(other);
      if (state && this.world.aggressorStates.has(state)) {
        refuse('status', `must be terminated: ${state} is on the list of aggressor states`);
      }
    }
    const since = readSince(cells.since);
    if (!since)
      refuse('since', 'must be YYYY-MM-DD, YYYY-MM, YYYY, or empty where it is not known');
    else if (since.inForceFrom !== null && since.inForceFrom > this.world.today) {
      refuse('since', 'must not lie in the future');
    }
    for (const [column, check] of TEXT_CHECKS) {
      const fault = check(cells[column]);
      if (fault) refuse(column, fault);
    }
    return {
      cityIds: [own, other],
      kind: cells.kind as PartnershipKind,
      status: cells.status as ImportedTie['status'],
      ...(since ?? NOT_KNOWN),
      sourceUrl: cells.source_url,
      note: cells.note || null,
    };
  }

  /** A name of several cities is told apart by what the column says of the country. */
  private readCity(row: number, column: TieColumn, cells: Cells): string {
    const { places } = this.world;
    const isWanted = (id: string) =>
      (places.countryOf(id) === 'UA') === (column === 'ukrainian_city_id');
    const reading = places.readCity(cells[column]);
    const fitting = (reading.kind === 'several' ? reading.candidates : []).filter(isWanted);
    const cityId = reading.kind === 'one' ? reading.cityId : fitting[0];
    if (cityId === undefined) {
      const detail =
        'must be a city that is known: its id, Wikidata id, KATOTTG, UN/LOCODE or a name';
      this.refuse(row, column, cells[column], detail);
      return '';
    }
    if (fitting.length > 1) {
      const detail = `may be any of ${fitting.join(', ')}: write the id of the one that is meant`;
      this.refuse(row, column, cells[column], detail);
    } else if (!isWanted(cityId)) {
      const wanted =
        column === 'ukrainian_city_id' ? 'a city in Ukraine' : 'a city outside Ukraine';
      this.refuse(row, column, cells[column], `must be ${wanted}; this is ${cityId}`);
    }
    return cityId;
  }

  private keep(row: number, cells: Cells, tie: ImportedTie): void {
    const key = [...tie.cityIds, tie.kind].join(' ');
    const first = this.rowOfTie.get(key);
    if (first !== undefined) {
      const value = `${cells.ukrainian_city_id}, ${cells.foreign_city_id}, ${tie.kind}`;
      return this.refuse(row, null, value, `this tie stands in row ${first} already`);
    }
    this.rowOfTie.set(key, row);
    this.ties.push(tie);
  }

  private refuse(row: number, column: string | null, value: string, detail: string): void {
    this.errorCount += 1;
    if (this.errors.length < TIE_ERRORS_MAX) {
      this.errors.push({ row, column, value: shorten(value), detail });
    }
  }
}

const QUOTE_INSIDE = 'has a quote inside a cell: put the cell in quotes and write the quote twice';
const QUOTE_FAULTS: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'has a cell whose quote is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'has a cell that goes on behind its closing quote',
};

type Since = Pick<ImportedTie, 'signedOn' | 'datePrecision' | 'inForceFrom'>;
const NOT_KNOWN: Since = { signedOn: null, datePrecision: 'unknown', inForceFrom: null };

/** A year or a month is kept as such: the day of the signature is not known. */
function readSince(since: string): Since | undefined {
  if (since === '') return NOT_KNOWN;
  const [year, month = '01', day = '01'] = since.split('-');
  const firstDay = `${year}-${month}-${day}`;
  if (!/^\d{4}(-\d{2}){0,2}$/.test(since) || !isCalendarDay(firstDay)) return undefined;
  if (since.length === 4) return { signedOn: null, datePrecision: 'period', inForceFrom: firstDay };
  const datePrecision = since.length === 7 ? 'month' : 'day';
  return { signedOn: firstDay, datePrecision, inForceFrom: firstDay };
}

const CONTROL = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const SOURCE_URL_LENGTH_MAX = 2_000;
const NOTE_LENGTH_MAX = 5_000;

const TEXT_CHECKS: [TieColumn, (text: string) => string | undefined][] = [
  [
    'source_url',
    (text) => {
      // It is shown as a link: a scheme that a browser runs must not come in.
      if (!/^https?:\/\//i.test(text) || !URL.canParse(text) || /\s/.test(text)) {
        return 'must be the address of the page that tells of the tie, from http:// or https:// on';
      }
      return faultOf(text, SOURCE_URL_LENGTH_MAX);
    },
  ],
  ['note', (text) => faultOf(text, NOTE_LENGTH_MAX)],
];

function faultOf(text: string, lengthMax: number): string | undefined {
  if (CONTROL.test(text)) return 'must hold no control characters';
  return text.length > lengthMax ? `must be at most ${lengthMax} characters` : undefined;
}

const DELIMITERS = [',', ';', '\t'];

/** The one with which the first line has most columns that we know. */
function delimiterOf(text: string): string {
  const header = text.split(/\r\n|\n|\r/, 1)[0]!.toLowerCase();
  const knownWith = (delimiter: string) =>
    header.split(delimiter).filter((cell) => isColumn(cell.trim().replace(/^"|"$/g, ''))).length;
  return DELIMITERS.reduce((best, one) => (knownWith(one) > knownWith(best) ? one : best));
}

const isColumn = (name: string): boolean => isOneOf(TIE_COLUMNS, name);
const isOneOf = (codes: readonly string[], text: string): boolean => codes.includes(text);

const VALUE_LENGTH_MAX = 200;

/** Never cut inside a surrogate pair. */
const shorten = (value: string): string =>
  value.length <= VALUE_LENGTH_MAX
    ? value
    : `${value.slice(0, VALUE_LENGTH_MAX - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
