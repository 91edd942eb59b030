import { countKnownHeaders } from './header';
import type { ReportSide } from './report-column';

export type Delimiter = ',' | ';' | '\t';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];
/** Excel writes this line, and hides it, to say which delimiter follows. */
const SEPARATOR_LINE = /^"?sep=([,;\t])"?$/i;

/** The delimiter that a line of its own declares, or null where the text is not such a line. */
export function declaredDelimiter(line: string): Delimiter | null {
  return (SEPARATOR_LINE.exec(line.trim())?.[1] as Delimiter | undefined) ?? null;
}

/**
 * The delimiter with which the header has most columns that we know; among equals the one with most
 * cells. `head` is the beginning of the text, as much as is at hand.
 */
export function detectDelimiter(head: string, side: ReportSide): Delimiter {
  const start = head.search(/\S/);
  const text = start < 0 ? '' : head.slice(start);
  const declared = declaredDelimiter(text.split(/\r\n|\r|\n/, 1)[0] ?? '');
  if (declared) return declared;
  let best: Delimiter = ',';
  let bestScore = -1;
  for (const delimiter of DELIMITERS) {
    const cells = firstRecord(text, delimiter);
    // A thousand cells are more than any header has, so known headers weigh first.
    const score = countKnownHeaders(cells, side) * 1_000 + Math.min(cells.length, 999);
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** The cells of the first record; what stands between quotes separates nothing. */
function firstRecord(text: string, delimiter: Delimiter): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) cell += character;
    else if (character === '\n' || character === '\r') break;
    else if (character === delimiter) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  return [...cells, cell];
}
