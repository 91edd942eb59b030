import fc from 'fast-check';
import { chromium } from 'playwright-core';
import { DomainError } from '@pobratym/platform';
import { findChromium } from '../../../test/support/chromium';
import {
  exif,
  segment,
  FRAME,
  TABLE,
  SCAN,
  PIXELS,
  EOI,
  BARE_JFIF,
  ADOBE,
  jpeg,
  chunk,
  SIGNATURE,
  HEADER,
  DATA,
  PROFILE,
  END,
  png,
  riffChunk,
  riff,
  extended,
  LOSSY,
  webp,
  frame,
  SECRET,
  ICC,
  latin1,
} from '../../../test/support/photos';
import { checkImage } from './image-check';
import { readOrientation } from './orientation';
import { stripMetadata } from './strip-metadata';

const KINDS = ['jpeg', 'png', 'webp'] as const;
type Kind = (typeof KINDS)[number];

const strip = (kind: Kind, bytes: Buffer) => stripMetadata(`image/${kind}`, bytes);

const MAKE = { jpeg, png, webp };

// Goal: a photo tells nobody where it was taken, and looks as it did.
describe.each(KINDS)('of a photo as %s', (kind) => {
  test('no place, no maker, no comment and nothing behind the end is kept', () => {
    const bare = strip(kind, MAKE[kind]());
    expect(MAKE[kind]().includes(SECRET)).toBe(true);
    expect(bare.includes(SECRET)).toBe(false);
    expect(bare.includes('xap') || bare.includes('XML') || bare.includes('MPF')).toBe(false);
    expect(bare.includes('colours')).toBe(true);
    expect(() => checkImage(kind, bare)).not.toThrow();
  });

  test.each([2, 3, 4, 5, 6, 7, 8])('how it lies is kept: %i', (orientation) => {
    const bare = strip(kind, MAKE[kind](orientation));
    const at = bare.indexOf('MM\0*');
    expect(readOrientation(bare.subarray(at))).toBe(orientation);
    expect(bare.includes(SECRET)).toBe(false);
  });

  test.each([0, 1, 9, 65_535])(
    'an orientation that says nothing is not kept: %i',
    (orientation) => {
      expect(strip(kind, MAKE[kind](orientation)).includes('MM\0*')).toBe(false);
    },
  );

  test('twice is once', () => {
    const bare = strip(kind, MAKE[kind]());
    expect(strip(kind, bare).equals(bare)).toBe(true);
  });

  test('that is cut anywhere there is a refusal in words or a picture', () => {
    for (let length = 0; length < MAKE[kind]().length; length++) {
      expectCalm(kind, MAKE[kind]().subarray(0, length));
    }
  });

  test('that is damaged anyhow there is a refusal in words or a picture', () => {
    const bytes = MAKE[kind]();
    const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 12 });
    fc.assert(
      fc.property(damage, fc.integer({ min: 0, max: bytes.length }), (changes, length) => {
        const broken = Buffer.from(bytes);
        // What says the kind is there: else it is recognised as another one.
        for (const [at, value] of changes) if (at >= 12) broken[at] = value;
        expectCalm(kind, broken.subarray(0, length));
      }),
      { numRuns: 2000 },
    );
  });
});

function expectCalm(kind: Kind, bytes: Buffer): void {
  try {
    const bare = strip(kind, bytes);
    expect(bare.length).toBeLessThanOrEqual(bytes.length + 64);
    expect(strip(kind, bare).equals(bare)).toBe(true);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(error.type).toBe('document-unreadable');
  }
}

describe('bit by bit', () => {
  test('a JPEG keeps its tables, its scans, its profile and Adobe’s word on the colours', () => {
    const turned = Buffer.concat([latin1('Exif\0\0'), strippedExif(6)]);
    const kept = [BARE_JFIF, segment(0xe1, turned), segment(0xe2, ICC), ADOBE, TABLE, FRAME];
    const scans = [SCAN, PIXELS, SCAN, PIXELS];
    const whole = Buffer.concat([Buffer.from('ffd8', 'hex'), ...kept, ...scans, EOI]);
    expect(strip('jpeg', jpeg()).toString('hex')).toBe(whole.toString('hex'));
  });

  test('a PNG keeps what is seen', () => {
    const parts = [SIGNATURE, HEADER, chunk('eXIf', strippedExif(6)), PROFILE, DATA, END];
    expect(strip('png', png()).toString('hex')).toBe(Buffer.concat(parts).toString('hex'));
  });

  test('a WebP has flags and a size that agree with what is kept', () => {
    const icc = riffChunk('ICCP', 'colours');
    const turned = riffChunk('EXIF', strippedExif(6));
    expect(strip('webp', webp())).toEqual(riff(extended(0x28), icc, LOSSY, turned));
    expect(strip('webp', webp(1))).toEqual(riff(extended(0x20), icc, LOSSY));
  });

  test('a WebP that moves has nothing between its frames’ pixels', () => {
    const alpha = riffChunk('ALPH', 'abc');
    const moving = riff(extended(0x16), riffChunk('ANIM', 'loop00'), frame(alpha, LOSSY));
    const told = riff(
      ...[extended(0x1e), riffChunk('ANIM', 'loop00')],
      ...[frame(riffChunk('XMP ', SECRET), alpha, riffChunk('xxxx', SECRET), LOSSY)],
      ...[riffChunk('XMP ', SECRET)],
    );
    expect(strip('webp', told)).toEqual(strip('webp', moving));
    expect(strip('webp', told).length).toBe(moving.length);
  });

  test('a WebP of pixels alone stays as it is', () => {
    const plain = riff(LOSSY);
    expect(strip('webp', plain)).toEqual(plain);
    expect(strip('webp', riff(LOSSY, riffChunk('EXIF', exif(6))))).toEqual(plain);
  });

  test('what is no image is not touched', () => {
    const pdf = latin1('%PDF-1.7');
    expect(stripMetadata('application/pdf', pdf)).toBe(pdf);
  });
});

function strippedExif(orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff[19] = orientation;
  return tiff;
}

describe('20 MiB that are made to be slow', () => {
  const SIZE = 20 * 1024 * 1024;
  test.each<[string, Kind, Buffer]>([
    ['fill bytes', 'jpeg', Buffer.concat([Buffer.from('ffd8', 'hex'), Buffer.alloc(SIZE, 0xff)])],
    [
      'tiny segments',
      'jpeg',
      Buffer.concat([
        Buffer.from('ffd8', 'hex'),
        Buffer.alloc(SIZE, Buffer.from('ffc40002ffe00002', 'hex')),
      ]),
    ],
    [
      'stuffed pixels',
      'jpeg',
      Buffer.concat([
        Buffer.from('ffd8', 'hex'),
        FRAME,
        SCAN,
        Buffer.alloc(SIZE, Buffer.from('ff00', 'hex')),
        EOI,
      ]),
    ],
    [
      'empty chunks',
      'png',
      Buffer.concat([SIGNATURE, HEADER, Buffer.alloc(SIZE - (SIZE % 12), chunk('IDAT', ''))]),
    ],
    ['empty chunks', 'webp', riff(extended(0), Buffer.alloc(SIZE, riffChunk('ALPH', '')))],
    ['a frame of empty chunks', 'webp', riff(frame(Buffer.alloc(SIZE, riffChunk('ALPH', ''))))],
  ])(
    'take seconds at most: %s as %s',
    (_, kind, bytes) => {
      const startedAt = performance.now();
      expectCalm(kind, bytes);
      // Two seconds alone; time that grew with the square of the size would be hours.
      expect(performance.now() - startedAt).toBeLessThan(60_000);
    },
    120_000,
  );
});

const program = findChromium();
(program ? describe : describe.skip)('in a browser, a real photo', () => {
  const WIDTH = 60;
  const HEIGHT = 40;

  test('shows the same pixels, on the same side', async () => {
    const browser = await chromium.launch({ executablePath: program!, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      // Runs in the page: draws what is no mere colour, and reads what a picture shows.
      const paint = ([type, width, height]: [string, number, number]) => {
        const canvas = Object.assign(document.createElement('canvas'), { width, height });
        const pen = canvas.getContext('2d')!;
        for (let n = 0; n < 24; n++) {
          pen.fillStyle = `hsl(${n * 40} 80% 50%)`;
          pen.fillRect((n * 13) % width, (n * 7) % height, 20, 15);
        }
        return canvas.toDataURL(type);
      };
      const look = async (url: string) => {
        const image = Object.assign(new Image(), { src: url });
        await image.decode();
        const { naturalWidth: width, naturalHeight: height } = image;
        const canvas = Object.assign(document.createElement('canvas'), { width, height });
        const pen = canvas.getContext('2d')!;
        pen.drawImage(image, 0, 0);
        return { width, height, pixels: pen.getImageData(0, 0, width, height).data.join() };
      };
      const urlOf = (kind: Kind, bytes: Buffer) =>
        `data:image/${kind};base64,${bytes.toString('base64')}`;
      for (const kind of KINDS) {
        const drawn = await page.evaluate(paint, [`image/${kind}`, WIDTH, HEIGHT] as never);
        const told = tell(kind, Buffer.from(drawn.split(',')[1]!, 'base64'));
        const bare = strip(kind, told);
        expect(told.includes(SECRET)).toBe(true);
        expect(bare.includes(SECRET)).toBe(false);
        const [before, after] = [
          await page.evaluate(look, urlOf(kind, told)),
          await page.evaluate(look, urlOf(kind, bare)),
        ];
        expect(after).toEqual(before);
        // Chromium turns by EXIF what is a JPEG, and reads it where the format says that it stands.
        if (kind === 'jpeg') expect([after.width, after.height]).toEqual([HEIGHT, WIDTH]);
      }
    } finally {
      await browser.close();
    }
  }, 60_000);

  /** Puts a place, and a quarter of a turn, into a picture as a camera does. */
  function tell(kind: Kind, plain: Buffer): Buffer {
    if (kind === 'jpeg') {
      const body = Buffer.concat([latin1('Exif\0\0'), exif(6)]);
      return Buffer.concat([plain.subarray(0, 2), segment(0xe1, body), plain.subarray(2)]);
    }
    if (kind === 'png') {
      const parts = [plain.subarray(0, 33), chunk('eXIf', exif(6)), chunk('tEXt', `a\0${SECRET}`)];
      return Buffer.concat([...parts, plain.subarray(33)]);
    }
    const isExtended = plain.toString('latin1', 12, 16) === 'VP8X';
    const size = Buffer.from([WIDTH - 1, 0, 0, HEIGHT - 1, 0, 0]);
    const head = isExtended
      ? Buffer.from(plain.subarray(12, 30))
      : riffChunk('VP8X', Buffer.concat([Buffer.alloc(4), size]));
    head[8]! |= 0x08;
    const rest = plain.subarray(isExtended ? 30 : 12);
    return riff(head, rest, riffChunk('EXIF', exif(6)));
  }
});
