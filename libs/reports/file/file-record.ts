import type { CellError, CellProblem } from './cell-error';

/** What is wrong with a cell before anybody asks what it means. */
export interface CellFault {
  index: number;
  problem: CellProblem;
}

/** A cell that is shown as one with those of the rows above or below it, as in `B2:B9`. */
export interface MergedCell {
  index: number;
  range: string;
}

/** One row of a table as it stands in its file, a text or a workbook. */
export interface FileRecord {
  cells: string[];
  /** The number that its sheet shows beside it; a text has none, its rows are counted. */
  sheetRow?: number;
  /** True of the cells that hold a number, whose point is no separator of thousands. */
  isNumber?: readonly boolean[];
  faults?: readonly CellFault[];
  merged?: readonly MergedCell[];
  /** What is wrong with it beside its cells; of a line of JSON it is there, if empty. */
  problems?: Omit<CellError, 'row'>[];
  /** So wrong that there are no cells. */
  isUnreadable?: boolean;
}

export function isBlank({ cells, faults = [], problems }: FileRecord): boolean {
  if (faults.length > 0 || problems) return false;
  for (const cell of cells) {
    if (cell !== '' && cell.trim() !== '') return false;
  }
  return true;
}
