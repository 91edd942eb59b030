import type { FastifyRequest } from 'fastify';
import type {} from '@fastify/multipart';
import { FileTooLargeError, noFile } from './reports.errors';
import { UploadPart } from './spooled-upload';

const FILE_SIZE_BYTES_MAX = 200 * 1024 * 1024;

/** The parts of a multipart request as they come; the file is streamed, never held. */
export async function* readUpload(request: FastifyRequest): AsyncGenerator<UploadPart> {
  if (!request.isMultipart()) throw noFile();
  const limits = { fileSize: FILE_SIZE_BYTES_MAX, files: 2, fields: 10, fieldSize: 1000 };
  for await (const part of request.parts({ limits })) {
    if (part.type !== 'file') {
      yield { name: part.fieldname, value: part.value };
    } else if (part.fieldname !== 'file') {
      part.file.resume();
      throw noFile();
    } else {
      yield { name: 'file', fileName: part.filename || 'report.csv', source: part.file };
      if (part.file.truncated) throw new FileTooLargeError('A report file has at most 200 MB.');
    }
  }
}
