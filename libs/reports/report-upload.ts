import type { FastifyRequest } from 'fastify';
import { FileTooLargeError, readMultipart, UploadPart } from '@pobratym/files';
import { noFile } from './reports.errors';

/** The parts of a report's request as they come; the file is streamed, never held. */
export const readUpload = (request: FastifyRequest): AsyncGenerator<UploadPart> =>
  readMultipart(request, {
    fileSizeBytesMax: 200 * 1024 * 1024,
    tooLarge: () => new FileTooLargeError('A report file has at most 200 MB.'),
    noFile,
    fallbackName: 'report.csv',
  });
