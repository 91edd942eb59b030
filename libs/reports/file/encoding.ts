import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

export type ReportEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251' | 'windows-1250';

export interface DetectedEncoding {
  encoding: ReportEncoding;
  /** Bytes of the byte order mark, to be left out. */
  markLength: number;
}

/** Text in UTF-16 has a zero in at least this share of its pairs: digits, commas, line ends. */
const UTF16_ZERO_SHARE_MIN = 0.1;

/**
 * Says how the text is encoded, by the beginning of the file (64 KB are plenty). Windows-1251 and
 * Windows-1250 are told apart by their letters, so this is a guess where there are few.
 */
export function detectEncoding(sample: Uint8Array): DetectedEncoding {
  const [first, second, third] = sample;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return { encoding: 'utf-8', markLength: 3 };
  }
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', markLength: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', markLength: 2 };
  const utf16 = detectUtf16(sample);
  if (utf16) return { encoding: utf16, markLength: 0 };
  if (isUtf8(withoutCutCharacter(sample))) return { encoding: 'utf-8', markLength: 0 };
  return { encoding: guessCodePage(sample), markLength: 0 };
}

/** The bytes up to a UTF-8 character that the end of the sample cuts. */
export function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

function detectUtf16(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  let evenZeros = 0;
  let oddZeros = 0;
  for (let index = 0; index + 1 < sample.length; index += 2) {
    if (sample[index] === 0) evenZeros += 1;
    if (sample[index + 1] === 0) oddZeros += 1;
  }
  const pairsMin = Math.max(1, (sample.length / 2) * UTF16_ZERO_SHARE_MIN);
  if (oddZeros >= pairsMin && evenZeros === 0) return 'utf-16le';
  if (evenZeros >= pairsMin && oddZeros === 0) return 'utf-16be';
  return null;
}

/**
 * In Polish and Czech a word has ASCII letters beside the others; in Ukrainian it has none. So each
 * word beyond ASCII has a vote a letter. Without a vote (only signs such as a dash) both code pages
 * mean the same, and Windows-1251 is as good.
 */
function guessCodePage(sample: Uint8Array): 'windows-1251' | 'windows-1250' {
  let latin = 0;
  let cyrillic = 0;
  let high = 0;
  let highCyrillic = 0;
  let ascii = 0;
  for (let index = 0; index <= sample.length; index += 1) {
    const byte = sample[index] ?? 0;
    if (byte >= 0x80 && IS_LETTER_IN_EITHER[byte]) {
      high += 1;
      if (IS_CYRILLIC[byte]) highCyrillic += 1;
    } else if (isAsciiLetter(byte)) {
      ascii += 1;
    } else {
      if (ascii > 0) latin += high;
      else cyrillic += highCyrillic;
      high = highCyrillic = ascii = 0;
    }
  }
  return latin > cyrillic ? 'windows-1250' : 'windows-1251';
}

function isAsciiLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

const HIGH_BYTES = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const IS_CYRILLIC = lettersOf('windows-1251', /\p{Script=Cyrillic}/u);
const IS_LATIN = lettersOf('windows-1250', /\p{Script=Latin}/u);
const IS_LETTER_IN_EITHER = IS_CYRILLIC.map((isCyrillic, byte) => isCyrillic || IS_LATIN[byte]);

function lettersOf(codePage: string, letter: RegExp): (boolean | undefined)[] {
  return Array.from(iconv.decode(HIGH_BYTES, codePage), (text) => letter.test(text));
}
