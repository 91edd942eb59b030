import type { TFunction } from 'i18next';
import { today } from './clock';
import { dayText, windowText } from './dates';

const t = ((key: string) => key) as unknown as TFunction;

describe('days', () => {
  it.each([
    ['2025-03-05', 'day', '5 бер. 2025 р.'],
    ['2022-11-01', 'month', 'листопад 2022 р.'],
    ['2022-11-01', 'unknown', 'date.unknown'],
    [null, 'day', 'date.unknown'],
  ])('%s known to the %s is shown no finer than that', (day, precision, text) => {
    expect(dayText(day, precision, t, 'uk')).toBe(text);
  });

  it('a window says its first and last day once where they are the same', () => {
    expect(windowText('2025-03-05', '2025-03-05', t, 'uk')).toBe('5 бер. 2025 р.');
    // Which spaces stand in a range depends on the edition of CLDR.
    const window = windowText('2025-03-05', '2025-05-09', t, 'uk').replace(/\s/gu, ' ');
    expect(window).toBe('5 бер. – 9 трав. 2025 р.');
    expect(windowText(null, '2025-05-09', t, 'uk')).toBe('date.unknown');
  });

  it('today is the calendar day where the reader is, also just before midnight', () => {
    expect(today(new Date(2025, 0, 1, 0, 0, 1))).toBe('2025-01-01');
    expect(today(new Date(2025, 11, 31, 23, 59, 59))).toBe('2025-12-31');
  });
});
