import zlib from 'node:zlib';

/** Photos made byte by byte, as cameras and phones write them, that tell where they were taken. */
export const SECRET = 'GPS 49.35N 23.51E, warehouse 4';
export const ICC = 'ICC_PROFILE\0\x01\x01colours';

export const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** A TIFF with an orientation, a maker and a place. */
export function exif(orientation: number, isLittle = true): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 3 * 12 + 4 + SECRET.length);
  tiff.write(isLittle ? 'II*\0' : 'MM\0*', 'latin1');
  const short = (value: number, at: number) =>
    isLittle ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    isLittle ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  long(8, 4);
  short(3, 8);
  const entries = [
    [0x010f, 2, SECRET.length],
    [0x0112, 3, 1],
    [0x8825, 4, 1],
  ] as const;
  entries.forEach(([tag, type, count], n) => {
    short(tag, 10 + n * 12);
    short(type, 12 + n * 12);
    long(count, 14 + n * 12);
    long(50, 18 + n * 12);
  });
  short(orientation, 30);
  tiff.write(SECRET, 50);
  return tiff;
}

export function segment(marker: number, body: Buffer | string): Buffer {
  const bytes = typeof body === 'string' ? latin1(body) : body;
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
}
export const FRAME = segment(0xc0, Buffer.from('0800100010010111 00'.replace(' ', ''), 'hex'));
export const TABLE = segment(0xdb, Buffer.alloc(65, 1));
export const SCAN = segment(0xda, Buffer.from('010100003f00', 'hex'));
export const PIXELS = Buffer.from('12ff0034ffd056ffff00', 'hex');
export const EOI = Buffer.from('ffd9', 'hex');
const THUMBNAIL = Buffer.from('0101010048004802' + '02' + 'ab'.repeat(12), 'hex');
const JFIF = segment(0xe0, Buffer.concat([latin1('JFIF\0'), THUMBNAIL]));
export const BARE_JFIF = segment(
  0xe0,
  Buffer.concat([latin1('JFIF\0'), THUMBNAIL.subarray(0, 7), Buffer.alloc(2)]),
);
export const ADOBE = segment(0xee, latin1('Adobe\0\x64\0\0\0\0\x01'));

export const jpeg = (orientation = 6) =>
  Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    JFIF,
    segment(0xe1, Buffer.concat([latin1('Exif\0\0'), exif(orientation)])),
    segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${SECRET}`),
    segment(0xe0, `JFXX\0${SECRET}`),
    segment(0xe2, ICC),
    segment(0xe2, `MPF\0${SECRET}`),
    segment(0xed, `Photoshop 3.0\0${SECRET}`),
    segment(0xee, latin1(`Adobe\0\x64\0\0\0\0\x01${SECRET}`)),
    segment(0xe5, SECRET),
    segment(0xfe, SECRET),
    Buffer.from('ffff', 'hex'),
    TABLE,
    FRAME,
    SCAN,
    PIXELS,
    segment(0xfe, SECRET),
    SCAN,
    PIXELS,
    EOI,
    latin1(`ftypmp42 ${SECRET}`),
  ]);

export function chunk(type: string, data: Buffer | string): Buffer {
  const body = typeof data === 'string' ? latin1(data) : data;
  const whole = Buffer.alloc(12 + body.length);
  whole.writeUInt32BE(body.length, 0);
  whole.write(type, 4, 'latin1');
  body.copy(whole, 8);
  whole.writeUInt32BE(zlib.crc32(whole.subarray(4, 8 + body.length)), 8 + body.length);
  return whole;
}
export const SIGNATURE = latin1('\x89PNG\r\n\x1a\n');
export const HEADER = chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex'));
export const DATA = chunk('IDAT', zlib.deflateSync(Buffer.alloc(2)));
export const PROFILE = chunk('iCCP', 'colours\0\0x');
export const END = chunk('IEND', '');

export const png = (orientation = 6) =>
  Buffer.concat([
    ...[
      SIGNATURE,
      HEADER,
      PROFILE,
      chunk('tIME', Buffer.alloc(7, 1)),
      chunk('tEXt', `a\0${SECRET}`),
    ],
    ...[chunk('zTXt', `a\0\0${SECRET}`), chunk('iTXt', `XML:com.adobe.xmp\0${SECRET}`), DATA],
    ...[chunk('eXIf', exif(orientation, false)), chunk('caBX', SECRET), END, latin1(SECRET)],
  ]);

export function riffChunk(type: string, data: Buffer | string): Buffer {
  const body = typeof data === 'string' ? latin1(data) : data;
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}
export function riff(...chunks: Buffer[]): Buffer {
  const body = Buffer.concat([latin1('WEBP'), ...chunks]);
  const head = latin1('RIFF\0\0\0\0');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}
export const extended = (flags: number) =>
  riffChunk('VP8X', Buffer.from([flags, 0, 0, 0, 9, 0, 0, 9, 0, 0]));
export const LOSSY = riffChunk('VP8 ', 'odd pixels!');
export const webp = (orientation = 6) =>
  Buffer.concat([
    riff(
      ...[extended(0x2c), riffChunk('ICCP', 'colours'), riffChunk('XXXX', SECRET), LOSSY],
      ...[riffChunk('EXIF', exif(orientation)), riffChunk('XMP ', SECRET)],
    ),
    latin1(SECRET),
  ]);
export const frame = (...inner: Buffer[]) =>
  riffChunk('ANMF', Buffer.concat([Buffer.alloc(16, 7), ...inner]));
