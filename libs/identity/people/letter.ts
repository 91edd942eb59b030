import { createHmac, timingSafeEqual } from 'node:crypto';
import { Config, JobType } from '@pobratym/platform';
import { keyOf } from '../sign-in/seal';

export const LETTER_KINDS = ['invitation', 'password_reset'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** A letter that is to be sent. The job's id is `letterJobId(letterId)`. */
export const LETTER_WRITTEN: JobType<{ letterId: string }> = { queue: 'letters' };

export const letterJobId = (letterId: string): string => `letter-${letterId}`;

export interface LetterRef {
  id: string;
  kind: LetterKind;
}

const SIGNATURE_BYTES = 24;
const SHAPE = /^[\w-]{22}\.[\w-]{32}$/;

/**
 * What stands in a letter's link: its id, and 192 bits of HMAC-SHA256 over its kind and id. The
 * worker makes it from the id alone, and a copy of the database opens nothing: no secret is kept.
 */
export function letterText(config: Pick<Config, 'secretKey'>, { id, kind }: LetterRef): string {
  const signature = createHmac('sha256', keyOf(config, 'letter')).update(`${kind}|${id}`).digest();
  const idBytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  const short = signature.subarray(0, SIGNATURE_BYTES);
  return `${idBytes.toString('base64url')}.${short.toString('base64url')}`;
}

/** Which letter it is, or null: not one of ours. Whether it is still good, the database knows. */
export function readLetterText(config: Pick<Config, 'secretKey'>, text: string): LetterRef | null {
  if (!SHAPE.test(text)) return null;
  const hex = Buffer.from(text.slice(0, 22), 'base64url').toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const kind = LETTER_KINDS.find((one) =>
    timingSafeEqual(Buffer.from(letterText(config, { id, kind: one })), Buffer.from(text)),
  );
  return kind ? { id, kind } : null;
}

export const letterUrl = (
  config: Pick<Config, 'secretKey' | 'publicUrl'>,
  letter: LetterRef,
): string => `${config.publicUrl}/letters/${letterText(config, letter)}`;
