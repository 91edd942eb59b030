import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { Document, Packer, Paragraph } from 'docx';
import { checkDocument } from './document-check';

// Goal: a DOCX is unpacked by others as we unpacked it, and nobody's memory is filled by it.
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'docx-check-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function check(content: Buffer, name = 'paper.docx') {
  const file = path.join(folder, 'file');
  await writeFile(file, content);
  return checkDocument({ name, path: file });
}

const refusal = (content: Buffer): Promise<unknown> =>
  check(content).then(
    () => Promise.reject(new Error('It was taken')),
    (error: unknown) => error,
  );

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const contentTypes = (main: string) =>
  `<Types><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;
const TYPES: Part = {
  name: '[Content_Types].xml',
  content: contentTypes(`${WORD}.document.main+xml`),
};
const BODY: Part = { name: 'word/document.xml', content: '<w:document/>' };
const MIB = 1024 * 1024;
const zeros = (sizeBytes: number): Buffer => Buffer.alloc(sizeBytes);
const BOMB: Part[] = Array.from({ length: 20 }, (_, n) => ({
  name: `word/media/image${n}.bmp`,
  content: zeros(10 * MIB),
}));
const OUTER: Part = { name: 'word/a', content: '', isStored: true };

describe('a DOCX', () => {
  test('that a word processor made is kept', async () => {
    const paragraph = new Paragraph('Угода про побратимство');
    const made = await Packer.toBuffer(new Document({ sections: [{ children: [paragraph] }] }));
    expect(await check(made, 'Угода.docx')).toMatchObject({
      name: 'Угода.docx',
      mediaType: `${WORD}.document`,
      sizeBytes: made.length,
    });
  });

  test('may have a picture, empty parts, and a template on the disk of its office', async () => {
    const rels = templateAt('file:///C:\\Templates\\letter.dotm');
    const picture = { name: 'word/media/image1.png', content: zeros(9 * MIB) };
    const folder = { name: 'word/media/', content: '', isStored: true };
    await check(zip([TYPES, BODY, folder, rels, picture]));
  });

  test('may unpack to 100 MiB if it has a hundredth of that', async () => {
    const photo = { name: 'word/media/photo.jpg', content: randomBytes(MIB) };
    await check(zip([TYPES, BODY, photo, ...BOMB.slice(0, 9)]));
    expect(await refusal(zip([TYPES, BODY, photo, ...BOMB.slice(0, 10)]))).toMatchObject({
      extra: { reason: 'zip_bomb' },
    });
  });
});

describe('a ZIP of another kind is called by its name', () => {
  test.each([
    ['docm', [TYPES, BODY, { name: 'word/vbaProject.bin', content: 'macros' }]],
    ['docm', [TYPES, BODY, { name: 'WORD/VBAPROJECT.BIN', content: 'macros' }]],
    [
      'docm',
      [
        {
          ...TYPES,
          content: contentTypes('application/vnd.ms-word.document.macroEnabled.main+xml'),
        },
        BODY,
      ],
    ],
    [
      'docm',
      [
        {
          ...TYPES,
          content: `${TYPES.content}<Default ContentType="application/vnd.ms-office.vbaProject"/>`,
        },
        BODY,
        { name: 'word/hidden.xml', content: 'macros' },
      ],
    ],
    ['dotx', [{ ...TYPES, content: contentTypes(`${WORD}.template.main+xml`) }, BODY]],
    ['dotx', [{ ...TYPES, content: '' }, BODY]],
    ['xlsx', [TYPES, { name: 'xl/workbook.xml', content: '' }]],
    ['pptx', [TYPES, { name: 'ppt/presentation.xml', content: '' }]],
    [
      'opendocument',
      [
        { name: 'mimetype', content: '' },
        { name: 'content.xml', content: '' },
      ],
    ],
    ['archive', [BODY]],
    ['archive', [TYPES]],
    ['archive', [{ name: 'paper.pdf.exe', content: 'MZ' }]],
  ] as [string, Part[]][])('%s %#', async (found, parts) => {
    expect(await refusal(zip(parts))).toMatchObject({
      status: 422,
      type: 'document-type',
      extra: { found },
    });
  });

  test('and a person is told what to do', async () => {
    const macros = zip([TYPES, BODY, { name: 'word/vbaProject.bin', content: 'macros' }]);
    expect(await refusal(macros)).toMatchObject({
      message:
        '“paper.docx” is a Word document with macros (DOCM), not a DOCX; save it as DOCX, ' +
        'without macros, and upload that.',
    });
  });
});

describe('a DOCX that could do harm', () => {
  test.each([
    ['zip_bomb', zip([TYPES, BODY, ...BOMB])],
    // 11 MiB of zeros in 11 KiB: a thousand times its size.
    ['zip_bomb', zip([TYPES, BODY, { name: 'word/a.bin', content: zeros(11 * MIB) }])],
    ['zip_bomb', zip([TYPES, BODY, ...BOMB.map((part) => ({ ...part, declaredBytes: 1000 }))])],
    ['zip_bomb', zip([TYPES, BODY, { ...BOMB[0]!, declaredBytes: 0 }])],
    ['zip_bomb', zip([{ ...TYPES, content: zeros(2 * MIB) }, BODY])],
    ['zip_bomb', zip([TYPES, BODY, { name: 'word/_rels/a.rels', content: zeros(2 * MIB) }])],
    ['zip_bomb', zip([TYPES, BODY, ...Array(4999).fill({ name: 'x', content: '' })])],
    ['zip_names', zip([TYPES, BODY, { name: '../../etc/cron.d/job', content: '' }])],
    ['zip_names', zip([TYPES, BODY, { name: '/etc/cron.d/job', content: '' }])],
    ['zip_names', zip([TYPES, BODY, { name: 'C:/Windows/job', content: '' }])],
    ['zip_names', zip([TYPES, BODY, { name: '..\\..\\job', content: '' }])],
    ['zip_names', zip([TYPES, BODY, BODY])],
    ['zip_names', zip([TYPES, BODY, { ...BODY, name: 'Word/Document.xml' }])],
    ['zip_names', zip([TYPES, { ...BODY, localName: 'word/vbaProject.b' }])],
    // The second part lies within the first, as in Fifield's bombs.
    ['zip_names', zip([{ ...OUTER, content: localOf(BODY) }, TYPES, { ...BODY, at: 36 }])],
    ['zip_names', Buffer.concat([zip([BODY]), zip([TYPES, BODY], zip([BODY]).length)])],
    ['template', zip([TYPES, BODY, templateAt('https://evil.example/a.dotm')])],
    ['template', zip([TYPES, BODY, templateAt('http://10.0.0.1/a.dotm')])],
  ])('is refused: %s %#', async (reason, content) => {
    expect(await refusal(content)).toMatchObject({
      status: 422,
      type: 'document-unsafe',
      extra: { reason },
    });
  });
});

describe('a DOCX that cannot be read', () => {
  test.each([
    ['cut', zip([TYPES, BODY]).subarray(0, -10)],
    ['cut', zip([TYPES, BODY]).subarray(0, 60)],
    ['broken', zip([TYPES, { ...BODY, checksum: 1 }])],
    ['broken', zip([TYPES, { ...BODY, declaredBytes: 99 }])],
    ['broken', zip([TYPES, { ...BODY, method: 14 }])],
    ['password', zip([TYPES, { ...BODY, flags: 0x801 }])],
  ])('is refused: %s %#', async (reason, content) => {
    expect(await refusal(content)).toMatchObject({
      status: 422,
      type: 'document-unreadable',
      extra: { reason },
    });
  });
});

function templateAt(target: string): Part {
  const type =
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate';
  const tag = `<Relationship Id="rId1" Type="${type}" Target="${target}" TargetMode="External"/>`;
  return {
    name: 'word/_rels/settings.xml.rels',
    content: `<Relationships>${tag}</Relationships>`,
  };
}

/** What a part of a ZIP is, and where it lies about itself. */
interface Part {
  name: string;
  content: string | Buffer;
  isStored?: boolean;
  declaredBytes?: number;
  checksum?: number;
  method?: number;
  flags?: number;
  localName?: string;
  /** Where its directory says that it is; it is not written itself. */
  at?: number;
}

function zip(parts: Part[], offset = 0): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = offset;
  for (const part of parts) {
    const place = Buffer.alloc(14);
    place.writeUInt32LE(part.at ?? at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0'), fieldsOf(part), place, Buffer.from(part.name));
    if (part.at !== undefined) continue;
    locals.push(localOf(part));
    at += locals.at(-1)!.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, list, end]);
}

function localOf(part: Part): Buffer {
  const name = Buffer.from(part.localName ?? part.name);
  return Buffer.concat([Buffer.from('PK\x03\x04'), fieldsOf(part), name, packedOf(part)]);
}

function packedOf({ content, isStored }: Part): Buffer {
  return isStored ? Buffer.from(content as string) : zlib.deflateRawSync(content);
}

function fieldsOf(part: Part): Buffer {
  const content = Buffer.from(part.content as string);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(part.flags ?? 0x800, 2);
  fields.writeUInt16LE(part.method ?? (part.isStored ? 0 : 8), 4);
  fields.writeUInt32LE(part.checksum ?? zlib.crc32(content), 10);
  fields.writeUInt32LE(packedOf(part).length, 14);
  fields.writeUInt32LE(part.declaredBytes ?? content.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(part.name), 22);
  return fields;
}
