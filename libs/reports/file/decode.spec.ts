import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { sayError } from '../error-texts';
import { BrokenText } from './broken-text';
import { decode } from './decode';
import type { ReportEncoding } from './encoding';

async function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (let turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

/** What was handed on, and what broke it off. */
async function decoded(bytes: Uint8Array, encoding: ReportEncoding, sizes = [7], markLength = 0) {
  const parts: Buffer[] = [];
  let error: unknown = null;
  try {
    for await (const part of decode(chunksOf(bytes, sizes), { encoding, markLength })) {
      parts.push(Buffer.from(part));
    }
  } catch (thrown) {
    error = thrown;
  }
  return { text: Buffer.concat(parts).toString(), error };
}

describe('decoding', () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be'] as const)(
    'gives any text back, wherever its chunks in %s are cut',
    async (encoding) => {
      const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'grapheme' }), sizes, async (text, cuts) => {
          const bytes = iconv.encode(text, encoding);
          expect(await decoded(bytes, encoding, cuts)).toEqual({ text, error: null });
        }),
        { numRuns: 300 },
      );
    },
  );

  it.each([
    ['windows-1251', 'Ґанок, їжа, № 5 – «є»'],
    ['windows-1250', 'Zażółć gęślą jaźň'],
  ] as const)('gives text in %s back', async (encoding, text) => {
    const bytes = iconv.encode(text, encoding);
    expect(await decoded(bytes, encoding)).toEqual({ text, error: null });
  });

  it('leaves out the byte order mark, even where it comes byte by byte', async () => {
    const bytes = Buffer.from('\ufeffдата');
    expect((await decoded(bytes, 'utf-8', [1], 3)).text).toBe('дата');
  });

  it.each([
    ['a byte of Windows-1251', [0xe4], '0xE4'],
    ['an overlong form', [0xc0, 0xaf], '0xC0'],
    ['half a surrogate pair', [0xed, 0xa0, 0x80], '0xED'],
  ])('stops at %s in UTF-8 after all that is before it', async (_, bad, hex) => {
    for (const size of [1, 3, 1_000]) {
      const bytes = Buffer.concat([
        Buffer.from('їжа,1\r\n'),
        Buffer.from(bad),
        Buffer.from(',2\r\nчай,3\r\n'),
      ]);
      const { text, error } = await decoded(bytes, 'utf-8', [size]);
      expect(text).toBe('їжа,1\r\n');
      expect(error).toBeInstanceOf(BrokenText);
      expect((error as BrokenText).message).toContain(hex);
      expect(sayError('en', (error as BrokenText).problem).expected).toContain('UTF-8');
    }
  });

  it('stops where the last character is cut', async () => {
    const { text, error } = await decoded(Buffer.from('їжа').subarray(0, 5), 'utf-8');
    expect(text).toBe('їж');
    expect(error).toBeInstanceOf(BrokenText);
  });

  it('stops where UTF-16 has half a pair, or half a unit', async () => {
    const half = iconv.encode('їжа', 'utf-16le');
    const lone = Buffer.concat([half, Buffer.from([0x3d, 0xd8]), half]);
    expect((await decoded(lone, 'utf-16le')).text).toBe('їжа');
    expect((await decoded(lone, 'utf-16le')).error).toBeInstanceOf(BrokenText);
    expect((await decoded(half.subarray(0, 5), 'utf-16le')).error).toBeInstanceOf(BrokenText);
  });

  it('stops at a byte that has no letter in its code page', async () => {
    const { text, error } = await decoded(Buffer.from([0xe4, 0x98, 0xe4]), 'windows-1251');
    expect(text).toBe('д');
    expect((error as BrokenText).message).toContain('windows-1251');
  });
});
