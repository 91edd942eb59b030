import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CitiesModule } from '@pobratym/cities';
import { LedgerModule } from '@pobratym/ledger';
import { ShipmentsModule } from '@pobratym/shipments';
import { DeliveriesController } from './deliveries.controller';
import { DeliveriesService } from './deliveries.service';
import { DeliveryPosting } from './delivery-posting';
import { Delivery } from './delivery.entity';

/**
 * What a receiving city took in: one case of assistance. A delivery posts unmatched → received or
 * damaged; a match later brings what it came from the road to `unmatched`. What no shipment
 * announced stays there below zero, as in a suspense account. Told by the receiver, or by a public
 * source in its own words.
 */
@Module({
  imports: [TypeOrmModule.forFeature([Delivery]), CitiesModule, LedgerModule, ShipmentsModule],
  controllers: [DeliveriesController],
  providers: [DeliveriesService, DeliveryPosting],
  exports: [DeliveriesService, DeliveryPosting],
})
export class DeliveriesModule {}
