import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Config } from '@pobratym/platform';

type Key = Pick<Config, 'secretKey'>;

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The first byte: which way it is sealed, so that a later one can stand beside it. */
const FORM = 1;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/**
 * What we must read again and nobody else may, as it is kept in the database: a form byte, the
 * nonce, the tag, the text under AES-256-GCM.
 * @param purpose what it is and whose (`totp <person>`): what is put in another place does not open
 */
export function seal(config: Key, purpose: string, plain: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(config, 'seal'), nonce);
  cipher.setAAD(Buffer.from(purpose, 'utf8'));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(FORM), nonce, cipher.getAuthTag(), text]);
}

/** @throws an Error where it was changed, is of another purpose, or the installation's key is new */
export function open(config: Key, purpose: string, sealed: Buffer): string {
  if (sealed.length < HEAD_BYTES || sealed[0] !== FORM)
    throw new Error('This is not a seal of ours');
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const cipher = createDecipheriv(CIPHER, keyOf(config, 'seal'), nonce);
  cipher.setAAD(Buffer.from(purpose, 'utf8'));
  cipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  return cipher.update(sealed.subarray(HEAD_BYTES), undefined, 'utf8') + cipher.final('utf8');
}

/** A key for one use alone, made from the installation's (HKDF, RFC 5869). */
export const keyOf = ({ secretKey }: Key, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secretKey, '', `pobratym ${use}`, KEY_BYTES));
