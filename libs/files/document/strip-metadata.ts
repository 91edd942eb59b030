import { readFile, writeFile } from 'node:fs/promises';
import { CheckedDocument } from './document-check';
import { stripJpeg } from './jpeg-metadata';
import { stripPng } from './png-metadata';
import { stripWebp } from './webp-metadata';

/**
 * A photo tells where and when it was taken, by whom and with what, and may carry a preview of what
 * was cut off it; of a warehouse in a country at war that is a target. Its pixels, its colours and
 * how it lies stay, bit by bit; the rest goes. Only uncompressed marks are moved, so nothing of the
 * picture is lost, and no decoder of ours can be attacked.
 */
export function stripMetadata(mediaType: string, bytes: Buffer): Buffer {
  const strip = STRIPPERS.get(mediaType);
  return strip ? strip(bytes) : bytes;
}

const STRIPPERS: ReadonlyMap<string, (bytes: Buffer) => Buffer> = new Map([
  ['image/jpeg', stripJpeg],
  ['image/png', stripPng],
  ['image/webp', stripWebp],
]);

/** Strips what lies at the document's path, which is a copy of our own. */
export async function stripDocument(document: CheckedDocument): Promise<CheckedDocument> {
  if (!STRIPPERS.has(document.mediaType)) return document;
  const bare = stripMetadata(document.mediaType, await readFile(document.path));
  await writeFile(document.path, bare);
  return { ...document, sizeBytes: bare.length };
}
