import { Module } from '@nestjs/common';
import { CitiesModule } from '@pobratym/cities';
import { StatisticsModule } from '@pobratym/statistics';
import { ExportsController } from './exports.controller';
import { ExportsService } from './exports.service';

/** Files out: streamed, with stable columns, safe to open in a spreadsheet. */
@Module({
  imports: [CitiesModule, StatisticsModule],
  controllers: [ExportsController],
  providers: [ExportsService],
})
export class ExportsModule {}
