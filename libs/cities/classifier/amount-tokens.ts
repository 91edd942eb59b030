import { AmountDoubt } from './amount-doubt';
import { TEXT_LENGTH_MAX } from './fold-text';

/** A number that is not negative: coefficient × 10^-scale. */
export interface WrittenNumber {
  coefficient: bigint;
  scale: number;
}

type NumberDoubt = Extract<AmountDoubt, 'number_two_readings' | 'number_unreadable'>;

/** A number, a word or a sign of a text. */
export interface Token {
  kind: 'number' | 'word' | 'sign';
  /** As written. */
  text: string;
  /** In lower case, to be looked up. */
  key: string;
  /** Nothing stands between it and the token before. */
  isGlued: boolean;
  isBracketed: boolean;
  number?: WrittenNumber | NumberDoubt;
}

const DIGITS_MAX = 15;
// One separator of thousands throughout, or points and commas in any order, judged afterwards.
const NUMBER = String.raw`[1-9]\d{0,2}(?:([ \u00a0\u2009\u202f'’ʼ])\d{3})(?:\1\d{3})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*`;
const WORD = String.raw`[\p{L}\p{M}]+(?:['’ʼ\x60-][\p{L}\p{M}]+)*`;
const TOKEN = new RegExp(`(?<number>${NUMBER})|(?<word>${WORD})|\\S`, 'gu');

const GROUPED = [
  /^([1-9]\d{0,2}(?:\.\d{3})+),(\d+)$/,
  /^([1-9]\d{0,2}(?:,\d{3})+)\.(\d+)$/,
  /^([1-9]\d{0,2}(?:\.\d{3}){2,})$/,
  /^([1-9]\d{0,2}(?:,\d{3}){2,})$/,
];
/** `1.200`: a thousand and more to one reader, one and a fifth to another. */
const TWO_READINGS = /^[1-9]\d{0,2}[.,]\d{3}$/;

export function tokenise(text: string): Token[] {
  const shown = text
    .slice(0, TEXT_LENGTH_MAX)
    .normalize('NFC')
    // Horsepower would be read as litres.
    .replace(/(\d\s*)[лк]\.\s?с(?!\p{L})/giu, '$1hp');
  const tokens: Token[] = [];
  let end = -1;
  let depth = 0;
  for (const match of shown.matchAll(TOKEN)) {
    const [written] = match;
    const { number, word } = match.groups!;
    if (/^[)\]}]$/.test(written) && depth > 0) depth -= 1;
    tokens.push({
      kind: number !== undefined ? 'number' : word !== undefined ? 'word' : 'sign',
      text: written,
      key: written.toLowerCase(),
      isGlued: match.index === end,
      isBracketed: depth > 0,
      number: number === undefined ? undefined : readNumber(number),
    });
    if (/^[([{]$/.test(written)) depth += 1;
    end = match.index + written.length;
  }
  return tokens;
}

/** Decimal text as a whole number and its decimals; never by way of a float. */
export function readNumber(text: string): WrittenNumber | NumberDoubt {
  const plain = text.replace(/[^\d.,]/gu, '');
  const isSpaced = plain !== text;
  if (!isSpaced && TWO_READINGS.test(plain)) return 'number_two_readings';
  const grouped = GROUPED.map((pattern) => pattern.exec(plain)).find((match) => match !== null);
  const parts = grouped ?? /^(\d+)(?:[.,](\d+))?$/.exec(plain);
  if (!parts) return 'number_unreadable';
  const whole = parts[1]!.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  const decimals = (parts[2] ?? '').replace(/0+$/, '');
  if (whole.length + decimals.length > DIGITS_MAX) return 'number_unreadable';
  return { coefficient: BigInt(whole + decimals), scale: decimals.length };
}
