import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';

const CHUNK_BYTES = 256 * 1024;

export interface StoredFile {
  id: string;
  sizeBytes: number;
  /** Hex. */
  sha256: string;
}

/** Files are kept in PostgreSQL, in chunks, so that a file is committed with what it belongs to. */
@Injectable()
export class FilesService {
  constructor(private readonly database: DataSource) {}

  /** Streams a file in; nothing of it stays if the transaction does not commit. */
  async store(
    tx: EntityManager,
    name: string,
    source: AsyncIterable<Uint8Array>,
  ): Promise<StoredFile> {
    const [{ id }] = await tx.query(`select uuidv7() as id`);
    const hash = createHash('sha256');
    let sizeBytes = 0;
    let number = 0;
    for await (const chunk of chunksOf(source)) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      await tx.query(`insert into file_chunk (file_id, number, bytes) values ($1, $2, $3)`, [
        id,
        number++,
        chunk,
      ]);
    }
    const sha256 = hash.digest('hex');
    await tx.query(`insert into file (id, name, size_bytes, sha256) values ($1, $2, $3, $4)`, [
      id,
      name.slice(0, 255) || 'file',
      sizeBytes,
      sha256,
    ]);
    return { id, sizeBytes, sha256 };
  }

  /** The names that files came with, by id. */
  async names(ids: string[]): Promise<Map<string, string>> {
    const rows = await this.database.query(`select id, name from file where id = any($1)`, [ids]);
    return new Map(rows.map((row: { id: string; name: string }) => [row.id, row.name]));
  }

  /** Streams a file out, one chunk in memory at a time. */
  async *read(id: string): AsyncGenerator<Buffer> {
    for (let number = 0; ; number++) {
      const [row] = await this.database.query(
        `select bytes from file_chunk where file_id = $1 and number = $2`,
        [id, number],
      );
      if (!row) return;
      yield row.bytes as Buffer;
    }
  }
}

async function* chunksOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of source) {
    parts.push(part);
    sizeBytes += part.length;
    if (sizeBytes >= CHUNK_BYTES) {
      yield Buffer.concat(parts);
      parts = [];
      sizeBytes = 0;
    }
  }
  if (sizeBytes > 0) yield Buffer.concat(parts);
}
