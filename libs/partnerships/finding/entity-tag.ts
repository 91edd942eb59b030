import { createHash } from 'node:crypto';

/** A tag of what is shown: the same content has the same tag (RFC 9110, 8.8.3). */
export const entityTagOf = (shown: object): string =>
  `"${createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22)}"`;

/**
 * Whether a change that was sent with this `If-Match` is one of what stands there. Without the
 * header the sender does not ask for it; a weak tag never matches (RFC 9110, 13.1.1).
 */
export function isMatch(ifMatch: string | undefined, tag: string): boolean {
  if (ifMatch === undefined) return true;
  const tags = ifMatch.split(',').map((one) => one.trim());
  return tags.includes('*') || tags.includes(tag);
}
