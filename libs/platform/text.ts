/**
 * Text as PostgreSQL keeps it and people read it: no NUL, which cannot be stored; no other control
 * characters but tab and line ends; no half of a surrogate pair, which is no character at all.
 */
export const PLAIN_TEXT = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]*$/u;

/** In characters as PostgreSQL counts them: an emoji is one or more of them, never a half. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** The first characters, counted as {@link lengthOf} does. */
export function cutTo(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  return Array.from(text).slice(0, lengthMax).join('');
}

/** Each half of a surrogate pair becomes the sign for a character that is broken. */
export const withoutHalves = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');
