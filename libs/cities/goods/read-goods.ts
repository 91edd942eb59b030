import { STEM_LISTS } from '../classifier/stems/stem-lists';
import { readGoodsList } from './goods-list';
import { GoodsReader } from './goods-reader';
import { compileGoods } from './goods-stems';

/** Compiled at the first text, as most processes that import this ask for none. */
let reader: GoodsReader | undefined;

/**
 * The kinds of goods (`goods.csv`) that a text names in any of the languages that we hold, those
 * said most exactly first. `Canned meat 12x400g` and `Fleischkonserven` are both `canned-meat`, and
 * not `meat` as well: a word names goods once. Empty where no known goods are named. Texts are read
 * to 1,000 characters. Never throws.
 */
export function readGoods(text: string): ReadonlySet<string> {
  reader ??= load();
  return reader.read(text);
}

function load(): GoodsReader {
  const rows = readGoodsList();
  const languages = new Set(rows.map(({ language }) => language));
  return new GoodsReader(compileGoods(rows, joiningWords(languages)));
}

/**
 * Of the languages of the list only, as Dutch `en` would part `leche en polvo`; and of one word, as
 * `as well as` stands behind a comma as a rule.
 */
function joiningWords(languages: Set<string>): string[] {
  return STEM_LISTS.filter(({ language }) => languages.has(language))
    .flatMap((list) => list.and.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '' && !text.includes(' '));
}
