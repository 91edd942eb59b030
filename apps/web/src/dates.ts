import type { TFunction } from 'i18next';

/** A calendar day as text, no finer than it is known. */
export function dayText(
  day: string | null,
  precision: string,
  t: TFunction,
  locale: string,
): string {
  if (day === null || precision === 'unknown') return t('date.unknown');
  const style: Intl.DateTimeFormatOptions =
    precision === 'day'
      ? { day: 'numeric', month: 'short', year: 'numeric' }
      : { month: 'long', year: 'numeric' };
  const text = format(style, locale).format(dayAsUtc(day));
  return precision === 'period' ? t('date.about', { date: text }) : text;
}

/** The window of a figure: its first and last day. */
export function windowText(
  first: string | null,
  last: string | null,
  t: TFunction,
  locale: string,
): string {
  if (first === null || last === null) return t('date.unknown');
  const style: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
  return format(style, locale).formatRange(dayAsUtc(first), dayAsUtc(last));
}

/** An instant, in the zone of the reader. */
export function instantText(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  );
}

const AGE_UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** How long it has been, in its largest whole unit. */
export function ageText(seconds: number, locale: string): string {
  const [unit, size] = AGE_UNITS.find(([, length]) => seconds >= length) ?? AGE_UNITS[3];
  const value = Math.floor(seconds / size);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}

/** The last instant of a calendar day where the reader is: what *as of that day* means to them. */
export function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59.999`).toISOString();
}

/** The calendar day of an instant where the reader is. */
export function localDay(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

function format(style: Intl.DateTimeFormatOptions, locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
}

function dayAsUtc(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
