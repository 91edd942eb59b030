import { CellProblem } from './cell-error';

/** A number that is not negative: coefficient × 10^-scale, and the words that followed it. */
export interface Decimal {
  coefficient: bigint;
  scale: number;
  /** What stood behind the number, e.g. "т" in `12,5 т`; trimmed, often empty. */
  suffix: string;
}

/** What a spreadsheet carries; more digits than that are noise of its binary fractions. */
const DIGITS_MAX = 15;
const TEXT_LENGTH_MAX = 100;

const DIGITS = /^\d+$/;
/** «Roughly» in signs and in Ukrainian, English, Polish and German words. */
const ABOUT = new RegExp(
  `^(?:${[
    ...['[≈~≃∼≅]', 'приблизно', 'близько', String.raw`прибл\.`, String.raw`бл\.`],
    ...['approximately', String.raw`approx\.`, 'about', String.raw`ca\.`, String.raw`ca\s`],
    ...['około', String.raw`ok\.`, 'etwa', 'rund'],
  ].join('|')})\\s*`,
  'iu',
);
const NUMBER_AND_SUFFIX = /^([.,]?\d(?:[\d.,\s'’ʼ]*\d)?)\s*(.*)$/su;

/** The separator of thousands is the same throughout; the first group begins with no zero. */
const SPACED = /^([1-9]\d{0,2}(?:([\s'’ʼ])\d{3})(?:\2\d{3})*)(?:[.,](\d+))?$/u;
const POINTS_THEN_COMMA = /^([1-9]\d{0,2}(?:\.\d{3})+),(\d+)$/;
const COMMAS_THEN_POINT = /^([1-9]\d{0,2}(?:,\d{3})+)\.(\d+)$/;
const POINTS_ONLY = /^([1-9]\d{0,2}(?:\.\d{3}){2,})$/;
const COMMAS_ONLY = /^([1-9]\d{0,2}(?:,\d{3}){2,})$/;
const ONE_MARK = /^(\d*)[.,](\d+)$/;
/** `1,234`: a thousand and more to one reader, one and a quarter to another. */
const AMBIGUOUS = /^([1-9]\d{0,2})[.,](\d{3})$/;

/**
 * Reads a number as people write it: decimal comma or point, thousands separators, a sign of
 * roughness before it (`≈ 20`), a unit behind it. Beyond 15 significant digits it is rounded half
 * up. Null where the cell is empty.
 */
export function parseDecimal(text: string): Decimal | CellProblem | null {
  const simple = readSimple(text);
  if (simple) return simple;
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (trimmed.length > TEXT_LENGTH_MAX) return new CellProblem('number-too-long');
  const bare = trimmed.replace(ABOUT, '');
  const parts = NUMBER_AND_SUFFIX.exec(bare);
  if (!parts) return describe(bare);
  const [, number = '', suffix = ''] = parts;
  // "1e30", "0x1F", "10-20", "5 x 20 kg": digits behind the number make it something else.
  if (/\d/.test(suffix)) return describe(bare);
  const ambiguous = AMBIGUOUS.exec(number);
  if (ambiguous) {
    const [, whole = '', fraction = ''] = ambiguous;
    return new CellProblem('number-two-readings', { number, whole, fraction });
  }
  const split = splitDigits(number);
  if (split === null) return new CellProblem('number-separators');
  const value = fromDigits(split.whole, split.fraction);
  return value instanceof CellProblem ? value : { ...value, suffix };
}

/**
 * Digits with at most one mark that can only be decimal, which is what nearly all cells have: in
 * one pass this takes a tenth of the time of the expressions below. Null for all else.
 */
function readSimple(text: string): Decimal | null {
  const { length } = text;
  if (length === 0 || length > DIGITS_MAX) return null;
  let mark = -1;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) continue;
    if ((code !== 0x2c && code !== 0x2e) || mark >= 0) return null;
    mark = index;
  }
  if (mark < 0) return { coefficient: BigInt(text), scale: 0, suffix: '' };
  let end = length;
  const decimals = length - mark - 1;
  if (mark === 0 || decimals === 0 || decimals === 3) return null;
  while (end > mark + 1 && text.charCodeAt(end - 1) === 0x30) end -= 1;
  const coefficient = BigInt(text.slice(0, mark) + text.slice(mark + 1, end));
  return { coefficient, scale: end - mark - 1, suffix: '' };
}

function splitDigits(number: string): { whole: string; fraction: string } | null {
  const plain = DIGITS.test(number) ? number : null;
  if (plain !== null) return { whole: plain, fraction: '' };
  const spaced = SPACED.exec(number);
  if (spaced) return { whole: withoutMarks(spaced[1]), fraction: spaced[3] ?? '' };
  const both = POINTS_THEN_COMMA.exec(number) ?? COMMAS_THEN_POINT.exec(number);
  if (both) return { whole: withoutMarks(both[1]), fraction: both[2] ?? '' };
  const grouped = POINTS_ONLY.exec(number) ?? COMMAS_ONLY.exec(number);
  if (grouped) return { whole: withoutMarks(grouped[1]), fraction: '' };
  const one = ONE_MARK.exec(number);
  return one ? { whole: one[1] ?? '', fraction: one[2] ?? '' } : null;
}

function withoutMarks(digits: string | undefined): string {
  return (digits ?? '').replace(/\D/gu, '');
}

function fromDigits(
  wholeText: string,
  fractionText: string,
): Omit<Decimal, 'suffix'> | CellProblem {
  const whole = wholeText.replace(/^0+/, '');
  const fraction = fractionText.replace(/0+$/, '');
  if (whole.length > DIGITS_MAX) {
    return new CellProblem('number-too-many-digits');
  }
  const zerosInFront = whole === '' ? (/^0*/.exec(fraction)?.[0].length ?? 0) : 0;
  const excess = whole.length + fraction.length - zerosInFront - DIGITS_MAX;
  if (excess <= 0) {
    return { coefficient: BigInt(`0${whole}${fraction}`), scale: fraction.length };
  }
  const kept = fraction.slice(0, fraction.length - excess);
  const isRoundedUp = (fraction[kept.length] ?? '0') >= '5';
  const coefficient = BigInt(`0${whole}${kept}`) + (isRoundedUp ? 1n : 0n);
  return withoutZerosBehind(coefficient, kept.length);
}

function withoutZerosBehind(coefficient: bigint, scale: number): Omit<Decimal, 'suffix'> {
  while (scale > 0 && coefficient % 10n === 0n) {
    coefficient /= 10n;
    scale -= 1;
  }
  return { coefficient, scale };
}

/** The commonest ways not to be a number. */
function describe(text: string): CellProblem {
  if (/^[=@]/.test(text)) return new CellProblem('number-formula');
  if (/^[-−–—]\s*[.,]?\d/u.test(text)) return new CellProblem('number-negative');
  if (/^\+/.test(text)) return new CellProblem('number-signed');
  if (/^\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text)) return new CellProblem('number-exponent');
  if (/^\d[\d.,\s]*[-−–—]\s*\d/u.test(text)) return new CellProblem('number-range');
  return new CellProblem('number-unreadable');
}
