import { sayError } from '../error-texts';
import { CellProblem } from './cell-error';
import { parseReportDate } from './report-date';

const TODAY = '2026-03-15';

describe('a date', () => {
  it.each([
    ['2023-04-13', '2023-04-13'],
    ['13.04.2023', '2023-04-13'],
    ['3.4.2023', '2023-04-03'],
    ['13/04/2023', '2023-04-13'],
    ['04/13/2023', '2023-04-13'],
    ['04/04/2023', '2023-04-04'],
    [' 2024-02-29 ', '2024-02-29'],
    ['2023-04-13 00:00:00', '2023-04-13'],
    ['2023-04-13T00:00:00.000', '2023-04-13'],
    ['13.04.2023 р.', '2023-04-13'],
    ['1991-08-24', '1991-08-24'],
    [TODAY, TODAY],
  ])('%j is %s', (text, on) => {
    expect(parseReportDate(text, TODAY)).toEqual({ precision: 'day', on });
  });

  it.each([
    ['2022-11', '2022-11-01'],
    ['11.2022', '2022-11-01'],
    ['2026-03', '2026-03-01'],
    ['1991-08', '1991-08-01'],
  ])('%j is a month', (text, on) => {
    expect(parseReportDate(text, TODAY)).toEqual({ precision: 'month', on });
  });

  it('of four digits is a year, which has no day', () => {
    expect(parseReportDate('2022', TODAY)).toEqual({ precision: 'year', on: null });
  });

  it('is null where the cell is empty', () => {
    expect(parseReportDate('  ', TODAY)).toBeNull();
  });

  it('that could mean two days is refused with both', () => {
    const problem = parseReportDate('03/04/2023', TODAY) as CellProblem;
    expect(sayError('en', problem).message).toContain('2023-04-03 or as 2023-03-04');
    expect(sayError('en', problem).expected).toContain('2023-04-03 or 2023-03-04');
  });

  it.each([
    ['31.02.2023', 'no day 2023-02-31'],
    ['29.02.2023', 'no day'],
    ['29.02.1900', 'no day'],
    ['2023-13-01', 'no day'],
    ['2023-00-10', 'no day'],
    ['2023-01-00', 'no day'],
    ['14/13/2023', 'no day'],
    ['2022-13', 'no month'],
    ['1991-08-23', 'before 1991-08-24'],
    ['1991-07', 'before'],
    ['1990', 'before'],
    ['2026-03-16', 'after today, 2026-03-15'],
    ['2026-04', 'after today'],
    ['2027', 'after today'],
    ['05.03.23', 'not a date'],
    ['2023/04/13', 'not a date'],
    ['2023-04-13 10:30', 'not a date'],
    ['2023-04-13T00:00:00Z', 'not a date'],
    ['45029', 'not a date'],
    ['=TODAY()', 'not a date'],
    ['вчора', 'not a date'],
  ])('is refused with the reason: %j', (text, reason) => {
    const problem = parseReportDate(text, TODAY) as CellProblem;
    expect(problem).toBeInstanceOf(CellProblem);
    expect(sayError('en', problem).message).toContain(reason);
    expect(sayError('en', problem).expected).not.toBe('');
  });
});
