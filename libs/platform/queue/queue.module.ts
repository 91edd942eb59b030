import { Global, Module } from '@nestjs/common';
import { OutboxRelay } from './outbox-relay';
import { Queues } from './queues';
import { WorkerHost } from './worker-host';

@Global()
@Module({
  providers: [Queues, OutboxRelay, WorkerHost],
  exports: [Queues, OutboxRelay, WorkerHost],
})
export class QueueModule {}
