import { PlaceIndex, proposeCategory } from '@pobratym/cities';
import { lengthOf, minorFromText } from '@pobratym/platform';
import { AidStageColumn } from '@pobratym/shipments';
import { ErrorCode } from './error-texts';
import { CellError, CellProblem, isMassUnit, ReportRow, shorten } from './file';
import { ReportSide } from './report.entity';

export type StagedLine = Record<
  AidStageColumn,
  string | number | bigint | boolean | string[] | null
>;

/** What a report's rows are read against. */
export interface ReportContext {
  side: ReportSide;
  /** The filing city; null where each row names its own. */
  cityId: string | null;
  places: PlaceIndex;
  /** Positions of the columns that tell an unknown city's country; -1 where there is none. */
  countryColumns: { receiving: number; sending: number };
}

interface Place {
  id: string | null;
  text: string | null;
  country: string | null;
}

/** Where a row has one of these, none of its cells was read. */
const UNREAD = new Set<ErrorCode>([
  ...(['row-cell-count', 'cell-too-long', 'cell-nul'] as const),
  ...(['line-not-json', 'line-not-object'] as const),
]);

/**
 * Turns a row of a file into a staged line, or adds to `errors` what is wrong with it. A public
 * source's words are kept where they name no city we can tell; the two cities' own files must be
 * exact.
 */
export function readReportLine(
  row: ReportRow,
  context: ReportContext,
  errors: CellError[],
): StagedLine | null {
  const before = errors.length;
  errors.push(...row.errors);
  if (row.errors.some(({ code }) => UNREAD.has(code))) return null;
  const flags: string[] = [];
  const add: AddError = (column, value, problem) =>
    void errors.push({ row: row.row, column, value: value ?? '', ...problem });
  const filing = readFilingCity(row, context, flags, add);
  const partner = readCity(row.partnerCity, 'partner_city', row, context, flags, add);
  if (filing.id !== null && filing.id === partner.id) {
    add('partner_city', row.partnerCity, new CellProblem('city-to-itself'));
  }
  const category = readCategory(row, context, flags, add);
  const money = readMoney(row, context, flags, add);
  if (row.reference !== null && lengthOf(row.reference) > REFERENCE_LENGTH_MAX) {
    add('reference', shorten(row.reference), TOO_LONG);
  }
  if (errors.length > before) return null;
  const [sending, receiving] = context.side === 'sender' ? [filing, partner] : [partner, filing];
  return {
    row: row.row,
    cells: row.cells,
    case_key: caseKeyOf(row, filing, partner),
    reference: row.reference,
    occurred_on: row.occurredOn,
    date_precision: row.datePrecision,
    date_text: row.datePrecision === 'day' ? null : row.dateText || null,
    sending_city_id: sending.id,
    sending_city_text: sending.text,
    sending_country: sending.country,
    receiving_city_id: receiving.id,
    receiving_city_text: receiving.text,
    receiving_country: receiving.country ?? 'UA',
    ...category,
    item: row.item,
    ...readCount(row, flags),
    packages: row.packages,
    mass_grams: row.massGrams,
    ...money,
    flags,
    source_url: row.sourceUrl,
    note: row.note,
  };
}

const REFERENCE_LENGTH_MAX = 200;
const TOO_LONG = new CellProblem('reference-too-long');

type AddError = (column: string, value: string | null, problem: CellProblem) => void;

function readFilingCity(
  row: ReportRow,
  context: ReportContext,
  flags: string[],
  add: AddError,
): Place {
  const { cityId, places } = context;
  if (cityId === null)
    return readCity(row.reportingCity, 'reporting_city', row, context, flags, add);
  const own: Place = { id: cityId, text: null, country: places.countryOf(cityId) ?? null };
  if (row.reportingCity === null) return own;
  const reading = places.readCity(row.reportingCity);
  const isOwn =
    reading.kind === 'one'
      ? reading.cityId === cityId
      : reading.kind === 'several' && reading.candidates.includes(cityId);
  if (!isOwn) {
    const problem = new CellProblem('city-of-another-report', { city: cityId });
    add('reporting_city', row.reportingCity, problem);
  }
  return own;
}

function readCity(
  text: string | null,
  column: 'reporting_city' | 'partner_city',
  row: ReportRow,
  context: ReportContext,
  flags: string[],
  add: AddError,
): Place {
  const reading = text === null ? { kind: 'none' as const } : context.places.readCity(text);
  if (reading.kind === 'one') return { id: reading.cityId, text: null, country: reading.country };
  const isReceiving = (column === 'reporting_city') === (context.side !== 'sender');
  if (context.side === 'public_source') {
    flags.push(isReceiving ? 'receiving_city_unknown' : 'sending_city_unknown');
    const { receiving, sending } = context.countryColumns;
    const country = row.cells[isReceiving ? receiving : sending]?.trim() ?? '';
    const isCountry = /^[A-Z]{2}$/.test(country);
    return { id: null, text: text ?? '—', country: isCountry ? country : null };
  }
  if (reading.kind === 'several') {
    const cities = reading.candidates.slice(0, 10).join(', ');
    add(column, text, new CellProblem('city-several', { cities }));
  } else if (text !== null) {
    add(column, text, new CellProblem('city-unknown'));
  } else if (column === 'reporting_city') {
    // The reader of rows has told of a partner that is missing.
    add(column, text, new CellProblem('city-missing'));
  }
  return { id: null, text: null, country: null };
}

function readCategory(
  row: ReportRow,
  { side, places }: ReportContext,
  flags: string[],
  add: AddError,
): { category: string; is_category_proposed: boolean } {
  if (row.category !== null) {
    const code = places.readCategory(row.category);
    if (code !== undefined) return { category: code, is_category_proposed: false };
    if (side !== 'public_source') {
      add('category', row.category, new CellProblem('category-unknown'));
      return { category: 'other', is_category_proposed: false };
    }
  }
  const proposal = proposeCategory(row.item);
  flags.push(...proposal.flags);
  return { category: proposal.category, is_category_proposed: true };
}

/** A count in a unit of mass has become the mass; what is left has no unit of its own. */
function readCount(row: ReportRow, flags: string[]) {
  if (row.unitText !== null) flags.push('unit_unknown');
  const isMass = row.unit !== null && isMassUnit(row.unit);
  return isMass
    ? { quantity_milli: null, unit: null }
    : { quantity_milli: row.quantityMilli, unit: row.quantityMilli === null ? null : row.unit };
}

function readMoney(
  row: ReportRow,
  { side, places }: ReportContext,
  flags: string[],
  add: AddError,
) {
  const none = { value_minor: null, currency: null };
  if (row.valueText === null) return none;
  const { currency } = row;
  const digits = currency === null ? undefined : places.minorDigitsOf(currency);
  if (currency === null || digits === undefined) {
    if (side === 'public_source') flags.push('value_without_currency');
    // The reader of rows has told of one that is missing, or no code.
    else if (currency !== null) add('currency', currency, new CellProblem('currency-unknown'));
    return none;
  }
  const minor = minorFromText(row.valueText, digits);
  if (minor === null) {
    const problem = new CellProblem('value-decimals', { currency, decimals: String(digits) });
    add('value', row.valueText, problem);
    return none;
  }
  return { value_minor: minor, currency };
}

/** Rows of the same case, or else of one reference, day and pair of cities, are one. */
function caseKeyOf(row: ReportRow, filing: Place, partner: Place): string {
  if (row.caseKey !== null) return `case ${row.caseKey}`;
  if (row.reference === null || row.occurredOn === null) return `row ${row.row}`;
  const cities = [filing.id ?? filing.text, partner.id ?? partner.text];
  return ['reference', row.reference, row.occurredOn, ...cities].join('\u001f');
}
