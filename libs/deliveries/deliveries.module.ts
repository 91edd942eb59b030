import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CitiesModule } from '@pobratym/cities';
import { LedgerModule } from '@pobratym/ledger';
import { ShipmentsModule } from '@pobratym/shipments';
import { CorrectionsController } from './corrections.controller';
import { Corrections } from './corrections.service';
import { DeliveriesController } from './deliveries.controller';
import { DeliveriesService } from './deliveries.service';
import { DeliveryMovements } from './delivery-movements.service';
import { DeliveryPosting } from './delivery-posting';
import { DeliveryRecords } from './delivery-records';
import { Delivery } from './delivery.entity';
import { Matches } from './matches';
import { DeliveryPapersController } from './papers/delivery-papers.controller';
import { DeliveryPapers } from './papers/delivery-papers.service';
import { RegisterController } from './register/register.controller';
import { Register } from './register/register.service';

/**
 * What a receiving city took in: one case of assistance. A delivery posts unmatched → received or
 * damaged; a match brings what it came from the road to `unmatched`. What no shipment
 * announced stays there below zero, as in a suspense account. Told by the receiver, or by a public
 * source in its own words.
 */
@Module({
  imports: [TypeOrmModule.forFeature([Delivery]), CitiesModule, LedgerModule, ShipmentsModule],
  controllers: [
    DeliveriesController,
    CorrectionsController,
    DeliveryPapersController,
    RegisterController,
  ],
  providers: [
    DeliveriesService,
    DeliveryRecords,
    DeliveryPosting,
    DeliveryMovements,
    Matches,
    Corrections,
    DeliveryPapers,
    Register,
  ],
  exports: [Register, DeliveriesService, DeliveryRecords, DeliveryPosting, Matches],
})
export class DeliveriesModule {}
