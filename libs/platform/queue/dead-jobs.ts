import { EntityManager } from 'typeorm';

/**
 * What a person can do about a dead job: send it again as it is; record anew what it was made of,
 * since whoever did so was told that it failed; or nothing, since it would be of no use any more.
 */
export const REMEDIES = ['retry', 'record_anew', 'none'] as const;
export type Remedy = (typeof REMEDIES)[number];

/** As long as the keys of requests: by then whoever missed something has asked for it. */
const KEPT_DAYS = 180;
const ERROR_LENGTH_MAX = 1000;

export interface DeadJob {
  queue: string;
  jobId: string;
  data: object;
  error: Error;
  attempts: number;
  remedy: Remedy;
}

/** Into the list that the stewards see. One that was retried and died again is there once. */
export async function keepDeadJob(tx: EntityManager, job: DeadJob): Promise<void> {
  const { queue, jobId, data, error, attempts, remedy } = job;
  await tx.query(KEEP, [queue, jobId, data, wordsOf(error), Math.max(1, attempts), remedy]);
}

export async function forgetOldDeadJobs(tx: EntityManager): Promise<void> {
  await tx.query(`delete from dead_job where failed_at < now() - $1 * interval '1 day'`, [
    KEPT_DAYS,
  ]);
}

const KEEP = `
  insert into dead_job as known (queue, job_id, data, error, attempts, remedy)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (queue, job_id) do update set data = excluded.data, error = excluded.error,
    attempts = known.attempts + excluded.attempts, remedy = excluded.remedy,
    failed_at = excluded.failed_at, retried_at = null, retried_by = null`;

/** A mail server's refusal names the recipient, a refused connection may name a password. */
function wordsOf({ name, message }: Error): string {
  const plain = `${name}: ${message}`.replace(/[^\s<>"']+@[^\s<>"']+/g, '…@…');
  return plain.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').slice(0, ERROR_LENGTH_MAX);
}
