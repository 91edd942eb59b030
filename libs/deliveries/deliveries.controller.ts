import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { LedgerDto } from '@pobratym/ledger';
import { DeliveriesService, DeliveryWithLines } from './deliveries.service';
import {
  DeliveryDto,
  DeliveryPage,
  DeliveryQuery,
  RecordArrivalDto,
  RecordDeliveryDto,
} from './dto/delivery.dto';

@ApiTags('deliveries')
@Controller()
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get('deliveries')
  @Permission('delivery.read')
  @ApiOkResponse({ type: DeliveryPage })
  async list(@Asker() actor: Actor, @Query() query: DeliveryQuery): Promise<DeliveryPage> {
    const page = await this.deliveries.list(actor, query);
    return { ...page, items: page.items.map(show) };
  }

  @Post('deliveries')
  @Permission('delivery.record')
  @ApiCreatedResponse({ type: DeliveryDto })
  async record(@Asker() actor: Actor, @Body() input: RecordDeliveryDto): Promise<DeliveryDto> {
    return show(await this.deliveries.record(actor, input));
  }

  @Get('deliveries/:id')
  @Permission('delivery.read')
  @ApiOkResponse({ type: DeliveryDto })
  async get(@Asker() actor: Actor, @Param('id') id: string): Promise<DeliveryDto> {
    return show(await this.deliveries.get(actor, id));
  }

  @Get('deliveries/:id/ledger')
  @Permission('delivery.read')
  @ApiOkResponse({ type: LedgerDto })
  readLedger(@Asker() actor: Actor, @Param('id') id: string): Promise<LedgerDto> {
    return this.deliveries.readLedger(actor, id);
  }

  @Post('shipments/:id/deliveries')
  @Permission('delivery.record')
  @ApiCreatedResponse({ type: DeliveryDto })
  async recordArrival(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Body() input: RecordArrivalDto,
  ): Promise<DeliveryDto> {
    return show(await this.deliveries.recordArrival(actor, id, input));
  }
}

const show = ({ delivery, lines }: DeliveryWithLines): DeliveryDto =>
  DeliveryDto.of(delivery, lines);
