import { Module } from '@nestjs/common';
import { DeadJobsController } from './dead-jobs.controller';
import { DeadJobsService } from './dead-jobs.service';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';
import { QueuesController } from './queues.controller';
import { QueuesService } from './queues.service';

/**
 * The watch over the work of the queues, for the stewards: what waits, what failed for good, and the
 * way back for it. A job is in the outbox, or dead and in the list, or its effect is there; it goes
 * from one to another in one transaction, so no failure is silent.
 */
@Module({
  controllers: [QueuesController, DeadJobsController, MetricsController],
  providers: [QueuesService, DeadJobsService, Metrics],
})
export class WatchModule {}
