import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor, Asker, Permission } from '@pobratym/identity';
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
  @Permission('shipment.read')
  @ApiOkResponse({ type: ShipmentPage })
  async list(@Asker() actor: Actor, @Query() query: ShipmentQuery): Promise<ShipmentPage> {
    const page = await this.shipments.list(actor, query);
    return { ...page, items: page.items.map(show) };
  }

  @Post()
  @Permission('shipment.record')
  @ApiCreatedResponse({ type: ShipmentDto })
  async draft(@Asker() actor: Actor, @Body() input: DraftShipmentDto): Promise<ShipmentDto> {
    return show(await this.shipments.draft(actor, input));
  }

  @Get(':id')
  @Permission('shipment.read')
  @ApiOkResponse({ type: ShipmentDto })
  async get(@Asker() actor: Actor, @Param('id') id: string): Promise<ShipmentDto> {
    return show(await this.shipments.get(actor, id));
  }

  @Get(':id/ledger')
  @Permission('shipment.read')
  @ApiOkResponse({ type: LedgerDto })
  readLedger(@Asker() actor: Actor, @Param('id') id: string): Promise<LedgerDto> {
    return this.shipments.readLedger(actor, id);
  }

  @Post(':id/dispatch')
  @Permission('shipment.record')
  @HttpCode(200)
  @ApiOkResponse({ type: ShipmentDto })
  async dispatch(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Body() input: DispatchDto,
  ): Promise<ShipmentDto> {
    return show(await this.shipments.dispatch(actor, id, input));
  }

  @Post(':id/cancellation')
  @Permission('shipment.record')
  @HttpCode(200)
  @ApiOkResponse({ type: ShipmentDto })
  async cancel(@Asker() actor: Actor, @Param('id') id: string): Promise<ShipmentDto> {
    return show(await this.shipments.cancel(actor, id));
  }

  @Post(':id/loss')
  @Permission('shipment.record')
  @HttpCode(200)
  @ApiOkResponse({ type: ShipmentDto })
  async recordLoss(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Body() input: LossDto,
  ): Promise<ShipmentDto> {
    return show(await this.shipments.recordLoss(actor, id, input));
  }
}

const show = ({ shipment, lines }: ShipmentWithLines): ShipmentDto =>
  ShipmentDto.of(shipment, lines);
