import { CellProblem, shorten } from './cell-error';
import { parseDecimal } from './decimal';
import { massGramsOf, quantityMilliOf } from './measure';
import type { ReportSide } from './report-column';
import { isMassUnit, type UnitCode, unitOf } from './unit';

export interface Quantity {
  milli: bigint | null;
  unit: UnitCode | null;
  /** The unit as written where it is unknown. */
  unitText: string | null;
  /** Set where the unit is one of mass. */
  massGrams: bigint | null;
}

const NO_QUANTITY: Quantity = { milli: null, unit: null, unitText: null, massGrams: null };

/**
 * Reads the cells `quantity` and `unit` together. The unit may also stand behind the number. One
 * that is unknown is an error, but for a public source, where it stays as text.
 */
export function readQuantity(
  quantityText: string,
  unitCell: string | null,
  side: ReportSide,
): Quantity | { column: 'quantity' | 'unit'; problem: CellProblem } {
  const decimal = parseDecimal(quantityText);
  if (decimal instanceof CellProblem) return { column: 'quantity', problem: decimal };
  const written = unitCell ?? (decimal?.suffix || null);
  const unit = written === null ? null : unitOf(written);
  if (written !== null && unit === null && side !== 'public_source') {
    const column = unitCell === null ? 'quantity' : 'unit';
    return { column, problem: unknownUnit(written) };
  }
  if (decimal === null) return NO_QUANTITY;
  const behind = decimal.suffix;
  if (behind !== '' && unitCell !== null && (unit === null || unitOf(behind) !== unit)) {
    return { column: 'quantity', problem: twoUnits(behind, unitCell) };
  }
  const milli = quantityMilliOf(decimal);
  if (milli instanceof CellProblem) return { column: 'quantity', problem: milli };
  const unitText = unit === null ? written : null;
  if (unit === null || !isMassUnit(unit)) return { milli, unit, unitText, massGrams: null };
  const massGrams = massGramsOf(decimal, unit);
  if (massGrams instanceof CellProblem) return { column: 'quantity', problem: massGrams };
  return { milli, unit, unitText, massGrams };
}

function unknownUnit(written: string): CellProblem {
  return new CellProblem('unit-unknown', { unit: shorten(written) });
}

function twoUnits(behind: string, unitCell: string): CellProblem {
  return new CellProblem('unit-twice', { behind, unit: shorten(unitCell) });
}
