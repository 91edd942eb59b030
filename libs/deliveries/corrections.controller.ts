import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { AcceptsIdempotencyKey, IdempotencyKey } from '@pobratym/platform';
import { CorrectionDto, CorrectionList, CorrectShipmentDto } from '@pobratym/shipments';
import { Corrections } from './corrections.service';
import { CorrectDeliveryDto } from './dto/correction.dto';

/** Of shipments too: correcting one undoes and redoes its matches, which are made here. */
@Controller()
export class CorrectionsController {
  constructor(private readonly corrections: Corrections) {}

  @Get('shipments/:id/corrections')
  @ApiTags('shipments')
  @Permission('shipment.read')
  @ApiOkResponse({ type: CorrectionList })
  listOfShipment(@Asker() actor: Actor, @Param('id') id: string): Promise<CorrectionList> {
    return this.corrections.listOf(actor, 'shipment', id);
  }

  @Post('shipments/:id/corrections')
  @ApiTags('shipments')
  @Permission('shipment.record')
  @AcceptsIdempotencyKey()
  @ApiCreatedResponse({ type: CorrectionDto })
  correctShipment(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Body() input: CorrectShipmentDto,
    @IdempotencyKey() key?: string,
  ): Promise<CorrectionDto> {
    return this.corrections.correctShipment(actor, id, input, key);
  }

  @Get('deliveries/:id/corrections')
  @ApiTags('deliveries')
  @Permission('delivery.read')
  @ApiOkResponse({ type: CorrectionList })
  listOfDelivery(@Asker() actor: Actor, @Param('id') id: string): Promise<CorrectionList> {
    return this.corrections.listOf(actor, 'delivery', id);
  }

  @Post('deliveries/:id/corrections')
  @ApiTags('deliveries')
  @Permission('delivery.record')
  @AcceptsIdempotencyKey()
  @ApiCreatedResponse({ type: CorrectionDto })
  correctDelivery(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Body() input: CorrectDeliveryDto,
    @IdempotencyKey() key?: string,
  ): Promise<CorrectionDto> {
    return this.corrections.correctDelivery(actor, id, input, key);
  }
}
