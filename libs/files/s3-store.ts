import { setTimeout as sleep } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { S3Config } from '@pobratym/platform';
import { DocumentStoreError } from './files.errors';

const ATTEMPTS = 3;
/** 20 MiB at 6 Mbit/s. */
const ATTEMPT_MS_MAX = 30_000;
const PAUSE_MS = 200;
const ANSWER_BYTES_MAX = 64 * 1024;

/**
 * An S3-compatible store: AWS, MinIO, Ceph, Garage, … Puts and gets whole objects, by path
 * (`endpoint/bucket/key`), which each of them understands.
 *
 * aws4fetch signs, and Node's own fetch sends: two requests need no more. @aws-sdk/client-s3 would
 * bring some hundred packages for them, and minio its own HTTP, XML and stream packages.
 */
export class S3Store {
  private readonly client: AwsClient;

  constructor(
    private readonly config: S3Config,
    private readonly attemptMsMax = ATTEMPT_MS_MAX,
  ) {
    const { accessKeyId, secretAccessKey, region } = config;
    this.client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' });
  }

  /** @param sha256 hex; it is signed, so a store that checks refuses what was garbled on the way */
  async put(key: string, content: Buffer, sha256: string, mediaType: string): Promise<void> {
    const headers = { 'content-type': mediaType, 'x-amz-content-sha256': sha256 };
    // Its answer is empty; read to its end, it lets the connection be used again.
    const init = { method: 'PUT', headers, body: content as Uint8Array<ArrayBuffer> };
    await this.ask(key, init, (answer) => readUpTo(answer, ANSWER_BYTES_MAX));
  }

  /** The object whole, but no more of it than was asked for; null where there is none. */
  async get(key: string, sizeBytesMax: number): Promise<Buffer | null> {
    return this.ask(key, { method: 'GET' }, (answer) => readUpTo(answer, sizeBytesMax)).catch(
      (error: unknown) => {
        if (error instanceof DocumentStoreError && isMissing(error.cause)) return null;
        throw error;
      },
    );
  }

  private async ask<T>(
    key: string,
    init: RequestInit,
    use: (answer: Response) => Promise<T>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.askOnce(key, init, use);
      } catch (cause) {
        if (attempt === ATTEMPTS || !mayPass(cause)) throw new DocumentStoreError(cause);
        await sleep(PAUSE_MS * 4 ** (attempt - 1) * (0.5 + Math.random()));
      }
    }
  }

  private async askOnce<T>(
    key: string,
    init: RequestInit,
    use: (answer: Response) => Promise<T>,
  ): Promise<T> {
    const { endpoint, bucket } = this.config;
    const request = await this.client.sign(
      `${endpoint.replace(/\/+$/, '')}/${bucket}/${key}`,
      init,
    );
    const signal = AbortSignal.timeout(this.attemptMsMax);
    // A redirect would carry the signature to where the store points.
    const answer = await fetch(request, { signal, redirect: 'manual' });
    if (answer.ok) return use(answer);
    throw new S3AnswerError(`${init.method} ${key}`, answer.status, await codeOf(answer));
  }
}

/** Bears the code of the answer and not its text: that repeats the key's id and the signature. */
class S3AnswerError extends Error {
  constructor(
    what: string,
    readonly status: number,
    readonly code: string,
  ) {
    super(`S3: ${what} was answered ${status} ${code}`);
  }
}

/** The store is away or overloaded; a refusal stays one. */
const mayPass = (cause: unknown): boolean =>
  !(cause instanceof S3AnswerError) || cause.status >= 500 || [408, 429].includes(cause.status);

const isMissing = (cause: unknown): boolean =>
  cause instanceof S3AnswerError && cause.code === 'NoSuchKey';

async function codeOf(answer: Response): Promise<string> {
  const text = (await readUpTo(answer, ANSWER_BYTES_MAX)).toString('utf8');
  return /<Code>(\w{1,80})<\/Code>/.exec(text)?.[1] ?? '';
}

async function readUpTo(answer: Response, sizeBytesMax: number): Promise<Buffer> {
  const reader = answer.body?.getReader();
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  while (reader && sizeBytes < sizeBytesMax) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    sizeBytes += value.length;
  }
  if (sizeBytes >= sizeBytesMax) await reader?.cancel();
  return Buffer.concat(parts).subarray(0, sizeBytesMax);
}
