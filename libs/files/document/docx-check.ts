import zlib from 'node:zlib';
import { Entry, openPromise, ZipFile } from 'yauzl';
import { DocumentUnreadableError, DocumentUnsafeError } from '../files.errors';
import { FoundKind } from './document-kinds';

const ENTRIES_MAX = 5_000;
const UNPACKED_BYTES_MAX = 100 * 1024 * 1024;
/** XML packs to a tenth or less, so a small letter may unpack to many times its size. */
const UNPACKED_BYTES_FLOOR = 10 * 1024 * 1024;
const RATIO_MAX = 100;
/** Of the parts that are read as text; Word's own have some KiB. */
const TEXT_BYTES_MAX = 1024 * 1024;

const CONTENT_TYPES = '[content_types].xml';
const DOCX_MAIN =
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const REMOTE = /\bTarget\s*=\s*["']\s*(https?|ftp):/i;

/**
 * Tells what a ZIP is; a DOCX is unpacked once, part by part and kept nowhere, to see that it can
 * be, that it is no bomb, and that it brings no macros.
 */
export async function kindOfZip(path: string, sizeBytes: number): Promise<FoundKind> {
  const zip = await openPromise(path, { autoClose: false }).catch(refuseBroken);
  try {
    const entries = await list(zip).catch(refuseBroken);
    const kind = kindByNames(new Set(entries.map(nameOf)));
    if (kind !== 'docx') return kind;
    const unpackedBytesMax = Math.max(
      UNPACKED_BYTES_FLOOR,
      Math.min(UNPACKED_BYTES_MAX, sizeBytes * RATIO_MAX),
    );
    await refuseOddLayout(zip, entries).catch(refuseBroken);
    return await unpack(zip, entries, unpackedBytesMax).catch(refuseBroken);
  } finally {
    zip.close();
  }
}

/** Names of parts differ by more than case (OPC, ISO 29500-2). */
const nameOf = (entry: Entry): string => entry.fileName.toLowerCase();

function refuseBroken(cause: unknown): never {
  if (cause instanceof DocumentUnreadableError || cause instanceof DocumentUnsafeError) throw cause;
  const { message, syscall } = cause as NodeJS.ErrnoException;
  // Our disk, and not the file.
  if (syscall !== undefined) throw cause;
  // The checks of yauzl have no codes.
  if (/^(absolute path|invalid relative path|invalid characters)/.test(message)) {
    throw new DocumentUnsafeError('zip_names', { cause });
  }
  // More came out of a part than it declares.
  if (/^too many bytes/.test(message)) throw new DocumentUnsafeError('zip_bomb', { cause });
  if (/encrypt/.test(message)) throw new DocumentUnreadableError('password', { cause });
  const isCut = /^(unexpected EOF|End of central directory|file data overflows)/.test(message);
  throw new DocumentUnreadableError(isCut ? 'cut' : 'broken', { cause });
}

async function list(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > ENTRIES_MAX) throw new DocumentUnsafeError('zip_bomb');
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

function kindByNames(names: Set<string>): FoundKind {
  if ([...names].some((name) => /(^|\/)vbaproject\.bin$/.test(name))) {
    return names.has('word/document.xml') ? 'docm' : 'archive';
  }
  if (names.has(CONTENT_TYPES)) {
    if (names.has('word/document.xml')) return 'docx';
    if (names.has('xl/workbook.xml') || names.has('xl/workbook.bin')) return 'xlsx';
    if (names.has('ppt/presentation.xml')) return 'pptx';
  }
  return names.has('mimetype') && names.has('content.xml') ? 'opendocument' : 'archive';
}

/**
 * Two programs that read a ZIP, the one by its directory and the other from its beginning, must
 * come upon the same parts: no name twice, none that differs, nothing before the first, and no part
 * within another, by which a bomb unpacks the same bytes again and again.
 */
async function refuseOddLayout(zip: ZipFile, entries: Entry[]): Promise<void> {
  const isTwice = new Set(entries.map(nameOf)).size < entries.length;
  if (isTwice) throw new DocumentUnsafeError('zip_names');
  const spans: { from: number; to: number }[] = [];
  for (const entry of entries) {
    const local = await zip.readLocalFileHeaderPromise(entry);
    if (!local.fileName.equals(entry.fileNameRaw)) throw new DocumentUnsafeError('zip_names');
    const from = entry.relativeOffsetOfLocalHeader;
    spans.push({ from, to: local.fileDataStart + entry.compressedSize });
  }
  spans.sort((a, b) => a.from - b.from);
  const isOdd = spans.some(({ from }, n) => (n === 0 ? from !== 0 : from < spans[n - 1]!.to));
  if (isOdd) throw new DocumentUnsafeError('zip_names');
}

/** What a part declares is checked before it is believed: yauzl ends one that exceeds it. */
async function unpack(zip: ZipFile, entries: Entry[], bytesMax: number): Promise<FoundKind> {
  const declaredBytes = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (declaredBytes > bytesMax) throw new DocumentUnsafeError('zip_bomb');
  let unpackedBytes = 0;
  let contentTypes = '';
  for (const entry of entries) {
    const name = nameOf(entry);
    const isText = name === CONTENT_TYPES || name.endsWith('.rels');
    const parts: Buffer[] = [];
    let checksum = 0;
    let sizeBytes = 0;
    for await (const part of await zip.openReadStreamPromise(entry)) {
      sizeBytes += part.length;
      unpackedBytes += part.length;
      if (unpackedBytes > bytesMax) throw new DocumentUnsafeError('zip_bomb');
      checksum = zlib.crc32(part, checksum);
      if (isText && sizeBytes > TEXT_BYTES_MAX) throw new DocumentUnsafeError('zip_bomb');
      if (isText) parts.push(part);
    }
    if (checksum !== entry.crc32) throw new DocumentUnreadableError('broken');
    const text = Buffer.concat(parts).toString('utf8');
    if (name === CONTENT_TYPES) contentTypes = text;
    else refuseRemoteTemplate(text);
  }
  if (/macroEnabled|vbaProject/i.test(contentTypes)) return 'docm';
  return contentTypes.includes(`"${DOCX_MAIN}"`) ? 'docx' : 'dotx';
}

/**
 * A template is loaded as the document opens, with its macros. One from the Internet is how macros
 * come with a DOCX that has none; one on a disk of the office is usual and is left alone.
 */
function refuseRemoteTemplate(relationships: string): void {
  const templates = relationships.split('<').filter((tag) => tag.includes('attachedTemplate'));
  if (templates.some((tag) => REMOTE.test(tag))) throw new DocumentUnsafeError('template');
}
