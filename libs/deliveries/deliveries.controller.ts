import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
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
  @ApiOkResponse({ type: DeliveryPage })
  async list(@Query() query: DeliveryQuery): Promise<DeliveryPage> {
    const page = await this.deliveries.list(query);
    return { ...page, items: page.items.map(show) };
  }

  @Post('deliveries')
  @ApiCreatedResponse({ type: DeliveryDto })
  async record(@Body() input: RecordDeliveryDto): Promise<DeliveryDto> {
    return show(await this.deliveries.record(input));
  }

  @Get('deliveries/:id')
  @ApiOkResponse({ type: DeliveryDto })
  async get(@Param('id') id: string): Promise<DeliveryDto> {
    return show(await this.deliveries.get(id));
  }

  @Get('deliveries/:id/ledger')
  @ApiOkResponse({ type: LedgerDto })
  readLedger(@Param('id') id: string): Promise<LedgerDto> {
    return this.deliveries.readLedger(id);
  }

  @Post('shipments/:id/deliveries')
  @ApiCreatedResponse({ type: DeliveryDto })
  async recordArrival(
    @Param('id') id: string,
    @Body() input: RecordArrivalDto,
  ): Promise<DeliveryDto> {
    return show(await this.deliveries.recordArrival(id, input));
  }
}

const show = ({ delivery, lines }: DeliveryWithLines): DeliveryDto =>
  DeliveryDto.of(delivery, lines);
