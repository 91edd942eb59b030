import { itemLevel, ReadLine } from './compare-lines';
import { Group } from './groups';
import { Pair } from './tie';

/** A line twice on its own side: the same amounts and goods, within so many days. */
const DUPLICATE_DAYS_MAX = 3;

/** Lines of one side that tell of the same: one load told twice, or two that are alike in all. */
export function isTwin(one: ReadLine, other: ReadLine): boolean {
  if (one === other) return true;
  if (one.massGrams !== other.massGrams || one.quantityMilli !== other.quantityMilli) return false;
  if (one.unit !== other.unit || one.valueMinor !== other.valueMinor) return false;
  if (one.massGrams === null && one.quantityMilli === null && one.valueMinor === null) return false;
  if (one.atShipmentId !== other.atShipmentId) return false;
  const [a, b] = [one.referenceKeys, other.referenceKeys];
  if (a.length > 0 && b.length > 0 && !a.some((key) => b.includes(key))) return false;
  const days = one.day === null || other.day === null ? 0 : Math.abs(one.day - other.day);
  if (days > DUPLICATE_DAYS_MAX) return false;
  const level = itemLevel(one.words, other.words);
  return level !== 'other' && level !== 'unclear';
}

/** Whether either line could be of another one by its amounts, and is not its twin. */
export const isRepeated = (pair: Pair, all: Pair[]): boolean =>
  all.some((other) => {
    if (other === pair || (other.sent !== pair.sent && other.received !== pair.received)) {
      return false;
    }
    const { mass, count } = other.score.levels;
    const isAlike =
      mass === 'same' || mass === 'weighed' || (mass === 'missing' && count === 'same');
    return isAlike && count !== 'other' && !isSameLoad(pair, other);
  });

/** Two ways to say the same: lines of one side that nobody could tell apart stand for each other. */
export function isSameLoad(one: Pair, other: Pair): boolean {
  if (one.sent !== other.sent && one.received !== other.received) return false;
  return isTwin(one.sent, other.sent) && isTwin(one.received, other.received);
}

/** The same parts but for twins among them. */
export function isSwap(one: Group, other: Group): boolean {
  const agree = (a: ReadLine[], b: ReadLine[]) =>
    a.length === b.length && a.every((line) => b.some((twin) => isTwin(line, twin)));
  return agree(one.sent, other.sent) && agree(one.received, other.received);
}
