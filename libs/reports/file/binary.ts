import { CellProblem } from './cell-error';

const EXPECTED = 'A CSV file: text with one header row and one row for each kind of goods.';

/** The first bytes of what people upload instead of a table, and what to call it. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], name: string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture'],
  [[0x49, 0x49, 0x2a, 0x00], 'a TIFF picture'],
  [[0x4d, 0x4d, 0x00, 0x2a], 'a TIFF picture'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive'],
  [[0x52, 0x61, 0x72, 0x21], 'a RAR archive'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'an RTF document'],
];
const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
/** Text has tabs and line ends; a share of other control bytes above this is not text. */
const CONTROL_SHARE_MAX = 0.02;

/** What the file is instead of text, by its first bytes; null where it may be text. */
export function detectBinary(sample: Uint8Array): CellProblem | null {
  if (startsWith(sample, ZIP) && (sample[2] ?? 0) < 9) return describeZip(sample);
  if (startsWith(sample, OLE)) {
    return new CellProblem(
      'This is an old Excel workbook or another Microsoft Office file; save it as CSV.',
      EXPECTED,
    );
  }
  const found = SIGNATURES.find(([bytes]) => startsWith(sample, bytes));
  return found ? new CellProblem(`This is ${found[1]}, not a table.`, EXPECTED) : null;
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
  return new CellProblem('This is a binary file, not text.', EXPECTED);
}

function describeZip(sample: Uint8Array): CellProblem {
  const text = Buffer.from(sample).toString('latin1');
  if (text.includes('word/')) {
    return new CellProblem('This is a Word document, not a table.', EXPECTED);
  }
  if (text.includes('xl/') || text.includes('[Content_Types].xml')) {
    return new CellProblem('This is an Excel workbook; save it as CSV.', EXPECTED);
  }
  if (text.includes('opendocument.spreadsheet')) {
    return new CellProblem('This is an OpenDocument spreadsheet; save it as CSV.', EXPECTED);
  }
  return new CellProblem('This is a ZIP archive, not a table.', EXPECTED);
}

function startsWith(sample: Uint8Array, bytes: readonly number[]): boolean {
  return sample.length >= bytes.length && bytes.every((byte, index) => sample[index] === byte);
}
