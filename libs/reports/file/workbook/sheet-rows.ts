import { BrokenText } from '../broken-text';
import { CellProblem, shorten } from '../cell-error';
import type { CellFault, FileRecord, MergedCell } from '../file-record';
import { type Archive, damaged } from './archive';
import { type CellFormat, PLAIN } from './cell-format';
import { columnIndexOf, columnName, dateOfSerial, plainNumber, unescapeText } from './cell-text';
import { type SharedStrings, TEXT_LENGTH_KEPT } from './shared-strings';
import { type Attributes, parseXml, type XmlHandler } from './xml';

/** A row of a sheet; its cells go up to the last that is filled. */
export interface SheetRow extends FileRecord {
  sheetRow: number;
  isNumber: boolean[];
  faults: CellFault[];
  merged: MergedCell[];
}

/** What the numbers in the cells stand for. */
export interface CellMeaning {
  strings: SharedStrings | null;
  formats: readonly CellFormat[];
  is1904: boolean;
}

const ROW_MAX = 1_048_576;
const COLUMNS_MAX = 16_384;
const ROW_LENGTH_MAX = 2 * 1024 * 1024;
const CELL = { r: '', t: 'n', s: '' };

/** Streams the rows of a sheet, in batches and in order. */
export async function* sheetRows(
  archive: Archive,
  part: string,
  meaning: CellMeaning,
): AsyncGenerator<SheetRow[]> {
  const handler = new SheetHandler(meaning);
  for await (const _ of parseXml(archive.part(part), handler)) {
    if (handler.rows.length > 0) yield handler.rows.splice(0);
  }
  if (handler.rows.length > 0) yield handler.rows;
}

class SheetHandler implements XmlHandler {
  readonly rows: SheetRow[] = [];
  private row = emptyRow(0);
  private rowLength = 0;
  private isInData = false;
  private columnIndex = -1;
  private cell = CELL;
  private hasFormula = false;
  /** Null: nothing stands in the cell. */
  private value: string | null = null;
  private isValue = false;
  private isPhonetic = false;

  constructor(private readonly meaning: CellMeaning) {}

  open(name: string, attributes: Attributes): void {
    if (name === 'sheetData') this.isInData = true;
    if (!this.isInData) return;
    if (name === 'c') this.beginCell(attributes);
    else if (name === 'v') this.beginValue();
    else if (name === 't' && !this.isPhonetic) this.beginValue();
    else if (name === 'row') this.beginRow(attributes);
    else if (name === 'f') this.hasFormula = true;
    else if (name === 'rPh') this.isPhonetic = true;
  }

  text(text: string): void {
    if (!this.isValue || this.value === null || this.value.length >= TEXT_LENGTH_KEPT) return;
    this.value += text.slice(0, TEXT_LENGTH_KEPT);
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.isValue = false;
    else if (name === 'c' && this.isInData) this.endCell();
    else if (name === 'row' && this.isInData) this.rows.push(this.row);
    else if (name === 'rPh') this.isPhonetic = false;
    else if (name === 'sheetData') this.isInData = false;
  }

  private beginRow({ r }: Attributes): void {
    const last = this.row.sheetRow;
    const row = r === undefined ? last + 1 : Number(r);
    // Rows stand in order: a row twice would be two readings of it.
    if (!Number.isSafeInteger(row) || row <= last || row > ROW_MAX) throw damaged();
    this.row = emptyRow(row);
    this.rowLength = 0;
    this.columnIndex = -1;
  }

  private beginCell({ r = '', t = 'n', s = '' }: Attributes): void {
    const index = r === '' ? this.columnIndex + 1 : columnIndexOf(r);
    if (index <= this.columnIndex || index >= COLUMNS_MAX) throw damaged();
    this.columnIndex = index;
    this.cell = { r, t, s };
    this.hasFormula = false;
    this.value = null;
  }

  /** A text may be in several runs. */
  private beginValue(): void {
    this.value ??= '';
    this.isValue = true;
  }

  private endCell(): void {
    const text = this.readCell();
    if (text === '') return;
    const { cells, isNumber } = this.row;
    this.rowLength += text.length;
    if (this.rowLength > ROW_LENGTH_MAX) {
      const row = String(this.row.sheetRow);
      throw new BrokenText(new CellProblem('sheet-row-too-long', { row }));
    }
    while (cells.length < this.columnIndex) cells.push('');
    cells.push(text);
    if (this.cell.t === 'n') isNumber[this.columnIndex] = true;
  }

  private readCell(): string {
    const { value, cell } = this;
    const isText = cell.t === 'str' || cell.t === 's' || cell.t === 'inlineStr';
    if (this.hasFormula && (value === null || (value === '' && !isText))) {
      return this.fail('', new CellProblem('formula-without-value', { cell: this.name() }));
    }
    if (value === null || value === '') return '';
    switch (cell.t) {
      case 's':
        return this.meaning.strings?.get(value) ?? refuse();
      case 'str':
      case 'inlineStr':
        return unescapeText(value);
      case 'b':
        return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
      case 'e':
        return this.fail(value, this.shownError(value));
      case 'd':
        return value.split('T')[0] ?? '';
      case 'n':
        return this.readNumber(value, cell.s);
      default:
        return refuse();
    }
  }

  private readNumber(value: string, style: string): string {
    const number = plainNumber(value);
    const { date, unit } = this.meaning.formats[Number(style)] ?? PLAIN;
    if (date !== null) return dateOfSerial(number, date, this.meaning.is1904) ?? number;
    return unit === null ? number : `${number} ${unit}`;
  }

  private shownError(value: string): CellProblem {
    return new CellProblem('cell-is-error', { cell: this.name(), error: shorten(value) });
  }

  private name(): string {
    return `${columnName(this.columnIndex)}${this.row.sheetRow}`;
  }

  private fail(value: string, problem: CellProblem): string {
    this.row.faults.push({ index: this.columnIndex, problem });
    return value;
  }
}

function emptyRow(sheetRow: number): SheetRow {
  return { sheetRow, cells: [], isNumber: [], faults: [], merged: [] };
}

function refuse(): never {
  throw damaged();
}
