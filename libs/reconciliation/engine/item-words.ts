import { readGoods } from '@pobratym/cities';

/** Longer texts are compared to here. */
const LENGTH_MAX = 300;
const WORDS = /[\p{L}\p{N}]+/gu;

/** What two texts are compared by; made once a text. */
export interface ItemWords {
  /** The words in small letters without marks. */
  folded: string;
  /** Kinds of goods that it names, in any language that we hold. */
  goods: readonly string[];
  /** The words that their codes are made of. */
  goodsWords: readonly string[];
  /** Hashes of three letters in a row, ascending, each once; made when they are first asked for. */
  trigrams: Uint32Array | null;
}

export function readItem(item: string): ItemWords {
  const plain = item.slice(0, LENGTH_MAX).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const goods = [...readGoods(item)];
  return {
    folded: (plain.match(WORDS) ?? []).join(' '),
    goods,
    goodsWords: goods.flatMap((code) => code.split('-').map((word) => word.replace(/s$/, ''))),
    trigrams: null,
  };
}

export const sharesGoods = (one: ItemWords, other: ItemWords): string | undefined =>
  one.goods.find((goods) => other.goods.includes(goods));

/** `books` and `children-books`, `fire-helmet` and `helmets`: one says more than the other. */
export const isNamedAlike = (one: ItemWords, other: ItemWords): boolean =>
  one.goodsWords.some((word) => other.goodsWords.includes(word));

/** Dice's coefficient of the trigrams, 0 to 1. */
export function likeness(one: ItemWords, other: ItemWords): number {
  const a = (one.trigrams ??= trigramsOf(one.folded));
  const b = (other.trigrams ??= trigramsOf(other.folded));
  if (a.length === 0 || b.length === 0) return 0;
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      shared++;
      i++;
      j++;
    } else if (a[i]! < b[j]!) i++;
    else j++;
  }
  return (2 * shared) / (a.length + b.length);
}

/** As pg_trgm cuts them: two spaces before each word, one behind. */
function trigramsOf(folded: string): Uint32Array {
  const hashes = new Set<number>();
  for (const word of folded.split(' ')) {
    if (word === '') continue;
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at++) {
      const [x, y, z] = [
        padded.charCodeAt(at),
        padded.charCodeAt(at + 1),
        padded.charCodeAt(at + 2),
      ];
      hashes.add(
        (Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b) ^ Math.imul(z, 0xc2b2ae35)) >>> 0,
      );
    }
  }
  return Uint32Array.from(hashes).sort();
}
