import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { DomainError } from '@pobratym/platform';
import { checkDocument, DOCUMENT_SIZE_BYTES_MAX } from './document-check';

// Goal: what a file is called is never believed, and what is refused is told so that a person knows
// what to do.
const END = 'startxref\n9\n%%EOF\n';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'document-check-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function check(name: string, content: Buffer | string) {
  const file = path.join(folder, 'file');
  await writeFile(file, typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
  return checkDocument({ name, path: file });
}

const refusal = (name: string, content: Buffer | string): Promise<DomainError> =>
  check(name, content).then(
    ({ mediaType }) => Promise.reject(new Error(`${name} was taken as ${mediaType}`)),
    (error: DomainError) => error,
  );

describe('what is kept', () => {
  test.each([
    ['Угода.pdf', 'Угода.pdf', 'application/pdf', pdf()],
    ['Угода', 'Угода.pdf', 'application/pdf', pdf()],
    ['Угода від 12.05', 'Угода від 12.05.pdf', 'application/pdf', pdf()],
    ['../scan.PDF', 'scan.PDF', 'application/pdf', '\r\n' + pdf()],
    ['with objects.pdf', 'with objects.pdf', 'application/pdf', pdf(objectStream('<</S/GoTo>>'))],
    ['photo.JPG', 'photo.JPG', 'image/jpeg', jpeg(4000, 3000)],
    ['photo.jpeg', 'photo.jpeg', 'image/jpeg', jpeg(10_000, 10_000)],
    ['stamp.png', 'stamp.png', 'image/png', png(20_000, 5000)],
    ['seal.webp', 'seal.webp', 'image/webp', webp('VP8X', 640, 480)],
    ['seal.webp', 'seal.webp', 'image/webp', webp('VP8L', 640, 480)],
    ['seal.webp', 'seal.webp', 'image/webp', webp('VP8 ', 640, 480)],
  ])('%s is kept as %s', async (given, name, mediaType, content) => {
    expect(await check(given, content)).toMatchObject({
      name,
      mediaType,
      sizeBytes: content.length,
    });
  });

  test('a document has at most 20 MiB', async () => {
    const full = Buffer.concat([Buffer.from(pdf()), Buffer.alloc(DOCUMENT_SIZE_BYTES_MAX)]);
    const whole = Buffer.concat([full.subarray(0, DOCUMENT_SIZE_BYTES_MAX - 64), Buffer.from(END)]);
    const most = Buffer.concat([whole, Buffer.alloc(DOCUMENT_SIZE_BYTES_MAX - whole.length)]);
    expect(await check('a.pdf', most)).toMatchObject({ sizeBytes: 20 * 1024 * 1024 });
    expect(await refusal('a.pdf', Buffer.concat([most, Buffer.alloc(1)]))).toMatchObject({
      status: 413,
      type: 'file-too-large',
      message: expect.stringContaining('20 MiB'),
    });
  });
});

const PAGE = '<!DOCTYPE html><html><script>fetch("/api/v1/users")</script></html>';
const SVG =
  '<?xml version="1.0"?>\n<!-- a --><svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>';
const WINDOWS_PROGRAM = 'MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff';

describe('a kind that is not kept, or not the one that the name says', () => {
  test.each([
    ['paper.pdf', PAGE, '“paper.pdf” is an HTML page, not a PDF; upload a PDF, DOCX, JPEG, PNG or'],
    ['paper.pdf', `\n<!-- ${'-'.repeat(300)} --> <HTML>`, 'is an HTML page, not a PDF'],
    ['paper.pdf', `<!-- not closed ${'<!--'.repeat(200)}`, 'is an HTML page, not a PDF'],
    ['page.html', PAGE, '“page.html” is an HTML page; upload'],
    ['page', PAGE, '“page” is an HTML page; upload'],
    ['stamp.png', 'fetch("/api/v1/users")', 'is plain text, not a PNG'],
    ['stamp.png', SVG, 'is an SVG drawing, not a PNG'],
    ['stamp.svg', SVG, '“stamp.svg” is an SVG drawing; save it as PDF'],
    ['paper.pdf', WINDOWS_PROGRAM, 'is a program, not a PDF'],
    ['paper.pdf', '#!/bin/sh\nrm -rf /', 'is a program, not a PDF'],
    ['stamp.png', pdf(), 'is a PDF, not a PNG; give it a name that ends in .pdf'],
    ['paper.pdf', png(1, 1), 'is a PNG, not a PDF; give it a name that ends in .png'],
    ['paper.exe', pdf(), '“paper.exe” is a PDF, not an EXE'],
    ['paper.exe. ', pdf(), 'is a PDF, not an EXE'],
    ['paper\u202efdp.exe', pdf(), '“paperfdp.exe” is a PDF, not an EXE'],
    ['photo.heic', '\0\0\0\x18ftypheic\0\0\0\0', 'is a HEIC photo; save it as JPEG'],
    ['photo.jpg', '\0\0\0\x18ftypheic\0\0\0\0', 'is a HEIC photo, not a JPG; save it as JPEG'],
    ['paper.doc', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'is a file of an old Office'],
    ['paper.rtf', '{\\rtf1\\ansi}', 'is an RTF text; save it as DOCX'],
    ['paper.pdf', 'GIF89a', 'is a GIF image, not a PDF'],
    ['paper.pdf', '\x1f\x8b\x08', 'is an archive, not a PDF'],
    ['paper.pdf', '\0\x01\x02\x03', 'is of a kind that we do not know, not a PDF'],
    ['../../etc/passwd', 'root:x:0:0:', '“passwd” is plain text; upload'],
  ])('%s is refused by its content %#', async (name, content, message) => {
    const error = await refusal(name, content);
    expect(error).toMatchObject({ status: 422, type: 'document-type' });
    expect(error.message).toContain(message);
    expect(error.faults).toEqual([{ pointer: '/file', detail: error.message }]);
  });

  test('is told as a code too, for the pages to say it in Ukrainian', async () => {
    const { extra } = await refusal('paper.pdf', PAGE);
    expect(extra).toEqual({ found: 'html', claimed: 'PDF' });
    expect((await refusal('page', PAGE)).extra).toEqual({ found: 'html' });
  });
});

describe('a file that cannot be read', () => {
  test.each([
    ['empty', 'paper.pdf', ''],
    ['cut', 'paper.pdf', '%PDF-1.7\n'],
    ['cut', 'paper.pdf', pdf().slice(0, -30)],
    ['cut', 'paper.pdf', pdf().replace(/startxref\n\d+/, 'startxref\n99999999')],
    ['cut', 'photo.jpg', jpeg(10, 10).subarray(0, 12)],
    ['broken', 'photo.jpg', jpeg(0, 10)],
    ['broken', 'photo.jpg', Buffer.concat([jpeg(1, 1).subarray(0, 3), Buffer.alloc(100)])],
    ['cut', 'stamp.png', png(10, 10).subarray(0, -8)],
    ['broken', 'stamp.png', png(0, 10)],
    ['broken', 'stamp.png', '\x89PNG\r\n\x1a\n'],
    ['cut', 'seal.webp', webp('VP8X', 10, 10).subarray(0, -1)],
    ['broken', 'seal.webp', webp('ALPH', 10, 10)],
    ['image_size', 'stamp.png', png(20_001, 1)],
    ['image_size', 'stamp.png', png(10_001, 10_000)],
    ['image_size', 'photo.jpg', jpeg(65_535, 65_535)],
    ['image_size', 'seal.webp', webp('VP8X', 16_777_216, 1)],
  ])('is refused as %s: %s %#', async (reason, name, content) => {
    expect(await refusal(name, content)).toMatchObject({
      status: 422,
      type: 'document-unreadable',
      extra: { reason },
    });
  });
});

const LAUNCH = '<</S/Launch/F(cmd.exe)>>';
const EMPTY_ZIP_END = `PK\x05\x06${'\0'.repeat(18)}`;

describe('a file that could do harm', () => {
  test.each([
    ['script', pdf('<</S /JavaScript /JS (app.alert\\(1\\))>>')],
    ['script', pdf('<</S/J#61vaS#63ript/JS(1)>>')],
    ['script', pdf(`${'x'.repeat(1024 * 1024 - 100)}<</S/JavaScript>>`)],
    ['script', pdf(objectStream('<</S/JavaScript/JS(1)>>'))],
    ['script', pdf(objectStream('<<>>') + objectStream('<</Names[/#4aavaScript 3 0 R]>>'))],
    ['launch', pdf(LAUNCH)],
    ['launch', pdf('<</S/Lau#6Ech/F(cmd.exe)>>')],
    ['attachment', pdf('<</Type/EmbeddedFile/Length 3>>')],
    ['attachment', pdf('<</Names<</EmbeddedFiles 7 0 R>>>>')],
    ['zip_bomb', pdf(objectStream(Buffer.alloc(17 * 1024 * 1024)))],
    ['zip_bomb', pdf(objectStream(Buffer.alloc(13 * 1024 * 1024)).repeat(5))],
    ['zip_bomb', pdf('/ObjStm '.repeat(20_001))],
    ['two_kinds', `${PAGE}${pdf()}`],
    ['two_kinds', pdf().replace('\n', `\n%${PAGE}\n`)],
    ['two_kinds', `MZ\x90\0\x03\0\0\0${pdf()}`],
    ['two_kinds', pdf().replace('\n', '\n%PK\x03\x04\n')],
    ['two_kinds', `${pdf()}${EMPTY_ZIP_END}`],
    ['two_kinds', `${pdf()}PK\x05\x06${'\0'.repeat(16)}\x03\0abc`],
  ])('as a PDF is refused: %s %#', async (reason, content) => {
    expect(await refusal('paper.pdf', content)).toMatchObject({
      status: 422,
      type: 'document-unsafe',
      extra: { reason },
    });
  });

  test.each([
    ['photo.jpg', Buffer.concat([jpeg(1, 1), Buffer.from(EMPTY_ZIP_END, 'latin1')])],
    ['photo.jpg', jpeg(1, 1, PAGE)],
    ['photo.jpg', jpeg(1, 1, pdf())],
  ])('as the image %s and another kind is refused %#', async (name, content) => {
    expect(await refusal(name, content)).toMatchObject({ extra: { reason: 'two_kinds' } });
  });

  test('is not seen where there is none', async () => {
    // Names that only begin like those, and what comes by chance in a picture.
    await check('paper.pdf', pdf('<</LaunchPad 1/JavaScripts 2/S/URI/JS>> stream\n/JS PK\x05\x06'));
    // An object stream that is encrypted, or packed in another way, or has no end.
    await check('paper.pdf', pdf('<</Type/ObjStm>>stream\nxyz\nendstream'));
    await check('paper.pdf', pdf('<</Type/ObjStm>>stream\n\x78\x9cxyz\nendstream'));
    await check('paper.pdf', pdf('<</Type/ObjStm>>stream'));
    await check('paper.pdf', pdf('<</Type/ObjStm>>'));
  });

  // A made-up file of 20 MiB takes 0.1 to 0.6 s here; without the limits it takes minutes.
  test.each([
    ['names', '/'.repeat(20_000_000)],
    ['names with escapes', '/#4a#61'.repeat(2_900_000)],
    ['streams that do not end', '/ObjStm stream\n\x78\x9c\n'.repeat(19_000)],
    ['streams of empty blocks', `/ObjStm stream\n\x78\x01${'\0\0\0\xff\xff'.repeat(3_900_000)}`],
  ])('takes no longer to read for being made up of %s', async (_, content) => {
    const startedAt = performance.now();
    await check('paper.pdf', pdf(content)).catch((error: unknown) => {
      expect(error).toMatchObject({ extra: { reason: 'zip_bomb' } });
    });
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});

/** One empty page, and an object of the test. */
function pdf(object = '<<>>'): string {
  return `%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
4 0 obj${object}endobj
trailer<</Root 1 0 R/Size 5>>\n${END}`;
}

function objectStream(objects: string | Buffer): string {
  const packed = zlib.deflateSync(objects).toString('latin1');
  return `<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\r\n${packed}\r\nendstream `;
}

function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(zlib.crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', zlib.deflateSync(Buffer.alloc(8))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** With a comment before the frame header, where cameras write their data. */
function jpeg(width: number, height: number, comment = 'a camera'): Buffer {
  const frame = Buffer.from('ffc0000b080000000001011100', 'hex');
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(comment.length + 2);
  return Buffer.concat([
    Buffer.from('ffd8fffe', 'hex'),
    length,
    Buffer.from(comment, 'latin1'),
    Buffer.from('ff', 'hex'),
    frame,
    Buffer.from('ffda0008010100003f00ffd9', 'hex'),
  ]);
}

function webp(form: string, width: number, height: number): Buffer {
  const bytes = Buffer.alloc(40);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(32, 4);
  bytes.write(`WEBP${form}`, 8);
  if (form === 'VP8X') {
    bytes.writeUIntLE(width - 1, 24, 3);
    bytes.writeUIntLE(height - 1, 27, 3);
  } else if (form === 'VP8L') {
    bytes[20] = 0x2f;
    bytes.writeUInt32LE((width - 1) | ((height - 1) << 14), 21);
  } else {
    bytes.writeUIntBE(0x9d012a, 23, 3);
    bytes.writeUInt16LE(width, 26);
    bytes.writeUInt16LE(height, 28);
  }
  return bytes;
}
