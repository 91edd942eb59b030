import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CitiesModule } from '@pobratym/cities';
import { FilesModule } from '@pobratym/files';
import { ShipmentsModule } from '@pobratym/shipments';
import { PackingListController } from './packing-list/packing-list.controller';
import { PackingListService } from './packing-list/packing-list.service';
import { ReportDecisions } from './report-decisions';
import { ReportErrorFile } from './report-error-file';
import { ReportEvents } from './report-events';
import { Report } from './report.entity';
import { ReportsController } from './reports.controller';
import { ReportsService } from './reports.service';

/**
 * Files of aid, filed by a sender, a receiver or after a public source. A 202 means that the file
 * and its work are committed; the worker posts all of it in one transaction, or refuses all of it
 * and names each bad row. A preview is read alike and only counted, until somebody commits it. A packing list is read alike, and at once: it becomes drafts of shipments.
 */
@Module({
  imports: [TypeOrmModule.forFeature([Report]), CitiesModule, FilesModule, ShipmentsModule],
  controllers: [ReportsController, PackingListController],
  providers: [ReportsService, ReportDecisions, ReportEvents, ReportErrorFile, PackingListService],
  exports: [ReportsService],
})
export class ReportsModule {}
