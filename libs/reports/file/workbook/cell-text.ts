import { withoutHalves } from '@pobratym/platform';
import type { ShownDate } from './cell-format';

/** What a spreadsheet carries; more digits than that are noise of its binary fractions. */
const DIGITS_MAX = 15;
/** Of a binary fraction of 64 bits. */
const EXPONENT_MAX = 400;
const NUMBER = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?$/;
const WHOLE = /^[1-9]\d{0,14}$/;

/**
 * The number in a cell as plain decimal text of at most 15 significant digits, rounded half up:
 * from text to text, no binary fraction is in between. What is no number comes back as it is.
 */
export function plainNumber(text: string): string {
  if (WHOLE.test(text)) return text;
  const [, sign = '', whole = '', fraction = '', power = '0'] = NUMBER.exec(text) ?? [];
  const exponent = Number(power);
  if (whole + fraction === '' || Math.abs(exponent) > EXPONENT_MAX) return text;
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return '0';
  // The value is 0.kept × 10^point.
  let point = whole.length + exponent - (whole.length + fraction.length - digits.length);
  let kept = digits.slice(0, DIGITS_MAX);
  if ((digits[DIGITS_MAX] ?? '0') >= '5') {
    kept = String(BigInt(kept) + 1n);
    if (kept.length > DIGITS_MAX) point += 1;
  }
  kept = kept.replace(/0+$/, '');
  return sign + place(kept, point);
}

function place(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits.padEnd(point, '0');
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

const DAY_MS = 86_400_000;
/** 31 December 9999, the last day that spreadsheets know. */
const SERIAL_MAX = 2_958_465;

/**
 * The day that a serial number stands for, as precise as its format shows it: a spreadsheet makes
 * the first of the month of `2022-11`, and shows the month alone. The time of day is left out.
 * Null where it is no day.
 */
export function dateOfSerial(number: string, shown: ShownDate, is1904: boolean): string | null {
  const whole = number.split('.')[0] ?? '';
  if (!/^\d{1,7}$/.test(whole)) return null;
  const serial = Number(whole);
  if (serial > SERIAL_MAX || (serial === 0 && !is1904)) return null;
  const day = isoDay(serial, is1904);
  return shown === 'day' ? day : day.slice(0, shown === 'month' ? 7 : 4);
}

function isoDay(serial: number, is1904: boolean): string {
  // Lotus 1-2-3 took 1900 for a leap year, and all spreadsheets since must.
  if (serial === 60 && !is1904) return '1900-02-29';
  const beforeFirst = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial > 60 ? 30 : 31);
  return new Date(beforeFirst + serial * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Control characters are written so in XML, which has no other way (ECMA-376, 22.9.2.19). Half of a
 * surrogate pair can be written so too, and is shown as what it is: a broken character.
 */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  const unescaped = text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return withoutHalves(unescaped);
}

/** `AB12` → 27; -1 where it is no cell's name. */
export function columnIndexOf(cell: string): number {
  let column = 0;
  for (let index = 0; index < cell.length && index < 4; index += 1) {
    const letter = cell.charCodeAt(index) - 0x40;
    if (letter < 1 || letter > 26) return column - 1;
    column = column * 26 + letter;
  }
  return -1;
}

/** 27 → `AB`. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(0x41 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
