import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

/**
 * The words of one language for one kind of goods. A stem is written as in the lists of the
 * classifier: `blanket` fits any word that begins so, `tea$` that word only, `*decke` the inside of
 * a word too. Words joined by `+` must all stand in one part of a text, in any order: `canned+meat`.
 */
export interface GoodsRow {
  /** Code of the kind of goods: `canned-meat`. */
  goods: string;
  language: string;
  /** Parted by spaces or `|`. */
  stems: string;
}

const FILE_NAME = 'goods.csv';

/** In the order of the file, which puts the narrower kind of goods first. */
export function readGoodsList(): GoodsRow[] {
  return parse<GoodsRow>(fs.readFileSync(findFile()), { columns: true, bom: true });
}

/** The sources run from `libs/cities/goods`, the build from `dist/`, which has no CSV. */
function findFile(): string {
  const beside = path.join(__dirname, FILE_NAME);
  return fs.existsSync(beside)
    ? beside
    : path.resolve(__dirname, '../../../../libs/cities/goods', FILE_NAME);
}
