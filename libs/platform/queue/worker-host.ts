import { Inject, Injectable, Logger } from '@nestjs/common';
import { Worker } from 'bullmq';
import { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
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

  constructor(
    private readonly queues: Queues,
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
    for (const [queue, processor] of this.processors) {
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
      worker.on('failed', (job, error) => {
        this.logger.error({ err: error, jobId: job?.id }, `A job of ${queue} failed`);
        const isLast = job !== undefined && job.attemptsMade >= (job.opts.attempts ?? 1);
        if (isLast) void this.giveUp(processor, job.id ?? '', job.data as object, error);
      });
      this.workers.push(worker);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  /** If this fails too, the outbox row stays, and the job is sent again when its lease ends. */
  private async giveUp(processor: Processor<object>, jobId: string, data: object, error: Error) {
    try {
      await processor.giveUp(jobId, data, error);
    } catch (cause) {
      this.logger.error({ err: cause, jobId }, 'A failure could not be recorded');
    }
  }
}
