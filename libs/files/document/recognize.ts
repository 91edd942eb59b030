import { AcceptedKind, FoundKind } from './document-kinds';

/** Readers look for the marks of a file in its first KiB, some of them after other content. */
export const HEAD_BYTES = 1024;
/** A ZIP's end record with the longest comment. */
export const TAIL_BYTES = 65_557;

/**
 * Tells by its first bytes what a file is; `archive` is a ZIP whose parts are yet to be seen.
 * A table of our own, and not the package file-type: that one knows no HTML and no scripts, which
 * are what is hidden behind a false name, and it unpacks a ZIP's first part without a limit
 * (21.3.0, https://github.com/advisories/GHSA-j47w-4g3g-c36v), before we could look for a bomb.
 */
export function recognize(head: Buffer): FoundKind {
  const bytes = head.subarray(0, HEAD_BYTES).toString('latin1');
  const found = SIGNATURES.find(([pattern]) => pattern.test(bytes));
  if (found) return found[1];
  // Comments go first, in one pass: a pattern that skips them itself can be made to run for ever.
  const text = bytes
    .replace(/^\xef\xbb\xbf/, '')
    .replace(/<!--[^]*?-->/g, '')
    .trimStart();
  const markup = MARKUP.find(([pattern]) => pattern.test(text));
  if (markup) return markup[1];
  return /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? 'unknown' : 'text';
}

const SIGNATURES: [RegExp, FoundKind][] = [
  [/^(\xef\xbb\xbf)?[\s\0]{0,16}%PDF-\d/, 'pdf'],
  [/^\x89PNG\r\n\x1a\n/, 'png'],
  [/^\xff\xd8\xff/, 'jpeg'],
  [/^RIFF[^]{4}WEBP/, 'webp'],
  [/^(PK(\x03\x04|\x05\x06|\x07\x08)|\x1f\x8b|Rar!\x1a|7z\xbc\xaf|BZh\d|\xfd7zXZ)/, 'archive'],
  [/^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/, 'old_office'],
  [/^(MZ|\x7fELF|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|\x4c\0\0\0\x01\x14\x02\0|#!)/, 'program'],
  [/^\{\\rtf/, 'rtf'],
  [/^GIF8[79]a/, 'gif'],
  [/^(II\*\0|MM\0\*)/, 'tiff'],
  [/^BM[^]{4}\0\0\0\0/, 'bmp'],
  [/^[^]{4}ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1)/, 'heic'],
  [/^[^]{4}ftypavi[fs]/, 'avif'],
  [/^([^]{4}ftyp|RIFF[^]{4}AVI |\x1a\x45\xdf\xa3)/, 'video'],
];

const HTML_TAG = /<(!doctype\s+html|html|head|body|script|iframe|object|embed|img|meta)\b/i;

const MARKUP: [RegExp, FoundKind][] = [
  [new RegExp(`^${HTML_TAG.source}`, 'i'), 'html'],
  [/^(<\?xml[^>]*>\s*)?(<!doctype\s+svg[^>]*>\s*)?<([a-z]+:)?svg\b/i, 'svg'],
  [/^<\?xml[^>]*>\s*<!?(doctype\s+)?html\b/i, 'html'],
  [/^<\?xml/i, 'xml'],
  [/^<[a-z!/?]/i, 'html'],
];

/**
 * A file that is of two kinds at once is shown to us as the one and opened by its victim as the
 * other: a page or a PDF within the first KiB, or a ZIP, which is found from its end.
 */
export function isOfTwoKinds(kind: AcceptedKind, head: Buffer, tail: Buffer): boolean {
  const bytes = head.subarray(0, HEAD_BYTES).toString('latin1');
  return (
    HTML_TAG.test(bytes) ||
    (kind !== 'pdf' && bytes.includes('%PDF-')) ||
    (kind !== 'docx' && (bytes.includes('PK\x03\x04') || endsAsZip(tail)))
  );
}

function endsAsZip(tail: Buffer): boolean {
  const at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  // The record is 22 bytes and its comment, and ends the file; four bytes by chance do not.
  return at >= 0 && at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length;
}
