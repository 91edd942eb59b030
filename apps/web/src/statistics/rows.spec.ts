import type { CityStatistics } from '../api/client';
import { isMassUnknown, massReceived, sortRows, totalsOf } from './rows';

function row(nameUk: string, figures: Partial<CityStatistics> | null): CityStatistics {
  const empty = { lines: 1, linesWithoutMass: 0, cases: 1, firstDay: null, lastDay: null };
  return {
    cityId: nameUk,
    nameUk,
    coverage: figures ? 'reported' : 'no_data',
    ...(figures ? { ...empty, ...figures } : {}),
  } as CityStatistics;
}

const ROWS = [
  row('Без даних', null),
  row('Мала', { massReceivedKg: 0.1, firstDay: '2025-02-01', lastDay: '2025-03-01' }),
  row('Без маси', { massReceivedKg: 0, lines: 4, linesWithoutMass: 4, cases: 3 }),
  row('Велика', { massReceivedKg: 0.2, firstDay: '2025-01-01', lastDay: '2025-02-01' }),
  row('Нічого', { massReceivedKg: 0, lines: 0, cases: 0 }),
];
const names = (rows: CityStatistics[]) => rows.map(({ nameUk }) => nameUk);
const nameOf = ({ nameUk }: CityStatistics) => nameUk ?? '';

describe('rows of the statistics', () => {
  it('a city that received nothing has 0, one whose masses nobody gave has none', () => {
    expect(massReceived(ROWS[4]!)).toBe(0);
    expect(massReceived(ROWS[2]!)).toBeNull();
    expect(isMassUnknown(ROWS[2]!)).toBe(true);
    expect(massReceived(ROWS[0]!)).toBeNull();
    expect(isMassUnknown(ROWS[0]!)).toBe(false);
  });

  it('stand by the measure, and those without data last', () => {
    const byMass = ['Велика', 'Мала', 'Нічого', 'Без маси', 'Без даних'];
    const byCases = ['Без маси', 'Велика', 'Мала', 'Нічого', 'Без даних'];
    expect(names(sortRows(ROWS, 'mass', nameOf))).toEqual(byMass);
    expect(names(sortRows(ROWS, 'cases', nameOf))).toEqual(byCases);
  });

  it('add up in grams, with the window and what is not known beside them', () => {
    expect(totalsOf(ROWS)).toEqual({
      massReceivedKg: 0.3,
      massDerivedKg: 0,
      massConfirmedKg: 0,
      cases: 5,
      lines: 6,
      linesWithoutMass: 4,
      firstDay: '2025-01-01',
      lastDay: '2025-03-01',
      citiesReported: 4,
      citiesWithoutData: 1,
    });
  });

  it('have no total mass where not a single line gives one', () => {
    expect(totalsOf([ROWS[0]!, ROWS[2]!]).massReceivedKg).toBeNull();
  });
});
