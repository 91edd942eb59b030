import { Module } from '@nestjs/common';
import { CitiesModule } from '@pobratym/cities';
import { DeliveriesModule } from '@pobratym/deliveries';
import { FilesModule } from '@pobratym/files';
import { ShipmentsModule } from '@pobratym/shipments';
import { ReportProcessor } from './report.processor';
import { ReportsModule } from './reports.module';

/** What the worker process adds: in the ordinary module it would start a worker inside the API. */
@Module({
  imports: [ReportsModule, CitiesModule, FilesModule, ShipmentsModule, DeliveriesModule],
  providers: [ReportProcessor],
})
export class ReportsWorkerModule {}
