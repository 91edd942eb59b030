import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CitiesModule } from '@pobratym/cities';
import { LedgerModule } from '@pobratym/ledger';
import { DOCUMENT_CONTROLLERS, DOCUMENT_IMPORTS, DOCUMENT_PROVIDERS } from './documents/parts';
import { Movements } from './movements.service';
import { PaperPlaces } from './papers/paper-places';
import { ShipmentPapersController } from './papers/shipment-papers.controller';
import { ShipmentPapers } from './papers/shipment-papers.service';
import { ShipmentDrafts } from './shipment-drafts.service';
import { ShipmentMovements } from './shipment-movements.service';
import { ShipmentRecords } from './shipment-records';
import { Shipment } from './shipment.entity';
import { ShipmentTemplatesController } from './templates.controller';
import { ShipmentTemplates } from './templates.service';
import { ShipmentsController } from './shipments.controller';
import { ShipmentsService } from './shipments.service';

/**
 * What a sending city dispatches under a signed partnership, or passes on of what it had received.
 * draft → announced → dispatched, or cancelled before. Dispatching posts sender → in transit for
 * each line; what has arrived, is closed or lost is read from the ledger, never typed. Movements say
 * what happened on the road; those of deliveries are recorded by the same service.
 */
@Module({
  imports: [TypeOrmModule.forFeature([Shipment]), CitiesModule, LedgerModule, ...DOCUMENT_IMPORTS],
  controllers: [
    ShipmentsController,
    ShipmentTemplatesController,
    ShipmentPapersController,
    ...DOCUMENT_CONTROLLERS,
  ],
  providers: [
    ShipmentsService,
    ShipmentDrafts,
    ShipmentRecords,
    ShipmentMovements,
    Movements,
    ShipmentTemplates,
    ShipmentPapers,
    PaperPlaces,
    ...DOCUMENT_PROVIDERS,
  ],
  exports: [
    PaperPlaces,
    ShipmentPapers,
    ShipmentsService,
    ShipmentDrafts,
    ShipmentRecords,
    ShipmentMovements,
    Movements,
  ],
})
export class ShipmentsModule {}
