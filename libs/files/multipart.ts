import type { FastifyRequest } from 'fastify';
import type {} from '@fastify/multipart';
import { DomainError, InvalidInputError } from '@pobratym/platform';
import { DOCUMENT_SIZE_BYTES_MAX, documentTooLarge } from './document/document-check';
import { plainName, UploadPart } from './spooled-upload';

export interface MultipartLimits {
  fileSizeBytesMax: number;
  /** Of each text beside the file, in UTF-8. */
  textSizeBytesMax?: number;
  /** What is said when the file is larger. */
  tooLarge: () => DomainError;
  /** What is said when there is no part named `file` that is one. */
  noFile: () => DomainError;
  /** For a file that came without a name. */
  fallbackName: string;
}

/** The parts of a multipart request as they come; the file is streamed, never held. */
export async function* readMultipart(
  request: FastifyRequest,
  { fileSizeBytesMax, textSizeBytesMax = 1000, tooLarge, noFile, fallbackName }: MultipartLimits,
): AsyncGenerator<UploadPart> {
  if (!request.isMultipart()) throw noFile();
  const limits = { fileSize: fileSizeBytesMax, files: 2, fields: 10, fieldSize: textSizeBytesMax };
  for await (const part of request.parts({ limits })) {
    if (part.type !== 'file') {
      // The parser cuts it; a text is never taken in part.
      if (part.valueTruncated) {
        throw InvalidInputError.at(`/${part.fieldname}`, `has at most ${textSizeBytesMax} bytes`);
      }
      yield { name: part.fieldname, value: part.value };
    } else if (part.fieldname !== 'file') {
      part.file.resume();
      throw noFile();
    } else {
      const fileName = plainName(part.filename ?? '') || fallbackName;
      yield { name: 'file', fileName, source: part.file };
      if (part.file.truncated) throw tooLarge();
    }
  }
}

export const noDocument = (): InvalidInputError =>
  InvalidInputError.at(
    '/file',
    'must be a PDF, DOCX, JPEG, PNG or WebP, as a part of multipart/form-data',
  );

export const readDocumentUpload = (
  request: FastifyRequest,
  textSizeBytesMax?: number,
): AsyncGenerator<UploadPart> =>
  readMultipart(request, {
    fileSizeBytesMax: DOCUMENT_SIZE_BYTES_MAX,
    textSizeBytesMax,
    tooLarge: documentTooLarge,
    noFile: noDocument,
    fallbackName: 'document',
  });
