import { isBlank } from '../file-record';
import type { MergedColumn } from './merged-cells';
import type { SheetRow } from './sheet-rows';

interface Spread extends MergedColumn {
  text: string;
  isNumber: boolean;
}

/**
 * Gives each row what stands in a cell that is merged over it and others: the day, the city or the
 * waybill that is written once for many. Whoever reads an amount there sees that it is `merged`.
 */
export class MergedSpreader {
  private spreads: Spread[] = [];

  constructor(private readonly byFirstRow: ReadonlyMap<number, MergedColumn[]>) {}

  /** Rows come in order; a blank one stays so, and begins nothing. */
  fill(row: SheetRow): void {
    if (this.spreads.length > 0) {
      this.spreads = this.spreads.filter(({ lastRow }) => lastRow >= row.sheetRow);
    }
    for (const merged of this.byFirstRow.get(row.sheetRow) ?? []) {
      const text = row.cells[merged.index] ?? '';
      const isNumber = row.isNumber[merged.index] ?? false;
      if (text !== '') this.spreads.push({ ...merged, text, isNumber });
    }
    if (this.spreads.length === 0 || isBlank(row)) return;
    for (const { index, range, text, isNumber } of this.spreads) {
      row.merged.push({ index, range });
      while (row.cells.length <= index) row.cells.push('');
      if (row.cells[index] !== '') continue;
      row.cells[index] = text;
      if (isNumber) row.isNumber[index] = true;
    }
  }
}
