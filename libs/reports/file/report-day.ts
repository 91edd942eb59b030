import { CellProblem } from './cell-error';
import type { ReportSide } from './report-column';
import { parseReportDate } from './report-date';
import type { DatePrecision } from './report-row';

export interface ReportDay {
  on: string | null;
  precision: DatePrecision;
}

interface DayProblem {
  column: 'date' | 'date_precision';
  problem: CellProblem;
}

const PRECISIONS = new Map<string, DatePrecision>([
  ['day', 'day'],
  ['день', 'day'],
  ['month', 'month'],
  ['місяць', 'month'],
  ['period', 'period'],
  ['період', 'period'],
  ['unknown', 'unknown'],
  ['невідомо', 'unknown'],
  ['невідома', 'unknown'],
]);

/**
 * Reads the cells `date` and `date_precision` together. A city knows the day of its own aid; a
 * public source may know the month, the year or nothing, and keeps what it says as text.
 */
export function readReportDay(
  dateText: string,
  precisionText: string | null,
  side: ReportSide,
  today: string,
): ReportDay | DayProblem {
  const said = precisionText === null ? null : PRECISIONS.get(precisionText.toLowerCase());
  if (said === undefined) {
    const problem = new CellProblem('precision-unknown');
    return { column: 'date_precision', problem };
  }
  return side === 'public_source'
    ? publicDay(dateText, said, precisionText ?? '', today)
    : ownDay(dateText, said, today);
}

function ownDay(
  dateText: string,
  said: DatePrecision | null,
  today: string,
): ReportDay | DayProblem {
  if (said !== null && said !== 'day') {
    const problem = new CellProblem('precision-of-own-report');
    return { column: 'date_precision', problem };
  }
  const date = parseReportDate(dateText, today);
  if (date instanceof CellProblem) return wrongDate(date);
  if (date === null) return wrongDate(new CellProblem('date-missing'));
  if (date.precision === 'day') return { on: date.on, precision: 'day' };
  return wrongDate(
    new CellProblem(date.precision === 'month' ? 'date-only-month' : 'date-only-year'),
  );
}

function publicDay(
  dateText: string,
  said: DatePrecision | null,
  precision: string,
  today: string,
): ReportDay | DayProblem {
  const date = parseReportDate(dateText, today);
  if (said === 'period' || said === 'unknown') {
    // A period may be in any words, but a date among them must be one of the calendar.
    const isInWords = date instanceof CellProblem && !/^[\d./-]+$/.test(dateText);
    if (date instanceof CellProblem && !isInWords) return wrongDate(date);
    return { on: null, precision: said };
  }
  if (date instanceof CellProblem) return wrongDate(date);
  if (said === null) return withoutPrecision(date);
  if (date === null) return wrongDate(new CellProblem('precision-without-date', { precision }));
  if (said === 'month' && date.on !== null) {
    return { on: `${date.on.slice(0, 7)}-01`, precision: 'month' };
  }
  if (said === 'day' && date.precision === 'day') return { on: date.on, precision: 'day' };
  const code = date.precision === 'month' ? 'precision-above-month' : 'precision-above-year';
  return wrongDate(new CellProblem(code, { precision }));
}

function withoutPrecision(date: ReturnType<typeof parseReportDate>): ReportDay {
  if (date === null || date instanceof CellProblem) return { on: null, precision: 'unknown' };
  if (date.precision === 'year') return { on: null, precision: 'period' };
  return { on: date.on, precision: date.precision };
}

function wrongDate(problem: CellProblem): DayProblem {
  return { column: 'date', problem };
}
