import type { MergedCell } from '../file-record';
import type { Archive } from './archive';
import { damaged } from './archive';
import { columnIndexOf } from './cell-text';

/** Cells of one column that are shown as one; only the uppermost holds what they say. */
export interface MergedColumn extends MergedCell {
  lastRow: number;
}

const MERGED =
  /<(?:\w+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7}))["']/g;
/** Longer than any such tag. */
const TAIL_LENGTH = 200;
const MERGED_MAX = 100_000;

/**
 * The cells of a sheet that are merged over several rows, by their first row. They stand behind the
 * rows, which are too many to be held until then, so this is a first pass over the part; it takes a
 * tenth of the time of the second. A `<` within a text is escaped, so a pattern finds nothing else.
 */
export async function readMergedColumns(
  archive: Archive,
  part: string,
): Promise<Map<number, MergedColumn[]>> {
  const byFirstRow = new Map<number, MergedColumn[]>();
  let count = 0;
  let text = '';
  for await (const chunk of archive.part(part)) {
    text = text.slice(-TAIL_LENGTH) + chunk.toString('latin1');
    let end = 0;
    for (const found of text.matchAll(MERGED)) {
      // What was found must not be found again in the tail that is kept.
      end = found.index + found[0].length;
      const [, range = '', first, last] = found;
      if (Number(last) <= Number(first)) continue;
      count += 1;
      if (count > MERGED_MAX) throw damaged();
      const column = { index: columnIndexOf(range), lastRow: Number(last), range };
      byFirstRow.set(Number(first), [...(byFirstRow.get(Number(first)) ?? []), column]);
    }
    text = text.slice(end);
  }
  return byFirstRow;
}
