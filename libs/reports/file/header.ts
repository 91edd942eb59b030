import { type CellError, CellProblem, shorten } from './cell-error';
import {
  HEADERS,
  HXL_TAGS,
  MASS_HEADERS,
  NEEDED_COLUMNS,
  type ReportColumn,
  type ReportSide,
} from './report-column';
import { ReportFileError } from './report-file.error';
import type { MassUnit } from './unit';

export interface HeaderMap {
  /** By position; null is an unknown column, kept as a note. */
  columns: (ReportColumn | null)[];
  /** The header's cells, trimmed; the tags where the file has no header but tags. */
  headers: string[];
  /** What a bare number in the mass column is in. */
  massUnit: MassUnit;
}

interface Meaning {
  column: ReportColumn;
  massUnit: MassUnit;
}

const TAG = /^#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*$/i;

const MEANING_BY_HEADER = new Map<string, Meaning>();
for (const [column, headers] of Object.entries(HEADERS)) {
  for (const header of headers) {
    MEANING_BY_HEADER.set(letters(header), { column: column as ReportColumn, massUnit: 'kg' });
  }
}
for (const [unit, headers] of Object.entries(MASS_HEADERS)) {
  for (const header of headers) {
    MEANING_BY_HEADER.set(letters(header), { column: 'mass_kg', massUnit: unit as MassUnit });
  }
}

/** True of a row of HXL tags: the first cell that is not empty is one, and so are all others. */
export function isTagRow(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return filled.length > 0 && filled.every((cell) => TAG.test(cell));
}

/** How many cells of a row are headers or tags that we know; says which delimiter is right. */
export function countKnownHeaders(cells: readonly string[], side: ReportSide): number {
  const isTagged = isTagRow(cells);
  return cells.filter((cell) =>
    isTagged ? columnOfTag(cell, side) !== undefined : MEANING_BY_HEADER.has(letters(cell)),
  ).length;
}

/**
 * Says which column stands where. `tags` is the HXL row, if there is one; a tag that is known wins
 * over the header. Throws ReportFileError where a column stands twice, or a needed one that is not
 * `optional` is missing.
 */
export function mapHeader(
  headerCells: readonly string[],
  tags: readonly string[] | null,
  side: ReportSide,
  optional: readonly ReportColumn[] = [],
): HeaderMap {
  const headers = headerCells.map((cell) => cell.trim().normalize('NFC'));
  let massUnit: MassUnit = 'kg';
  const columns = headers.map((header, index) => {
    const tagged = columnOfTag(tags?.[index] ?? '', side);
    if (tagged !== undefined) return tagged;
    const meaning = MEANING_BY_HEADER.get(letters(header));
    if (meaning?.column === 'mass_kg') massUnit = meaning.massUnit;
    return meaning?.column ?? null;
  });
  const needed = NEEDED_COLUMNS[side].filter((column) => !optional.includes(column));
  const errors = [
    ...repeatedColumns(columns, headers),
    ...missingColumns(columns, headers, needed),
  ];
  if (errors.length > 0) throw new ReportFileError(errors);
  return { columns, headers, massUnit };
}

/** Undefined where the tag is none of ours; null where it is the other side's. */
function columnOfTag(tag: string, side: ReportSide): ReportColumn | null | undefined {
  const [name = '', ...attributes] = tag.toLowerCase().replace(/\s/g, '').split('+');
  if (!name.startsWith('#')) return undefined;
  // The order of attributes has no meaning in HXL.
  const wanted = [name, ...attributes.sort()].join('+');
  return TAGS_IN_ORDER[side].get(wanted);
}

function inOrder(side: ReportSide): Map<string, ReportColumn | null> {
  return new Map(
    Object.entries(HXL_TAGS[side]).map(([tag, column]) => {
      const [name, ...attributes] = tag.split('+');
      return [[name, ...attributes.sort()].join('+'), column] as const;
    }),
  );
}

const TAGS_IN_ORDER: Record<ReportSide, Map<string, ReportColumn | null>> = {
  sender: inOrder('sender'),
  receiver: inOrder('receiver'),
  public_source: inOrder('public_source'),
};

function repeatedColumns(columns: (ReportColumn | null)[], headers: string[]): CellError[] {
  const errors: CellError[] = [];
  const firstIndexByColumn = new Map<ReportColumn, number>();
  columns.forEach((column, index) => {
    if (column === null) return;
    const first = firstIndexByColumn.get(column);
    if (first === undefined) {
      firstIndexByColumn.set(column, index);
      return;
    }
    errors.push({
      row: 0,
      column,
      value: shorten(headers[index] ?? ''),
      ...new CellProblem('column-repeated', {
        column,
        first: shorten(headers[first] ?? ''),
        firstNumber: String(first + 1),
        second: shorten(headers[index] ?? ''),
        secondNumber: String(index + 1),
      }),
    });
  });
  return errors;
}

function missingColumns(
  columns: (ReportColumn | null)[],
  headers: string[],
  needed: readonly ReportColumn[],
): CellError[] {
  const found = shorten(headers.filter((header) => header !== '').join(', '));
  return needed
    .filter((column) => !columns.includes(column))
    .map((column) => ({
      row: 0,
      column,
      value: found,
      ...new CellProblem('column-missing', { column, ukrainian: HEADERS[column][1] ?? '', found }),
    }));
}

/** Case, spaces, underscores, apostrophes, byte order marks and punctuation do not count. */
function letters(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
