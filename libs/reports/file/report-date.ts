import { CellProblem } from './cell-error';

/** `on` is YYYY-MM-DD, for a month its first day. A year alone has no day. */
export type ReportDate =
  { precision: 'day' | 'month'; on: string } | { precision: 'year'; on: null };

/** Independence: no Ukrainian city can have received aid before. */
const FIRST_DAY = '1991-08-24';
const TEXT_LENGTH_MAX = 100;

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
/** A spreadsheet adds midnight to a day; any other time would need a zone to be a day. */
const MIDNIGHT = /[T\s]+0?0:00(?::00(?:\.0+)?)?$/;
/** «13.04.2023 р.» */
const YEAR_WORD = /\s*(?:року|рік|р\.?|r\.?)$/iu;
const POINTS = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const SLASHES = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const ISO_MONTH = /^(\d{4})-(\d{2})$/;
const POINT_MONTH = /^(\d{1,2})[./](\d{4})$/;
const YEAR = /^\d{4}$/;

/** Reads a day, a month or a year, not after `today` (YYYY-MM-DD); null where the cell is empty. */
export function parseReportDate(text: string, today: string): ReportDate | CellProblem | null {
  // Some of the expressions below take quadratic time, so they see no long text.
  if (text.length > TEXT_LENGTH_MAX) return notADate();
  const iso = ISO.exec(text);
  if (iso) return day(iso[1], iso[2], iso[3], today);
  const bare = text.trim().replace(MIDNIGHT, '').replace(YEAR_WORD, '');
  if (bare === '') return null;
  const isoBare = ISO.exec(bare);
  if (isoBare) return day(isoBare[1], isoBare[2], isoBare[3], today);
  const points = POINTS.exec(bare);
  if (points) return day(points[3], points[2], points[1], today);
  const slashes = SLASHES.exec(bare);
  if (slashes) return slashedDay(slashes[1] ?? '', slashes[2] ?? '', slashes[3] ?? '', today);
  const isoMonth = ISO_MONTH.exec(bare);
  if (isoMonth) return month(isoMonth[1], isoMonth[2], today);
  const pointMonth = POINT_MONTH.exec(bare);
  if (pointMonth) return month(pointMonth[2], pointMonth[1], today);
  if (YEAR.test(bare)) return year(bare, today);
  return notADate();
}

type Digits = string | undefined;

function day(yyyy: Digits, mm: Digits, dd: Digits, today: string): ReportDate | CellProblem {
  const on = `${yyyy}-${mm?.padStart(2, '0')}-${dd?.padStart(2, '0')}`;
  if (Number(dd) < 1 || Number(dd) > daysOfMonth(Number(yyyy), Number(mm))) {
    return new CellProblem('date-no-such-day', { day: on });
  }
  if (on < FIRST_DAY) return tooEarly(on);
  return on > today ? tooLate(on, today) : { precision: 'day', on };
}

function month(yyyy: Digits, mm: Digits, today: string): ReportDate | CellProblem {
  const text = `${yyyy}-${mm?.padStart(2, '0')}`;
  if (daysOfMonth(Number(yyyy), Number(mm)) === 0) {
    return new CellProblem('date-no-such-month', { month: text });
  }
  if (text < FIRST_DAY.slice(0, 7)) return tooEarly(text);
  if (text > today.slice(0, 7)) return tooLate(text, today);
  return { precision: 'month', on: `${text}-01` };
}

function year(text: string, today: string): ReportDate | CellProblem {
  if (text < FIRST_DAY.slice(0, 4)) return tooEarly(text);
  if (text > today.slice(0, 4)) return tooLate(text, today);
  return { precision: 'year', on: null };
}

/** Between slashes the day stands first in Europe and second in America. */
function slashedDay(
  first: string,
  second: string,
  yyyy: string,
  today: string,
): ReportDate | CellProblem {
  const european = day(yyyy, second, first, today);
  if (Number(first) === Number(second)) return european;
  if (Number(first) > 12) return european;
  if (Number(second) > 12) return day(yyyy, first, second, today);
  const [one, two] = [first.padStart(2, '0'), second.padStart(2, '0')];
  return new CellProblem('date-two-readings', {
    date: `${first}/${second}/${yyyy}`,
    european: `${yyyy}-${two}-${one}`,
    american: `${yyyy}-${one}-${two}`,
  });
}

/** 0 where there is no such month. */
function daysOfMonth(yyyy: number, mm: number): number {
  if (mm < 1 || mm > 12) return 0;
  if (mm === 2) return yyyy % 4 === 0 && (yyyy % 100 !== 0 || yyyy % 400 === 0) ? 29 : 28;
  return mm === 4 || mm === 6 || mm === 9 || mm === 11 ? 30 : 31;
}

function notADate(): CellProblem {
  return new CellProblem('date-unreadable');
}

function tooEarly(text: string): CellProblem {
  return new CellProblem('date-too-early', { date: text, first: FIRST_DAY });
}

function tooLate(text: string, today: string): CellProblem {
  return new CellProblem('date-too-late', { date: text, today });
}
