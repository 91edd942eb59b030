import { DocumentUnreadableError } from '../files.errors';

const SIDE_PIXELS_MAX = 20_000;
const AREA_PIXELS_MAX = 100_000_000;

interface Size {
  width: number;
  height: number;
}

/** Refuses an image that has no size, or one that a viewer would need gigabytes to show. */
export function checkImage(kind: 'jpeg' | 'png' | 'webp', bytes: Buffer): void {
  const { width, height } = READERS[kind](bytes);
  if (width === 0 || height === 0) throw new DocumentUnreadableError('broken');
  const isHuge = Math.max(width, height) > SIDE_PIXELS_MAX || width * height > AREA_PIXELS_MAX;
  if (isHuge) throw new DocumentUnreadableError('image_size');
}

const READERS = { jpeg: sizeOfJpeg, png: sizeOfPng, webp: sizeOfWebp };

/** Goes from segment to segment to the frame header, which comes after camera data and previews. */
function sizeOfJpeg(bytes: Buffer): Size {
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++; // A fill byte.
      continue;
    }
    if (isFrame(marker)) {
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    const length = bytes.readUInt16BE(at + 2);
    // Pixels, or the end, before any size was told.
    if (marker === 0xda || marker === 0xd9 || length < 2) break;
    at += 2 + length;
  }
  throw new DocumentUnreadableError(at + 9 > bytes.length ? 'cut' : 'broken');
}

/** SOF0 to SOF15, but for the tables that bear numbers among them (DHT, JPG, DAC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function sizeOfPng(bytes: Buffer): Size {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') {
    throw new DocumentUnreadableError('broken');
  }
  // Each chunk tells its length; a whole file arrives at its end chunk.
  let at = 8;
  while (at + 12 <= bytes.length) {
    const isEnd = bytes.toString('latin1', at + 4, at + 8) === 'IEND';
    if (isEnd) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    at += 12 + bytes.readUInt32BE(at);
  }
  throw new DocumentUnreadableError('cut');
}

function sizeOfWebp(bytes: Buffer): Size {
  if (bytes.length < 30) throw new DocumentUnreadableError('cut');
  if (bytes.readUInt32LE(4) + 8 > bytes.length) throw new DocumentUnreadableError('cut');
  const form = bytes.toString('latin1', 12, 16);
  if (form === 'VP8X') {
    return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  }
  if (form === 'VP8L' && bytes[20] === 0x2f) {
    const bits = bytes.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (form === 'VP8 ' && bytes.readUIntBE(23, 3) === 0x9d012a) {
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  }
  throw new DocumentUnreadableError('broken');
}
