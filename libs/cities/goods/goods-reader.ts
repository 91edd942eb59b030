import { FoldedText } from '../classifier/fold-text';
import { LetterTable } from '../classifier/letter-table';
import { GoodsStem, GoodsStems, Naming } from './goods-stems';

/** Where a text has a stem. */
interface Hit {
  stem: GoodsStem;
  word: number;
  /** Counted from the first letter of the text. */
  start: number;
  end: number;
}

/** A naming that the text bears out. */
interface Found {
  naming: Naming;
  hits: Hit[];
}

/** How many words one naming may reach over: `beds (used) for the city's hospital`. */
const REACH_MAX = 6;
const NOTHING: ReadonlySet<string> = new Set();

/** Reads one text after another with the same tables; nothing is kept between them. */
export class GoodsReader {
  private readonly text = new FoldedText();
  /** By word: which goods of the text it may help to name. */
  private readonly clauses = new Uint16Array(this.text.parts.length);
  /** By stem: the number of the text that last had it. */
  private readonly metIn: Uint32Array;
  private textNumber = 0;
  private clause = 0;
  private hits: Hit[] = [];

  constructor(private readonly stems: GoodsStems) {
    this.metIn = new Uint32Array(stems.count);
  }

  read(text: string): ReadonlySet<string> {
    this.text.read(text);
    this.findHits();
    if (this.hits.length === 0) return NOTHING;
    const found = this.findNamings();
    if (found.length > 1) found.sort(byExactness);
    return takeNamings(found);
  }

  private findHits(): void {
    const { starts, ends, wordCount } = this.text;
    this.hits = [];
    this.clause = 0;
    this.textNumber = (this.textNumber + 1) >>> 0;
    for (let word = 0; word < wordCount; word++) {
      const start = starts[word]!;
      const end = ends[word]!;
      if (word > 0 && this.isNewClause(word)) this.clause++;
      this.clauses[word] = this.clause;
      this.walk(this.stems.front, word, start, end);
      for (let from = start + 1; from < end - 2; from++) {
        this.walk(this.stems.inside, word, from, end);
      }
    }
  }

  /** What stands in brackets tells of what stands before them: `canned food (meat)`. */
  private isNewClause(word: number): boolean {
    const { parts, bracketed } = this.text;
    if (parts[word] === parts[word - 1]) return false;
    return bracketed[word] === 0 || bracketed[word - 1] === 1;
  }

  private walk(table: LetterTable<GoodsStem>, word: number, start: number, end: number): void {
    const { symbols } = this.text;
    let node = 0;
    for (let at = start; at < end; at++) {
      node = table.next(node, symbols[at]!);
      if (node === 0) return;
      const entries = table.entries[node];
      if (entries === undefined) continue;
      for (const stem of entries) {
        if (stem.isWhole && at + 1 !== end) continue;
        if (stem.isJoining) this.clause++;
        this.metIn[stem.id] = this.textNumber;
        this.hits.push({ stem, word, start, end: at + 1 });
      }
    }
  }

  private findNamings(): Found[] {
    const found: Found[] = [];
    for (const hit of this.hits) {
      for (const naming of hit.stem.alone) found.push({ naming, hits: [hit] });
      for (const naming of hit.stem.joined) {
        if (this.hasAll(naming.stems)) {
          this.addJoined(naming, naming.stems.length - 2, [hit], found);
        }
      }
    }
    return found;
  }

  private hasAll(stems: GoodsStem[]): boolean {
    for (let index = stems.length - 2; index >= 0; index--) {
      if (this.metIn[stems[index]!.id] !== this.textNumber) return false;
    }
    return true;
  }

  /** Adds each way to find the stems up to the one at `index` beside those that were found. */
  private addJoined(naming: Naming, index: number, beside: Hit[], found: Found[]): void {
    if (index < 0) {
      found.push({ naming, hits: beside });
      return;
    }
    for (const hit of this.hits) {
      if (hit.stem !== naming.stems[index]) continue;
      if (beside.every((other) => this.canJoin(hit, other))) {
        this.addJoined(naming, index - 1, [...beside, hit], found);
      }
    }
  }

  private canJoin(one: Hit, other: Hit): boolean {
    return (
      this.clauses[one.word] === this.clauses[other.word] &&
      Math.abs(one.word - other.word) < REACH_MAX &&
      (one.end <= other.start || other.end <= one.start)
    );
  }
}

function byExactness(one: Found, other: Found): number {
  return (
    other.naming.stems.length - one.naming.stems.length ||
    other.naming.letters - one.naming.letters ||
    one.naming.order - other.naming.order ||
    one.hits[0]!.start - other.hits[0]!.start
  );
}

/** A word that has named goods names no others, except with the very same letters. */
function takeNamings(found: Found[]): ReadonlySet<string> {
  const goods = new Set<string>();
  const taken: Found[] = [];
  for (const next of found) {
    if (taken.some((other) => shareWord(next, other) && !areSameLetters(next, other))) continue;
    taken.push(next);
    goods.add(next.naming.goods);
  }
  return goods;
}

const shareWord = (one: Found, other: Found): boolean =>
  one.hits.some(({ word }) => other.hits.some((hit) => hit.word === word));

const areSameLetters = (one: Found, other: Found): boolean =>
  one.hits.length === other.hits.length &&
  one.hits.every((hit) =>
    other.hits.some(({ start, end }) => start === hit.start && end === hit.end),
  );
