import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { LedgerDto } from '@pobratym/ledger';
import { AcceptsIdempotencyKey, AsOfQuery, IdempotencyKey } from '@pobratym/platform';
import { DeliveryMovementDto, MovementDto, MovementList } from '@pobratym/shipments';
import { DeliveriesService } from './deliveries.service';
import { DeliveryMovements } from './delivery-movements.service';
import {
  BatchAnswerDto,
  BatchDto,
  DeliveryDto,
  DeliveryPage,
  DeliveryQuery,
  RecordArrivalDto,
  RecordDeliveryDto,
} from './dto/delivery.dto';

@ApiTags('deliveries')
@Controller()
export class DeliveriesController {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly movements: DeliveryMovements,
  ) {}

  @Get('deliveries')
  @Permission('delivery.read')
  @ApiOkResponse({ type: DeliveryPage })
  list(@Asker() actor: Actor, @Query() query: DeliveryQuery): Promise<DeliveryPage> {
    return this.deliveries.list(actor, query);
  }

  @Post('deliveries')
  @Permission('delivery.record')
  @AcceptsIdempotencyKey()
  @ApiCreatedResponse({ type: DeliveryDto })
  record(
    @Asker() actor: Actor,
    @Body() input: RecordDeliveryDto,
    @IdempotencyKey() key?: string,
  ): Promise<DeliveryDto> {
    return this.deliveries.record(actor, input, { key });
  }

  @Post('deliveries/batch')
  @Permission('delivery.record')
  @HttpCode(200)
  @ApiOkResponse({ type: BatchAnswerDto })
  recordAll(@Asker() actor: Actor, @Body() { items }: BatchDto): Promise<BatchAnswerDto> {
    return this.deliveries.recordAll(actor, items);
  }

  @Get('deliveries/:id')
  @Permission('delivery.read')
  @ApiOkResponse({ type: DeliveryDto })
  get(@Asker() actor: Actor, @Param('id') id: string): Promise<DeliveryDto> {
    return this.deliveries.get(actor, id);
  }

  @Get('deliveries/:id/ledger')
  @Permission('delivery.read')
  @ApiOkResponse({ type: LedgerDto })
  readLedger(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Query() { asOf }: AsOfQuery,
  ): Promise<LedgerDto> {
    return this.deliveries.readLedger(actor, id, asOf);
  }

  @Get('deliveries/:id/movements')
  @Permission('delivery.read')
  @ApiOkResponse({ type: MovementList })
  listMovements(@Asker() actor: Actor, @Param('id') id: string): Promise<MovementList> {
    return this.movements.list(actor, id);
  }

  @Post('deliveries/:id/movements')
  @Permission('delivery.record')
  @AcceptsIdempotencyKey()
  @ApiCreatedResponse({ type: MovementDto })
  recordMovement(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Body() input: DeliveryMovementDto,
    @IdempotencyKey() key?: string,
  ): Promise<MovementDto> {
    return this.movements.record(actor, id, input, key);
  }

  @Post('shipments/:id/deliveries')
  @Permission('delivery.record')
  @AcceptsIdempotencyKey()
  @ApiCreatedResponse({ type: DeliveryDto })
  recordArrival(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Body() input: RecordArrivalDto,
    @IdempotencyKey() key?: string,
  ): Promise<DeliveryDto> {
    return this.deliveries.recordArrival(actor, id, input, key);
  }
}
