import { CellProblem } from './cell-error';

/** The first bytes of what people upload instead of a table, and what it is. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], problem: CellProblem])[] = [
  [[0x89, 0x50, 0x4e, 0x47], picture('PNG')],
  [[0xff, 0xd8, 0xff], picture('JPEG')],
  [[0x47, 0x49, 0x46, 0x38], picture('GIF')],
  [[0x49, 0x49, 0x2a, 0x00], picture('TIFF')],
  [[0x4d, 0x4d, 0x00, 0x2a], picture('TIFF')],
  [[0x25, 0x50, 0x44, 0x46], document('PDF')],
  [[0x1f, 0x8b], archive('gzip')],
  [[0x37, 0x7a, 0xbc, 0xaf], archive('7-Zip')],
  [[0x52, 0x61, 0x72, 0x21], archive('RAR')],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], new CellProblem('file-rtf')],
];
const ZIP = [0x50, 0x4b];
/** Behind PK stands the number of a record: text that begins so has a letter there. */
const ZIP_MARK_MAX = 9;
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
/** Text has tabs and line ends; a share of other control bytes above this is not text. */
const CONTROL_SHARE_MAX = 0.02;

/** What the file is instead of text, by its first bytes; null where it may be text. */
export function detectBinary(sample: Uint8Array): CellProblem | null {
  if (startsWith(sample, OLE)) return describeOle(sample);
  return SIGNATURES.find(([bytes]) => startsWith(sample, bytes))?.[1] ?? phonePicture(sample);
}

/** What phones make: the kind stands behind the length of the file, or of its first part. */
function phonePicture(sample: Uint8Array): CellProblem | null {
  const head = Buffer.from(sample.subarray(0, 12)).toString('latin1');
  if (/^RIFF.{4}WEBP/s.test(head)) return picture('WebP');
  return /^.{4}ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1|avif)/s.test(head) ? picture('HEIC') : null;
}

/** True of an archive, which a workbook is. */
export function isZip(sample: Uint8Array): boolean {
  return startsWith(sample, ZIP) && (sample[2] ?? ZIP_MARK_MAX) < ZIP_MARK_MAX;
}

/** What a ZIP is, by the names near its beginning; null where it may be a workbook. */
export function describeZip(sample: Uint8Array): CellProblem | null {
  const text = Buffer.from(sample).toString('latin1');
  // A workbook may have documents of any kind in it.
  if (text.includes('xl/')) return null;
  if (text.includes('word/')) return document('Word');
  if (text.includes('ppt/')) return document('PowerPoint');
  if (text.includes('opendocument.spreadsheet')) {
    return new CellProblem('file-opendocument');
  }
  return /\[Content_Types\]\.xml|_rels\//.test(text) ? null : archive('ZIP');
}

/** For text in one byte a letter or in UTF-8: true where it is full of control bytes. */
export function isFullOfControls(sample: Uint8Array): boolean {
  let controls = 0;
  for (const byte of sample) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls += 1;
  }
  return controls > sample.length * CONTROL_SHARE_MAX;
}

/** Not a table after all, though nothing says what it is. */
export function notText(): CellProblem {
  return new CellProblem('file-binary');
}

/** Old workbooks are in this format, and so is what holds a new one behind a password. */
function describeOle(sample: Uint8Array): CellProblem {
  const isEncrypted = Buffer.from(sample).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return new CellProblem(isEncrypted ? 'file-password' : 'file-old-office');
}

function picture(format: string): CellProblem {
  return new CellProblem('file-picture', { format });
}

function document(format: string): CellProblem {
  return new CellProblem('file-document', { format });
}

function archive(format: string): CellProblem {
  return new CellProblem('file-archive', { format });
}

function startsWith(sample: Uint8Array, bytes: readonly number[]): boolean {
  return sample.length >= bytes.length && bytes.every((byte, index) => sample[index] === byte);
}
