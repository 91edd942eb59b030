import { Module } from '@nestjs/common';
import { LedgerModule } from '@pobratym/ledger';
import { ReportsModule } from '@pobratym/reports';
import { AidRecordedProcessor } from './aid-recorded.processor';
import { Matching } from './matching';

@Module({
  imports: [LedgerModule, ReportsModule],
  providers: [Matching, AidRecordedProcessor],
})
export class ReconciliationWorkerModule {}
