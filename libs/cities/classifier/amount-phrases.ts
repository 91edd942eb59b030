import { AmountDoubt } from './amount-doubt';
import { Token, WrittenNumber } from './amount-tokens';
import * as words from './amount-words';
import { MassUnit, UnitOfCount } from './amount-words';
import { CategoryCode } from './category-code';
import { findGoods, NamedGoods, proposeCategory } from './propose-category';

/** A number of a text with what it is a number of. */
export interface Phrase {
  kind: 'mass' | 'count' | 'factor';
  at: number;
  /** The token behind it. */
  next: number;
  /** Null where there is a doubt. */
  number: WrittenNumber | null;
  mass: MassUnit | null;
  unit: UnitOfCount | null;
  /** Set where goods are counted without a unit. */
  goods: NamedGoods | null;
  isApproximate: boolean;
  isBracketed: boolean;
  doubt: AmountDoubt | null;
}

type Counted = Pick<Phrase, 'kind' | 'next' | 'mass' | 'unit' | 'goods'>;

/** Power packs and tool boxes are goods; food parcels are parcels. */
const PIECES = new Set<CategoryCode>([
  'energy',
  'it',
  'vehicles',
  'water',
  'rescue',
  'reconstruction',
  'shelter',
]);
const NOTHING = { mass: null, unit: null, goods: null };
const GOODS_WORDS_MAX = 3;
const PART_SIGNS = /^[,;:()[\]{}|+/–—-]$/;
const DASHES = /^[-–—−‒]$/;
/** A point behind a longer word ends a sentence. */
const SHORT_WORD = 5;
const YEAR = /^(199\d|200[1-9]|20[1-3]\d)$/;
/** What is sent in these is counted otherwise. */
const NOT_COUNTED = new Set<CategoryCode>(['money', 'services']);

/** Undefined where the number is no amount: a year, a model, a size, a price. */
export function readPhrase(tokens: Token[], at: number, text: string): Phrase | undefined {
  if (isName(tokens, at)) return undefined;
  const { number, isBracketed } = tokens[at]!;
  const multiplied = skipPoint(tokens, at + 1);
  const multiplier = words.MULTIPLIERS.get(tokens[at + 1]?.key ?? '');
  const behind = multiplier === undefined ? at + 1 : skipPoint(tokens, multiplied + 1);
  const counted = readCounted(tokens, at, behind);
  if (!counted) return undefined;
  const { isApproximate, doubt: roughness } = readRoughness(tokens, at);
  const phrase = { ...counted, at, number: null, isApproximate, isBracketed };
  if (typeof number === 'string') return { ...phrase, doubt: number };
  const { coefficient, scale } = number!;
  const exact = { coefficient: coefficient * (multiplier ?? 1n), scale };
  const doubt = roughness ?? doubtOf(counted, tokens, at, behind, text);
  if (counted.kind === 'count' && counted.unit !== 'litre' && !isWhole(exact)) return undefined;
  return { ...phrase, number: exact, doubt };
}

/** `T3`, `VW-5`, `10:30`, `No. 2`, `€ 5000`. */
function isName(tokens: Token[], at: number): boolean {
  const before = tokens[at - 1];
  const previous = tokens[before?.key === '.' ? at - 2 : at - 1];
  if (!before || !previous) return false;
  if (words.NUMBER_SIGNS.has(previous.key) || words.MONEY.has(previous.key)) return true;
  if (!tokens[at]!.isGlued) return false;
  if (before.kind === 'word') {
    return !(words.TIMES.has(before.key) && tokens[at - 2]?.kind === 'number');
  }
  if (before.kind === 'number') return true;
  const isInside = before.isGlued && tokens[at - 2]?.kind !== 'sign';
  return isInside && (DASHES.test(before.key) ? tokens[at - 2]?.kind === 'word' : isInner(before));
}

const isInner = ({ key }: Token): boolean => key === ':' || key === '/' || key === '.';

function readCounted(tokens: Token[], at: number, behind: number): Counted | undefined {
  const token = tokens[behind];
  if (!token) return undefined;
  if (words.TIMES.has(token.key) && tokens[behind + 1]?.kind === 'number') {
    return { kind: 'factor', next: behind + 1, ...NOTHING };
  }
  if (token.kind !== 'word') return undefined;
  const next = skipPoint(tokens, behind + 1);
  const isMass = words.MASS_UNITS.has(token.key) || words.POUNDS.has(token.key);
  if (isMass) {
    // `5 т. грн` are thousands; `2022 г.` is a year.
    const isOther = words.MONEY.has(tokens[next]?.key ?? '') || isYear(tokens[at]!, token);
    const mass = words.MASS_UNITS.get(token.key) ?? null;
    return isOther ? undefined : { ...NOTHING, kind: 'mass', next, mass };
  }
  const unit = unitOf(token, tokens[at]!) ?? (words.BAGS.has(token.key) ? 'package' : null);
  if (unit) return { ...NOTHING, kind: 'count', next, unit };
  return token.isGlued ? undefined : readGoods(tokens, at, behind);
}

const isYear = (number: Token, unit: Token): boolean =>
  (unit.key === 'г' || unit.key === 'g') && YEAR.test(number.text);

function unitOf(token: Token, number: Token): UnitOfCount | null {
  if (words.ENGLISH_SINGULARS.has(token.key) && number.text !== '1') return null;
  return words.COUNT_UNITS.get(token.key) ?? null;
}

/** `37 large generators`, `100 food parcels`. */
function readGoods(tokens: Token[], at: number, behind: number): Counted | undefined {
  const between: Token[] = [];
  let next = behind;
  while (between.length < GOODS_WORDS_MAX && tokens[next]?.kind === 'word') {
    if (words.NO_COUNT_BEFORE.has(tokens[next]!.key)) break;
    between.push(tokens[next]!);
    next = skipPoint(tokens, next + 1);
  }
  if (between.length === 0) return undefined;
  const goods = findGoods(joinWords(between), GOODS_WORDS_MAX);
  const unitAt = between.findIndex(
    (token) => token.key.length > 2 && unitOf(token, tokens[at]!) !== null,
  );
  const kind = proposeCategory(joinWords(between.slice(0, Math.max(unitAt, 0)))).category;
  if (unitAt > 0 && !PIECES.has(kind)) {
    return { ...NOTHING, kind: 'count', next, unit: unitOf(between[unitAt]!, tokens[at]!) };
  }
  if (!goods || NOT_COUNTED.has(goods.category) || isOfOther(tokens, at)) return undefined;
  const unit = goods.category === 'vehicles' ? 'vehicle' : 'piece';
  return { kind: 'count', next, mass: null, unit, goods };
}

/** `tents for 5 beds`, `Solaris Urbino 12 buses`, `trains (60 wagons)`: not the count of the line. */
function isOfOther(tokens: Token[], at: number): boolean {
  if (tokens[at]!.isBracketed) return true;
  const last = partBefore(tokens, at).at(-1);
  if (!last) return false;
  if (words.PURPOSE.has(last.key) || last.kind === 'number') return true;
  const isOpening = [words.OPENING, words.ABOUT, words.AT_MOST, words.MORE, words.THAN].some(
    (list) => list.has(last.key),
  );
  return last.text !== last.key && !isOpening;
}

function partBefore(tokens: Token[], at: number): Token[] {
  let from = at;
  while (from > 0 && !isPartEnd(tokens[from - 1]!)) from -= 1;
  return tokens.slice(from, at).filter(({ kind }) => kind !== 'sign');
}

const isPartEnd = ({ key }: Token): boolean => PART_SIGNS.test(key) || words.JOINING.has(key);

const joinWords = (tokens: Token[]): string => tokens.map(({ text }) => text).join(' ');

function readRoughness(
  tokens: Token[],
  at: number,
): { isApproximate: boolean; doubt: AmountDoubt | null } {
  const index = tokens[at - 1]?.key === '.' ? at - 2 : at - 1;
  const key = tokens[index]?.key ?? '';
  if (words.BETWEEN.has(key) && tokens[index - 1]?.kind === 'number') {
    return { isApproximate: false, doubt: 'range' };
  }
  // A negative amount, or a dash that lost its space.
  if (DASHES.test(key) && tokens[at]!.isGlued && !tokens[index]!.isGlued) {
    return { isApproximate: false, doubt: 'number_unreadable' };
  }
  if (words.THAN.has(key)) {
    const isMore = words.MORE.has(tokens[index - 1]?.key ?? '');
    return { isApproximate: isMore, doubt: isMore ? null : 'at_most' };
  }
  if (words.AT_MOST.has(key)) return { isApproximate: false, doubt: 'at_most' };
  return { isApproximate: words.ABOUT.has(key) || words.MORE.has(key), doubt: null };
}

function doubtOf(
  { mass, unit, goods, kind }: Counted,
  tokens: Token[],
  at: number,
  behind: number,
  text: string,
): AmountDoubt | null {
  if (kind === 'mass' && !mass) return 'mass_or_money';
  // `generators 5 pumps`.
  if (goods && findGoods(joinWords(partBefore(tokens, at)))) return 'several_goods';
  // With a multiplier no year is meant.
  if (goods && behind === at + 1 && YEAR.test(tokens[at]!.text)) return 'year_or_count';
  const isLiquid = words.LIQUIDS.test(text) && !words.CONTAINERS.test(text);
  return unit === 'litre' && !isLiquid ? 'size_or_amount' : null;
}

const isWhole = ({ coefficient, scale }: WrittenNumber): boolean =>
  coefficient % 10n ** BigInt(scale) === 0n;

/** Behind the point of an abbreviation: `шт. `. */
function skipPoint(tokens: Token[], at: number): number {
  const isPoint = tokens[at]?.key === '.' && tokens[at]!.isGlued;
  return isPoint && tokens[at - 1]!.text.length <= SHORT_WORD ? at + 1 : at;
}
