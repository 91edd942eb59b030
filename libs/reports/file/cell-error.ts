import type { ErrorCode, ParamsOf, ReportFault } from '../error-texts';
import type { ReportColumn } from './report-column';

/** What is wrong with one cell, one row, or (row 0) the header or the file as a whole. */
export interface CellError extends ReportFault {
  /** As of a ReportRow. */
  row: number;
  /** A known column, the file's own header of an unknown one, or null for the whole row or file. */
  column: ReportColumn | string | null;
  /** What stood there, cut to 200 characters. */
  value: string;
}

/** What a reader of a single value has to say about it; it does not know where the value stood. */
export class CellProblem<Code extends ErrorCode = ErrorCode> implements ReportFault {
  readonly params: ReportFault['params'];

  constructor(
    readonly code: Code,
    ...params: ParamsOf<Code>
  ) {
    this.params = params[0] ?? {};
  }
}

const VALUE_LENGTH_MAX = 200;

/** A value short enough for an error message, never cut inside a surrogate pair. */
export function shorten(value: string): string {
  if (value.length <= VALUE_LENGTH_MAX) return value;
  return `${value.slice(0, VALUE_LENGTH_MAX - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
