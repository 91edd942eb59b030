import { readDecimal } from './decimal';

describe('readDecimal', () => {
  it.each([
    ['12000', 12000],
    ['12 000', 12000],
    ['12\u00a0000,5', 12000.5],
    ["12'000", 12000],
    ['12,5', 12.5],
    ['12.5', 12.5],
    ['1,234', 1.234],
    ['0,001', 0.001],
    [',5', 0.5],
    ['7,', 7],
    ['0', 0],
    ['1000000000', 1_000_000_000],
  ])('reads %j as %d', (typed, value) => {
    expect(readDecimal(typed)).toEqual({ kind: 'number', value });
  });

  it.each(['', '   ', '\u00a0'])('takes %j for nothing typed', (typed) => {
    expect(readDecimal(typed)).toEqual({ kind: 'empty' });
  });

  it.each([
    ['1.234,5', 'twoReadings'],
    ['1,234,567', 'twoReadings'],
    ['12 тонн', 'notANumber'],
    ['-5', 'notANumber'],
    ['1e5', 'notANumber'],
    ['NaN', 'notANumber'],
    ['.', 'notANumber'],
    ['٣', 'notANumber'],
    ['1,2345', 'tooManyPlaces'],
    ['1000000000,001', 'tooBig'],
    ['9'.repeat(400), 'tooBig'],
  ])('refuses %j: %s', (typed, reason) => {
    expect(readDecimal(typed)).toEqual({ kind: 'refused', reason });
  });
});
