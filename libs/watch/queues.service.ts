import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config, CONFIG, isBehind, QueueBacklog, readBacklog } from '@pobratym/platform';
import { QueueDto, QueueList } from './dto/queue.dto';

@Injectable()
export class QueuesService {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** By name, each queue that ever had work. */
  async list(): Promise<QueueList> {
    const queues = await readBacklog(this.database);
    return { items: queues.map(toDto), isBehind: isBehind(queues, this.config) };
  }
}

const toDto = ({ oldestAgeMs, ...of }: QueueBacklog): QueueDto => ({
  queue: of.queue,
  waiting: of.waiting,
  oldestAgeSeconds: oldestAgeMs === null ? null : Math.floor(oldestAgeMs / 1000),
  waitingAgain: of.waitingAgain,
  dead: of.dead,
  done: of.done,
  failedAttempts: of.failedAttempts,
});
