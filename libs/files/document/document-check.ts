import { open, readFile } from 'node:fs/promises';
import {
  DocumentTypeError,
  DocumentUnreadableError,
  DocumentUnsafeError,
  FileTooLargeError,
} from '../files.errors';
import { safeFileName } from '../safe-file-name';
import { SpooledFile } from '../spooled-upload';
import { claimOf, FoundKind, isAccepted, KINDS } from './document-kinds';
import { kindOfZip } from './docx-check';
import { checkImage } from './image-check';
import { checkPdf } from './pdf-check';
import { HEAD_BYTES, isOfTwoKinds, recognize, TAIL_BYTES } from './recognize';

export const DOCUMENT_SIZE_BYTES_MAX = 20 * 1024 * 1024;

export interface CheckedDocument {
  path: string;
  /** Safe to show and to save under; its ending is that of what the file really is. */
  name: string;
  mediaType: string;
  sizeBytes: number;
}

export const documentTooLarge = (): FileTooLargeError =>
  new FileTooLargeError(
    'A document has at most 20 MiB; make the pictures in it smaller, or upload it in parts.',
  );

/**
 * Decides by its content what a file is: its name and the media type that came with it are the
 * sender's words, and are only compared with it.
 */
export async function checkDocument(file: SpooledFile): Promise<CheckedDocument> {
  const { sizeBytes, head, tail } = await readEnds(file.path);
  if (sizeBytes === 0) throw new DocumentUnreadableError('empty');
  if (sizeBytes > DOCUMENT_SIZE_BYTES_MAX) throw documentTooLarge();
  const seen = recognize(head);
  const isZip = seen === 'archive' && head.toString('latin1', 0, 4) === 'PK\x03\x04';
  const kind = isZip ? await kindOfZip(file.path, sizeBytes) : seen;
  refuseClaim(safeFileName(file.name), kind, head);
  if (!isAccepted(kind)) throw new DocumentTypeError(safeFileName(file.name), kind, undefined);
  if (isOfTwoKinds(kind, head, tail)) throw new DocumentUnsafeError('two_kinds');
  // At most 20 MiB, and only what cannot be judged part by part.
  if (kind === 'pdf') await checkPdf(await readFile(file.path));
  else if (kind !== 'docx') checkImage(kind, await readFile(file.path));
  const { mediaType = '', extensions } = KINDS[kind];
  return { path: file.path, name: safeFileName(file.name, extensions), mediaType, sizeBytes };
}

/** A name that says something else than the content is a mistake or a trap: neither is kept. */
function refuseClaim(name: string, kind: FoundKind, head: Buffer): void {
  const claim = claimOf(name);
  if (!claim || claim.kind === kind) return;
  // A PDF with something before its header is of two kinds, whatever the other one is.
  if (claim.kind === 'pdf' && head.includes('%PDF-')) throw new DocumentUnsafeError('two_kinds');
  throw new DocumentTypeError(name, kind, claim.extension.toUpperCase());
}

async function readEnds(path: string) {
  const file = await open(path, 'r');
  try {
    const sizeBytes = (await file.stat()).size;
    const head = Buffer.alloc(Math.min(HEAD_BYTES, sizeBytes));
    const tail = Buffer.alloc(Math.min(TAIL_BYTES, sizeBytes));
    await file.read(head, 0, head.length, 0);
    await file.read(tail, 0, tail.length, sizeBytes - tail.length);
    return { sizeBytes, head, tail };
  } finally {
    await file.close();
  }
}
