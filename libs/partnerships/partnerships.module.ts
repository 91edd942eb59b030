import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FilesModule } from '@pobratym/files';
import { AggressorStatesController } from './aggressor-states.controller';
import { AggressorStatesService } from './aggressor-states.service';
import { FINDING_CONTROLLERS, FINDING_IMPORTS, FINDING_PROVIDERS } from './finding/parts';
import { PartnershipDocumentsController } from './partnership-documents.controller';
import { PartnershipDocumentsService } from './partnership-documents.service';
import { PartnershipStep } from './partnership-step.entity';
import { Partnership } from './partnership.entity';
import { PartnershipsController } from './partnerships.controller';
import { PartnershipsService } from './partnerships.service';
import { TieImportService } from './tie-import.service';

/**
 * The tie between two cities, from the first idea to the signature and its end. No signature, no
 * shipment: stage and days in force are folded from the steps, in the database. A wrong step is
 * corrected by another that takes its place. Both cities see one partnership: what one of them
 * denies carries no shipments until it is settled.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([Partnership, PartnershipStep]),
    FilesModule,
    ...FINDING_IMPORTS,
  ],
  controllers: [
    PartnershipsController,
    PartnershipDocumentsController,
    AggressorStatesController,
    ...FINDING_CONTROLLERS,
  ],
  providers: [
    PartnershipsService,
    PartnershipDocumentsService,
    AggressorStatesService,
    ...FINDING_PROVIDERS,
  ],
  exports: [
    PartnershipsService,
    PartnershipDocumentsService,
    AggressorStatesService,
    TieImportService,
  ],
})
export class PartnershipsModule {}
