import { MASS_GRAMS_MAX, QUANTITY_MILLI_MAX } from '@pobratym/platform';
import { AmountDoubt } from './amount-doubt';
import { Reading, readNumbers } from './amount-readings';
import { tokenise } from './amount-tokens';
import { UnitOfCount } from './amount-words';

/** What a text says of how much there is. What it does not say, or says doubtfully, is null. */
export interface ReadAmounts {
  massGrams: bigint | null;
  /** Thousandths. */
  quantityMilli: bigint | null;
  /** Of the quantity. */
  unit: UnitOfCount | null;
  /** The text itself calls one of them rough: `≈ 20 t`, `over 100 beds`. */
  isApproximate: boolean;
  isAmbiguous: boolean;
  /** Empty unless it is ambiguous. */
  doubts: AmountDoubt[];
}

/**
 * Reads mass and count out of the words of an item: `37 генераторів`, `2 фури по 20 т`, `3 x 500 kg`,
 * `20 palet, 5 ton`. What could mean two things is not guessed. A lorry that carries is a measure,
 * not goods: `2 lorries of 20 t each` are 40 t and no vehicle. Texts are read to 1,000 characters.
 * Never throws.
 */
export function readAmounts(text: string): ReadAmounts {
  const readings = readNumbers(tokenise(text), text);
  const doubts = new Set<AmountDoubt>();
  const masses = readings.filter(({ measure }) => measure === 'mass');
  // With a mass beside it, a lorry is what carries it.
  const counts = readings.filter(
    ({ measure, isCarrier }) => measure === 'count' && !(isCarrier && masses.length > 0),
  );
  const mass = settle(masses, 'several_masses', MASS_GRAMS_MAX, doubts);
  const count = settle(counts, 'several_counts', QUANTITY_MILLI_MAX, doubts);
  return {
    massGrams: mass?.value ?? null,
    quantityMilli: count?.value ?? null,
    unit: count?.unit ?? null,
    isApproximate: (mass?.isApproximate ?? false) || (count?.isApproximate ?? false),
    isAmbiguous: doubts.size > 0,
    doubts: [...doubts],
  };
}

interface Settled {
  value: bigint;
  unit: UnitOfCount | null;
  isApproximate: boolean;
}

/** One answer of all that the text says of a measure, or a doubt. */
function settle(
  readings: Reading[],
  several: AmountDoubt,
  max: bigint,
  doubts: Set<AmountDoubt>,
): Settled | undefined {
  const found: AmountDoubt[] = readings.flatMap(({ doubt }) => (doubt ? [doubt] : []));
  const sure = readings.filter(({ value }) => value !== null && value > 0n);
  const first = sure[0];
  // `5 t flour, 5 t sugar` are ten; `20 t (20 000 kg)` says one thing twice.
  const others = sure.slice(1).filter(({ isBracketed }) => !isBracketed);
  if (others.length > 0 || sure.some(({ value, unit }) => !isSame(first!, value, unit))) {
    found.push(several);
  }
  if (sure.some(({ value }) => value! > max)) found.push('too_large');
  for (const doubt of found) doubts.add(doubt);
  if (found.length > 0 || !first) return undefined;
  const { value, unit } = first;
  return { value: value!, unit, isApproximate: sure.some(({ isApproximate }) => isApproximate) };
}

const isSame = (first: Reading, value: bigint | null, unit: UnitOfCount | null): boolean =>
  value === first.value && unit === first.unit;
