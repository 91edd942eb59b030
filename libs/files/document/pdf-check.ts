import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { DocumentUnreadableError, DocumentUnsafeError, UnsafeReason } from '../files.errors';

const END_BYTES = 2048;
const SCAN_BYTES = 1024 * 1024;
/** Longer than each name that is looked for, with all its letters escaped. */
const NAME_BYTES_MAX = 64;

// Object streams hold objects, no pictures: a paper of hundreds of pages has a few MiB of them. All
// three are bounded, as a made-up file may name the same bytes as a stream again and again.
const OBJECT_STREAMS_MAX = 20_000;
const PACKED_BYTES_MAX = 64 * 1024 * 1024;
const UNPACKED_BYTES_MAX = 64 * 1024 * 1024;
const STREAM_UNPACKED_BYTES_MAX = 16 * 1024 * 1024;
/** From the name in a stream's dictionary to the keyword after it. */
const DICTIONARY_BYTES_MAX = 1024;

const ACTIVE = new Map<string, UnsafeReason>([
  ['JavaScript', 'script'],
  ['Launch', 'launch'],
  ['EmbeddedFile', 'attachment'],
  ['EmbeddedFiles', 'attachment'],
  ['RichMedia', 'attachment'],
]);

/** A letter, or its code: `/Launch` may be written `/L#61unch`. One pattern makes one pass. */
const spelled = (name: string): string =>
  name.replace(/./g, (letter) => {
    const code = letter.charCodeAt(0).toString(16);
    return `(?:${letter}|#${code.replace(/[a-f]/, (digit) => `[${digit}${digit.toUpperCase()}]`)})`;
  });
const WATCHED = [...ACTIVE.keys(), 'ObjStm'].map(spelled).join('|');
const WATCHED_NAME = new RegExp(`/(${WATCHED})(?![^\\0\\t\\n\\f\\r ()<>[\\]{}/%])`, 'g');

const inflate = promisify(zlib.inflate) as (
  bytes: Buffer,
  options: zlib.ZlibOptions,
) => Promise<Buffer>;

/**
 * Refuses a PDF that is cut off, and one that runs scripts, starts programs or carries files.
 *
 * It looks for the names that such objects must bear, where readers find them: in plain objects and
 * in compressed object streams, with their `#` escapes undone. `/JS` is not looked for, as three
 * bytes come by chance in each picture, and its action must say `/JavaScript` too. E-invoices
 * (ZUGFeRD, Factur-X) embed their data and are refused as well: a paper of a partnership is read,
 * not processed. An encrypted PDF, or another filter than Flate, hides its streams from us; so this
 * keeps out what ordinary tools make and no determined author, and a document is handed out as an
 * attachment with its own media type, never shown inside our pages.
 */
export async function checkPdf(bytes: Buffer): Promise<void> {
  const end = bytes.subarray(-END_BYTES).toString('latin1');
  const start = /.*startxref\s+(\d{1,10})\s+%%EOF/s.exec(end)?.[1];
  // The table of objects is written last, and its place after it: a cut file has neither.
  const isWhole = start !== undefined && Number(start) < bytes.length;
  if (!isWhole) throw new DocumentUnreadableError('cut');
  const objectStreams = await scan(bytes);
  if (objectStreams.length > OBJECT_STREAMS_MAX) throw new DocumentUnsafeError('zip_bomb');
  let packedBytes = 0;
  let unpackedBytes = 0;
  for (const packed of packedAt(bytes, objectStreams)) {
    packedBytes += packed.length;
    if (packedBytes > PACKED_BYTES_MAX) throw new DocumentUnsafeError('zip_bomb');
    const objects = await unpack(packed, UNPACKED_BYTES_MAX - unpackedBytes);
    unpackedBytes += objects.length;
    await scan(objects);
  }
}

/** Returns where object streams are declared. The event loop has its turn after each MiB. */
async function scan(bytes: Buffer): Promise<number[]> {
  const objectStreams: number[] = [];
  for (let at = 0; at < bytes.length; at += SCAN_BYTES) {
    // With an overlap, so that no name is cut in two; what begins in it is the next part's.
    const part = bytes.subarray(at, at + SCAN_BYTES + NAME_BYTES_MAX).toString('latin1');
    for (const match of part.matchAll(WATCHED_NAME)) {
      if (match.index >= SCAN_BYTES) break;
      const reason = ACTIVE.get(unescapeName(match[1]!));
      if (reason) throw new DocumentUnsafeError(reason);
      objectStreams.push(at + match.index);
    }
    await new Promise(setImmediate);
  }
  return objectStreams;
}

const unescapeName = (name: string): string =>
  name.replace(/#(..)/g, (_, code) => String.fromCharCode(parseInt(code, 16)));

function* packedAt(bytes: Buffer, objectStreams: number[]): Generator<Buffer> {
  let end = 0;
  for (const from of objectStreams) {
    const keyword = bytes.subarray(from, from + DICTIONARY_BYTES_MAX).indexOf('stream');
    if (keyword < 0) continue;
    const lineEnd = from + keyword + 'stream'.length;
    const start = lineEnd + (bytes[lineEnd] === 0x0d ? 2 : 1);
    if (end < start) end = bytes.indexOf('endstream', start);
    if (end < 0) end = bytes.length;
    if (isZlib(bytes.readUInt16BE(Math.min(start, bytes.length - 2)))) {
      yield bytes.subarray(start, end);
    }
  }
}

/** The header names Deflate and is a multiple of 31 (RFC 1950). What is encrypted is seldom so. */
const isZlib = (header: number): boolean => (header & 0x0f00) === 0x0800 && header % 31 === 0;

async function unpack(packed: Buffer, bytesMax: number): Promise<Buffer> {
  // Its end may come by chance within it: what there is until then is looked at.
  const finishFlush = zlib.constants.Z_SYNC_FLUSH;
  const maxOutputLength = Math.max(1, Math.min(bytesMax, STREAM_UNPACKED_BYTES_MAX));
  try {
    return await inflate(packed, { maxOutputLength, finishFlush });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new DocumentUnsafeError('zip_bomb', { cause });
    return Buffer.alloc(0);
  }
}
