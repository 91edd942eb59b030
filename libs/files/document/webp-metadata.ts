import { DocumentUnreadableError } from '../files.errors';
import { ByteWriter } from './byte-writer';
import { exifOf, readOrientation, UPRIGHT } from './orientation';

const HEAD_BYTES = 12;
const CHUNK_HEAD_BYTES = 8;
/** Of VP8X, the head of a picture that is more than its pixels. */
const EXTENDED_BYTES = 10;
/** Place, size and time of a frame, before the chunks of its picture. */
const FRAME_HEAD_BYTES = 16;
const EXIF_CHUNK_BYTES = CHUNK_HEAD_BYTES + exifOf(UPRIGHT).length;

/** Flags of VP8X that say which chunks there are. */
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;
/** Of its four reserved bytes none is set, so nothing is hidden in them. */
const FLAGS_KNOWN = 0x3e;

const PIXELS = new Set(['VP8 ', 'VP8L', 'ANMF']);
const KEPT = new Set([...PIXELS, 'ALPH', 'ANIM', 'ICCP']);
const KEPT_IN_FRAME = new Set(['VP8 ', 'VP8L', 'ALPH']);

/**
 * The same pixels without EXIF, XMP and chunks that are not known, in moving pictures too, and
 * without what lies behind the end. The flags and the size in the head are made to agree.
 */
export function stripWebp(bytes: Buffer): Buffer {
  if (bytes.length < HEAD_BYTES) throw new DocumentUnreadableError('cut');
  const whole = new ByteWriter(bytes.length + EXIF_CHUNK_BYTES + 1);
  whole.copy(bytes, 0, HEAD_BYTES);
  let orientation = UPRIGHT;
  let [hasPixels, isExtended] = [false, false];
  const end = Math.min(bytes.length, CHUNK_HEAD_BYTES + bytes.readUInt32LE(4));
  for (const { type, start, data, dataEnd } of chunksOf(bytes, HEAD_BYTES, end)) {
    hasPixels ||= PIXELS.has(type);
    if (type === 'VP8X' && start === HEAD_BYTES) {
      if (dataEnd - data !== EXTENDED_BYTES) throw new DocumentUnreadableError('broken');
      isExtended = true;
      whole.copy(bytes, start, dataEnd);
    } else if (type === 'ANMF') writeFrame(whole, bytes, start, dataEnd);
    else if (KEPT.has(type)) writeChunk(whole, bytes, start, dataEnd);
    else if (type === 'EXIF') orientation = readOrientation(bytes.subarray(data, dataEnd));
  }
  if (!hasPixels) throw new DocumentUnreadableError('broken');
  const isTurned = isExtended && orientation !== UPRIGHT;
  if (isTurned) whole.write(exifChunk(orientation));
  const kept = whole.written();
  kept.writeUInt32LE(kept.length - CHUNK_HEAD_BYTES, 4);
  if (isExtended) setFlags(kept, isTurned);
  return kept;
}

interface Chunk {
  type: string;
  start: number;
  data: number;
  dataEnd: number;
}

function* chunksOf(bytes: Buffer, from: number, end: number): Generator<Chunk> {
  for (let start = from; start < end;) {
    const data = start + CHUNK_HEAD_BYTES;
    if (data > end) throw new DocumentUnreadableError('cut');
    const dataEnd = data + bytes.readUInt32LE(start + 4);
    if (dataEnd > end) throw new DocumentUnreadableError('cut');
    yield { type: bytes.toString('latin1', start, start + 4), start, data, dataEnd };
    start = dataEnd + (dataEnd % 2);
  }
}

/** With a zero behind an odd length, whatever stood there. */
function writeChunk(target: ByteWriter, bytes: Buffer, start: number, end: number): void {
  target.copy(bytes, start, end);
  if ((end - start) % 2 === 1) target.write(Buffer.from([0]));
}

function writeFrame(target: ByteWriter, bytes: Buffer, start: number, end: number): void {
  const picture = start + CHUNK_HEAD_BYTES + FRAME_HEAD_BYTES;
  if (picture > end) throw new DocumentUnreadableError('broken');
  const from = target.written().length;
  target.copy(bytes, start, picture);
  for (const { type, start, dataEnd } of chunksOf(bytes, picture, end)) {
    if (KEPT_IN_FRAME.has(type)) writeChunk(target, bytes, start, dataEnd);
  }
  const frame = target.written().subarray(from);
  frame.writeUInt32LE(frame.length - CHUNK_HEAD_BYTES, 4);
}

function exifChunk(orientation: number): Buffer {
  const exif = exifOf(orientation);
  const head = Buffer.from('EXIF\0\0\0\0', 'latin1');
  head.writeUInt32LE(exif.length, 4);
  return Buffer.concat([head, exif]);
}

/** Flags at byte 20, three reserved bytes behind them. */
function setFlags(whole: Buffer, hasExif: boolean): void {
  const flags = whole[20]! & FLAGS_KNOWN & ~(HAS_EXIF | HAS_XMP);
  whole.writeUInt32LE(hasExif ? flags | HAS_EXIF : flags, 20);
}
