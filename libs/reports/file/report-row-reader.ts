import { isErrorColumn } from '../error-texts';
import { type CellError, CellProblem, shorten } from './cell-error';
import type { FileRecord } from './file-record';
import { unguardText } from './guarded-text';
import type { HeaderMap } from './header';
import { parseMassGrams, parseMoneyText, parsePackages } from './measure';
import { readQuantity } from './quantity';
import { REPORT_COLUMNS, type ReportColumn, type ReportSide } from './report-column';
import { readReportDay } from './report-day';
import type { ReportRow } from './report-row';
import { isMassUnit } from './unit';

const CELL_BYTES_MAX = 64 * 1024;
/** UTF-8 takes at most three bytes for each UTF-16 unit, so a shorter cell need not be measured. */
const CELL_LENGTH_SAFE = Math.floor(CELL_BYTES_MAX / 3);

const CURRENCY = /^[A-Z]{3}$/;
const WEB_ADDRESS = /^https?:\/\/[^\s/]\S*$/i;

/** What is counted: one amount that is shown over several rows is not the amount of each. */
const AMOUNTS: readonly ReportColumn[] = ['quantity', 'packages', 'mass_kg', 'value'];
/** A number with three decimals, which as text could also be one of thousands. */
const TWO_READINGS = /^([1-9]\d{0,2}\.\d{3})(?!\d)/;

interface ReadingRules {
  side: ReportSide;
  /** YYYY-MM-DD; a date after it is an error. */
  today: string;
  /** Columns that may be missing or empty. */
  optional?: readonly ReportColumn[];
}

/** Reads the cells of one row after another; what is wrong is in each row's `errors`. */
export class ReportRowReader {
  private readonly indexByColumn: Record<ReportColumn, number>;
  private readonly unknownIndexes: number[];
  private readonly side: ReportSide;
  private readonly today: string;
  private readonly optional: readonly ReportColumn[];
  /** The row that is being read: kept here so that no closure is made for each. */
  private cells: string[] = [];
  private row!: ReportRow;

  constructor(
    private readonly header: HeaderMap,
    { side, today, optional = [] }: ReadingRules,
  ) {
    this.side = side;
    this.today = today;
    this.optional = optional;
    this.indexByColumn = Object.fromEntries(
      REPORT_COLUMNS.map((column) => [column, header.columns.indexOf(column)]),
    ) as Record<ReportColumn, number>;
    this.unknownIndexes = header.columns.flatMap((column, index) =>
      column || isErrorColumn(header.headers[index] ?? '') ? [] : [index],
    );
  }

  read(rowNumber: number, record: FileRecord): ReportRow {
    const { cells } = record;
    const row = emptyRow(rowNumber, cells);
    this.cells = cells;
    this.row = row;
    for (const problem of record.problems ?? []) row.errors.push({ row: rowNumber, ...problem });
    if (record.isUnreadable) return row;
    if (record.isNumber) this.fitNumbers(record);
    if (!this.checkShape()) return row;
    row.reference = this.text('reference');
    row.caseKey = this.text('case');
    row.reportingCity = this.text('reporting_city');
    row.partnerCity = this.text('partner_city');
    row.category = this.text('category');
    row.declaration = this.text('declaration');
    row.item = this.text('item') ?? '';
    if (row.item === '') this.fail('item', new CellProblem('item-missing'));
    this.readDay();
    this.readMassAndQuantity();
    this.readValue();
    this.readSource();
    this.readNote();
    if (this.side !== 'public_source') this.checkOwnReport();
    if (record.faults || record.merged) this.tellFaults(record);
    return row;
  }

  /**
   * A sheet leaves out the empty cells at the end of a row; it and JSON know a number from a text.
   */
  private fitNumbers({ cells, isNumber = [] }: FileRecord): void {
    while (cells.length < this.header.columns.length) cells.push('');
    for (const column of AMOUNTS) {
      const index = this.indexByColumn[column];
      // So the cell means the same in a CSV, as which a file of errors is given back.
      if (isNumber[index]) cells[index] = (cells[index] ?? '').replace(TWO_READINGS, '$10');
    }
  }

  /** A cell that its own file calls wrong is told of once, and not for what it reads as. */
  private tellFaults({ faults = [], merged = [] }: FileRecord): void {
    const { row, header } = this;
    const told = new Map(faults.map(({ index, problem }) => [index, problem]));
    for (const { index, range } of merged) {
      const column = header.columns[index];
      if (!column || !AMOUNTS.includes(column)) continue;
      told.set(index, new CellProblem('amount-merged', { range }));
    }
    if (told.size === 0) return;
    const faulty = new Set([...told.keys()].map((index) => header.columns[index] ?? undefined));
    row.errors = row.errors.filter(
      ({ column, code }) => code !== 'amount-missing' && !faulty.has(column as ReportColumn),
    );
    for (const [index, problem] of told) this.failAt(index, problem);
  }

  /** Where cells are missing or too many, the columns do not fit and nothing else is told. */
  private checkShape(): boolean {
    const { cells } = this;
    const wanted = this.header.columns.length;
    const hasExtra =
      cells.length > wanted && cells.slice(wanted).some((cell) => cell.trim() !== '');
    if (cells.length < wanted || hasExtra) {
      this.row.errors.push({
        row: this.row.row,
        column: null,
        value: shorten(cells.join(' | ')),
        ...new CellProblem('row-cell-count', {
          cells: String(cells.length),
          wanted: String(wanted),
        }),
      });
      return false;
    }
    const before = this.row.errors.length;
    for (let index = 0; index < wanted; index += 1) {
      const cell = cells[index] ?? '';
      if (cell.length > CELL_LENGTH_SAFE && Buffer.byteLength(cell) > CELL_BYTES_MAX) {
        this.failAt(index, new CellProblem('cell-too-long'));
      } else if (cell.includes('\0')) {
        this.failAt(index, new CellProblem('cell-nul'));
      }
    }
    return this.row.errors.length === before;
  }

  private readDay(): void {
    const dateText = this.text('date') ?? '';
    this.row.dateText = dateText;
    if (dateText === '' && this.optional.includes('date')) return;
    const day = readReportDay(dateText, this.text('date_precision'), this.side, this.today);
    if ('problem' in day) {
      this.fail(day.column, day.problem);
      return;
    }
    this.row.occurredOn = day.on;
    this.row.datePrecision = day.precision;
  }

  private readMassAndQuantity(): void {
    const { row } = this;
    row.massGrams = this.number(
      'mass_kg',
      parseMassGrams(this.raw('mass_kg'), this.header.massUnit),
    );
    row.packages = this.number('packages', parsePackages(this.raw('packages')));
    const quantity = readQuantity(this.raw('quantity'), this.text('unit'), this.side);
    if ('problem' in quantity) {
      this.fail(quantity.column, quantity.problem);
      return;
    }
    row.quantityMilli = quantity.milli;
    row.unit = quantity.unit;
    row.unitText = quantity.unitText;
    if (quantity.massGrams === null) return;
    if (this.raw('mass_kg').trim() === '') row.massGrams = quantity.massGrams;
    else if (row.massGrams !== null && row.massGrams !== quantity.massGrams) this.checkTwoMasses();
  }

  /** The page of a public source is kept as it is; a city can say which of its two masses holds. */
  private checkTwoMasses(): void {
    const { unit } = this.row;
    if (this.side === 'public_source' || unit === null || !isMassUnit(unit)) return;
    const mass = this.raw('mass_kg').trim();
    const quantity = `${this.raw('quantity').trim()} ${this.text('unit') ?? ''}`.trim();
    this.fail('mass_kg', new CellProblem('mass-twice', { mass, quantity }));
  }

  private readValue(): void {
    const { row } = this;
    row.valueText = this.number('value', parseMoneyText(this.raw('value')));
    const currency = this.text('currency')?.toUpperCase() ?? null;
    if (currency !== null && !CURRENCY.test(currency)) {
      this.fail('currency', new CellProblem('currency-not-code'));
      return;
    }
    row.currency = currency;
    // A page may write only "$": such a value stays, but cannot be added to any other.
    if (this.side === 'public_source') return;
    if (this.raw('value').trim() !== '' && currency === null) {
      this.fail('currency', new CellProblem('currency-missing'));
    }
    if (this.raw('value').trim() === '' && currency !== null) {
      this.fail('value', new CellProblem('value-missing'));
    }
  }

  private readSource(): void {
    const sourceUrl = this.text('source_url');
    const isAddress = sourceUrl !== null && WEB_ADDRESS.test(sourceUrl);
    if (isAddress) this.row.sourceUrl = sourceUrl;
    else if (sourceUrl !== null || this.side === 'public_source') {
      const code = sourceUrl === null ? 'source-missing' : 'source-not-address';
      this.fail('source_url', new CellProblem(code));
    }
  }

  private readNote(): void {
    let note = this.text('note') ?? '';
    // What a public source tells is published: a column that nobody has asked for may name people.
    const kept = this.side === 'public_source' ? [] : this.unknownIndexes;
    for (const index of kept) {
      const text = clean(this.cells[index] ?? '');
      if (text === '') continue;
      const header = this.header.headers[index] || `column ${index + 1}`;
      note += `${note === '' ? '' : '\n'}${header}: ${text}`;
    }
    this.row.note = note === '' ? null : note;
  }

  /** What a city knows of its own aid, and a public page need not say. */
  private checkOwnReport(): void {
    const { row } = this;
    if (row.partnerCity === null && !this.optional.includes('partner_city')) {
      this.fail('partner_city', new CellProblem('partner-city-missing'));
    }
    if (row.massGrams !== null || row.quantityMilli !== null || row.valueText !== null) return;
    const filled = this.raw('mass_kg') + this.raw('quantity') + this.raw('value');
    if (filled.trim() === '') {
      row.errors.push({
        row: row.row,
        column: null,
        value: shorten(row.item),
        ...new CellProblem('amount-missing'),
      });
    }
  }

  private raw(column: ReportColumn): string {
    return this.cells[this.indexByColumn[column]] ?? '';
  }

  private text(column: ReportColumn): string | null {
    const index = this.indexByColumn[column];
    if (index < 0) return null;
    const text = clean(this.cells[index] ?? '');
    return text === '' ? null : text;
  }

  private number<T>(column: ReportColumn, value: T | CellProblem): T | null {
    if (!(value instanceof CellProblem)) return value;
    this.fail(column, value);
    return null;
  }

  private fail(column: ReportColumn, problem: CellProblem): void {
    const value = shorten(this.raw(column));
    this.row.errors.push({ row: this.row.row, column, value, ...problem });
  }

  private failAt(index: number, problem: CellProblem): void {
    const column = this.header.columns[index] ?? this.header.headers[index] ?? null;
    const value = shorten(this.cells[index] ?? '');
    this.row.errors.push({ row: this.row.row, column, value, ...problem });
  }
}

function clean(cell: string): string {
  return cell === '' ? '' : unguardText(cell.trim()).normalize('NFC');
}

function emptyRow(row: number, cells: string[]): ReportRow {
  return {
    row,
    cells,
    reference: null,
    caseKey: null,
    occurredOn: null,
    datePrecision: 'unknown',
    dateText: '',
    reportingCity: null,
    partnerCity: null,
    category: null,
    item: '',
    quantityMilli: null,
    unit: null,
    unitText: null,
    packages: null,
    massGrams: null,
    valueText: null,
    currency: null,
    declaration: null,
    sourceUrl: null,
    note: null,
    errors: [] as CellError[],
  };
}
