import fc from 'fast-check';
import { decimalFromJson, decimalToJson, formatDecimal, parseDecimal } from './decimal';

// Goal: an amount that goes through JSON or a file comes back the same to its last part.
describe('exact decimals', () => {
  const amount = fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n });

  test('come back from text and from JSON unchanged', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 4 }), (value, digits) => {
        expect(parseDecimal(formatDecimal(value, digits), digits)).toBe(value);
        const json = JSON.parse(JSON.stringify(decimalToJson(value, digits))) as number;
        expect(decimalFromJson(json, digits)).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    [12.345, 3, 12345n],
    [0.1, 3, 100n],
    [1e-3, 3, 1n],
    [1e14, 0, 100_000_000_000_000n],
    [0.1234, 3, null],
    [1e-7, 3, null],
    [1e30, 3, null],
    [Number.NaN, 3, null],
    [Number.POSITIVE_INFINITY, 3, null],
    [0.1 + 0.2, 3, null],
  ])('of the JSON number %p with %p digits the parts are %p', (value, digits, parts) => {
    expect(decimalFromJson(value, digits)).toBe(parts);
  });

  test.each(['', '-', '1.', '.5', '1e3', '0x1', '1,5', ' 1', '١'])('%p is no decimal', (text) => {
    expect(parseDecimal(text, 3)).toBeNull();
  });
});
