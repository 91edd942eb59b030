import { CategoryCode } from './category-code';
import { FoldedText } from './fold-text';
import { compileStems, Stem, StemMatcher } from './stem-matcher';
import { STEM_LISTS } from './stems/stem-lists';

/** `category_remembered`: a person has called the same goods so. */
export type CategoryFlag = 'category_unsure' | 'category_mixed' | 'category_remembered';

export interface CategoryProposal {
  category: CategoryCode;
  flags: CategoryFlag[];
}

/** What one part of a text, as commas and the like cut it, names. */
interface Part {
  isBracketed: boolean;
  goods: Stem | undefined;
  /** The word behind the goods. */
  goodsEnd: number;
  hint: Stem | undefined;
  hintEnd: number;
  /** The word behind the part. */
  end: number;
  /** It speaks of aid, or of goods in general. */
  isAid: boolean;
  isGeneric: boolean;
  isForRescuers: boolean;
  hasGear: boolean;
  isPurpose: boolean;
}

/** Goods that a lorry does not carry but has: a lorry with a crane is a lorry. */
const PARTS_OF_VEHICLES = new Set<CategoryCode>(['vehicles', 'reconstruction', 'rescue']);
const LETTER_S = 19;

const folded = new FoldedText();
/** Compiled at the first text (about 0.2 s), as most processes that import this ask for none. */
let matcher: StemMatcher | undefined;

/**
 * Proposes the category of goods from their text in any of the languages that we hold (`stems/`).
 * The first named goods count; goods of a second category add `category_mixed`; a text with no
 * known word is `other` with `category_unsure`. Texts are read to 1,000 characters. Never throws.
 */
export function proposeCategory(item: string): CategoryProposal {
  const parts = readParts(folded.read(item));
  const isAid = parts.some((part) => part.isAid);
  const outer = readCategories(
    parts.filter((part) => !part.isBracketed),
    isAid,
  );
  const categories =
    outer.length > 0
      ? outer
      : readCategories(
          parts.filter((part) => part.isBracketed),
          isAid,
        );
  const first = categories[0];
  if (first !== undefined) {
    const isMixed = categories.some((category) => category !== first);
    return { category: first, flags: isMixed ? ['category_mixed'] : [] };
  }
  return {
    category: 'other',
    flags: parts.some((part) => part.isGeneric) ? [] : ['category_unsure'],
  };
}

/** Goods that a text names, and from which of its words on. */
export interface NamedGoods {
  category: CategoryCode;
  isCarrier: boolean;
  firstWord: number;
}

/** The goods that one of the first `wordMax` words of a text begins to name. */
export function findGoods(text: string, wordMax = Infinity): NamedGoods | undefined {
  const words = folded.read(text);
  matcher ??= new StemMatcher(compileStems(STEM_LISTS));
  for (let word = 0; word < Math.min(words.wordCount, wordMax); word++) {
    const match = matcher.matchAt(words, word);
    const kind = match?.stem.kind;
    if (match && (kind === 'goods' || kind === 'carrier' || kind === 'parts')) {
      // Parts of a vehicle are no vehicles.
      const category = kind === 'parts' ? 'other' : match.stem.category;
      return { category, isCarrier: kind === 'carrier', firstWord: word };
    }
  }
  return undefined;
}

function readCategories(parts: Part[], isAid: boolean): CategoryCode[] {
  const categories: CategoryCode[] = [];
  for (const [index, part] of parts.entries()) {
    // `Clothes, two lorries`, `aid (a lorry)`: the lorry is the measure.
    const isMeasure = part.goods?.kind === 'carrier' && (isAid || categories.length > 0);
    if (part.goods && !isMeasure) categories.push(categoryOfGoods(part.goods, part));
    else if (part.hint && !isSharedAttribute(part, parts[index + 1])) {
      categories.push(part.hint.category);
    }
  }
  return categories;
}

/** What firemen wear is protective gear. */
function categoryOfGoods(goods: Stem, part: Part): CategoryCode {
  return goods.category === 'clothing' && part.isForRescuers ? 'rescue' : goods.category;
}

/** `school and city buses`: the first part has no noun of its own, it borrows that of the next. */
function isSharedAttribute(part: Part, next: Part | undefined): boolean {
  return part.hintEnd === part.end && next?.goods !== undefined && next.goods.words.length === 1;
}

function readParts(text: FoldedText): Part[] {
  const parts: Part[] = [];
  matcher ??= new StemMatcher(compileStems(STEM_LISTS));
  let part: Part | undefined;
  let partNumber = -1;
  for (let word = 0; word < text.wordCount;) {
    const match = matcher.matchAt(text, word);
    const stem = match?.stem;
    const nextWord = match?.nextWord ?? word + 1;
    if (stem?.kind === 'and') part = undefined;
    else {
      if (!part || text.parts[word] !== partNumber) {
        partNumber = text.parts[word]!;
        parts.push((part = startPart(text.bracketed[word] === 1)));
      }
      if (stem) takeStem(part, stem, text, word, nextWord);
      part.end = nextWord;
    }
    word = nextWord;
  }
  return parts;
}

function startPart(isBracketed: boolean): Part {
  return {
    isBracketed,
    goods: undefined,
    goodsEnd: -1,
    hint: undefined,
    hintEnd: -1,
    end: -1,
    isAid: false,
    isGeneric: false,
    isForRescuers: false,
    hasGear: false,
    isPurpose: false,
  };
}

function takeStem(part: Part, stem: Stem, text: FoldedText, word: number, nextWord: number): void {
  switch (stem.kind) {
    case 'goods':
    case 'carrier':
    case 'parts':
      if (!canTakeGoods(part, stem, text, word)) return;
      part.goods = stem;
      part.goodsEnd = nextWord;
      return;
    case 'hint':
      part.isForRescuers ||= stem.category === 'rescue';
      // `for the hospital` tells where things go; `equipment for the hospital` tells what they are.
      if (part.hint || (part.isPurpose && !part.hasGear)) return;
      part.hint = stem;
      part.hintEnd = nextWord;
      return;
    case 'generic':
    case 'vague':
      part.isAid = true;
      part.isGeneric ||= stem.kind === 'generic';
      // A lorry of aid is aid.
      if (part.goods?.kind === 'carrier' && !part.isPurpose) part.goods = undefined;
      return;
    case 'gear':
      part.hasGear = true;
      return;
    case 'purpose':
      part.isPurpose = true;
  }
}

function canTakeGoods(part: Part, stem: Stem, text: FoldedText, word: number): boolean {
  const { goods } = part;
  if (!goods) return stem.kind !== 'carrier' || !part.isAid;
  // Spare parts for generators.
  if (goods.kind === 'parts') return stem.kind === 'goods';
  if (part.isPurpose) return false;
  if (goods.kind === 'carrier') return !PARTS_OF_VEHICLES.has(stem.category);
  // English puts the head last and the attribute in the singular: `tent heaters` are heaters.
  return (
    goods.language === 'en' &&
    stem.language === 'en' &&
    part.goodsEnd === word &&
    text.symbols[text.ends[word - 1]! - 1] !== LETTER_S
  );
}
