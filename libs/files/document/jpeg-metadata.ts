import { DocumentUnreadableError } from '../files.errors';
import { ByteWriter } from './byte-writer';
import { exifOf, readOrientation, UPRIGHT } from './orientation';

const SOS = 0xda;
const EOI = 0xd9;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;

/** What a decoder needs: frames, tables, scans, DNL, DRI, and DHP and EXP of the hierarchical kind. */
const isOfPicture = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) ||
  (marker >= 0xda && marker <= 0xdf && marker !== EOI);

/** Restart marks, and TEM: they stand alone, without a length. */
const isAlone = (marker: number): boolean => (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01;

interface Segment {
  marker: number;
  /** Of its 0xff; the body lies between its length and `end`. */
  start: number;
  body: number;
  end: number;
}

/**
 * The same pixels without what else cameras write: EXIF, XMP, IPTC, comments, previews, and what
 * lies behind the end (a second picture, the video of a motion photo). Kept by a list of what is
 * needed, as what is not known may hold anything. The colour profile (APP2) and Adobe's word on the
 * colours (APP14) change what is seen, and stay.
 */
export function stripJpeg(bytes: Buffer): Buffer {
  const body = new ByteWriter(bytes.length);
  let jfif: Buffer | undefined;
  let orientation = UPRIGHT;
  let hasPixels = false;
  let at = 2;
  for (;;) {
    const segment = readSegment(bytes, at);
    const { marker, start, end } = segment;
    if (marker === EOI) break;
    const isNamed = (name: string) => isBodyNamed(bytes, segment, name);
    at = end;
    if (isOfPicture(marker) || (marker === APP2 && isNamed('ICC_PROFILE\0'))) {
      if (marker === SOS) at = endOfScan(bytes, end);
      hasPixels ||= marker === SOS;
      body.copy(bytes, start, at);
    } else if (marker === APP14 && isNamed('Adobe')) {
      writeAdobe(body, bytes, segment);
    } else if (marker === APP0 && isNamed('JFIF\0')) {
      jfif ??= jfifOf(bytes, segment);
    } else if (marker === APP1 && isNamed('Exif\0') && orientation === UPRIGHT) {
      orientation = readOrientation(bytes.subarray(segment.body, end));
    }
  }
  if (!hasPixels) throw new DocumentUnreadableError('broken');
  const exif = orientation === UPRIGHT ? [] : [exifSegment(orientation)];
  const head = [Buffer.from([0xff, 0xd8]), ...(jfif ? [jfif] : []), ...exif];
  return Buffer.concat([...head, body.written(), Buffer.from([0xff, EOI])]);
}

function readSegment(bytes: Buffer, at: number): Segment {
  if (at + 2 > bytes.length) throw new DocumentUnreadableError('cut');
  if (bytes[at] !== 0xff) throw new DocumentUnreadableError('broken');
  let start = at;
  while (bytes[start + 1] === 0xff) start++; // Fill bytes.
  const marker = bytes[start + 1];
  if (marker === undefined) throw new DocumentUnreadableError('cut');
  if (marker === EOI || isAlone(marker)) return { marker, start, body: start + 2, end: start + 2 };
  if (start + 4 > bytes.length) throw new DocumentUnreadableError('cut');
  const length = bytes.readUInt16BE(start + 2);
  if (marker === 0 || marker === 0xd8 || length < 2) throw new DocumentUnreadableError('broken');
  const end = start + 2 + length;
  if (end > bytes.length) throw new DocumentUnreadableError('cut');
  return { marker, start, body: start + 4, end };
}

/** Pixels go on to the next mark that is none of theirs: a 0xff in them is followed by 0. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at)) {
    const marker = bytes[at + 1];
    if (marker === undefined) break;
    if (marker === 0xff) at++;
    else if (marker === 0 || isAlone(marker)) at += 2;
    else return at;
  }
  throw new DocumentUnreadableError('cut');
}

const isBodyNamed = (bytes: Buffer, { body, end }: Segment, name: string): boolean =>
  end - body >= name.length && bytes.toString('latin1', body, body + name.length) === name;

/** Version and density; its thumbnail may still show what was cut off the picture. */
function jfifOf(bytes: Buffer, { start, body, end }: Segment): Buffer | undefined {
  if (end - body < 14) return undefined;
  const kept = Buffer.from(bytes.subarray(start, start + 18));
  kept.writeUInt16BE(16, 2);
  kept.writeUInt16BE(0, 16);
  return kept;
}

/** Twelve bytes, the last of which says how the colours are kept; nothing belongs behind them. */
function writeAdobe(target: ByteWriter, bytes: Buffer, { start, body, end }: Segment): void {
  if (end - body < 12) return;
  const kept = Buffer.from(bytes.subarray(start, start + 16));
  kept.writeUInt16BE(14, 2);
  target.write(kept);
}

function exifSegment(orientation: number): Buffer {
  const exif = exifOf(orientation);
  const head = Buffer.from('ffe10000457869660000', 'hex');
  head.writeUInt16BE(head.length - 2 + exif.length, 2);
  return Buffer.concat([head, exif]);
}
