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

const DAY_EXPECTED = 'A day such as 2023-04-13 or 13.04.2023.';

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
    const problem = new CellProblem(
      'The precision of the date is unknown.',
      'One of day, month, period, unknown, or an empty cell.',
    );
    return { column: 'date_precision', problem };
  }
  return side === 'public_source'
    ? publicDay(dateText, said, today)
    : ownDay(dateText, said, today);
}

function ownDay(
  dateText: string,
  said: DatePrecision | null,
  today: string,
): ReportDay | DayProblem {
  if (said !== null && said !== 'day') {
    const problem = new CellProblem(
      'Only a public source may leave the day open.',
      'The precision day, or an empty cell.',
    );
    return { column: 'date_precision', problem };
  }
  const date = parseReportDate(dateText, today);
  if (date instanceof CellProblem) return { column: 'date', problem: date };
  if (date === null) return wrongDate('The date is empty.', DAY_EXPECTED);
  if (date.precision === 'day') return { on: date.on, precision: 'day' };
  return wrongDate(`The date says no day, only a ${date.precision}.`, DAY_EXPECTED);
}

function publicDay(
  dateText: string,
  said: DatePrecision | null,
  today: string,
): ReportDay | DayProblem {
  const date = parseReportDate(dateText, today);
  if (said === 'period' || said === 'unknown') {
    // A period may be in any words, but a date among them must be one of the calendar.
    const isInWords = date instanceof CellProblem && !/^[\d./-]+$/.test(dateText);
    if (date instanceof CellProblem && !isInWords) return { column: 'date', problem: date };
    return { on: null, precision: said };
  }
  if (date instanceof CellProblem) return { column: 'date', problem: date };
  if (said === null) return withoutPrecision(date);
  if (date === null) return wrongDate(`The precision is ${said}, but the date is empty.`, openDate);
  if (said === 'month' && date.on !== null) {
    return { on: `${date.on.slice(0, 7)}-01`, precision: 'month' };
  }
  if (said === 'day' && date.precision === 'day') return { on: date.on, precision: 'day' };
  return wrongDate(`The precision is ${said}, but the date is only a ${date.precision}.`, openDate);
}

const openDate = 'A date as precise as date_precision says, or another date_precision.';

function withoutPrecision(date: ReturnType<typeof parseReportDate>): ReportDay {
  if (date === null || date instanceof CellProblem) return { on: null, precision: 'unknown' };
  if (date.precision === 'year') return { on: null, precision: 'period' };
  return { on: date.on, precision: date.precision };
}

function wrongDate(message: string, expected: string): DayProblem {
  return { column: 'date', problem: new CellProblem(message, expected) };
}
