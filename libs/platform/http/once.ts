import { createHash } from 'node:crypto';
import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { EntityManager } from 'typeorm';
import { prepared } from '../database/prepared';
import { DomainError, InvalidInputError } from './domain-error';

const KEY_SHAPE = /^[\x21-\x7e]{1,200}$/;
const KEPT_DAYS = 180;

/** The header of a request that records aid; absent: each request is an effect of its own. */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined => {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const key = headers['idempotency-key'];
    return key === undefined ? undefined : checkKey('/Idempotency-Key', key);
  },
);

/** Describes the header; {@link IdempotencyKey} reads it. */
export const AcceptsIdempotencyKey = () =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: `1 to 200 ASCII characters of the client's choice: sent again within ${KEPT_DAYS} days with the same request, it gets the same answer and has no second effect`,
  });

export function checkKey(pointer: string, key: unknown): string {
  if (typeof key === 'string' && KEY_SHAPE.test(key)) return key;
  throw InvalidInputError.at(pointer, 'must be 1 to 200 printable ASCII characters');
}

export class KeyReusedError extends DomainError {
  readonly status = 422;
  readonly type = 'idempotency-key-reused';
  readonly title = 'This Idempotency-Key was used for something else';

  constructor(key: string) {
    super(
      `The key ${key} stands for another request of this city, whose effect is there. Send this one` +
        ' with a key of its own; what was recorded is changed by a correction.',
    );
  }
}

/** What a key stands for: the city that it belongs to, and all that was asked. */
export interface Request {
  cityId: string;
  key: string | undefined;
  /** Verb, ids and body: what must be the same when the key is sent again. */
  asked: object;
}

/**
 * Runs `work` once for a key, in its transaction; sent again, the key gets the first answer. The
 * key is claimed first, so whoever sends it at the same moment waits for this transaction; a
 * refusal or a failure undoes the claim with all else, and is never replayed.
 */
export async function once<Answer extends object>(
  tx: EntityManager,
  { cityId, key, asked }: Request,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (key === undefined) return work();
  const sha256 = sha256OfRequest(asked);
  const claimed = await prepared(tx, CLAIM, [cityId, key, sha256]);
  if (claimed.length === 0) {
    const known = await answeredBefore<Answer>(tx, { cityId, key, asked });
    if (known === undefined) throw new KeyReusedError(key);
    return known;
  }
  const answer = await work();
  await prepared(tx, KEEP, [cityId, key, JSON.stringify(answer)]);
  return answer;
}

/**
 * What a key got when it was sent before, or undefined: for a request that takes long to look at,
 * and may by now be wrong, though it was right then. Only {@link once} keeps it to one effect.
 */
export async function answeredBefore<Answer extends object>(
  tx: EntityManager,
  { cityId, key, asked }: Request,
): Promise<Answer | undefined> {
  if (key === undefined) return undefined;
  const [known] = await prepared<{ request_sha256: Buffer; answer: Answer }>(tx, READ, [
    cityId,
    key,
  ]);
  if (known && !known.request_sha256.equals(sha256OfRequest(asked))) throw new KeyReusedError(key);
  return known?.answer;
}

/** Keys are of use while a client may still send again; what they recorded stays. */
export async function forgetOldKeys(tx: EntityManager): Promise<void> {
  await tx.query(`delete from idempotency_key where created_at < now() - $1 * interval '1 day'`, [
    KEPT_DAYS,
  ]);
}

const CLAIM = `
  insert into idempotency_key (city_id, key, request_sha256) values ($1, $2, $3)
  on conflict do nothing returning 1`;
const READ = `select request_sha256, answer from idempotency_key where city_id = $1 and key = $2`;
const KEEP = `update idempotency_key set answer = $3 where city_id = $1 and key = $2`;

/** Of all that was asked: the same for the same request, whatever has been recorded since. */
export const sha256OfRequest = (asked: object): Buffer =>
  createHash('sha256').update(canonical(asked)).digest();

/** The same for the same content, in whatever order a client writes its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
