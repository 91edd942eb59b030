import { Module } from '@nestjs/common';
import { CitiesModule } from '@pobratym/cities';
import { LedgerModule } from '@pobratym/ledger';
import { StatisticsController } from './statistics.controller';
import { StatisticsService } from './statistics.service';

/** What is asked of the ledger: figures per city that can be cited, repeated and checked. */
@Module({
  imports: [CitiesModule, LedgerModule],
  controllers: [StatisticsController],
  providers: [StatisticsService],
  exports: [StatisticsService],
})
export class StatisticsModule {}
