import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import multipart from '@fastify/multipart';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '@pobratym/platform';
import { DOCUMENT_SIZE_BYTES_MAX } from './document/document-check';
import { readDocumentUpload, readMultipart } from './multipart';
import { withSpooledUpload } from './spooled-upload';

const TEXT_BYTES_MAX = 40;

const server = new FastifyAdapter().getInstance();
let port = 0;
let folder = '';
let spooledAt: string[] = [];

beforeAll(async () => {
  // Other tests spool too; here nobody else does.
  folder = mkdtempSync(path.join(os.tmpdir(), 'multipart-'));
  jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
  await server.register(multipart);
  server.setErrorHandler((error, request: FastifyRequest, reply: FastifyReply) => {
    sendProblem(error, request, reply);
  });
  const take = (parts: typeof readDocumentUpload) => (request: FastifyRequest) =>
    withSpooledUpload(parts(request), async ({ texts, file }) => {
      if (file) spooledAt.push(path.dirname(file.path));
      return { texts, name: file?.name, sizeBytes: file && statSync(file.path).size };
    });
  server.post('/documents', take(readDocumentUpload));
  const limits = {
    fileSizeBytesMax: 10,
    textSizeBytesMax: TEXT_BYTES_MAX,
    tooLarge: () => new Error('more than ten') as never,
    noFile: () => new Error('none') as never,
    fallbackName: 'small.txt',
  };
  server.post(
    '/small',
    take((request) => readMultipart(request, limits)),
  );
  server.post('/broken', (request) =>
    withSpooledUpload(readDocumentUpload(request), async ({ file }) => {
      spooledAt.push(path.dirname(file!.path));
      throw new Error(readFileSync(file!.path, 'utf8'));
    }),
  );
  await server.listen({ port: 0, host: '127.0.0.1' });
  port = (server.server.address() as net.AddressInfo).port;
});
afterAll(async () => {
  await server.close();
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  spooledAt = [];
});

type Field = [name: string, value: string | Buffer, fileName?: string];

const BOUNDARY = 'a-boundary-of-the-test';

function bodyOf(fields: Field[]): Buffer {
  const parts = fields.flatMap(([name, value, fileName]) => {
    const file = fileName === undefined ? '' : `; filename="${fileName}"`;
    const type = fileName === undefined ? '' : 'content-type: application/octet-stream\r\n';
    const head = `content-disposition: form-data; name="${name}"${file}\r\n${type}\r\n`;
    return [Buffer.from(`--${BOUNDARY}\r\n${head}`), Buffer.from(value), Buffer.from('\r\n')];
  });
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

async function post(url: string, fields: Field[]) {
  const answer = await fetch(`http://127.0.0.1:${port}${url}`, {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: bodyOf(fields) as Uint8Array<ArrayBuffer>,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

// Goal: an upload is taken whole or not at all, and leaves nothing on the disk.
describe('an upload', () => {
  test('is spooled with its texts, wherever they stand', async () => {
    const fields: Field[] = [
      ['kind', 'agreement'],
      ['file', 'content', 'Угода.pdf'],
      ['note', 'підписано'],
    ];
    expect(await post('/documents', fields)).toEqual({
      status: 200,
      body: { texts: { kind: 'agreement', note: 'підписано' }, name: 'Угода.pdf', sizeBytes: 7 },
    });
  });

  test.each([
    ['', 'document'],
    ['../../etc/passwd', 'passwd'],
    ['a\u0007b.pdf', 'ab.pdf'],
  ])('named %j is spooled as %j, and never under that name', async (given, name) => {
    expect((await post('/documents', [['file', 'x', given]])).body).toMatchObject({ name });
  });

  test('keeps as much of its name as its column has room for', async () => {
    const long = 'Ж'.repeat(254) + '🕊️.pdf';
    const { body } = await post('/documents', [['file', 'x', long]]);
    expect(body).toMatchObject({ name: 'Ж'.repeat(254) });
  });

  test('of a document has at most 20 MiB', async () => {
    const most = Buffer.alloc(DOCUMENT_SIZE_BYTES_MAX, 1);
    expect(await post('/documents', [['file', most, 'a.pdf']])).toMatchObject({
      status: 200,
      body: { sizeBytes: DOCUMENT_SIZE_BYTES_MAX },
    });
    const more = Buffer.concat([most, Buffer.alloc(1)]);
    expect(await post('/documents', [['file', more, 'a.pdf']])).toMatchObject({
      status: 413,
      body: {
        type: expect.stringMatching(/file-too-large$/),
        detail: expect.stringContaining('20 MiB'),
      },
    });
  });

  test.each([
    [
      'two files',
      [
        ['file', 'a', 'a'],
        ['file', 'b', 'b'],
      ],
      'must be one file',
    ],
    ['a file of another name', [['paper', 'a', 'a']], 'must be a PDF'],
    [
      'a text twice',
      [
        ['note', 'a'],
        ['note', 'b'],
      ],
      'must be given once',
    ],
    ['a text that is too long', [['note', 'Ж'.repeat(501)]], 'has at most 1000 bytes'],
  ] as [string, Field[], string][])('with %s is refused', async (_, fields, detail) => {
    const answer = await post('/documents', fields);
    expect(answer).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining(detail) },
    });
  });

  test('of another slice has its own limits and words', async () => {
    expect((await post('/small', [['file', '0123456789', '']])).body).toMatchObject({
      name: 'small.txt',
      sizeBytes: 10,
    });
    expect((await post('/small', [['file', '01234567890', 'a']])).status).toBe(500);
    expect((await post('/small', [['note', 'x'.repeat(TEXT_BYTES_MAX)]])).status).toBe(200);
    expect((await post('/small', [['note', 'x'.repeat(TEXT_BYTES_MAX + 1)]])).status).toBe(422);
  });

  test('that is none is refused', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/documents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(422);
  });

  test('leaves nothing on the disk, whether it was taken or failed', async () => {
    await post('/documents', [['file', 'x', 'a.pdf']]);
    await post('/broken', [['file', 'x', 'a.pdf']]);
    expect(spooledAt.map((at) => path.dirname(at))).toEqual([folder, folder]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that breaks off leaves nothing on the disk', async () => {
    const socket = net.connect(port, '127.0.0.1');
    const body = bodyOf([['file', Buffer.alloc(1_000_000), 'a.pdf']]);
    socket.write(
      'POST /documents HTTP/1.1\r\nhost: a\r\ncontent-length: 2000000\r\n' +
        `content-type: multipart/form-data; boundary=${BOUNDARY}\r\n\r\n`,
    );
    socket.write(body.subarray(0, 500_000));
    await until(() => readdirSync(folder).length === 1);
    socket.destroy();
    await until(() => readdirSync(folder).length === 0);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  for (let n = 0; !isSo(); n++) {
    if (n === 200) throw new Error('It did not come to be');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
