import { createHash, createHmac } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import http, { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { S3Config } from '@pobratym/platform';

const BUCKET = 'documents-of-test';
// The id is the only one that s3rver knows; the secret is checked here.
const ACCESS_KEY_ID = 'S3RVER';
const SECRET_ACCESS_KEY = 'secret-of-the-test-server';

/** `fail`: 503; `cut`: the connection breaks half-way; `hang`: no answer. */
export type Behaviour = 'well' | 'fail' | 'cut' | 'redirect' | 'hang';

export interface TestS3 {
  config: S3Config;
  /** For the next so many requests; then well again. */
  behave(how: Behaviour, times?: number): void;
  /** Requests since the last `forget()`. */
  requestCount(): number;
  forget(): void;
  /** Ids of the documents that it holds. */
  objects(): Promise<string[]>;
  overwrite(id: string, content: Buffer): Promise<void>;
  remove(id: string): Promise<void>;
  stop(): Promise<void>;
}

/** s3rver has no types. */
interface S3rver {
  callback(): (request: IncomingMessage, response: ServerResponse) => void;
  logger: { close(): void; exceptions: { unhandle(): void } };
}

/** An S3 server in this process, on a port and a folder of its own. */
export async function startS3(): Promise<TestS3> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 's3-server-'));
  const documents = path.join(directory, BUCKET, 'documents');
  await mkdir(documents, { recursive: true });
  const S3rver = createRequire(__filename)('s3rver') as new (options: object) => S3rver;
  const s3rver = new S3rver({ directory, silent: true });
  const answer = s3rver.callback();
  let behaviour: Behaviour = 'well';
  let left = 0;
  let requestCount = 0;
  const server = http.createServer((request, response) => {
    requestCount++;
    const now = left-- > 0 ? behaviour : 'well';
    if (now !== 'well') return misbehave(now, request, response);
    const isSigned = request.headers.authorization?.includes(`Credential=${ACCESS_KEY_ID}/`);
    // s3rver believes each signature of version 4.
    if (isSigned && !hasRightSignature(request)) return refuse(response);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const file = (id: string) => path.join(documents, `${id}._S3rver_object`);
  return {
    config: {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      bucket: BUCKET,
      region: 'us-east-1',
      accessKeyId: ACCESS_KEY_ID,
      secretAccessKey: SECRET_ACCESS_KEY,
    },
    behave: (how, times = 1) => void ([behaviour, left] = [how, times]),
    requestCount: () => requestCount,
    forget: () => void (requestCount = 0),
    objects: async () =>
      (await readdir(documents)).flatMap((name) => /^(.*)\._S3rver_object$/.exec(name)?.[1] ?? []),
    overwrite: (id, content) => writeFile(file(id), content),
    remove: (id) => rm(file(id)),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      s3rver.logger.exceptions.unhandle();
      s3rver.logger.close();
      await rm(directory, { recursive: true });
    },
  };
}

function misbehave(how: Behaviour, request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  if (how === 'fail') {
    response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
  } else if (how === 'redirect') {
    response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere' }).end();
  } else if (how === 'cut') {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('half', () => request.socket.destroy());
  }
}

/** As AWS does it: with the id of the key, what was signed, and the signature in the answer. */
function refuse(response: ServerResponse): void {
  const told = `<AWSAccessKeyId>${ACCESS_KEY_ID}</AWSAccessKeyId><SignatureProvided>Signature=0`;
  response
    .writeHead(403, { 'content-type': 'application/xml' })
    .end(`<Error><Code>SignatureDoesNotMatch</Code>${told}</SignatureProvided></Error>`);
}

/** AWS Signature Version 4, written from its description and not from a client's code. */
function hasRightSignature(request: IncomingMessage): boolean {
  const [, scope, signedHeaders, signature] =
    /Credential=[^/]+\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    ) ?? [];
  if (!scope || !signedHeaders || !signature) return false;
  const names = signedHeaders.split(';');
  const isAllSigned = ['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) =>
    names.includes(name),
  );
  const canonical = [
    request.method,
    request.url,
    '',
    ...names.map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    signedHeaders,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const digest = createHash('sha256').update(canonical).digest('hex');
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, digest].join('\n');
  const key = scope
    .split('/')
    .reduce<string | Buffer>(
      (last, part) => createHmac('sha256', last).update(part).digest(),
      `AWS4${SECRET_ACCESS_KEY}`,
    );
  return isAllSigned && createHmac('sha256', key).update(text).digest('hex') === signature;
}
