import { Inject, Injectable, Logger } from '@nestjs/common';
import { Job, Worker } from 'bullmq';
import { DataSource } from 'typeorm';
import { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { transact } from '../database/transact';
import { keepDeadJob } from './dead-jobs';
import { HopelessError } from './hopeless.error';
import { JobTally } from './job-tally';
import { takeJob } from './outbox';
import { Processor } from './processor';
import { Queues } from './queues';

// A worker that is killed is not a fault of the job; one that kills ten workers is.
const STALLED_COUNT_MAX = 10;

/** Runs the processors of the slices; only the worker process starts it. */
@Injectable()
export class WorkerHost {
  private readonly logger = new Logger(WorkerHost.name);
  private readonly processors = new Map<string, Processor<object>>();
  private readonly workers: Worker[] = [];
  private readonly givingUp = new Set<Promise<void>>();

  constructor(
    private readonly queues: Queues,
    private readonly database: DataSource,
    private readonly tally: JobTally,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Each queue has exactly one processor; a second one stops the start. */
  register<Data extends object>(processor: Processor<Data>): void {
    const { queue } = processor.type;
    if (this.processors.has(queue)) throw new Error(`Queue ${queue} has two processors`);
    this.processors.set(queue, processor as unknown as Processor<object>);
  }

  get queueNames(): string[] {
    return [...this.processors.keys()];
  }

  start(): void {
    this.tally.start();
    for (const processor of this.processors.values()) this.workers.push(this.run(processor));
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    await Promise.all(this.givingUp);
    await this.tally.stop();
  }

  private run(processor: Processor<object>): Worker {
    const { queue } = processor.type;
    const worker = this.queues.backend.createWorker(
      queue,
      async (job) => {
        const progress = (state: object) => job.updateProgress(state);
        await processor.process(job.id ?? '', job.data as object, progress);
      },
      {
        concurrency: processor.concurrency,
        // BullMQ's own 30 s, and as long again until somebody looks, is long for a person.
        lockDuration: this.config.jobLockMs,
        stalledInterval: this.config.jobLockMs / 2,
        maxStalledCount: STALLED_COUNT_MAX,
      },
    );
    worker.on('error', (error) => this.logger.warn({ err: error }, `Worker ${queue}`));
    worker.on('completed', () => this.tally.count(queue, 'done'));
    worker.on('failed', (job, error) => {
      this.logger.error({ err: error, jobId: job?.id }, `A job of ${queue} failed`);
      this.tally.count(queue, 'failed');
      // Not by its attempts: one that has killed too many workers ends before they are used up.
      if (job?.finishedOn === undefined) return;
      const ending = this.giveUp(processor, job, error);
      this.givingUp.add(ending);
      void ending.then(() => this.givingUp.delete(ending));
    });
    return worker;
  }

  /**
   * Puts the job from the outbox into the list of dead ones, in one transaction. If this fails too,
   * the outbox row stays, and the job is sent again when its lease ends.
   */
  private async giveUp(processor: Processor<object>, job: Job, error: Error): Promise<void> {
    const { type, remedy } = processor;
    const jobId = job.id ?? '';
    const data = job.data as object;
    try {
      const isDead = await transact(this.database, async (tx) => {
        const isHopeless = error instanceof HopelessError;
        if (!isHopeless && (await processor.isWorthTrying?.(tx, data))) return false;
        // Gone: the effect is there in spite of what the queue says.
        if (!(await takeJob(tx, type, jobId))) return false;
        const attempts = job.attemptsMade;
        await keepDeadJob(tx, { queue: type.queue, jobId, data, error, attempts, remedy });
        await processor.giveUp?.(tx, data);
        return true;
      });
      if (!isDead) return;
      this.tally.count(type.queue, 'dead');
      this.logger.error({ jobId, queue: type.queue }, 'A job was given up');
    } catch (cause) {
      this.logger.error({ err: cause, jobId }, 'A failure could not be recorded');
    }
  }
}
