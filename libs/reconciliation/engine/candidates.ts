import { DAYS_AFTER_MAX, DAYS_BEFORE_MAX, ReadLine, Side } from './compare-lines';
import { firstFrom } from './first-from';

/** In a window of more lines than these, only what has a value in common is looked at. */
const WINDOW_MAX = 400;
/** Of masses alike, in a large window. */
const MASS_PART = 0.02;
/** Of one value, in a large window: what more lines share says nothing. */
const SHARED_MAX = 200;

/** Finds the lines of a side that are worth comparing with one of the other side. */
export class Candidates {
  private readonly dated: ReadLine[];
  private readonly undated: ReadLine[];
  private readonly byMass: ReadLine[];
  private readonly byValue = new Map<string, ReadLine[]>();

  /** @param sign 1: this side sent, lines of the other lie after it; -1: it received */
  constructor(
    side: Side,
    private readonly sign: 1 | -1,
  ) {
    this.dated = side.lines.filter((line) => line.day !== null);
    this.undated = side.lines.filter((line) => line.day === null);
    this.byMass = side.lines
      .filter((line) => line.massGrams !== null)
      .sort((a, b) => a.massGrams! - b.massGrams! || a.index - b.index);
    for (const line of side.lines) {
      for (const value of valuesOf(line)) {
        const lines = this.byValue.get(value);
        if (lines) lines.push(line);
        else this.byValue.set(value, [line]);
      }
    }
  }

  /** In the order of the side. */
  near(other: ReadLine): ReadLine[] {
    const [from, to] = this.window(other);
    const size = to - from + this.undated.length;
    if (size <= WINDOW_MAX) return [...this.dated.slice(from, to), ...this.undated];
    const found = new Set<ReadLine>();
    const isNear = (line: ReadLine) =>
      line.day === null || other.day === null || this.isWithin(line.day, other.day);
    for (const value of valuesOf(other)) {
      const lines = this.byValue.get(value) ?? [];
      if (lines.length <= SHARED_MAX) for (const line of lines) if (isNear(line)) found.add(line);
    }
    if (other.massGrams !== null) {
      const { massGrams } = other;
      let at = firstFrom(this.byMass, (line) => line.massGrams!, massGrams * (1 - MASS_PART));
      for (; at < this.byMass.length; at++) {
        const line = this.byMass[at]!;
        if (line.massGrams! > massGrams * (1 + MASS_PART)) break;
        if (isNear(line)) found.add(line);
        if (found.size > WINDOW_MAX * 2) break;
      }
    }
    return [...found].sort((a, b) => a.index - b.index);
  }

  private isWithin(day: number, other: number): boolean {
    const gap = this.sign * (other - day);
    return gap >= -DAYS_BEFORE_MAX && gap <= DAYS_AFTER_MAX;
  }

  private window({ day }: ReadLine): [number, number] {
    if (day === null) return [0, this.dated.length];
    const [before, after] =
      this.sign === 1 ? [DAYS_AFTER_MAX, DAYS_BEFORE_MAX] : [DAYS_BEFORE_MAX, DAYS_AFTER_MAX];
    const dayOf = (line: ReadLine) => line.day!;
    return [
      firstFrom(this.dated, dayOf, day - before),
      firstFrom(this.dated, dayOf, day + after + 1),
    ];
  }
}

function valuesOf(line: ReadLine): string[] {
  const values = line.referenceKeys.map((key) => `r ${key}`);
  if (line.quantityMilli !== null) values.push(`n ${line.unit} ${line.quantityMilli}`);
  if (line.valueMinor !== null) values.push(`v ${line.currency} ${line.valueMinor}`);
  if (line.atShipmentId !== null) values.push(`s ${line.atShipmentId}`);
  values.push(`s ${line.caseId}`);
  return values;
}
