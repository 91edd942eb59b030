import { Inject, Injectable, Logger, OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { createQueueBackend, QueueBackend } from './queue-backend';

const ATTEMPTS_MAX = 3;
const RETRY_DELAY_MS = 1000;
const REACH_LIMIT_MS = 3000;

/** The sending side of the queues. Only the outbox relay adds jobs. */
@Injectable()
export class Queues implements OnApplicationShutdown {
  private readonly logger = new Logger(Queues.name);
  private readonly queues = new Map<string, Queue>();
  readonly backend: QueueBackend;

  constructor(@Inject(CONFIG) config: Config) {
    this.backend = createQueueBackend(config);
  }

  /**
   * Nothing is kept of a finished job: its effect is in our tables, and one that failed for good
   * must not stand in the way when the outbox sends it again under the same id.
   */
  async add(queue: string, jobId: string, data: object): Promise<void> {
    await this.open(queue).add(queue, data, {
      jobId,
      attempts: ATTEMPTS_MAX,
      backoff: { type: 'exponential', delay: RETRY_DELAY_MS },
      removeOnComplete: true,
      removeOnFail: true,
    });
  }

  /** The last progress that a running job told, or null. */
  async progressOf(queue: string, jobId: string): Promise<object | null> {
    const job = await this.open(queue).getJob(jobId);
    return job && typeof job.progress === 'object' ? job.progress : null;
  }

  /** Throws when the store of the queues does not answer in time. */
  async reach(): Promise<void> {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('the queues do not answer')), REACH_LIMIT_MS).unref();
    });
    await Promise.race([this.open('health').getJobCounts('waiting'), late]);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private open(name: string): Queue {
    let queue = this.queues.get(name);
    if (!queue) {
      queue = this.backend.createQueue(name);
      // Without a listener a lost connection would end the process; BullMQ reconnects by itself.
      queue.on('error', (error) => this.logger.warn({ err: error }, `Queue ${name}`));
      this.queues.set(name, queue);
    }
    return queue;
  }
}
