import { CategoryCode } from './category-code';
import { FoldedText, foldStem } from './fold-text';
import { LetterTable } from './letter-table';
import { StemList } from './stems/stem-list';

export type StemKind =
  'goods' | 'carrier' | 'parts' | 'hint' | 'generic' | 'vague' | 'gear' | 'and' | 'purpose';

/** One word of a stem. */
interface StemWord {
  symbols: Uint8Array;
  isWhole: boolean;
  isInner: boolean;
  /** How many other words may stand before it. */
  gap: number;
}

/** One stem of the lists, compiled. */
export interface Stem {
  text: string;
  language: string;
  kind: StemKind;
  category: CategoryCode;
  words: StemWord[];
  /** Letters in all its words. */
  length: number;
}

export interface StemMatch {
  stem: Stem;
  /** The word behind the match. */
  nextWord: number;
}

const GAP_MAX = 3;
const SLAVIC = new Set(['uk', 'ru', 'bg', 'pl', 'sk', 'cs']);
const NAMES_GOODS = new Set<StemKind>(['goods', 'carrier', 'parts', 'generic']);

/** All stems of all languages in two tables: one for the front of a word, one for its inside. */
export class StemMatcher {
  private readonly front = new LetterTable<Stem>();
  private readonly inside = new LetterTable<Stem>();

  constructor(readonly stems: Stem[]) {
    for (const stem of stems) {
      const { symbols, isInner } = stem.words[0]!;
      this.front.add(symbols, stem);
      if (isInner) this.inside.add(symbols, stem);
    }
  }

  /**
   * The longest stem at a word. Goods, and aid in general, come before words that only point to a
   * category, so that Feuerwehrauto is a car.
   */
  matchAt(text: FoldedText, word: number): StemMatch | undefined {
    const start = text.starts[word]!;
    const end = text.ends[word]!;
    let best = this.walk(this.front, text, word, start, undefined);
    for (let from = start + 1; from < end - 2; from++) {
      best = this.walk(this.inside, text, word, from, best);
    }
    return best;
  }

  private walk(
    table: LetterTable<Stem>,
    text: FoldedText,
    word: number,
    from: number,
    found: StemMatch | undefined,
  ): StemMatch | undefined {
    const end = text.ends[word]!;
    let best = found;
    let node = 0;
    for (let at = from; at < end; at++) {
      node = table.next(node, text.symbols[at]!);
      if (node === 0) break;
      for (const stem of table.entries[node] ?? []) {
        if (stem.words[0]!.isWhole && at + 1 !== end) continue;
        if (best && !isBetter(stem, best.stem)) continue;
        const nextWord = stem.words.length === 1 ? word + 1 : matchRest(stem, text, word);
        if (nextWord > 0) best = { stem, nextWord };
      }
    }
    return best;
  }
}

function isBetter(stem: Stem, than: Stem): boolean {
  const rank = Number(NAMES_GOODS.has(stem.kind));
  const thanRank = Number(NAMES_GOODS.has(than.kind));
  return rank === thanRank ? stem.length >= than.length : rank > thanRank;
}

/** The word behind the stem's last one, or 0 where its second and later words do not follow. */
function matchRest(stem: Stem, text: FoldedText, word: number): number {
  let at = word;
  for (let index = 1; index < stem.words.length; index++) {
    const wanted = stem.words[index]!;
    const last = Math.min(at + 1 + wanted.gap, text.wordCount - 1);
    let next = at + 1;
    while (next <= last && !fits(wanted, text, next)) next++;
    if (next > last || text.parts[next] !== text.parts[word]) return 0;
    at = next;
  }
  return at + 1;
}

function fits(wanted: StemWord, text: FoldedText, word: number): boolean {
  const { symbols, isWhole, isInner } = wanted;
  const end = text.ends[word]!;
  const lastFrom = isInner ? end - symbols.length : text.starts[word]!;
  for (let from = text.starts[word]!; from <= lastFrom; from++) {
    const stop = from + symbols.length;
    if (stop > end || (isWhole && stop !== end)) continue;
    let at = 0;
    while (at < symbols.length && text.symbols[from + at] === symbols[at]) at++;
    if (at === symbols.length) return true;
  }
  return false;
}

/** Reads the lists. */
export function compileStems(lists: StemList[]): Stem[] {
  return lists.flatMap((list) => [
    ...compileCategories(list, 'goods', list.goods),
    ...compileCategories(list, 'hint', list.hints),
    ...compile(list.language, 'carrier', 'vehicles', list.carriers),
    ...compile(list.language, 'parts', 'vehicles', list.parts),
    ...compile(list.language, 'vague', 'other', list.vague),
    ...compile(list.language, 'generic', 'other', list.generic),
    ...compile(list.language, 'gear', 'other', list.gear),
    ...compile(list.language, 'and', 'other', wholeWords(list.and)),
    ...compile(list.language, 'purpose', 'other', wholeWords(list.purpose)),
  ]);
}

function compileCategories(list: StemList, kind: StemKind, stems: StemList['goods']): Stem[] {
  return Object.entries(stems).flatMap(([category, texts]) =>
    compile(list.language, kind, category as CategoryCode, texts),
  );
}

function wholeWords(list: string): string {
  return splitList(list)
    .map((words) => words.replace(/(?= |$)/g, '$$'))
    .join();
}

function splitList(list: string): string[] {
  return list
    .split(',')
    .map((text) => text.trim().replace(/\s+/g, ' '))
    .filter((text) => text !== '');
}

function compile(language: string, kind: StemKind, category: CategoryCode, list: string): Stem[] {
  return splitList(list)
    .flatMap((text) => spellings(text, language))
    .map((text) => {
      const words = compileWords(text);
      const length = words.reduce((sum, { symbols }) => sum + symbols.length, 0);
      return { text, language, kind, category, words, length };
    });
}

/** The stem, and how else it is written: ä as `ae`; куртк also as курток, игрушк as игрушек. */
export function spellings(text: string, language: string): string[] {
  const all = [text];
  if (/[äöü]/.test(text)) {
    all.push(text.replace(/[äöü]/g, (letter) => `${letter.normalize('NFD')[0]}e`));
  }
  if (!SLAVIC.has(language)) return all;
  const beforeK = text.slice(0, -1);
  if (/[бвгґджзлмнпрстфхцчшщ]к$/.test(text)) all.push(`${beforeK}ок$`, `${beforeK}ек$`);
  if (/[bcćčdglłmnńňpqrřsśštwzźżž]k$/.test(text)) all.push(`${beforeK}ek$`);
  return all;
}

function compileWords(text: string): StemWord[] {
  let gap = 0;
  const words: StemWord[] = [];
  for (const word of text.split(' ')) {
    if (word === '..') {
      gap = GAP_MAX;
      continue;
    }
    const symbols = foldStem(word.replace(/[*$]/g, ''));
    words.push({ symbols, isWhole: word.endsWith('$'), isInner: word.startsWith('*'), gap });
    gap = 0;
  }
  return words;
}
