import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { LedgerDto } from '@pobratym/ledger';
import { AcceptsIdempotencyKey, AsOfQuery, IdempotencyKey } from '@pobratym/platform';
import { MovementDto, MovementList, ShipmentMovementDto } from './dto/movement.dto';
import {
  DispatchDto,
  DraftShipmentDto,
  RouteDto,
  ShipmentDto,
  ShipmentPage,
  ShipmentPlan,
  ShipmentQuery,
} from './dto/shipment.dto';
import { ShipmentDrafts } from './shipment-drafts.service';
import { ShipmentMovements } from './shipment-movements.service';
import { ShipmentsService } from './shipments.service';

const tagOf = (shipment: ShipmentDto): string => `"${shipment.version}"`;

@ApiTags('shipments')
@Controller('shipments')
export class ShipmentsController {
  constructor(
    private readonly shipments: ShipmentsService,
    private readonly drafts: ShipmentDrafts,
    private readonly movements: ShipmentMovements,
  ) {}

  @Get()
  @Permission('shipment.read')
  @ApiOkResponse({ type: ShipmentPage })
  list(@Asker() actor: Actor, @Query() query: ShipmentQuery): Promise<ShipmentPage> {
    return this.shipments.list(actor, query);
  }

  @Post()
  @Permission('shipment.record')
  @AcceptsIdempotencyKey()
  @ApiCreatedResponse({ type: ShipmentDto })
  draft(
    @Asker() actor: Actor,
    @Body() input: DraftShipmentDto,
    @IdempotencyKey() key?: string,
  ): Promise<ShipmentDto> {
    return this.drafts.draft(actor, input, { key });
  }

  @Get(':id')
  @Permission('shipment.read')
  @ApiOkResponse({ type: ShipmentDto })
  async get(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShipmentDto> {
    const shipment = await this.shipments.get(actor, id);
    void reply.header('etag', tagOf(shipment));
    return shipment;
  }

  @Put(':id')
  @Permission('shipment.record')
  @ApiHeader({ name: 'If-Match', required: true, description: 'the ETag that was read' })
  @ApiOkResponse({ type: ShipmentDto })
  async edit(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Body() input: ShipmentPlan,
    @Headers('if-match') tag: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShipmentDto> {
    const version = /^(?:W\/)?"(\d{1,9})"$/.exec(tag ?? '')?.[1];
    const read = version === undefined ? undefined : Number(version);
    const shipment = await this.drafts.edit(actor, id, read, input);
    void reply.header('etag', tagOf(shipment));
    return shipment;
  }

  @Put(':id/route')
  @Permission('shipment.record', 'delivery.record')
  @ApiOkResponse({ type: ShipmentDto })
  follow(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Body() input: RouteDto,
  ): Promise<ShipmentDto> {
    return this.shipments.follow(actor, id, input);
  }

  @Get(':id/ledger')
  @Permission('shipment.read')
  @ApiOkResponse({ type: LedgerDto })
  readLedger(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Query() { asOf }: AsOfQuery,
  ): Promise<LedgerDto> {
    return this.shipments.readLedger(actor, id, asOf);
  }

  @Post(':id/copy')
  @Permission('shipment.record')
  @AcceptsIdempotencyKey()
  @ApiCreatedResponse({ type: ShipmentDto })
  copy(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @IdempotencyKey() key?: string,
  ): Promise<ShipmentDto> {
    return this.drafts.copy(actor, id, key);
  }

  @Post(':id/announcement')
  @Permission('shipment.record')
  @HttpCode(200)
  @AcceptsIdempotencyKey()
  @ApiOkResponse({ type: ShipmentDto })
  announce(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @IdempotencyKey() key?: string,
  ): Promise<ShipmentDto> {
    return this.shipments.announce(actor, id, key);
  }

  @Post(':id/dispatch')
  @Permission('shipment.record')
  @HttpCode(200)
  @AcceptsIdempotencyKey()
  @ApiOkResponse({ type: ShipmentDto })
  dispatch(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Body() input: DispatchDto,
    @IdempotencyKey() key?: string,
  ): Promise<ShipmentDto> {
    return this.shipments.dispatch(actor, id, input, key);
  }

  @Post(':id/cancellation')
  @Permission('shipment.record')
  @HttpCode(200)
  @AcceptsIdempotencyKey()
  @ApiOkResponse({ type: ShipmentDto })
  cancel(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @IdempotencyKey() key?: string,
  ): Promise<ShipmentDto> {
    return this.shipments.cancel(actor, id, key);
  }

  @Get(':id/movements')
  @Permission('shipment.read')
  @ApiOkResponse({ type: MovementList })
  listMovements(@Asker() actor: Actor, @Param('id') id: string): Promise<MovementList> {
    return this.movements.list(actor, id);
  }

  @Post(':id/movements')
  @Permission('shipment.record')
  @AcceptsIdempotencyKey()
  @ApiCreatedResponse({ type: MovementDto })
  recordMovement(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Body() input: ShipmentMovementDto,
    @IdempotencyKey() key?: string,
  ): Promise<MovementDto> {
    return this.movements.record(actor, id, input, key);
  }
}
