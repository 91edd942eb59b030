import { Global, Module } from '@nestjs/common';
import { JobTally } from './job-tally';
import { OutboxRelay } from './outbox-relay';
import { Queues } from './queues';
import { WorkerHost } from './worker-host';

@Global()
@Module({
  providers: [Queues, JobTally, OutboxRelay, WorkerHost],
  exports: [Queues, JobTally, OutboxRelay, WorkerHost],
})
export class QueueModule {}
