import { type UnitCode, unitOf } from '../unit';

/** How much of a date is shown. */
export type ShownDate = 'day' | 'month' | 'year';

/** What a format makes of the bare number in a cell. */
export interface CellFormat {
  /** The number counts days; null: it is no date. */
  date: ShownDate | null;
  /** The number is shown with a unit behind it, as in `0.0" т"`. */
  unit: UnitCode | null;
}

export const PLAIN: CellFormat = { date: null, unit: null };

/** `"text"`, a letter behind a backslash, `[…]`, what stands for a width or a filling, and `;`. */
const NOT_PATTERN = /"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|;/gsu;
const ELAPSED_TIME = /\[[hms]+\]/i;
const CODE_LENGTH_MAX = 255;

/** What the code of a format says of positive numbers. */
export function formatOf(code: string): CellFormat {
  if (code.length > CODE_LENGTH_MAX || ELAPSED_TIME.test(code)) return PLAIN;
  let literal = '';
  let isFirst = true;
  const pattern = code.replace(NOT_PATTERN, (token, quoted = '', escaped = '', currency = '') => {
    if (token === ';') isFirst = false;
    if (isFirst) literal += quoted + escaped + currency;
    return token === ';' ? ';' : '';
  });
  const [first = ''] = pattern.toLowerCase().split(';');
  const bare = first.replace(/am\/pm|a\/p/g, '').replace(/s\.0+/g, 's');
  if (/general|[0#?]/.test(bare)) return { date: null, unit: unitOf(literal.trim()) };
  return { date: shownDate(bare), unit: null };
}

/** An `m` beside hours or seconds is minutes. */
function shownDate(pattern: string): ShownDate | null {
  if (pattern.includes('d')) return 'day';
  if (pattern.includes('m') && (pattern.includes('y') || !/[hs]/.test(pattern))) return 'month';
  return pattern.includes('y') ? 'year' : null;
}

/** Formats that a workbook names by number alone (ECMA-376, 18.8.30); 32 to 35 are times. */
export function builtInFormat(id: number): CellFormat {
  if (id === 17) return { date: 'month', unit: null };
  const isDay = (id >= 14 && id <= 16) || id === 22;
  const isEastAsian = (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);
  return isDay || isEastAsian ? { date: 'day', unit: null } : PLAIN;
}
