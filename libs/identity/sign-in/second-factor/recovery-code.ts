import { randomBytes } from 'node:crypto';
import { hashSecret } from '../secret';

export const RECOVERY_CODE_COUNT = 10;
const CODE_BYTES = 10;
const GROUP = /.{4}/g;
/** Crockford's base 32: no letter that is taken for a digit, none that makes words. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Codes of 80 random bits for when the telephone is lost, as `7Z2K-M0QF-…` in four groups. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODE_COUNT }, () => toText(randomBytes(CODE_BYTES)));

/** What is kept of one; null where the text cannot be one. However it is written down or typed. */
export function hashRecoveryCode(text: string): Buffer | null {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(plain) ? hashSecret(plain) : null;
}

function toText(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const signs = bits.match(/.{5}/g)!.map((five) => SIGNS[parseInt(five, 2)]);
  return signs.join('').match(GROUP)!.join('-');
}
