import { Comparer, isWeighed, ReadLine, Score, Side } from './compare-lines';

/** One line of the one side, and several of the other that make it up. */
export interface Group {
  sent: ReadLine[];
  received: ReadLine[];
  bits: number;
  /** Of each pair of the one line with the several. */
  scores: Score[];
}

/** A split: one dispatched line arrives in several; a sum: several in one. How often they do. */
type Direction = 'split' | 'sum';
const SHARES: Record<Direction, number> = { split: 0.08, sum: 0.04 };

/** Parts of one load lie within so many days of each other. */
const SPREAD_DAYS_MAX = 30;
const PARTS_MAX = 4;
/** Of more candidates than these the most alike are tried. */
const POOL_MAX = 12;
/** How much of what a further part says is new. */
const TOLD_BY_EACH = 0.6;
/** Sums that are the same, and that differ as weighing does; of true groups. */
const SUM_SAME = 0.75;
const SUM_WEIGHED = 0.25;
const COUNT_SAME = 0.85;
const COUNT_OTHER = 0.08;

/**
 * A load that left as one line and arrived in several, or the other way: by masses or counts that
 * sum to it. How likely a sum fits by chance is told by how coarse the amounts are: 400 and 600 of
 * 1000 kg fit often, 412.5 and 587.5 seldom.
 */
export function findGroups(
  one: Side,
  direction: Direction,
  comparer: Comparer,
  nearby: (line: ReadLine) => ReadLine[],
): Group[] {
  const groups: Group[] = [];
  for (const whole of one.lines) {
    if (whole.massGrams === null && whole.quantityMilli === null) continue;
    const pool: Part[] = [];
    for (const line of nearby(whole)) {
      const part = partOf(whole, line, direction, comparer);
      if (part) pool.push(part);
    }
    if (pool.length < 2) continue;
    pool.sort((a, b) => b.bits - a.bits || a.line.index - b.line.index);
    const tried = pool.slice(0, POOL_MAX);
    for (const parts of subsets(whole, tried)) {
      const group = weigh(whole, parts, direction, comparer);
      if (group) groups.push(group);
    }
  }
  return groups;
}

interface Part {
  line: ReadLine;
  /** What speaks for it besides the amounts. */
  bits: number;
  score: Score;
}

function partOf(
  whole: ReadLine,
  line: ReadLine,
  direction: Direction,
  comparer: Comparer,
): Part | null {
  const isLess =
    (whole.massGrams !== null && line.massGrams !== null && line.massGrams < whole.massGrams) ||
    (whole.massGrams === null || line.massGrams === null
      ? whole.unit === line.unit &&
        whole.quantityMilli !== null &&
        line.quantityMilli !== null &&
        line.quantityMilli < whole.quantityMilli
      : false);
  if (!isLess) return null;
  const [sent, received] = direction === 'split' ? [whole, line] : [line, whole];
  const score = comparer.compareApart(sent, received);
  if (score === null || score.levels.days === 'before') return null;
  const { reference, item, category } = score.levels;
  // Of another kind by all that is said of them, and no number in common: no parts of it.
  const isOther = item === 'other' && category !== 'same';
  if (reference !== 'same' && (isOther || category === 'other')) return null;
  return { line, bits: score.bits, score };
}

/** Those of two to four parts whose masses, or else counts, sum to the whole's. */
function* subsets(whole: ReadLine, pool: Part[]): Generator<Part[]> {
  const byMass = whole.massGrams !== null;
  const amountOf = ({ line }: Part) => (byMass ? line.massGrams : line.quantityMilli);
  const target = byMass ? whole.massGrams! : whole.quantityMilli!;
  const usable = pool.filter((part) => amountOf(part) !== null);
  const fits = (sum: number) => (byMass ? isWeighed(sum, target) : sum === target);
  const max = target + (byMass ? Math.max(target / 40, 11_000) : 0);
  const chosen: Part[] = [];
  function* extend(from: number, sum: number): Generator<Part[]> {
    for (let at = from; at < usable.length; at++) {
      const next = sum + amountOf(usable[at]!)!;
      if (next > max) continue;
      if (!chosen.every(({ line }) => isNear(line, usable[at]!.line))) continue;
      chosen.push(usable[at]!);
      if (chosen.length >= 2 && fits(next)) yield [...chosen];
      if (chosen.length < PARTS_MAX) yield* extend(at + 1, next);
      chosen.pop();
    }
  }
  yield* extend(0, 0);
}

const isNear = (one: ReadLine, other: ReadLine): boolean =>
  one.day === null || other.day === null || Math.abs(one.day - other.day) <= SPREAD_DAYS_MAX;

function weigh(
  whole: ReadLine,
  parts: Part[],
  direction: Direction,
  comparer: Comparer,
): Group | null {
  const lines = parts.map(({ line }) => line);
  let bits = Math.log2(SHARES[direction]);
  if (whole.massGrams !== null && lines.every((line) => line.massGrams !== null)) {
    const sum = lines.reduce((total, line) => total + line.massGrams!, 0);
    const isSame = sum === whole.massGrams;
    const grain = lines.reduce((all, line) => divisor(all, line.massGrams!), whole.massGrams);
    const chance = isSame ? Math.max(grain / whole.massGrams, 0.0005) : 0.04;
    bits += Math.log2((isSame ? SUM_SAME : SUM_WEIGHED) / chance);
  }
  if (
    whole.quantityMilli !== null &&
    lines.every((line) => line.quantityMilli !== null && line.unit === whole.unit)
  ) {
    const sum = lines.reduce((total, line) => total + line.quantityMilli!, 0);
    const grain = lines.reduce(
      (all, line) => divisor(all, line.quantityMilli!),
      whole.quantityMilli,
    );
    const chance = Math.max(grain / whole.quantityMilli, 0.002);
    bits += sum === whole.quantityMilli ? Math.log2(COUNT_SAME / chance) : Math.log2(COUNT_OTHER);
  }
  // Parts of one load have much in common with one another: each after the worst tells less.
  const partBits = parts.map((part) => part.bits + comparer.priorBits).sort((a, b) => a - b);
  partBits.forEach((part, n) => (bits += n > 0 && part > 0 ? part * TOLD_BY_EACH : part));
  if (bits <= 0) return null;
  const scores = parts.map(({ score }) => score);
  return direction === 'split'
    ? { sent: [whole], received: lines, bits, scores }
    : { sent: lines, received: [whole], bits, scores };
}

function divisor(one: number, other: number): number {
  let [a, b] = [one, other];
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
