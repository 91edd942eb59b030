import { BrokenText } from './broken-text';
import { CellProblem, shorten } from './cell-error';
import type { CellFault, FileRecord } from './file-record';
import type { HeaderMap } from './header';
import { REPORT_COLUMNS, type ReportSide } from './report-column';

/** In letters; a cell may have 64 KB, and no line has many of them. */
const LINE_LENGTH_MAX = 2 * 1024 * 1024;
/** What names the country of a city that a public source does not tell. */
const COUNTRIES = ['receiver_country', 'sender_country'];
const HALF_CHARACTER = /\p{Surrogate}/gu;

/** The field of a line that is a column of a table: `mass_kg` is `massKg`. */
export const fieldOf = (column: string): string =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const FIELDS = [...REPORT_COLUMNS, ...COUNTRIES].map(fieldOf);

/** True of the beginning of a text that is JSON, an object a line. */
export const isJsonLines = (head: string): boolean => head.trimStart().startsWith('{');

/** Every column that there is, so that it does not matter which fields a line leaves out. */
export function headerOfLines(side: ReportSide): HeaderMap {
  const countries = side === 'public_source' ? COUNTRIES : [];
  return {
    columns: [...REPORT_COLUMNS, ...countries.map(() => null)],
    headers: [...REPORT_COLUMNS, ...countries],
    massUnit: 'kg',
  };
}

/**
 * The lines of a text in UTF-8, each an object with the columns of a report as its fields. What is
 * wrong with a line is told of that line alone. Throws BrokenText where one is longer than 2 MB.
 */
export async function* jsonLineRecords(
  text: AsyncIterable<Buffer>,
  side: ReportSide,
): AsyncGenerator<FileRecord[]> {
  const fields = FIELDS.slice(0, headerOfLines(side).columns.length);
  const indexes = new Map(fields.map((field, index) => [field, index]));
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    const records = lines.map((line) => recordOf(line, indexes));
    if (records.length > 0) yield records;
    if (rest.length > LINE_LENGTH_MAX) throw new BrokenText(new CellProblem('line-too-long'));
  }
  if (rest.trim() !== '') yield [recordOf(rest, indexes)];
}

function recordOf(line: string, indexes: ReadonlyMap<string, number>): FileRecord {
  if (line.trim() === '') return { cells: [] };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return unreadable(line, new CellProblem('line-not-json'));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return unreadable(line, new CellProblem('line-not-object'));
  }
  const cells = Array<string>(indexes.size).fill('');
  const isNumber: boolean[] = [];
  const faults: CellFault[] = [];
  const problems: FileRecord['problems'] = [];
  for (const [field, content] of Object.entries(value)) {
    const index = indexes.get(field);
    if (index === undefined) {
      const name = shorten(field.replace(HALF_CHARACTER, '\ufffd'));
      const problem = new CellProblem('field-unknown', { field: name });
      problems.push({ column: name, value: '', ...problem });
      continue;
    }
    const { text, problem } = textOf(content);
    cells[index] = text;
    if (typeof content === 'number') isNumber[index] = true;
    if (problem) faults.push({ index, problem });
  }
  return { cells, isNumber, faults, problems };
}

function textOf(content: unknown): { text: string; problem?: CellProblem } {
  if (content === null) return { text: '' };
  if (typeof content === 'number') return { text: String(content) };
  if (typeof content !== 'string') {
    const text = shorten(JSON.stringify(content).replace(HALF_CHARACTER, '\ufffd'));
    return { text, problem: new CellProblem('field-not-text') };
  }
  // A surrogate without its other half cannot be stored, and would silently become another sign.
  const text = content.replace(HALF_CHARACTER, '\ufffd');
  return text === content ? { text } : { text, problem: new CellProblem('cell-half-character') };
}

function unreadable(line: string, problem: CellProblem): FileRecord {
  const value = shorten(line.trim());
  return { cells: [], problems: [{ column: null, value, ...problem }], isUnreadable: true };
}
