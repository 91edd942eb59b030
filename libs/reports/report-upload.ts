import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { FileTooLargeError, readMultipart, UploadPart } from '@pobratym/files';
import { InvalidInputError } from '@pobratym/platform';
import { noFile } from './reports.errors';

const JSON_LINES = 'application/x-ndjson';
const FILE_BYTES_MAX = 200 * 1024 * 1024;
/** How lines that come without a file are called. */
const LINES_NAME = 'lines.ndjson';

const tooLarge = () => new FileTooLargeError('A report file has at most 200 MB.');

/** Such a body is left to be streamed; all others are read as before. */
export function acceptJsonLines(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(JSON_LINES, (_request, _body, done) => done(null));
}

/**
 * The parts of a report's request as they come, whichever way: a form with a file, lines of JSON, or
 * one object with its lines. What is said of the report may also stand in the address. The file is
 * streamed, never held.
 */
export async function* readUpload(request: FastifyRequest): AsyncGenerator<UploadPart> {
  for (const [name, value] of Object.entries(request.query as object)) yield { name, value };
  const type = request.headers['content-type']?.split(';')[0]!.trim().toLowerCase();
  if (type === JSON_LINES) {
    yield { name: 'file', fileName: LINES_NAME, source: bounded(request.raw) };
  } else if (type === 'application/json') {
    yield* readObject(request.body);
  } else {
    const limits = { fileSizeBytesMax: FILE_BYTES_MAX, fallbackName: 'report.csv' };
    yield* readMultipart(request, { ...limits, tooLarge, noFile });
  }
}

/** Its lines become the file; its other fields are what is said of it. */
function* readObject(body: unknown): Generator<UploadPart> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw InvalidInputError.at('', 'must be an object with the field lines');
  }
  const { lines, ...texts } = body as Record<string, unknown>;
  for (const [name, value] of Object.entries(texts)) yield { name, value };
  if (!Array.isArray(lines) || lines.length === 0) {
    throw InvalidInputError.at('/lines', 'must be a list of at least one line');
  }
  yield { name: 'file', fileName: LINES_NAME, source: Readable.from(toJsonLines(lines)) };
}

function* toJsonLines(lines: unknown[]): Generator<Buffer> {
  for (const line of lines) yield Buffer.from(`${JSON.stringify(line)}\n`);
}

async function* bounded(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let byteCount = 0;
  for await (const chunk of source) {
    byteCount += chunk.length;
    if (byteCount > FILE_BYTES_MAX) throw tooLarge();
    yield chunk;
  }
}
