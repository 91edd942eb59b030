import { EntityManager } from 'typeorm';
import { prepared } from '../database/prepared';

/** A kind of work: one queue, the shape of its data. Data is ids; the row is read again. */
export interface JobType<Data extends object> {
  readonly queue: string;
  /** Names the type of the data to the compiler; never set. */
  readonly data?: Data;
}

/**
 * Writes work for a queue in the transaction that causes it; the relay sends it.
 * @param jobId made of the record's id; the same id is one job, however often it is sent. One id
 *   for many records would be a hot row: each writer would wait for the one before.
 */
export async function enqueue<Data extends object>(
  tx: EntityManager,
  type: JobType<Data>,
  jobId: string,
  data: Data,
): Promise<void> {
  await prepared(tx, `insert into outbox (queue, job_id, data) values ($1, $2, $3)`, [
    type.queue,
    jobId,
    data,
  ]);
}

/**
 * Takes the outbox row in the transaction that commits the job's effect, which makes the effect
 * happen once: false when it is committed already, or another worker is at it right now.
 */
export async function takeJob(
  tx: EntityManager,
  type: JobType<object>,
  jobId: string,
): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from outbox where queue = $1 and job_id = $2 for update skip locked`,
    [type.queue, jobId],
  );
  if (rows.length === 0) return false;
  await tx.query(`delete from outbox where queue = $1 and job_id = $2`, [type.queue, jobId]);
  return true;
}
