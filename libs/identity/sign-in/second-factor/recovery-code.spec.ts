import { hashRecoveryCode, newRecoveryCodes } from './recovery-code';

// Goal: what a person copied onto paper works however it is typed, and nothing else does.
describe('recovery codes', () => {
  test('are ten, each of 80 bits in four groups, none twice', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes)
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  test('use every sign, so that no bit is lost', () => {
    const all = Array.from({ length: 40 }, newRecoveryCodes).flat().join('').replaceAll('-', '');
    expect(new Set(all).size).toBe(32);
  });

  test.each([
    'ABCD-EFGH-JKM1-0NPQ',
    'abcd-efgh-jkm1-0npq',
    'abcdefghjkm10npq',
    ' abcd efgh jkml onpq ',
    'ABCD-EFGH-JKMI-ONPQ',
  ])('are the same as %s', (text) => {
    expect(hashRecoveryCode(text)).toEqual(hashRecoveryCode('ABCDEFGHJKM10NPQ'));
  });

  test.each(['', '123456', 'ABCD-EFGH-JKM1-0NP', 'ABCD-EFGH-JKM1-0NPQR', 'UUUU-UUUU-UUUU-UUUU'])(
    'cannot be %s',
    (text) => {
      expect(hashRecoveryCode(text)).toBeNull();
    },
  );
});
