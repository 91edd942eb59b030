import { builtInFormat, formatOf, type ShownDate } from './cell-format';
import { columnIndexOf, columnName, dateOfSerial, plainNumber, unescapeText } from './cell-text';

// Goal: what stands in a cell is read as the person saw it, digit for digit and day for day.
describe('a number in a cell', () => {
  it.each([
    ['0.1', '0.1'],
    ['0.10000000000000001', '0.1'],
    ['0.30000000000000004', '0.3'],
    ['12.5', '12.5'],
    ['1234567.89', '1234567.89'],
    ['1E-3', '0.001'],
    ['1.5E+3', '1500'],
    ['1.2345E2', '123.45'],
    ['-7.50', '-7.5'],
    ['999999999999999.5', '1000000000000000'],
    ['9.9999999999999995E-2', '0.1'],
    ['123456789012345678', '123456789012346000'],
    ['0.0', '0'],
    ['-0', '0'],
    ['007', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
  ])('%s is %s', (text, expected) => expect(plainNumber(text)).toBe(expected));

  it.each(['', '.', 'abc', '1e', '1E9999', 'INF', 'NaN', '1,5', '0x10', '１'])(
    'is not made of %j',
    (text) => expect(plainNumber(text)).toBe(text),
  );
});

describe('a serial number', () => {
  it.each<[string, ShownDate, boolean, string | null]>([
    ['45029', 'day', false, '2023-04-13'],
    ['45029.4375', 'day', false, '2023-04-13'],
    ['43567', 'day', true, '2023-04-13'],
    ['1', 'day', false, '1900-01-01'],
    ['59', 'day', false, '1900-02-28'],
    ['60', 'day', false, '1900-02-29'],
    ['61', 'day', false, '1900-03-01'],
    ['0', 'day', true, '1904-01-01'],
    ['2958465', 'day', false, '9999-12-31'],
    ['44866', 'month', false, '2022-11'],
    ['44866', 'year', false, '2022'],
    ['0', 'day', false, null],
    ['-1', 'day', false, null],
    ['2958466', 'day', false, null],
    ['1000000000', 'day', false, null],
    ['x', 'day', false, null],
  ])('%s, shown as %s, counted from 1904 %s, is %s', (number, shown, is1904, expected) =>
    expect(dateOfSerial(number, shown, is1904)).toBe(expected),
  );
});

describe('a format', () => {
  it.each([
    ['dd.mm.yyyy', 'day'],
    ['d/m/yy h:mm', 'day'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'day'],
    ['yyyy\\-mm\\-dd;@', 'day'],
    ['mmm\\ yyyy', 'month'],
    ['yyyy-mm', 'month'],
    ['mmmm', 'month'],
    ['yyyy', 'year'],
    ['General', null],
    ['#,##0.00', null],
    ['0.00E+00', null],
    ['[Red]-0', null],
    ['#,##0 "днів"', null],
    ['#,##0\\ [$грн-422]', null],
    ['h:mm', null],
    ['mm:ss.0', null],
    ['[h]:mm:ss', null],
    ['h:mm AM/PM', null],
    ['@', null],
  ])('%s shows %s', (code, date) => expect(formatOf(code).date).toBe(date));

  it.each([
    ['0.0" т"', 't'],
    ['#,##0\\ "кг"', 'kg'],
    ['0" шт."', 'piece'],
    ['0" грн"', null],
    ['0;-0" т"', null],
  ])('%s shows the unit %s', (code, unit) => expect(formatOf(code).unit).toBe(unit));

  it.each([
    [14, 'day'],
    [17, 'month'],
    [22, 'day'],
    [30, 'day'],
    [20, null],
    [33, null],
    [46, null],
    [2, null],
  ])('of number %i shows %s', (id, date) => expect(builtInFormat(id).date).toBe(date));
});

test('a cell’s name tells its column', () => {
  for (const [name, index] of Object.entries({ A1: 0, Z9: 25, AA10: 26, XFD1048576: 16_383 })) {
    expect(columnIndexOf(name)).toBe(index);
    expect(columnName(index)).toBe(name.replace(/\d+/, ''));
  }
  for (const wrong of ['', '1', 'a1', 'ABCD1', 'Ж1']) expect(columnIndexOf(wrong)).toBe(-1);
});

test('control characters that XML cannot hold are read', () => {
  expect(unescapeText('a_x000D_b_x005F_x000D_ _xyz_')).toBe('a\rb_x000D_ _xyz_');
  // Halves that meet are a character; one alone is none.
  expect(unescapeText('a_xD83D__xDE00_b_xD83D_c')).toBe('a😀b\ufffdc');
});
