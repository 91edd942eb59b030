import type { CellError } from './cell-error';
import type { UnitCode } from './unit';

export type DatePrecision = 'day' | 'month' | 'period' | 'unknown';

/** One row of a report file: texts trimmed and in NFC, an empty cell null. */
export interface ReportRow {
  /**
   * From 1; the header and a row of HXL tags are not counted, blank rows are. Of a workbook as its
   * sheet numbers it, of JSON the line.
   */
  row: number;
  /** All cells as they stood in the file, decoded and nothing else. */
  cells: string[];
  reference: string | null;
  caseKey: string | null;
  /** YYYY-MM-DD; the first of the month where the precision is month; else null. */
  occurredOn: string | null;
  datePrecision: DatePrecision;
  dateText: string;
  reportingCity: string | null;
  partnerCity: string | null;
  /** As written: a code, a label or anything. */
  category: string | null;
  item: string;
  /** Thousandths; kept even where the unit is one of mass, which then also sets massGrams. */
  quantityMilli: bigint | null;
  /** Null where no unit is given, or where it is unknown (side public_source only). */
  unit: UnitCode | null;
  /** The unit as written where it is unknown. */
  unitText: string | null;
  packages: number | null;
  massGrams: bigint | null;
  /** Decimal text with a point and no zeros behind, e.g. "1234.5"; the caller converts it. */
  valueText: string | null;
  /** Three capital letters, not checked further; may miss beside a value for public_source only. */
  currency: string | null;
  declaration: string | null;
  /** Begins with http:// or https://. */
  sourceUrl: string | null;
  /** The note, then each filled cell of an unknown column as "header: value", a line each. */
  note: string | null;
  /** Empty where the row is right; what could not be read is null above. */
  errors: CellError[];
}
