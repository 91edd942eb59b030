import { DataSource } from 'typeorm';
import { Config } from '../config/config';

/** What waits in one queue, what failed there for good, and what was done since the beginning. */
export interface QueueBacklog {
  queue: string;
  /** Rows of the outbox: work whose effect is not there yet. */
  waiting: number;
  /** Of the oldest of them; null: none waits. */
  oldestAgeMs: number | null;
  /** Of those that wait: sent more than once. */
  waitingAgain: number;
  /** Dead jobs that nobody has retried. */
  dead: number;
  done: number;
  failedAttempts: number;
  diedEver: number;
  resentEver: number;
  retriedEver: number;
}

/** By queue; one that never had any work is not there. */
export const readBacklog = (database: DataSource): Promise<QueueBacklog[]> => database.query(READ);

export const isBehind = (
  queues: readonly Pick<QueueBacklog, 'oldestAgeMs'>[],
  { outboxLagMsMax }: Pick<Config, 'outboxLagMsMax'>,
): boolean => queues.some(({ oldestAgeMs }) => (oldestAgeMs ?? 0) > outboxLagMsMax);

const READ = `
  with waits as (
    select queue, count(*)::int as waiting, count(*) filter (where sent_count > 1)::int as again,
      greatest(0, floor(extract(epoch from now() - min(created_at)) * 1000))::float as age
    from outbox group by queue),
  dies as (
    select queue, count(*) filter (where retried_at is null)::int as dead
    from dead_job group by queue)
  select queue, coalesce(waiting, 0) as waiting, age as "oldestAgeMs",
    coalesce(again, 0) as "waitingAgain", coalesce(dies.dead, 0) as dead,
    coalesce(t.done, 0)::float as done, coalesce(t.failed, 0)::float as "failedAttempts",
    coalesce(t.dead, 0)::float as "diedEver", coalesce(t.resent, 0)::float as "resentEver",
    coalesce(t.retried, 0)::float as "retriedEver"
  from waits full join dies using (queue) full join job_tally t using (queue)
  order by queue`;
