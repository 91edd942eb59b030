import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';

const FLUSH_INTERVAL_MS = 2000;

export type Outcome = 'done' | 'failed' | 'dead' | 'resent';
type Counts = Record<Outcome, number>;

/**
 * Counts what this worker does with the jobs, in memory, and adds it to the common count from time
 * to time: a row that is written for each job would be a hot one. Whoever asks for the figures asks
 * one place, however many workers there are.
 */
@Injectable()
export class JobTally {
  private readonly logger = new Logger(JobTally.name);
  private counts = new Map<string, Counts>();
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();

  constructor(private readonly database: DataSource) {}

  start(): void {
    this.timer ??= setInterval(() => void this.flush(), FLUSH_INTERVAL_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  count(queue: string, outcome: Outcome, by = 1): void {
    const known = this.counts.get(queue) ?? { done: 0, failed: 0, dead: 0, resent: 0 };
    known[outcome] += by;
    this.counts.set(queue, known);
  }

  private flush(): Promise<void> {
    this.flushing = this.flushing.then(() => this.write());
    return this.flushing;
  }

  private async write(): Promise<void> {
    if (this.counts.size === 0) return;
    const counted = this.counts;
    this.counts = new Map();
    const rows = [...counted].map(([queue, counts]) => ({ queue, ...counts }));
    try {
      await this.database.query(ADD, [JSON.stringify(rows)]);
    } catch (error) {
      this.logger.warn({ err: error }, 'The jobs could not be counted; it will be tried again');
      for (const [queue, counts] of counted) {
        for (const [outcome, by] of Object.entries(counts)) {
          this.count(queue, outcome as Outcome, by);
        }
      }
    }
  }
}

/** In one order, so that two workers do not wait for each other in a ring. */
const ADD = `
  insert into job_tally as t (queue, done, failed, dead, resent)
  select * from jsonb_to_recordset($1::jsonb)
    as c (queue text, done bigint, failed bigint, dead bigint, resent bigint) order by queue
  on conflict (queue) do update set done = t.done + excluded.done,
    failed = t.failed + excluded.failed, dead = t.dead + excluded.dead,
    resent = t.resent + excluded.resent`;
