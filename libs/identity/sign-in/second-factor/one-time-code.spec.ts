import { newOneTimeSecret, otpauthUrlOf, stepOfCode } from './one-time-code';

/** `12345678901234567890`, the secret of the test vectors of RFC 6238. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

// Goal: the codes are those that every app shows, good for a step before and after.
describe('a one-time code', () => {
  // RFC 6238, appendix B, SHA-1; the last six of its eight digits.
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %i s is %s', async (seconds, code) => {
    expect(await stepOfCode(SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  test('is good one step before and after, and no longer', async () => {
    const step = 37037037;
    const code = '050471';
    const stepAt = (seconds: number) => stepOfCode(SECRET, code, at(seconds));
    const [first, last] = [step * 30, step * 30 + 29];
    expect(await stepAt(first)).toBe(step);
    expect(await stepAt(last)).toBe(step);
    expect(await stepAt(first - 30)).toBe(step);
    expect(await stepAt(last + 30)).toBe(step);
    expect(await stepAt(first - 31)).toBeNull();
    expect(await stepAt(last + 31)).toBeNull();
  });

  test('is wrong for another secret', async () => {
    const other = await newOneTimeSecret();
    expect(other).toMatch(/^[A-Z2-7]{32}$/);
    expect(await newOneTimeSecret()).not.toBe(other);
    expect(await stepOfCode(other, '287082', at(59))).toBeNull();
  });

  test('is set up by a URL that names us and the account', async () => {
    const url = new URL(await otpauthUrlOf(SECRET, 'olena@example.org'));
    expect(url.protocol).toBe('otpauth:');
    expect(decodeURIComponent(url.pathname)).toContain('Pobratym:olena@example.org');
    expect(url.searchParams.get('secret')).toBe(SECRET);
    expect(url.searchParams.get('issuer')).toBe('Pobratym');
  });
});
