import { CellProblem } from './cell-error';
import { type Decimal, parseDecimal } from './decimal';
import { GRAMS_PER_UNIT, isMassUnit, type MassUnit, unitOf } from './unit';

/** A million tonnes: more on one line is a slip of the pen. */
const MASS_GRAMS_MAX = 1_000_000_000_000n;
const QUANTITY_MILLI_MAX = 1_000_000_000_000n;
const QUANTITY_DECIMALS_MAX = 3;
const PACKAGES_MAX = 1_000_000_000n;
/** With the four decimals of the finest currency it stays within 63 bits. */
const VALUE_MAX = 10n ** 13n;

const MASS_EXPECTED =
  'A mass above 0 and up to 1,000,000 t, such as 12.5, 12,5 т, 500 g or 44 lb; ' +
  'without a unit it is in the unit of the column.';
const QUANTITY_EXPECTED = 'A number above 0 with at most 3 decimals, such as 20 or 2.5.';
const VALUE_EXPECTED =
  'A sum above 0, such as 1234.50, and its currency in the column currency; ' +
  'an empty cell where it is not known.';
const PACKAGES_EXPECTED = 'A whole number from 1 to 1,000,000,000.';

/**
 * Grams of a mass cell, rounded half up; null where it is empty. `unit` is what a bare number is
 * in; a unit behind the number wins.
 */
export function parseMassGrams(text: string, unit: MassUnit = 'kg'): bigint | CellProblem | null {
  const decimal = parseDecimal(text);
  if (decimal === null || decimal instanceof CellProblem) return decimal;
  const named = decimal.suffix === '' ? unit : unitOf(decimal.suffix);
  if (named === null || !isMassUnit(named)) {
    return new CellProblem(`“${decimal.suffix}” is not a unit of mass.`, MASS_EXPECTED);
  }
  return massGramsOf(decimal, named);
}

/** Grams of a number in a unit of mass, rounded half up. */
export function massGramsOf(decimal: Decimal, unit: MassUnit): bigint | CellProblem {
  if (decimal.coefficient === 0n) return new CellProblem('The mass is zero.', MASS_EXPECTED);
  const { numerator, denominator } = GRAMS_PER_UNIT[unit];
  const divisor = denominator * tenTo(decimal.scale);
  const grams = (2n * decimal.coefficient * numerator + divisor) / (2n * divisor);
  if (grams === 0n) return new CellProblem('The mass is less than half a gram.', MASS_EXPECTED);
  if (grams > MASS_GRAMS_MAX) {
    return new CellProblem('The mass is more than 1,000,000 t.', MASS_EXPECTED);
  }
  return grams;
}

/** Thousandths of a quantity without a unit; null where the cell is empty. */
export function parseQuantityMilli(text: string): bigint | CellProblem | null {
  const decimal = parseDecimal(text);
  if (decimal === null || decimal instanceof CellProblem) return decimal;
  if (decimal.suffix !== '') {
    return new CellProblem(`“${decimal.suffix}” stands behind the number.`, QUANTITY_EXPECTED);
  }
  return quantityMilliOf(decimal);
}

export function quantityMilliOf({ coefficient, scale }: Decimal): bigint | CellProblem {
  if (coefficient === 0n) return new CellProblem('The quantity is zero.', QUANTITY_EXPECTED);
  if (scale > QUANTITY_DECIMALS_MAX) {
    return new CellProblem('The quantity has more than 3 decimals.', QUANTITY_EXPECTED);
  }
  const milli = coefficient * tenTo(QUANTITY_DECIMALS_MAX - scale);
  if (milli <= QUANTITY_MILLI_MAX) return milli;
  return new CellProblem('The quantity is more than 1,000,000,000.', QUANTITY_EXPECTED);
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
  if (suffix !== '') return new CellProblem(`“${suffix}” stands behind the sum.`, VALUE_EXPECTED);
  if (coefficient === 0n) return new CellProblem('The value is zero.', VALUE_EXPECTED);
  if (coefficient > VALUE_MAX * tenTo(scale)) {
    return new CellProblem('The value is more than 10,000,000,000,000.', VALUE_EXPECTED);
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
    return new CellProblem(`“${suffix}” stands behind the number.`, PACKAGES_EXPECTED);
  }
  if (scale > 0) return new CellProblem('Packages are counted whole.', PACKAGES_EXPECTED);
  if (coefficient === 0n || coefficient > PACKAGES_MAX) {
    return new CellProblem('The number of packages is out of range.', PACKAGES_EXPECTED);
  }
  return Number(coefficient);
}

const POWERS_OF_TEN = Array.from({ length: 20 }, (_, exponent) => 10n ** BigInt(exponent));

function tenTo(exponent: number): bigint {
  return POWERS_OF_TEN[exponent] ?? 10n ** BigInt(exponent);
}
