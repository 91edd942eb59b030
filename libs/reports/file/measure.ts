import { VALUE_LIMIT } from '@pobratym/platform';
import { CellProblem } from './cell-error';
import { type Decimal, parseDecimal } from './decimal';
import { GRAMS_PER_UNIT, isMassUnit, type MassUnit, unitOf } from './unit';

/** A million tonnes: more on one line is a slip of the pen. */
const MASS_GRAMS_MAX = 1_000_000_000_000n;
const QUANTITY_MILLI_MAX = 1_000_000_000_000n;
const QUANTITY_DECIMALS_MAX = 3;
const PACKAGES_MAX = 1_000_000_000n;

/**
 * Grams of a mass cell, rounded half up; null where it is empty. `unit` is what a bare number is
 * in; a unit behind the number wins.
 */
export function parseMassGrams(text: string, unit: MassUnit = 'kg'): bigint | CellProblem | null {
  const decimal = parseDecimal(text);
  if (decimal === null || decimal instanceof CellProblem) return decimal;
  const named = decimal.suffix === '' ? unit : unitOf(decimal.suffix);
  if (named === null || !isMassUnit(named)) {
    return new CellProblem('mass-unit-unknown', { unit: decimal.suffix });
  }
  return massGramsOf(decimal, named);
}

/** Grams of a number in a unit of mass, rounded half up. */
export function massGramsOf(decimal: Decimal, unit: MassUnit): bigint | CellProblem {
  if (decimal.coefficient === 0n) return new CellProblem('mass-zero');
  const { numerator, denominator } = GRAMS_PER_UNIT[unit];
  const divisor = denominator * tenTo(decimal.scale);
  const grams = (2n * decimal.coefficient * numerator + divisor) / (2n * divisor);
  if (grams === 0n) return new CellProblem('mass-too-small');
  if (grams > MASS_GRAMS_MAX) {
    return new CellProblem('mass-too-large');
  }
  return grams;
}

/** Thousandths of a quantity without a unit; null where the cell is empty. */
export function parseQuantityMilli(text: string): bigint | CellProblem | null {
  const decimal = parseDecimal(text);
  if (decimal === null || decimal instanceof CellProblem) return decimal;
  if (decimal.suffix !== '') {
    return new CellProblem('quantity-suffix', { suffix: decimal.suffix });
  }
  return quantityMilliOf(decimal);
}

export function quantityMilliOf({ coefficient, scale }: Decimal): bigint | CellProblem {
  if (coefficient === 0n) return new CellProblem('quantity-zero');
  if (scale > QUANTITY_DECIMALS_MAX) {
    return new CellProblem('quantity-decimals');
  }
  const milli = coefficient * tenTo(QUANTITY_DECIMALS_MAX - scale);
  if (milli <= QUANTITY_MILLI_MAX) return milli;
  return new CellProblem('quantity-too-large');
}

/**
 * Plain decimal text of a sum of money without zeros behind it, e.g. "1234.5" for `1 234,50`; null
 * where the cell is empty. How many decimals count is the currency's matter, so none is dropped but
 * noise beyond 15 digits.
 */
export function parseMoneyText(text: string): string | CellProblem | null {
  const decimal = parseDecimal(text);
  if (decimal === null || decimal instanceof CellProblem) return decimal;
  const { coefficient, scale, suffix } = decimal;
  if (suffix !== '') return new CellProblem('value-suffix', { suffix });
  if (coefficient === 0n) return new CellProblem('value-zero');
  if (coefficient >= VALUE_LIMIT * tenTo(scale)) {
    return new CellProblem('value-too-large');
  }
  if (scale === 0) return coefficient.toString();
  const digits = coefficient.toString().padStart(scale + 1, '0');
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** A whole number of packages; null where the cell is empty. */
export function parsePackages(text: string): number | CellProblem | null {
  const decimal = parseDecimal(text);
  if (decimal === null || decimal instanceof CellProblem) return decimal;
  const { coefficient, scale, suffix } = decimal;
  if (suffix !== '' && unitOf(suffix) === null) {
    return new CellProblem('packages-suffix', { suffix });
  }
  if (scale > 0) return new CellProblem('packages-not-whole');
  if (coefficient === 0n || coefficient > PACKAGES_MAX) {
    return new CellProblem('packages-out-of-range');
  }
  return Number(coefficient);
}

const POWERS_OF_TEN = Array.from({ length: 20 }, (_, exponent) => 10n ** BigInt(exponent));

function tenTo(exponent: number): bigint {
  return POWERS_OF_TEN[exponent] ?? 10n ** BigInt(exponent);
}
