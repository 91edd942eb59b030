import fs from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InvalidInputError } from '@pobratym/platform';

/** A part of an upload: the file, or a text beside it. In any order. */
export type UploadPart =
  | { name: 'file'; fileName: string; source: AsyncIterable<Uint8Array> }
  | { name: string; value: unknown };

export interface SpooledFile {
  /** As the person's own machine called it, without what cannot be stored or shown. */
  name: string;
  path: string;
}

export interface SpooledUpload {
  texts: Record<string, unknown>;
  file: SpooledFile | undefined;
}

/**
 * Takes an upload in whole, on disk, before anything is done with it: a sender on a slow line must
 * not hold a transaction and its connection while we wait for the rest.
 */
export async function withSpooledUpload<T>(
  upload: AsyncIterable<UploadPart>,
  use: (spooled: SpooledUpload) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'pobratym-upload-'));
  try {
    const spooled: SpooledUpload = { texts: {}, file: undefined };
    for await (const part of upload) {
      if ('value' in part) {
        if (Object.hasOwn(spooled.texts, part.name)) {
          throw InvalidInputError.at(`/${part.name}`, 'must be given once');
        }
        spooled.texts[part.name] = part.value;
      } else if (spooled.file) {
        throw InvalidInputError.at('/file', 'must be one file');
      } else {
        const target = path.join(folder, 'file');
        await pipeline(Readable.from(part.source), fs.createWriteStream(target));
        spooled.file = { name: plainName(part.fileName) || 'file', path: target };
      }
    }
    return await use(spooled);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Without what PostgreSQL cannot store, and not longer than the column. */
export const plainName = (fileName: string): string =>
  fileName.slice(0, 255).replace(/[\p{Cc}\p{Cs}]/gu, '');
