import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { BrokenText } from './broken-text';
import { CellProblem } from './cell-error';
import { type DetectedEncoding, type ReportEncoding, withoutCutCharacter } from './encoding';

/** With the flag u a surrogate is matched only where its other half is missing. */
const LONE_SURROGATE = /\p{Surrogate}/u;
/** What a byte without a letter in its code page becomes. */
const REPLACEMENT = /\uFFFD/;

/**
 * Hands on the text as valid UTF-8 without a byte order mark. At a byte that is not of the encoding
 * it throws BrokenText after it has handed on all before it: wrong letters are never guessed.
 */
export async function* decode(
  source: AsyncIterable<Uint8Array>,
  { encoding, markLength }: DetectedEncoding,
): AsyncGenerator<Buffer> {
  const bytes = skip(source, markLength);
  yield* encoding === 'utf-8' ? checkUtf8(bytes) : convert(bytes, encoding);
}

/** The beginning of a file as text, for a look at its header; what is broken stays as U+FFFD. */
export function decodeSample(sample: Uint8Array, detected: DetectedEncoding): string {
  const bytes = Buffer.from(sample.subarray(detected.markLength));
  return iconv.decode(bytes, detected.encoding, { stripBOM: false });
}

async function* skip(source: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Buffer> {
  let left = length;
  for await (const chunk of source) {
    const skipped = Math.min(left, chunk.length);
    left -= skipped;
    yield Buffer.from(chunk.buffer, chunk.byteOffset + skipped, chunk.length - skipped);
  }
}

async function* checkUtf8(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let cut: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    const bytes = cut.length > 0 ? Buffer.concat([cut, chunk]) : chunk;
    const whole = bytes.subarray(0, withoutCutCharacter(bytes).length);
    if (!isUtf8(whole)) {
      const valid = validLength(whole);
      yield whole.subarray(0, valid);
      throw notUtf8(whole[valid] ?? 0);
    }
    cut = bytes.subarray(whole.length);
    yield whole;
  }
  if (cut.length > 0) throw notUtf8(cut[0] ?? 0);
}

/** How many bytes are valid before the first that are not; every shorter beginning is valid too. */
function validLength(bytes: Buffer): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >>> 1;
    if (isUtf8(withoutCutCharacter(bytes.subarray(0, middle)))) valid = middle;
    else invalid = middle;
  }
  return withoutCutCharacter(bytes.subarray(0, valid)).length;
}

async function* convert(
  source: AsyncIterable<Buffer>,
  encoding: Exclude<ReportEncoding, 'utf-8'>,
): AsyncGenerator<Buffer> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false });
  const isUtf16 = encoding.startsWith('utf-16');
  let byteCount = 0;
  let cut = '';
  for await (const chunk of source) {
    byteCount += chunk.length;
    let text = cut + decoder.write(chunk);
    // The other half of a surrogate pair comes with the next chunk.
    cut = /[\uD800-\uDBFF]$/.test(text) ? text.slice(-1) : '';
    if (cut !== '') text = text.slice(0, -1);
    const broken = text.search(isUtf16 ? LONE_SURROGATE : REPLACEMENT);
    yield Buffer.from(broken < 0 ? text : text.slice(0, broken));
    if (broken >= 0) throw notOf(encoding);
  }
  if (cut !== '' || (isUtf16 && byteCount % 2 !== 0)) throw notOf(encoding);
}

function notUtf8(byte: number): BrokenText {
  const hex = `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return new BrokenText(new CellProblem('encoding-mixed', { byte: hex }), hex);
}

function notOf(encoding: ReportEncoding): BrokenText {
  return new BrokenText(new CellProblem('encoding-damaged', { encoding }));
}
