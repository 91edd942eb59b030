import { DynamicModule, Module } from '@nestjs/common';
import { LedgerModule } from '@pobratym/ledger';
import { PartnershipsModule } from '@pobratym/partnerships';
import { NoticesWorkerModule } from '@pobratym/notices';
import { Config, PlatformModule } from '@pobratym/platform';
import { ReconciliationWorkerModule } from '@pobratym/reconciliation';
import { ReportsWorkerModule } from '@pobratym/reports';

/** Everything that works off a queue. */
@Module({})
export class WorkerModule {
  static with(config: Config): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forProcess('worker', config),
        LedgerModule,
        PartnershipsModule,
        NoticesWorkerModule,
        ReportsWorkerModule,
        ReconciliationWorkerModule,
      ],
    };
  }
}
