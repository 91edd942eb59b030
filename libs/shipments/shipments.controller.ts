import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { LedgerDto } from '@pobratym/ledger';
import {
  DispatchDto,
  DraftShipmentDto,
  LossDto,
  ShipmentDto,
  ShipmentPage,
  ShipmentQuery,
} from './dto/shipment.dto';
import { ShipmentsService, ShipmentWithLines } from './shipments.service';

@ApiTags('shipments')
@Controller('shipments')
export class ShipmentsController {
  constructor(private readonly shipments: ShipmentsService) {}

  @Get()
  @ApiOkResponse({ type: ShipmentPage })
  async list(@Query() query: ShipmentQuery): Promise<ShipmentPage> {
    const page = await this.shipments.list(query);
    return { ...page, items: page.items.map(show) };
  }

  @Post()
  @ApiCreatedResponse({ type: ShipmentDto })
  async draft(@Body() input: DraftShipmentDto): Promise<ShipmentDto> {
    return show(await this.shipments.draft(input));
  }

  @Get(':id')
  @ApiOkResponse({ type: ShipmentDto })
  async get(@Param('id') id: string): Promise<ShipmentDto> {
    return show(await this.shipments.get(id));
  }

  @Get(':id/ledger')
  @ApiOkResponse({ type: LedgerDto })
  readLedger(@Param('id') id: string): Promise<LedgerDto> {
    return this.shipments.readLedger(id);
  }

  @Post(':id/dispatch')
  @HttpCode(200)
  @ApiOkResponse({ type: ShipmentDto })
  async dispatch(@Param('id') id: string, @Body() input: DispatchDto): Promise<ShipmentDto> {
    return show(await this.shipments.dispatch(id, input));
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @ApiOkResponse({ type: ShipmentDto })
  async cancel(@Param('id') id: string): Promise<ShipmentDto> {
    return show(await this.shipments.cancel(id));
  }

  @Post(':id/loss')
  @HttpCode(200)
  @ApiOkResponse({ type: ShipmentDto })
  async recordLoss(@Param('id') id: string, @Body() input: LossDto): Promise<ShipmentDto> {
    return show(await this.shipments.recordLoss(id, input));
  }
}

const show = ({ shipment, lines }: ShipmentWithLines): ShipmentDto =>
  ShipmentDto.of(shipment, lines);
