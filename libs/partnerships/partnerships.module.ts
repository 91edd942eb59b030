import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PartnershipStep } from './partnership-step.entity';
import { Partnership } from './partnership.entity';
import { PartnershipsController } from './partnerships.controller';
import { PartnershipsService } from './partnerships.service';

/**
 * The tie between two cities, from the first idea to the signature and its end. No signature, no
 * shipment: the days on which aid may be dispatched follow from the steps, in the database.
 */
@Module({
  imports: [TypeOrmModule.forFeature([Partnership, PartnershipStep])],
  controllers: [PartnershipsController],
  providers: [PartnershipsService],
  exports: [PartnershipsService],
})
export class PartnershipsModule {}
