import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { JobTally } from './job-tally';
import { Queues } from './queues';

const POLL_INTERVAL_MS = 250;
const BATCH_ROWS = 200;

interface OutboxRow {
  queue: string;
  job_id: string;
  data: object;
  sent_count: number;
}

/**
 * Sends what the outbox holds to the queues, at least once. A row is claimed first and sent after,
 * so no network is waited for inside a transaction; one whose effect is not there when its lease
 * ends is sent again. Any number of relays may run.
 */
@Injectable()
export class OutboxRelay {
  private readonly logger = new Logger(OutboxRelay.name);
  private loop: Promise<void> | undefined;
  private isStopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly queues: Queues,
    private readonly tally: JobTally,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  start(): void {
    this.loop ??= this.run();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      let sentCount = 0;
      try {
        sentCount = await this.sendDue();
      } catch (error) {
        this.logger.warn({ err: error }, 'The outbox could not be sent; it will be tried again');
        await sleep(POLL_INTERVAL_MS * 4);
      }
      if (sentCount < BATCH_ROWS) await sleep(POLL_INTERVAL_MS);
    }
  }

  /** Sends one batch; returns how many rows it held. */
  async sendDue(): Promise<number> {
    const [rows] = (await this.database.query(
      `update outbox set sent_at = now(), sent_count = sent_count + 1
       where (queue, job_id) in (
         select queue, job_id from outbox
         where sent_at is null or sent_at < now() - $1 * interval '1 millisecond'
         order by sent_at nulls first limit $2 for update skip locked)
       returning queue, job_id, data, sent_count`,
      [this.config.outboxLeaseMs, BATCH_ROWS],
    )) as [OutboxRow[], number];
    for (const row of rows) await this.send(row);
    return rows.length;
  }

  private async send(row: OutboxRow): Promise<void> {
    try {
      await this.queues.add(row.queue, row.job_id, row.data);
      if (row.sent_count > 1) this.tally.count(row.queue, 'resent');
    } catch (error) {
      await this.database.query(
        `update outbox set sent_at = null where queue = $1 and job_id = $2`,
        [row.queue, row.job_id],
      );
      throw error;
    }
  }
}

const sleep = (durationMs: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, durationMs));
