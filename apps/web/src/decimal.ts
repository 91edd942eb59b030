/** What was typed into a field for a number. */
export type TypedDecimal =
  | { kind: 'empty' }
  | { kind: 'number'; value: number }
  | { kind: 'refused'; reason: 'notANumber' | 'twoReadings' | 'tooManyPlaces' | 'tooBig' };

/** The API takes masses and counts up to here: beyond it kilograms are no longer exact grams. */
export const DECIMAL_MAX = 1_000_000_000;

/**
 * Reads `12000`, `12 000`, `12,5` and `12.5`: at most three places, as the API keeps. `1,234` reads
 * as 1.234, because on these pages a comma is a decimal comma; `1,234.5` could mean two things
 * and is refused rather than guessed.
 */
export function readDecimal(typed: string): TypedDecimal {
  const text = typed.replace(/[\s\u00a0\u202f'’]/g, '');
  if (text === '') return { kind: 'empty' };
  if (/^\d[\d.,]*$/.test(text) && (text.match(/[.,]/g) ?? []).length > 1) {
    return { kind: 'refused', reason: 'twoReadings' };
  }
  const match = /^(\d+)(?:[.,](\d*))?$|^[.,](\d+)$/.exec(text);
  if (!match) return { kind: 'refused', reason: 'notANumber' };
  const places = match[2] ?? match[3] ?? '';
  if (places.length > 3) return { kind: 'refused', reason: 'tooManyPlaces' };
  const value = Number(`${match[1] ?? '0'}.${places || '0'}`);
  if (value > DECIMAL_MAX) return { kind: 'refused', reason: 'tooBig' };
  return { kind: 'number', value };
}
