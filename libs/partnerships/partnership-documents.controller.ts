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
import {
  ADD_DOCUMENT_SCHEMA,
  PartnershipDocumentDto,
  PartnershipDocumentPage,
} from './dto/partnership-document.dto';
import { PartnershipDocumentsService } from './partnership-documents.service';

@ApiTags('partnerships')
@Controller('partnerships/:id/documents')
export class PartnershipDocumentsController {
  constructor(private readonly documents: PartnershipDocumentsService) {}

  @Get()
  @Permission('document.read')
  @ApiOkResponse({ type: PartnershipDocumentPage })
  async list(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<PartnershipDocumentPage> {
    const page = await this.documents.list(actor, id, query);
    return { ...page, items: page.items.map(PartnershipDocumentDto.of) };
  }

  @Post()
  @Permission('partnership.lead')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: ADD_DOCUMENT_SCHEMA })
  @ApiCreatedResponse({ type: PartnershipDocumentDto })
  async add(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<PartnershipDocumentDto> {
    return PartnershipDocumentDto.of(
      await this.documents.add(actor, id, readDocumentUpload(request)),
    );
  }

  @Get(':documentId/file')
  @Permission('document.read')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async open(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return handOut(reply, await this.documents.open(actor, id, documentId));
  }
}
