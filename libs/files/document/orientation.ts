const ORIENTATION = 0x0112;
const SHORT = 3;
const ENTRY_BYTES = 12;

/** How a picture lies as it was taken; 1 is upright, and needs no word. */
export const UPRIGHT = 1;

/**
 * Reads the orientation, 1 to 8, out of EXIF data (a TIFF, with or without `Exif\0\0` before it).
 * Whatever is not as it should be is taken as upright: the picture is kept in any case.
 */
export function readOrientation(exif: Buffer): number {
  const tiff = exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif;
  const order = tiff.toString('latin1', 0, 4);
  const isLittle = order === 'II*\0';
  if (tiff.length < 8 || (!isLittle && order !== 'MM\0*')) return UPRIGHT;
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return UPRIGHT;
  const count = short(directory);
  for (let n = 0, at = directory + 2; n < count; n++, at += ENTRY_BYTES) {
    if (at + ENTRY_BYTES > tiff.length) break;
    if (short(at) !== ORIENTATION || short(at + 2) !== SHORT) continue;
    const orientation = short(at + 8);
    return orientation >= 1 && orientation <= 8 ? orientation : UPRIGHT;
  }
  return UPRIGHT;
}

/** EXIF data that says how the picture lies, and nothing else. */
export function exifOf(orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a000000080001011200030000000100000000' + '00000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
