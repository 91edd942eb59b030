import type { CityStatistics } from '../api/client';

/** The sum over cities that a page opens with. */
export interface Totals {
  /** null: no line anywhere gives a mass. */
  massReceivedKg: number | null;
  massDerivedKg: number;
  massConfirmedKg: number;
  cases: number;
  lines: number;
  linesWithoutMass: number;
  firstDay: string | null;
  lastDay: string | null;
  citiesReported: number;
  citiesWithoutData: number;
}

export function isReported(row: CityStatistics): boolean {
  return row.coverage === 'reported';
}

/** What came is known, how much of it is not: a city of which no line gives a mass. */
export function isMassUnknown(row: CityStatistics): boolean {
  return isReported(row) && (row.lines ?? 0) > 0 && row.lines === row.linesWithoutMass;
}

export function massReceived(row: CityStatistics): number | null {
  return isReported(row) && !isMassUnknown(row) ? (row.massReceivedKg ?? 0) : null;
}

/** Reported ones first, the largest on top, then those without data by name. */
export function sortRows(
  rows: readonly CityStatistics[],
  measure: 'mass' | 'cases',
  nameOfRow: (row: CityStatistics) => string,
): CityStatistics[] {
  const size = (row: CityStatistics) => (measure === 'mass' ? massReceived(row) : row.cases) ?? -1;
  return [...rows].sort(
    (a, b) =>
      Number(isReported(b)) - Number(isReported(a)) ||
      size(b) - size(a) ||
      (b.cases ?? 0) - (a.cases ?? 0) ||
      nameOfRow(a).localeCompare(nameOfRow(b)),
  );
}

export function totalsOf(rows: readonly CityStatistics[]): Totals {
  const reported = rows.filter(isReported);
  const lines = sum(reported, (row) => row.lines);
  const linesWithoutMass = sum(reported, (row) => row.linesWithoutMass);
  const days = (pick: (row: CityStatistics) => string | null) =>
    reported
      .map(pick)
      .filter((day): day is string => day !== null)
      .sort();
  return {
    massReceivedKg:
      lines > 0 && lines === linesWithoutMass ? null : sumKg(reported, (row) => row.massReceivedKg),
    massDerivedKg: sumKg(reported, (row) => row.massDerivedKg),
    massConfirmedKg: sumKg(reported, (row) => row.massConfirmedKg),
    cases: sum(reported, (row) => row.cases),
    lines,
    linesWithoutMass,
    firstDay: days((row) => row.firstDay)[0] ?? null,
    lastDay: days((row) => row.lastDay).at(-1) ?? null,
    citiesReported: reported.filter((row) => row.cityId !== null).length,
    citiesWithoutData: rows.length - reported.length,
  };
}

type Pick = (row: CityStatistics) => number | null;

function sum(rows: readonly CityStatistics[], pick: Pick): number {
  return rows.reduce((total, row) => total + (pick(row) ?? 0), 0);
}

/** Added as whole grams, so that a thousand decimals leave no dust behind. */
function sumKg(rows: readonly CityStatistics[], pick: Pick): number {
  return sum(rows, (row) => Math.round((pick(row) ?? 0) * 1000)) / 1000;
}
