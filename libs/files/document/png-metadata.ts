import { crc32 } from 'node:zlib';
import { DocumentUnreadableError } from '../files.errors';
import { ByteWriter } from './byte-writer';
import { exifOf, readOrientation, UPRIGHT } from './orientation';

const SIGNATURE_BYTES = 8;
const IHDR_BYTES = 25;

/** Without these there is no picture; a viewer refuses others that are marked as needed. */
const NEEDED = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND']);
/** They change what is seen: transparency, colours, density, the frames of a moving picture. */
const SEEN = new Set([
  ...['tRNS', 'bKGD', 'pHYs', 'sPLT', 'hIST', 'acTL', 'fcTL', 'fdAT'],
  ...['gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'cICP', 'mDCV', 'cLLI'],
]);

/**
 * The same pixels without texts, EXIF and times, and without what lies behind the end. Chunks are
 * kept by a list, as what is not known may hold anything.
 */
export function stripPng(bytes: Buffer): Buffer {
  const body = new ByteWriter(bytes.length);
  let orientation = UPRIGHT;
  let hasPixels = false;
  for (let at = SIGNATURE_BYTES, type = ''; type !== 'IEND';) {
    if (at + 12 > bytes.length) throw new DocumentUnreadableError('cut');
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) throw new DocumentUnreadableError('cut');
    type = bytes.toString('latin1', at + 4, at + 8);
    const isHeader = at === SIGNATURE_BYTES;
    if (isHeader !== (type === 'IHDR') || (isHeader && end - at !== IHDR_BYTES)) {
      throw new DocumentUnreadableError('broken');
    }
    if (NEEDED.has(type) || SEEN.has(type)) body.copy(bytes, at, end);
    else if (type === 'eXIf') orientation = readOrientation(bytes.subarray(at + 8, end - 4));
    else if (/^[^a-z]/.test(type)) throw new DocumentUnreadableError('broken');
    hasPixels ||= type === 'IDAT';
    at = end;
  }
  if (!hasPixels) throw new DocumentUnreadableError('broken');
  const kept = body.written();
  const exif = orientation === UPRIGHT ? [] : [chunk('eXIf', exifOf(orientation))];
  const [header, rest] = [kept.subarray(0, IHDR_BYTES), kept.subarray(IHDR_BYTES)];
  return Buffer.concat([bytes.subarray(0, SIGNATURE_BYTES), header, ...exif, rest]);
}

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(12 + data.length);
  whole.writeUInt32BE(data.length, 0);
  whole.write(type, 4, 'latin1');
  data.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length);
  return whole;
}
