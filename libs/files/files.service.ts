import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Config, CONFIG, NotFoundError, UUID_SHAPE } from '@pobratym/platform';
import { CheckedDocument, checkDocument } from './document/document-check';
import { stripDocument } from './document/strip-metadata';
import { DocumentStoreError, FileDamagedError } from './files.errors';
import { S3Store } from './s3-store';
import { SpooledFile } from './spooled-upload';

const CHUNK_BYTES = 256 * 1024;

export interface StoredFile {
  id: string;
  sizeBytes: number;
  /** Hex. */
  sha256: string;
}

export interface StoredDocument extends StoredFile {
  name: string;
  mediaType: string;
}

/** What is said of a document, and its content, to be read once. */
export interface OpenedDocument extends StoredDocument {
  content: Readable;
}

/** A checked document whose content is where it will be kept, unless that is the database. */
export interface ReceivedDocument extends CheckedDocument {
  /** Null: the content is committed with its row. */
  inS3: StoredFile | null;
}

interface FileRow extends StoredFile {
  name: string;
  mediaType: string | null;
  store: 'database' | 's3';
}

/**
 * Report files are kept in PostgreSQL, in chunks, so that a file is committed with what it belongs
 * to. So are documents, unless an S3-compatible store is configured: then their content is there,
 * under the id of their row.
 */
@Injectable()
export class FilesService {
  private readonly s3: S3Store | undefined;

  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) config: Pick<Config, 's3'>,
  ) {
    this.s3 = config.s3 && new S3Store(config.s3);
  }

  /** Streams a file in; nothing of it stays if the transaction does not commit. */
  async store(
    tx: EntityManager,
    name: string,
    source: AsyncIterable<Uint8Array>,
    mediaType: string | null = null,
  ): Promise<StoredFile> {
    const id = await newId(tx);
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
    const stored = { id, sizeBytes, sha256: hash.digest('hex') };
    await insertRow(tx, { ...stored, name, mediaType, store: 'database' });
    return stored;
  }

  /**
   * Checks a document, takes out of a photo what it must not tell, and brings the content to the S3
   * store, where there is one. Before the transaction and not in it: one that waits for a slow store
   * would keep its connection and locks. If no transaction follows, an object stays that no row
   * knows; never a row without its content.
   */
  async receiveDocument(file: SpooledFile): Promise<ReceivedDocument> {
    const document = await stripDocument(await checkDocument(file));
    if (!this.s3) return { ...document, inS3: null };
    const content = await readFile(document.path);
    const id = await newId(this.database.manager);
    const sha256 = sha256Of(content);
    await this.s3.put(objectKey(id), content, sha256, document.mediaType);
    return { ...document, inS3: { id, sizeBytes: content.length, sha256 } };
  }

  /** Writes the row, and the content too where it is not in the S3 store. */
  async storeDocument(tx: EntityManager, document: ReceivedDocument): Promise<StoredDocument> {
    const { name, mediaType, path, inS3 } = document;
    if (inS3) await insertRow(tx, { ...inS3, name, mediaType, store: 's3' });
    const stored = inS3 ?? (await this.store(tx, name, fs.createReadStream(path), mediaType));
    return { ...stored, name, mediaType };
  }

  /** Hands a document out. */
  async openDocument(id: string): Promise<OpenedDocument> {
    const { store, mediaType, ...file } = await this.find(id);
    // A report's file is handed out by its report only.
    if (mediaType === null) throw notFound(id);
    // Before the answer begins, so that a store that is away is told as an error.
    const content = store === 's3' ? [await this.readObject(file)] : this.readChunks(file);
    return { ...file, mediaType, content: Readable.from(content, { objectMode: false }) };
  }

  /** The names that files came with, by id. */
  async names(ids: string[]): Promise<Map<string, string>> {
    const rows = await this.database.query(`select id, name from file where id = any($1)`, [ids]);
    return new Map(rows.map((row: { id: string; name: string }) => [row.id, row.name]));
  }

  /** Streams a file out of the database, one chunk in memory at a time. */
  async *read(id: string): AsyncGenerator<Buffer> {
    const file = await this.find(id);
    if (file.store === 's3') yield await this.readObject(file);
    else yield* this.readChunks(file);
  }

  /** The last chunk waits until the whole is checked: who gets all of it gets what was stored. */
  private async *readChunks(file: StoredFile): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    let last: Buffer | undefined;
    for (let number = 0; ; number++) {
      const [row] = await this.database.query(
        `select bytes from file_chunk where file_id = $1 and number = $2`,
        [file.id, number],
      );
      if (!row) break;
      if (last) yield last;
      last = row.bytes as Buffer;
      hash.update(last);
    }
    if (hash.digest('hex') !== file.sha256) throw changed(file);
    if (last) yield last;
  }

  /** Whole, at most 20 MiB, as no byte is handed out before all are checked. */
  private async readObject(file: StoredFile): Promise<Buffer> {
    if (!this.s3) throw new DocumentStoreError(new Error(`File ${file.id} needs the S3 store`));
    const content = await this.s3.get(objectKey(file.id), file.sizeBytes + 1);
    if (!content) throw new FileDamagedError(file.id, 'is not in the store of documents');
    if (sha256Of(content) !== file.sha256) throw changed(file);
    return content;
  }

  private async find(id: string): Promise<FileRow> {
    const [row] = UUID_SHAPE.test(id)
      ? await this.database.query(
          `select id, name, size_bytes, sha256, media_type, store from file where id = $1`,
          [id],
        )
      : [];
    if (!row) throw notFound(id);
    const { size_bytes: sizeBytes, media_type: mediaType, ...file } = row;
    return { ...file, sizeBytes: Number(sizeBytes), mediaType };
  }
}

const notFound = (id: string) => new NotFoundError(`No file has the id ${id.slice(0, 80)}`);

const changed = ({ id }: StoredFile) =>
  new FileDamagedError(id, 'is not what was stored (its SHA-256 differs)');

const objectKey = (id: string): string => `documents/${id}`;

const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

async function newId(database: EntityManager): Promise<string> {
  const [{ id }] = await database.query(`select uuidv7() as id`);
  return id;
}

async function insertRow(tx: EntityManager, file: FileRow): Promise<void> {
  await tx.query(
    `insert into file (id, name, size_bytes, sha256, media_type, store)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      file.id,
      file.name.slice(0, 255) || 'file',
      file.sizeBytes,
      file.sha256,
      file.mediaType,
      file.store,
    ],
  );
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
