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
  /** How many namings it has part in. */
  uses: number;
  /** Namings that need no other stem. */
  alone: Naming[];
  /** Namings of several stems that are looked for when this one is met. */
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
  const known = new KnownStems();
  const orders = new Map<string, number>();
  const several: Naming[] = [];
  for (const word of joiningWords) known.stemOf(`${word}$`).isJoining = true;
  for (const { goods, language, stems } of rows) {
    const order = orders.get(goods) ?? orders.set(goods, orders.size).size - 1;
    const texts = stems.split(/[\s|]+/).filter((text) => text !== '');
    if (texts.length === 0) throw new Error(`${goods} has no stems in ${language}`);
    for (const words of texts.flatMap((text) => combinations(text.split('+'), language))) {
      const naming: Naming = {
        goods,
        stems: words.map((word) => known.stemOf(word)),
        letters: 0,
        order,
      };
      naming.letters = naming.stems.reduce((sum, { length }) => sum + length, 0);
      for (const stem of naming.stems) stem.uses++;
      if (naming.stems.length === 1) naming.stems[0]!.alone.push(naming);
      else several.push(naming);
    }
  }
  // Most texts that have `medical` ask then for one naming, not for fifty.
  for (const naming of several) {
    naming.stems.sort((one, other) => other.uses - one.uses);
    naming.stems.at(-1)!.joined.push(naming);
  }
  return { front: known.front, inside: known.inside, count: known.count };
}

class KnownStems {
  readonly front = new LetterTable<GoodsStem>();
  readonly inside = new LetterTable<GoodsStem>();
  private readonly byText = new Map<string, GoodsStem>();
  private readonly byLetters = new Map<string, GoodsStem>();

  get count(): number {
    return this.byLetters.size;
  }

  stemOf(text: string): GoodsStem {
    const stem = this.byText.get(text) ?? this.add(text);
    this.byText.set(text, stem);
    return stem;
  }

  private add(text: string): GoodsStem {
    const isWhole = text.endsWith('$');
    const isInner = text.startsWith('*');
    const symbols = foldStem(text.replace(/[*$]/g, ''));
    if (symbols.length === 0) throw new Error(`The goods have a stem without letters: ${text}`);
    const key = `${isInner ? '*' : ''}${symbols.join()}${isWhole ? '$' : ''}`;
    const found = this.byLetters.get(key);
    if (found) return found;
    const { length } = symbols;
    const names = { alone: [], joined: [], isJoining: false };
    const stem: GoodsStem = { id: this.count, length, isWhole, uses: 0, ...names };
    this.byLetters.set(key, stem);
    this.front.add(symbols, stem);
    if (isInner) this.inside.add(symbols, stem);
    return stem;
  }
}

/** Each spelling of each word with each of the others. */
function combinations(words: string[], language: string): string[][] {
  return words.reduce<string[][]>(
    (found, word) =>
      found.flatMap((before) => spellings(word, language).map((text) => [...before, text])),
    [[]],
  );
}
