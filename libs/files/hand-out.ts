import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OpenedDocument } from './files.service';
import { contentDisposition } from './safe-file-name';

/** As a file to be saved, with the type that its content has: nothing of it runs in our pages. */
export function handOut(
  reply: FastifyReply,
  { content, mediaType, sizeBytes, name }: OpenedDocument,
): StreamableFile {
  void reply.headers({
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  });
  const disposition = contentDisposition(name);
  return new StreamableFile(content, { type: mediaType, length: sizeBytes, disposition });
}
