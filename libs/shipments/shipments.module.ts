import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CitiesModule } from '@pobratym/cities';
import { LedgerModule } from '@pobratym/ledger';
import { Shipment } from './shipment.entity';
import { ShipmentsController } from './shipments.controller';
import { ShipmentsService } from './shipments.service';

/**
 * What a sending city dispatches under a signed partnership. draft → dispatched → lost (and found
 * again), or cancelled as a draft. Dispatching posts sender → in transit for each line; what has
 * arrived is read from the ledger, never typed.
 */
@Module({
  imports: [TypeOrmModule.forFeature([Shipment]), CitiesModule, LedgerModule],
  controllers: [ShipmentsController],
  providers: [ShipmentsService],
  exports: [ShipmentsService],
})
export class ShipmentsModule {}
