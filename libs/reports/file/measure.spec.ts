import * as fc from 'fast-check';
import { sayError } from '../error-texts';
import { CellProblem } from './cell-error';
import { parseMassGrams, parseMoneyText, parsePackages, parseQuantityMilli } from './measure';

const NBSP = '\u00a0';
const NARROW_NBSP = '\u202f';

describe('a mass', () => {
  it.each([
    ['12', 12_000n],
    ['12.5', 12_500n],
    ['12,5', 12_500n],
    ['12,50', 12_500n],
    ['.5', 500n],
    ['0,234', 234n],
    ['0.234', 234n],
    ['1234,567', 1_234_567n],
    ['1,2345', 1_235n],
    ['1.2344', 1_234n],
    ['1 234', 1_234_000n],
    [`1${NBSP}234,5`, 1_234_500n],
    [`1${NARROW_NBSP}234${NARROW_NBSP}567.25`, 1_234_567_250n],
    ["1'234.5", 1_234_500n],
    ['1’234', 1_234_000n],
    ['1,234.5', 1_234_500n],
    ['1.234,5', 1_234_500n],
    ['1,234.567', 1_234_567n],
    ['1.234.567', 1_234_567_000n],
    ['1,234,567.8', 1_234_567_800n],
    ['12 500,250', 12_500_250n],
    ['  7  ', 7_000n],
    ['0012', 12_000n],
    ['0.0005', 1n],
    ['0.00149', 1n],
  ])('%j kg is %s g', (text, grams) => {
    expect(parseMassGrams(text)).toBe(grams);
  });

  it.each([
    ['12,5 т', 12_500_000n],
    ['≈ 20 тонн', 20_000_000n],
    ['~20t', 20_000_000n],
    ['близько 3 т.', 3_000_000n],
    ['ca. 2,5 t', 2_500_000n],
    ['20 t', 20_000_000n],
    ['500 g', 500n],
    ['500 г', 500n],
    ['0,4 г', null],
    ['44 lb', 19_958n],
    ['1 lb', 454n],
    ['100000 lb', 45_359_237n],
    ['12 500 кг', 12_500_000n],
    ['3 KG', 3_000n],
    ['1 000 000 т', 1_000_000_000_000n],
  ])('%j counts in the unit behind it', (text, grams) => {
    const read = parseMassGrams(text);
    if (grams === null) expect(read).toBeInstanceOf(CellProblem);
    else expect(read).toBe(grams);
  });

  it('without a unit is in the unit of its column', () => {
    expect(parseMassGrams('12,5', 't')).toBe(12_500_000n);
    expect(parseMassGrams('12,5 kg', 't')).toBe(12_500n);
  });

  it.each(['', '   ', NBSP])('is null where the cell is empty: %j', (text) => {
    expect(parseMassGrams(text)).toBeNull();
  });

  it.each([
    ['1,234', '1234', '1.234'],
    ['1.234', '1234', '1.234'],
    ['12,500 кг', '12500', '12.500'],
    ['~ 123.456', '123456', '123.456'],
  ])('that could mean two things is refused with both readings: %j', (text, one, other) => {
    const problem = parseMassGrams(text) as CellProblem;
    expect(problem).toBeInstanceOf(CellProblem);
    expect(sayError('en', problem).message).toContain(`${one} or as ${other}`);
    // What is proposed can be read and means what it says.
    expect(sayError('en', problem).expected.startsWith(`${one} `)).toBe(true);
    expect(parseMassGrams(`${other}0`)).not.toBeInstanceOf(CellProblem);
  });

  it.each([
    ['0', 'zero'],
    ['0,000', 'zero'],
    ['0.0004', 'half a gram'],
    ['-5', 'negative'],
    ['−5', 'negative'],
    ['+5', 'sign'],
    ['NaN', 'not a number'],
    ['Infinity', 'not a number'],
    ['∞', 'not a number'],
    ['1e30', 'exponent'],
    ['1,5E+03', 'exponent'],
    ['0x1F', 'not a number'],
    ['=A1', 'formula'],
    ['@SUM(A1)', 'formula'],
    ['10-20', 'range'],
    ['20–25 т', 'range'],
    ['5 x 20 kg', 'not a number'],
    ['багато', 'not a number'],
    ['-', 'not a number'],
    ['1 23', 'separators'],
    ['1,23,456', 'separators'],
    ['1.2.3', 'separators'],
    ["1'234 567", 'separators'],
    ['12,34.5', 'separators'],
    ['0 123', 'separators'],
    ['5 шт', 'not a unit of mass'],
    ['5,', 'not a unit of mass'],
    ['1000000,001 т', '1,000,000 t'],
    ['1 000 000 001', '1,000,000 t'],
    ['1234567890123456', 'more than 15 digits'],
    ['9'.repeat(1_000), 'too long'],
    ['١٢', 'not a number'],
  ])('is refused with the reason: %j', (text, reason) => {
    const problem = parseMassGrams(text) as CellProblem;
    expect(problem).toBeInstanceOf(CellProblem);
    expect(sayError('en', problem).message).toContain(reason);
    expect(sayError('en', problem).expected).not.toBe('');
  });

  it('is read to 15 significant digits, as what a spreadsheet writes has noise behind them', () => {
    expect(parseMassGrams('1234.1000000000001')).toBe(1_234_100n);
    expect(parseMassGrams('0.30000000000000004')).toBe(300n);
    expect(parseMassGrams('999999999.9999999')).toBe(1_000_000_000_000n);
  });
});

describe('a quantity', () => {
  it.each([
    ['5', 5_000n],
    ['2,5', 2_500n],
    ['1 000', 1_000_000n],
    ['0.125', 125n],
    ['2.5000', 2_500n],
    ['', null],
  ])('%j is %s thousandths', (text, milli) => {
    expect(parseQuantityMilli(text)).toBe(milli);
  });

  it.each([
    ['0', 'zero'],
    ['1.2345', '3 decimals'],
    ['-1', 'negative'],
    ['1,234', 'two|1234 or as 1.234'],
    ['5 шт', 'behind the number'],
    ['1 000 000 001', '1,000,000,000'],
  ])('is refused: %j', (text, reason) => {
    const problem = parseQuantityMilli(text) as CellProblem;
    expect(problem).toBeInstanceOf(CellProblem);
    expect(sayError('en', problem).message).toMatch(new RegExp(reason));
  });
});

describe('a sum of money', () => {
  it.each([
    ['1234', '1234'],
    ['1 234,50', '1234.5'],
    ['1.234,5678', '1234.5678'],
    ['0,05', '0.05'],
    ['', null],
  ])('%j is %j', (text, value) => {
    expect(parseMoneyText(text)).toBe(value);
  });

  it.each(['0', '-1', '1,234', '100 €', '=B2', '1 000 000 000 000'])('is refused: %j', (text) => {
    expect(parseMoneyText(text)).toBeInstanceOf(CellProblem);
  });
});

describe('a number of packages', () => {
  it.each([
    ['12', 12],
    ['1 200', 1_200],
    ['12 palet', 12],
    ['', null],
  ])('%j is %s', (text, packages) => {
    expect(parsePackages(text)).toBe(packages);
  });

  it.each(['0', '1.5', '-1', '12 слонів', '2 000 000 000'])('is refused: %j', (text) => {
    expect(parsePackages(text)).toBeInstanceOf(CellProblem);
  });
});

describe('any number in any style', () => {
  interface Style {
    thousands: string;
    decimal: string;
  }
  const styles: Style[] = [
    { thousands: '', decimal: '.' },
    { thousands: '', decimal: ',' },
    { thousands: ' ', decimal: ',' },
    { thousands: ' ', decimal: '.' },
    { thousands: NBSP, decimal: ',' },
    { thousands: NARROW_NBSP, decimal: ',' },
    { thousands: "'", decimal: '.' },
    { thousands: '’', decimal: '.' },
    { thousands: ',', decimal: '.' },
    { thousands: '.', decimal: ',' },
  ];
  const number = fc.record({
    whole: fc.oneof(fc.bigInt(0n, 999_999n), fc.bigInt(0n, 99_999_999_999n)),
    // Four digits that do not end in zero: no third decimal is ever the last, so nothing can be
    // read two ways.
    fraction: fc.option(fc.integer({ min: 0, max: 999 }).map((n) => `${n}`.padStart(3, '0') + '1')),
    style: fc.constantFrom(...styles),
  });

  it('reads back exactly', () => {
    fc.assert(
      fc.property(number, ({ whole, fraction, style }) => {
        const grouped = whole.toString().replace(/\B(?=(\d{3})+$)/g, style.thousands);
        // A single group behind "," or "." is the case that must be refused, not read.
        const marks = grouped.length - whole.toString().length;
        const isMark = style.thousands === ',' || style.thousands === '.';
        fc.pre(fraction !== null || !(isMark && marks === 1));
        fc.pre(whole > 0n || fraction !== null);
        const text = fraction === null ? grouped : `${grouped}${style.decimal}${fraction}`;
        const expected = fraction === null ? `${whole}` : `${whole}.${fraction}`;
        expect(parseMoneyText(text)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is converted to grams without loss', () => {
    const text = fc.bigInt(1n, 999_999_999_999n);
    fc.assert(
      fc.property(text, (grams) => {
        const digits = grams.toString().padStart(4, '0');
        const kg = `${digits.slice(0, -3)}.${digits.slice(-3)}0`;
        expect(parseMassGrams(kg)).toBe(grams);
        expect(parseMassGrams(`${grams} g`)).toBe(grams);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseMassGrams(text);
        parseMoneyText(text);
        parseQuantityMilli(text);
      }),
      { numRuns: 2_000 },
    );
  });
});
