import { Readable } from 'node:stream';
import { PlaceIndex } from '@pobratym/cities';
import { cutTo, lengthOf, PLAIN_TEXT } from '@pobratym/platform';
import { CellError, CellProblem, readReportFile, ReportColumn } from '../file';
import { ReportFileError, shorten } from '../file';
import { readReportLine, StagedLine } from '../report-line';

const ROWS_MAX = 10_000;
const LINES_MAX = 1_000;
const ITEM_LENGTH_MAX = 1_000;
const NOTE_LENGTH_MAX = 5_000;
const DECLARATION_LENGTH_MAX = 100;
const PACKAGES_MAX = 1_000_000;
/** Of the days that a request may name. */
const LAST_DAY = '2199-12-31';
/** A thousand tonnes, as for a line that is typed: above it, somebody may have meant another unit. */
const MASS_GRAMS_UNCONFIRMED_MAX = 1_000_000_000n;
/** What stands before the sum at the foot of a list, and names no goods. */
const TOTAL =
  /^(?:разом|всього|усього|підсумок|total|sum total|gesamt|summe|razem|suma|łącznie)\s*[:.]?$/iu;
/** More would not be read by anybody; the count stays right. */
const ERRORS_KEPT_MAX = 1_000;
/** The key of a row that names no shipment begins so. */
const LOOSE = 'row ';

export interface PackingListContext {
  places: PlaceIndex;
  sendingCityId: string;
  /** Of all rows, where it is given. */
  receivingCityId: string | undefined;
  /** Of a workbook; else the first. */
  sheet: string | undefined;
  isLargeMassConfirmed: boolean;
}

export interface PackedShipment {
  receivingCityId: string;
  reference: string | null;
  plannedOn: string | null;
  declarationCode: string | null;
  notes: Set<string>;
  lines: StagedLine[];
}

/** The shipments of the rows that are right, and what is wrong with the others. */
export class PackingList {
  errorCount = 0;
  readonly errors: CellError[] = [];
  private readonly byKey = new Map<string, PackedShipment>();

  get shipments(): PackedShipment[] {
    return [...this.byKey.values()];
  }

  refuse(...errors: readonly CellError[]): void {
    this.errorCount += errors.length;
    this.errors.push(...errors.slice(0, ERRORS_KEPT_MAX - this.errors.length));
  }

  add(line: StagedLine, key: string, declaration: string | null): void {
    const row = Number(line.row);
    const wrong = (column: string, value: unknown, problem: CellProblem) =>
      this.refuse({ row, column, value: String(value ?? ''), ...problem });
    const known = this.byKey.get(key);
    const shipment = known ?? emptyShipment(String(line.receiving_city_id));
    const day = line.occurred_on as string | null;
    const isOtherDay = day !== null && (shipment.plannedOn ?? day) !== day;
    if (isOtherDay || shipment.receivingCityId !== line.receiving_city_id) {
      return wrong('case', day, new CellProblem('case-contradictory'));
    }
    if (shipment.lines.length === LINES_MAX) {
      return wrong('case', line.reference, new CellProblem('shipment-too-many-lines'));
    }
    this.byKey.set(key, shipment);
    shipment.plannedOn ??= day;
    shipment.reference ??= line.reference as string | null;
    shipment.declarationCode ??= declaration;
    if (line.note !== null) shipment.notes.add(String(line.note));
    shipment.lines.push(line);
  }

  /**
   * A list in which no row has a case or a reference, and all go to one city on one day, is what
   * somebody packed into one truck: whoever uploads it expects one shipment, and not one a row. The
   * day may stand in the first row alone.
   */
  joinLooseRows(): void {
    const { shipments } = this;
    const days = shipments.map(({ plannedOn }) => plannedOn).filter((day) => day !== null);
    const isLoose = [...this.byKey.keys()].every((key) => key.startsWith(LOOSE));
    const cities = new Set(shipments.map(({ receivingCityId }) => receivingCityId));
    if (!isLoose || cities.size !== 1 || new Set(days).size > 1) return;
    this.byKey.clear();
    for (const { lines, declarationCode } of shipments) {
      for (const line of lines) this.add(line, 'all', declarationCode);
    }
  }
}

/** Reads a file as the sender's report of what is to leave. */
export async function readPackingList(
  source: Readable,
  context: PackingListContext,
): Promise<PackingList> {
  const list = new PackingList();
  const optional: ReportColumn[] = ['date'];
  if (context.receivingCityId) optional.push('partner_city');
  // What is planned has its days before it; a day of any year is one.
  const { sheet } = context;
  const options = { side: 'sender' as const, today: '9999-12-31', optional, sheet };
  let rowCount = 0;
  try {
    for await (const { rows } of readReportFile(source, options)) {
      rowCount += rows.length;
      if (rowCount > ROWS_MAX) return tooLong();
      for (const row of rows) readRow(row, context, list);
    }
    list.joinLooseRows();
  } catch (error) {
    if (!(error instanceof ReportFileError)) throw error;
    list.refuse(...error.errors);
  }
  return list;
}

/** That alone: what is wrong with single rows would hide it. */
function tooLong(): PackingList {
  const list = new PackingList();
  list.refuse({ row: 0, column: null, value: '', ...new CellProblem('list-too-many-rows') });
  return list;
}

type Row = Parameters<typeof readReportLine>[0];

function readRow(row: Row, context: PackingListContext, list: PackingList): void {
  const { receivingCityId, sendingCityId: cityId, places } = context;
  const errors: CellError[] = [];
  const add: AddError = (column, value, problem) =>
    void errors.push({ row: row.row, column, value: shorten(value), ...problem });
  const partnerCity = row.partnerCity ?? receivingCityId ?? null;
  const countryColumns = { receiving: -1, sending: -1 };
  const reportContext = { side: 'sender', cityId, places, countryColumns } as const;
  const line = readReportLine({ ...row, partnerCity }, reportContext, errors);
  if (line && receivingCityId && line.receiving_city_id !== receivingCityId) {
    add('partner_city', row.partnerCity ?? '', otherReceiver(receivingCityId));
  }
  checkLine(row, context, add);
  list.refuse(...errors);
  if (!line || errors.length > 0) return;
  list.add(line, keyOf(row, line, receivingCityId !== undefined), row.declaration);
}

type AddError = (column: string, value: string, problem: CellProblem) => void;

/** What a report may say and a draft may not, and what a list has that a report has not. */
function checkLine(row: Row, { isLargeMassConfirmed }: PackingListContext, add: AddError): void {
  const { item, declaration, massGrams, packages, occurredOn } = row;
  for (const column of ['item', 'reference', 'declaration', 'note'] as const) {
    const text = row[column] ?? '';
    if (!PLAIN_TEXT.test(text)) add(column, text, new CellProblem('text-not-plain'));
  }
  if (TOTAL.test(item)) add('item', item, new CellProblem('item-is-total'));
  if (lengthOf(item) > ITEM_LENGTH_MAX) add('item', item, new CellProblem('item-too-long'));
  if (declaration !== null && lengthOf(declaration) > DECLARATION_LENGTH_MAX) {
    add('declaration', declaration, new CellProblem('declaration-too-long'));
  }
  if (packages !== null && packages > PACKAGES_MAX) {
    add('packages', String(packages), new CellProblem('packages-too-many'));
  }
  if (occurredOn !== null && occurredOn > LAST_DAY) {
    add('date', occurredOn, new CellProblem('date-too-far', { date: occurredOn, last: LAST_DAY }));
  }
  if (row.quantityMilli !== null && row.unit === null) {
    add('unit', '', new CellProblem('unit-missing'));
  }
  if (massGrams !== null && massGrams > MASS_GRAMS_UNCONFIRMED_MAX && !isLargeMassConfirmed) {
    add('mass_kg', `${massGrams / 1000n} kg`, new CellProblem('mass-unconfirmed'));
  }
}

function otherReceiver(city: string): CellProblem {
  return new CellProblem('city-of-another-list', { city });
}

/**
 * What a row shares with the others of its shipment. Where one receiver is given for all, the rows
 * without a case and a reference are one truck.
 */
function keyOf(row: Row, line: StagedLine, isOneReceiver: boolean): string {
  if (row.caseKey !== null) return `case ${row.caseKey}`;
  if (row.reference !== null) {
    return ['reference', row.reference, row.occurredOn, line.receiving_city_id].join('\u001f');
  }
  return isOneReceiver ? 'all' : `${LOOSE}${row.row}`;
}

function emptyShipment(receivingCityId: string): PackedShipment {
  const unsaid = { reference: null, plannedOn: null, declarationCode: null };
  return { receivingCityId, ...unsaid, notes: new Set(), lines: [] };
}

export const noteOf = ({ notes }: PackedShipment): string | null =>
  notes.size === 0 ? null : cutTo([...notes].join('\n'), NOTE_LENGTH_MAX);
