import { Controller, Get, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { handOut, readDocumentUpload } from '@pobratym/files';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { PageQuery } from '@pobratym/platform';
import { ADD_AID_DOCUMENT_SCHEMA, AidDocumentDto, AidDocumentPage } from './dto/aid-document.dto';
import { AidDocumentsService, AidRecord } from './aid-documents.service';

const FILE = { schema: { type: 'string', format: 'binary' } } as const;

/** The same three requests for a shipment and for a delivery. */
@ApiTags('documents of aid')
@Controller()
export class AidDocumentsController {
  constructor(private readonly documents: AidDocumentsService) {}

  @Get('shipments/:id/documents')
  @Permission('document.read')
  @ApiOkResponse({ type: AidDocumentPage })
  listOfShipment(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<AidDocumentPage> {
    return this.list(actor, { kind: 'shipment', id }, query);
  }

  @Post('shipments/:id/documents')
  @Permission('shipment.record', 'delivery.record')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: ADD_AID_DOCUMENT_SCHEMA })
  @ApiCreatedResponse({ type: AidDocumentDto })
  addToShipment(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<AidDocumentDto> {
    return this.add(actor, { kind: 'shipment', id }, request);
  }

  @Get('shipments/:id/documents/:documentId/file')
  @Permission('document.read')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse(FILE)
  async openOfShipment(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return handOut(reply, await this.documents.open(actor, { kind: 'shipment', id }, documentId));
  }

  @Get('deliveries/:id/documents')
  @Permission('document.read')
  @ApiOkResponse({ type: AidDocumentPage })
  listOfDelivery(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<AidDocumentPage> {
    return this.list(actor, { kind: 'delivery', id }, query);
  }

  @Post('deliveries/:id/documents')
  @Permission('shipment.record', 'delivery.record')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: ADD_AID_DOCUMENT_SCHEMA })
  @ApiCreatedResponse({ type: AidDocumentDto })
  addToDelivery(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<AidDocumentDto> {
    return this.add(actor, { kind: 'delivery', id }, request);
  }

  @Get('deliveries/:id/documents/:documentId/file')
  @Permission('document.read')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse(FILE)
  async openOfDelivery(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return handOut(reply, await this.documents.open(actor, { kind: 'delivery', id }, documentId));
  }

  private async list(actor: Actor, record: AidRecord, query: PageQuery): Promise<AidDocumentPage> {
    const page = await this.documents.list(actor, record, query);
    return { ...page, items: page.items.map(AidDocumentDto.of) };
  }

  private async add(
    actor: Actor,
    record: AidRecord,
    request: FastifyRequest,
  ): Promise<AidDocumentDto> {
    return AidDocumentDto.of(await this.documents.add(actor, record, readDocumentUpload(request)));
  }
}
