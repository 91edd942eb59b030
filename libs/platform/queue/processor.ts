import { JobType } from './outbox';

/**
 * What works off one queue. Safe to run twice: it takes its outbox row (`takeJob`) in the
 * transaction that commits its effect, and stops where that row is gone.
 */
export interface Processor<Data extends object> {
  readonly type: JobType<Data>;
  /** How many jobs one worker process runs side by side. */
  readonly concurrency: number;
  process(jobId: string, data: Data, progress: (state: object) => Promise<void>): Promise<void>;
  /** After the last attempt: writes what a person must see, and takes the outbox row. */
  giveUp(jobId: string, data: Data, error: Error): Promise<void>;
}
