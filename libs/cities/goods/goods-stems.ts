import { foldStem } from '../classifier/fold-text';
import { LetterTable } from '../classifier/letter-table';
import { spellings } from '../classifier/stem-matcher';
import { GoodsRow } from './goods-list';

/** One way to name goods: each of its stems must be met. */
export interface Naming {
  goods: string;
  stems: GoodsStem[];
  /** In all its stems. */
  letters: number;
  /** Place of the goods in the list, and so the last thing that parts two namings. */
  order: number;
}

/** A stem, however many goods it helps to name. */
export interface GoodsStem {
  id: number;
  length: number;
  isWhole: boolean;
  /** Namings that need no other stem. */
  alone: Naming[];
  /** Namings of several stems that are looked for when this one, their last, is met. */
  joined: Naming[];
  /** It parts two goods, as a comma does: `and`. */
  isJoining: boolean;
}

/** Stems by their letters: at the front of a word, and inside it. */
export interface GoodsStems {
  front: LetterTable<GoodsStem>;
  inside: LetterTable<GoodsStem>;
  count: number;
}

/** @throws Error where a stem has no letter that we hold, or a row has no stem */
export function compileGoods(rows: GoodsRow[], joiningWords: string[]): GoodsStems {
  const front = new LetterTable<GoodsStem>();
  const inside = new LetterTable<GoodsStem>();
  const known = new Map<string, GoodsStem>();
  const orders = new Map<string, number>();

  function stemOf(text: string): GoodsStem {
    const isWhole = text.endsWith('$');
    const isInner = text.startsWith('*');
    const symbols = foldStem(text.replace(/[*$]/g, ''));
    if (symbols.length === 0) throw new Error(`The goods have a stem without letters: ${text}`);
    const key = `${isInner ? '*' : ''}${symbols.join()}${isWhole ? '$' : ''}`;
    let stem = known.get(key);
    if (!stem) {
      const { length } = symbols;
      stem = { id: known.size, length, isWhole, alone: [], joined: [], isJoining: false };
      known.set(key, stem);
      front.add(symbols, stem);
      if (isInner) inside.add(symbols, stem);
    }
    return stem;
  }

  for (const word of joiningWords) stemOf(`${word}$`).isJoining = true;
  for (const { goods, language, stems } of rows) {
    const order = orders.get(goods) ?? orders.set(goods, orders.size).size - 1;
    const texts = stems.split(/[\s|]+/).filter((text) => text !== '');
    if (texts.length === 0) throw new Error(`${goods} has no stems in ${language}`);
    for (const words of texts.flatMap((text) => combinations(text.split('+'), language))) {
      const naming: Naming = { goods, stems: words.map(stemOf), letters: 0, order };
      naming.letters = naming.stems.reduce((sum, { length }) => sum + length, 0);
      const last = naming.stems.at(-1)!;
      (naming.stems.length === 1 ? last.alone : last.joined).push(naming);
    }
  }
  return { front, inside, count: known.size };
}

/** Each spelling of each word with each of the others. */
function combinations(words: string[], language: string): string[][] {
  return words.reduce<string[][]>(
    (found, word) =>
      found.flatMap((before) => spellings(word, language).map((text) => [...before, text])),
    [[]],
  );
}
