import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { DataSource } from 'typeorm';
import { migrationClasses, S3Config } from '@pobratym/platform';
import { createDatabase, TestDatabase } from '../../test/support/database';
import { jpeg, SECRET } from '../../test/support/photos';
import { startS3, TestS3 } from '../../test/support/s3-server';
import { FilesService } from './files.service';
import { S3Store } from './s3-store';

const PNG = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55' +
    '0000000a49444154789c636000000002000148afa4710000000049454e44ae426082',
  'hex',
);
// Several chunks in the database, the last one not full.
const PHOTO = Buffer.concat([
  Buffer.from('ffd8ffc0000b080bb80fa001011100ffda0008010100003f00', 'hex'),
  // Within the pixels 0xff would begin a mark.
  randomBytes(700_000).map((byte) => byte & 0x7f),
  Buffer.from('ffd9', 'hex'),
]);
const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';

let own: TestDatabase;
let database: DataSource;
let owner: DataSource;
let s3: TestS3;
let folder: string;

beforeAll(async () => {
  own = await createDatabase();
  database = await connect(own.url);
  owner = await connect(own.ownerUrl);
  s3 = await startS3();
  folder = await mkdtemp(path.join(os.tmpdir(), 'files-service-'));
});
afterAll(async () => {
  await s3.stop();
  await owner.destroy();
  await database.destroy();
  await own.drop();
  await rm(folder, { recursive: true });
});
beforeEach(() => s3.behave('well'));

const connect = (url: string): Promise<DataSource> =>
  new DataSource({ type: 'postgres', url, migrations: migrationClasses, poolSize: 4 }).initialize();

const inDatabase = () => new FilesService(database, { s3: undefined });
const inS3 = (config: Partial<S3Config> = {}) =>
  new FilesService(database, { s3: { ...s3.config, ...config } });

async function spool(content: Buffer, name: string) {
  const file = { path: path.join(folder, randomBytes(6).toString('hex')), name };
  await writeFile(file.path, content);
  return file;
}

async function keep(files: FilesService, content = PHOTO, name = 'Фото.jpg') {
  const received = await files.receiveDocument(await spool(content, name));
  return database.transaction((tx) => files.storeDocument(tx, received));
}

async function open(files: FilesService, id: string) {
  const { content, ...document } = await files.openDocument(id);
  return { ...document, content: Buffer.concat(await content.toArray()) };
}

const failure = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => Promise.reject(new Error('It was done')),
    (error: Error) => error,
  );

const countFiles = async (): Promise<number> =>
  (await database.query(`select count(*)::int as count from file`))[0].count;

// Goal: what was said to be kept comes back byte for byte or not at all, from either place.
describe.each([
  ['PostgreSQL', inDatabase, 'database'],
  ['the S3 store', inS3, 's3'],
])('a document in %s', (_, service, place) => {
  test('comes back as it was, with its safe name and its real media type', async () => {
    const files = service();
    const stored = await keep(files, PHOTO, '../Склад у Львові');
    expect(stored).toMatchObject({ name: 'Склад у Львові.jpg', mediaType: 'image/jpeg' });
    const opened = await open(files, stored.id);
    expect(opened).toMatchObject({ ...stored, sizeBytes: PHOTO.length });
    expect(opened.content.equals(PHOTO)).toBe(true);
    const [row] = await database.query(
      `select store, (select count(*)::int from file_chunk where file_id = f.id) as chunks
       from file f where id = $1`,
      [stored.id],
    );
    expect(row).toEqual({ store: place, chunks: place === 's3' ? 0 : 3 });
    expect((await s3.objects()).includes(stored.id)).toBe(place === 's3');
  });

  test('tells of a photo nothing but the picture, of which its SHA-256 is', async () => {
    const files = service();
    const stored = await keep(files, jpeg());
    const { content, sizeBytes, sha256 } = await open(files, stored.id);
    expect(jpeg().includes(SECRET)).toBe(true);
    expect(content.includes(SECRET)).toBe(false);
    expect(sizeBytes).toBe(content.length);
    expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
  });

  test('is not there when its transaction failed', async () => {
    const files = service();
    const before = await countFiles();
    const received = await files.receiveDocument(await spool(PNG, 'stamp.png'));
    const work = database.transaction(async (tx) => {
      await files.storeDocument(tx, received);
      throw new Error('the record that it belongs to is refused');
    });
    await expect(work).rejects.toThrow('is refused');
    expect(await countFiles()).toBe(before);
  });

  test('is refused before anything is stored when it is not what it says', async () => {
    const before = [await countFiles(), (await s3.objects()).length];
    const html = await spool(Buffer.from('<html></html>'), 'paper.pdf');
    expect(await failure(service().receiveDocument(html))).toMatchObject({ type: 'document-type' });
    expect([await countFiles(), (await s3.objects()).length]).toEqual(before);
  });

  test('two of the same content and name are two', async () => {
    const files = service();
    const [one, other] = [await keep(files), await keep(files)];
    expect(one.id).not.toBe(other.id);
    expect(one.sha256).toBe(other.sha256);
  });

  test('an id that is none, or of a report, is not found', async () => {
    const files = service();
    for (const id of [UNKNOWN_ID, 'nonsense', `${UNKNOWN_ID}'--`, '../../etc/passwd']) {
      expect(await failure(files.openDocument(id))).toMatchObject({ status: 404 });
    }
    const report = await database.transaction((tx) => files.store(tx, 'a.csv', chunks('a;b')));
    expect(await failure(files.openDocument(report.id))).toMatchObject({ status: 404 });
    expect(Buffer.concat(await toArray(files.read(report.id))).toString()).toBe('a;b');
  });
});

describe('a document in PostgreSQL that was changed', () => {
  test.each([
    ['a byte', `update file_chunk set bytes = set_byte(bytes, 7, 1) where file_id = $1`],
    ['its last chunk', `delete from file_chunk where file_id = $1 and number = 2`],
    ['all of it', `delete from file_chunk where file_id = $1`],
  ])('in %s is never handed out whole', async (_, change) => {
    const files = inDatabase();
    const { id } = await keep(files);
    await owner.query(change, [id]);
    const { content } = await files.openDocument(id);
    let sizeBytes = 0;
    const reading = content.forEach((part: Buffer) => void (sizeBytes += part.length));
    expect(await failure(reading)).toMatchObject({ status: 500, type: 'file-damaged' });
    expect(sizeBytes).toBeLessThan(PHOTO.length);
  });

  test('cannot be changed by the application', async () => {
    const { id } = await keep(inDatabase());
    const change = database.query(`update file set sha256 = $2 where id = $1`, [
      id,
      'f'.repeat(64),
    ]);
    expect((await failure(change)).message).toContain('permission denied');
  });
});

describe('the S3 store', () => {
  test.each([
    ['changed', (id: string) => s3.overwrite(id, Buffer.concat([PHOTO.subarray(1), PNG]))],
    ['longer', (id: string) => s3.overwrite(id, Buffer.concat([PHOTO, PNG]))],
    ['shorter', (id: string) => s3.overwrite(id, PHOTO.subarray(0, -1))],
    ['empty', (id: string) => s3.overwrite(id, Buffer.alloc(0))],
    ['gone', (id: string) => s3.remove(id)],
  ])('hands out no byte of an object that is %s', async (_, change) => {
    const files = inS3();
    const { id } = await keep(files);
    await change(id);
    expect(await failure(files.openDocument(id))).toMatchObject({
      status: 500,
      type: 'file-damaged',
      message: expect.stringContaining(id),
    });
  });

  test.each([
    ['a wrong secret', { secretAccessKey: 'wrong-secret' }, '403 SignatureDoesNotMatch'],
    ['an unknown key', { accessKeyId: 'WRONGKEY' }, '403 InvalidAccessKeyId'],
    ['a bucket that is not there', { bucket: 'nowhere' }, '404 NoSuchBucket'],
  ])('is told as an error without secrets with %s', async (_, config, answer) => {
    const before = [await countFiles(), (await s3.objects()).length];
    s3.forget();
    const error = await failure(keep(inS3(config)));
    expect(error).toMatchObject({ status: 503, type: 'document-store' });
    expect((error.cause as Error).message).toContain(answer);
    expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(
      new RegExp(`${s3.config.secretAccessKey}|wrong-secret|Signature=|Credential=`),
    );
    // A refusal is not asked for three times.
    expect(s3.requestCount()).toBe(1);
    expect([await countFiles(), (await s3.objects()).length]).toEqual(before);
  });

  test('that fails twice is asked a third time', async () => {
    const files = inS3();
    s3.behave('fail', 2);
    s3.forget();
    const { id } = await keep(files);
    expect(s3.requestCount()).toBe(3);
    s3.behave('cut', 2);
    expect((await open(files, id)).content.equals(PHOTO)).toBe(true);
  });

  test.each(['fail', 'cut', 'redirect'] as const)('that does “%s” stores nothing', async (how) => {
    const before = await countFiles();
    s3.behave(how, 3);
    const error = await failure(keep(inS3()));
    expect(error).toMatchObject({ status: 503, type: 'document-store' });
    expect(error.message).toContain('nothing was recorded');
    expect(await countFiles()).toBe(before);
  });

  test('that is away is told as an error, for reading too', async () => {
    const { id } = await keep(inS3());
    const away = inS3({ endpoint: 'http://127.0.0.1:9' });
    expect(await failure(keep(away))).toMatchObject({ status: 503 });
    expect(await failure(away.openDocument(id))).toMatchObject({ status: 503 });
    const notConfigured = inDatabase();
    expect(await failure(notConfigured.openDocument(id))).toMatchObject({ status: 503 });
  });

  test('that does not answer is waited for only so long', async () => {
    s3.behave('hang', 3);
    s3.forget();
    const error = await failure(new S3Store(s3.config, 100).get(`documents/${UNKNOWN_ID}`, 10));
    expect(error).toMatchObject({ status: 503, cause: { name: 'TimeoutError' } });
    expect(s3.requestCount()).toBe(3);
  });

  test('may be named with a slash at the end of its address', async () => {
    const files = inS3({ endpoint: `${s3.config.endpoint}/` });
    const { id } = await keep(files);
    expect(await s3.objects()).toContain(id);
  });
});

describe('the migration', () => {
  test('goes back only while nothing would be lost, and comes again', async () => {
    const fresh = await createDatabase();
    const source = await connect(fresh.ownerUrl);
    const at = migrationClasses.findIndex(({ name }) => name.startsWith('StoreDocuments'));
    for (let n = migrationClasses.length - 1; n > at; n--) await source.undoLastMigration();
    const insert = `insert into file (name, size_bytes, sha256, store, media_type)
      values ('a.pdf', 1, repeat('a', 64), $1, $2)`;
    await expect(source.query(insert, ['disk', null])).rejects.toThrow('check constraint');
    await expect(source.query(insert, ['s3', 'text/html; x'])).rejects.toThrow('check constraint');
    await source.query(insert, ['s3', 'application/pdf']);
    await expect(source.undoLastMigration()).rejects.toThrow('Documents are in the S3 store');
    await source.query(`delete from file`);
    await source.undoLastMigration();
    await source.runMigrations();
    await source.query(insert, ['s3', 'application/pdf']);
    await source.destroy();
    await fresh.drop();
  });
});

async function* chunks(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

async function toArray(source: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  for await (const part of source) parts.push(part);
  return parts;
}
