import { EntityManager } from 'typeorm';
import { Remedy } from './dead-jobs';
import { JobType } from './outbox';

/**
 * What works off one queue. Safe to run twice: it takes its outbox row (`takeJob`) in the
 * transaction that commits its effect, and stops where that row is gone.
 */
export interface Processor<Data extends object> {
  readonly type: JobType<Data>;
  /** How many jobs one worker process runs side by side. */
  readonly concurrency: number;
  /** What a person can do when a job of this queue has failed for good. */
  readonly remedy: Remedy;
  process(jobId: string, data: Data, progress: (state: object) => Promise<void>): Promise<void>;
  /**
   * Asked after the last attempt: true leaves the row in the outbox, and the job is sent again when
   * its lease ends. Only where it becomes false by itself some day, and `process` then throws a
   * HopelessError. Absent: false.
   */
  isWorthTrying?(tx: EntityManager, data: Data): Promise<boolean>;
  /**
   * After the last attempt, in the transaction that puts the job from the outbox into the list of
   * dead jobs: tells those whose record it is, beside the stewards who see the list.
   */
  giveUp?(tx: EntityManager, data: Data): Promise<void>;
}
