import { isNamedAlike, ItemWords, likeness, readItem, sharesGoods } from './item-words';
import { firstFrom } from './first-from';
import { MatchingLine } from './matching-line';
import { isAlike, referenceKeys } from './reference-key';
import { Level, Levels, Weights } from './weights';

/** Days that a receipt may lie before its dispatch (a slip of one side), or after it. */
export const DAYS_BEFORE_MAX = 7;
export const DAYS_AFTER_MAX = 60;

/** Received against sent: what the files' units, and pounds, make of one number. */
const SLIPS = [1000, 1 / 1000, 2.204_62, 1 / 2.204_62];
const SLIP_PART = 0.005;
const ROUNDED_PART = 0.055;
/** Levels that go by how many lines have a mass like it, and how far from it they may lie. */
const MASS_PARTS: { [L in Level<'mass'>]?: number } = {
  same: 0,
  weighed: 0.02,
  rounded: ROUNDED_PART,
};
const ALIKE_MIN = 0.45;
const UNLIKE_MAX = 0.25;
/** Most lines have their other side (12 of 13): log2 of the odds. */
const FOUND_BITS = 3.5;
/** How many lines of no block the shares by frequency begin with. */
const BACKGROUND = 15;
/** Mass and count of one load tell much the same: the weaker of both counts by this part. */
const TOLD_AGAIN = 0.4;

/** Weighing differs by so much: 2 % or 10 kg, whichever is more (DESIGN); of little, half of it. */
export const isWeighed = (one: number, other: number): boolean => {
  const more = Math.max(one, other);
  return Math.abs(one - other) <= Math.max(more / 50, Math.min(10_000, more / 20));
};

/** A line with what it is compared by. */
export interface ReadLine extends MatchingLine {
  referenceKeys: string[];
  words: ItemWords;
  /** Its place in the block. */
  index: number;
}

export interface Score {
  /** log2 of the odds that both lines are of one load. */
  bits: number;
  levels: Levels;
}

/** The lines of one side, and how often each value is met among them. */
export class Side {
  readonly lines: ReadLine[];
  private readonly masses: Float64Array;
  private readonly counts = new Map<string, number>();
  private readonly references = new Map<string, number>();
  private readonly goods = new Map<string, number>();
  private readonly texts = new Map<string, number>();
  private readonly categories = new Map<string, number>();

  constructor(lines: MatchingLine[]) {
    const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
    this.lines = lines.map((line, index) => ({
      ...line,
      referenceKeys: referenceKeys(line.reference),
      words: readItem(line.item),
      index,
    }));
    const masses: number[] = [];
    for (const line of this.lines) {
      if (line.massGrams !== null) masses.push(line.massGrams);
      if (line.quantityMilli !== null) add(this.counts, countKey(line));
      for (const key of line.referenceKeys) add(this.references, key);
      for (const goods of line.words.goods) add(this.goods, goods);
      add(this.texts, line.words.folded);
      add(this.categories, line.category);
    }
    this.masses = Float64Array.from(masses).sort();
  }

  /** Of lines other than one that is in it already; `u` is the share where nothing is known. */
  private share(found: number, u: number): number {
    return (Math.max(found - 1, 0) + u * BACKGROUND) / (this.lines.length + BACKGROUND);
  }

  massShare(from: number, to: number, u: number): number {
    const below = (limit: number) => firstFrom(this.masses, (mass) => mass, limit);
    return this.share(below(to + 0.5) - below(from - 0.5), u);
  }
  countShare = (line: ReadLine, u: number) => this.share(this.counts.get(countKey(line)) ?? 0, u);
  referenceShare = (key: string, u: number) => this.share(this.references.get(key) ?? 0, u);
  goodsShare = (goods: string, u: number) => this.share(this.goods.get(goods) ?? 0, u);
  textShare = (folded: string, u: number) => this.share(this.texts.get(folded) ?? 0, u);
  categoryShare = (code: string, u: number) => this.share(this.categories.get(code) ?? 0, u);
}

const countKey = ({ unit, quantityMilli }: MatchingLine): string => `${unit} ${quantityMilli}`;

/** Compares lines of one block. Pure: the same block and weights give the same scores. */
export class Comparer {
  /** log2 of the odds that a pair drawn by lot is true. */
  readonly priorBits: number;

  constructor(
    private readonly received: Side,
    private readonly weights: Weights,
  ) {
    this.priorBits = FOUND_BITS - Math.log2(Math.max(received.lines.length, 4));
  }

  /** Null where both cannot be of one load, or where nothing speaks for it. */
  compare(sent: ReadLine, received: ReadLine): Score | null {
    if (!mayBeOne(sent, received)) return null;
    const reference = referenceLevel(sent, received);
    const mass = massLevel(sent.massGrams, received.massGrams);
    const count = countLevel(sent, received);
    const value = valueLevel(sent, received);
    const speaks =
      received.atShipmentId !== null ||
      reference === 'same' ||
      reference === 'alike' ||
      (mass !== 'other' && mass !== 'part' && mass !== 'missing') ||
      count === 'same' ||
      value === 'same';
    // Most pairs end here: texts are compared only where something speaks for a pair.
    if (!speaks && mass !== 'part' && count !== 'part') return null;
    const item = itemLevel(sent.words, received.words);
    if (
      !speaks &&
      (item === 'other' || (item === 'unclear' && sent.category !== received.category))
    ) {
      return null;
    }
    const amounts = { mass, count, value, piece: pieceLevel(sent, received) };
    return this.score({ reference, item, ...amounts }, sent, received);
  }

  /** How alike two lines are, their amounts apart: of a whole and its parts. Null as above. */
  compareApart(sent: ReadLine, received: ReadLine): Score | null {
    if (!mayBeOne(sent, received)) return null;
    const reference = referenceLevel(sent, received);
    const item = itemLevel(sent.words, received.words);
    const amounts = { mass: 'missing', count: 'missing', value: 'missing' } as const;
    const piece = pieceLevel(sent, received);
    const { bits, levels } = this.score({ reference, item, piece, ...amounts }, sent, received);
    return { bits: bits - this.priorBits, levels };
  }

  private score(
    told: Omit<Levels, 'category' | 'days'>,
    sent: ReadLine,
    received: ReadLine,
  ): Score {
    const days = daysLevel(sent, received);
    const levels = { ...told, category: categoryLevel(sent, received), days };
    return { bits: this.bitsOf(levels, sent, received), levels };
  }

  private bitsOf(levels: Levels, sent: ReadLine, received: ReadLine): number {
    const side = this.received;
    const { weights } = this;
    const massBits = this.massBits(levels.mass, sent, received);
    const countBits =
      levels.count === 'same'
        ? log(weights.count.same.m, side.countShare(received, weights.count.same.u))
        : plain(weights.count, levels.count);
    let bits = this.priorBits + combine(massBits, countBits);
    if (levels.reference === 'same') {
      const shared = received.referenceKeys.find((key) => sent.referenceKeys.includes(key))!;
      const u = side.referenceShare(shared, weights.reference.same.u);
      bits += log(weights.reference.same.m, u);
    } else bits += plain(weights.reference, levels.reference);
    bits += plain(weights.value, levels.value);
    // Where mass and count are the same, so is the mass of a piece: it says nothing more.
    if (levels.mass !== 'same' && levels.count !== 'same')
      bits += plain(weights.piece, levels.piece);
    bits += this.itemBits(levels, sent, received) + plain(weights.days, levels.days);
    // It was recorded at this very shipment: one of its lines it is.
    if (received.atShipmentId !== null) bits += Math.max(-this.priorBits, 5);
    return bits;
  }

  private massBits(level: Levels['mass'], sent: ReadLine, received: ReadLine): number {
    const within = MASS_PARTS[level];
    if (level === 'missing' || within === undefined) return plain(this.weights.mass, level);
    const share = this.weights.mass[level];
    const mass = received.massGrams!;
    const off = Math.max(mass * within, Math.abs(mass - sent.massGrams!));
    return log(share.m, this.received.massShare(mass - off, mass + off, share.u));
  }

  /** The category says nothing more where the goods are the same: they are of it. */
  private itemBits({ item, category }: Levels, sent: ReadLine, received: ReadLine): number {
    const { weights, received: side } = this;
    const categoryBits =
      category === 'same'
        ? log(
            weights.category.same.m,
            side.categoryShare(received.category, weights.category.same.u),
          )
        : plain(weights.category, category);
    if (item === 'same' || item === 'goods') {
      const goods = sharesGoods(sent.words, received.words);
      const u = weights.item[item].u;
      const share =
        item === 'goods' && goods !== undefined
          ? side.goodsShare(goods, u)
          : side.textShare(received.words.folded, u);
      // That the texts are the same letter by letter says little more than that the goods are.
      const m = weights.item.same.m + weights.item.goods.m;
      return log(m, share) + Math.min(categoryBits, 0);
    }
    return plain(weights.item, item) + categoryBits;
  }
}

const log = (m: number, u: number): number => Math.log2(m / u);

const plain = <L extends string>(
  table: Record<string, { m: number; u: number }>,
  level: L,
): number => {
  const share = table[level];
  return share === undefined ? 0 : Math.log2(share.m / share.u);
};

function combine(one: number, other: number): number {
  if (one <= 0 || other <= 0) return one + other;
  return Math.max(one, other) + TOLD_AGAIN * Math.min(one, other);
}

function mayBeOne(sent: ReadLine, received: ReadLine): boolean {
  if (received.atShipmentId !== null && received.atShipmentId !== sent.caseId) return false;
  if (sent.day === null || received.day === null) return true;
  const gap = received.day - sent.day;
  return gap >= -DAYS_BEFORE_MAX && gap <= DAYS_AFTER_MAX;
}

function daysLevel(sent: MatchingLine, received: MatchingLine): Level<'days'> {
  if (sent.day === null || received.day === null) return 'missing';
  const gap = received.day - sent.day;
  if (gap < 0) return 'before';
  return gap <= 3 ? 'to_3' : gap <= 14 ? 'to_14' : gap <= 30 ? 'to_30' : 'to_60';
}

function referenceLevel(sent: ReadLine, received: ReadLine): Level<'reference'> {
  const [one, other] = [sent.referenceKeys, received.referenceKeys];
  if (one.length === 0 || other.length === 0) return 'missing';
  if (one.some((key) => other.includes(key))) return 'same';
  return isAlike(one[0]!, other[0]!) ? 'alike' : 'other';
}

function massLevel(sent: number | null, received: number | null): Level<'mass'> {
  if (sent === null || received === null) return 'missing';
  if (sent === received) return 'same';
  if (isWeighed(sent, received)) return 'weighed';
  const ratio = received / sent;
  if (Math.abs(ratio - 1) <= ROUNDED_PART) return 'rounded';
  if (SLIPS.some((slip) => Math.abs(ratio / slip - 1) <= SLIP_PART)) return 'slip';
  return ratio < 1 && ratio >= 0.3 ? 'part' : 'other';
}

function countLevel(sent: MatchingLine, received: MatchingLine): Level<'count'> {
  const [one, other] = [sent.quantityMilli, received.quantityMilli];
  if (one === null || other === null) return 'missing';
  if (one === other && sent.unit === received.unit) return 'same';
  if (sent.unit !== received.unit) return 'other_unit';
  return other < one && other >= one * 0.3 ? 'part' : 'other';
}

/** What one piece weighs; of round counts and masses of one kind of goods it stays the same. */
function pieceLevel(sent: MatchingLine, received: MatchingLine): Level<'piece'> {
  if (!sent.massGrams || !received.massGrams || !sent.quantityMilli || !received.quantityMilli) {
    return 'missing';
  }
  if (sent.unit !== received.unit) return 'missing';
  const ratio = sent.massGrams / sent.quantityMilli / (received.massGrams / received.quantityMilli);
  return Math.abs(ratio - 1) <= 0.02 ? 'same' : 'other';
}

function valueLevel(sent: MatchingLine, received: MatchingLine): Level<'value'> {
  if (sent.valueMinor === null || received.valueMinor === null) return 'missing';
  return sent.valueMinor === received.valueMinor && sent.currency === received.currency
    ? 'same'
    : 'other';
}

export function itemLevel(one: ItemWords, other: ItemWords): Level<'item'> {
  if (one.folded === other.folded) return 'same';
  if (sharesGoods(one, other) !== undefined) return 'goods';
  const like = likeness(one, other);
  if (like >= ALIKE_MIN || isNamedAlike(one, other)) return 'alike';
  const isTold = one.goods.length > 0 && other.goods.length > 0;
  return isTold && like <= UNLIKE_MAX ? 'other' : 'unclear';
}

function categoryLevel(sent: MatchingLine, received: MatchingLine): Level<'category'> {
  if (sent.category === received.category) return 'same';
  const isDoubtful =
    sent.isCategoryProposed ||
    received.isCategoryProposed ||
    sent.category === 'other' ||
    received.category === 'other';
  return isDoubtful ? 'doubtful' : 'other';
}
