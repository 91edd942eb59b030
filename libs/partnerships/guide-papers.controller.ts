import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { contentDisposition } from '@pobratym/files';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { PAPER_FORMATS, PAPER_KINDS, PaperFormat, PaperKind } from '@pobratym/papers';
import { NotFoundError } from '@pobratym/platform';
import { PaperKindPage, PaperQuery } from './guide-papers.dto';
import { GuidePapersService } from './guide-papers.service';

@ApiTags('guide')
@Controller()
export class GuidePapersController {
  constructor(private readonly papers: GuidePapersService) {}

  @Get('papers')
  @Permission('place.read')
  @ApiOkResponse({ type: PaperKindPage })
  list(): PaperKindPage {
    const items = this.papers.kinds().map(({ kind, title: { en, uk } }) => {
      return { kind, titleEn: en, titleUk: uk, formats: [...PAPER_FORMATS] };
    });
    return { items, nextCursor: null };
  }

  @Get('partnerships/:id/papers/:kind.:format')
  @Permission('paper.make')
  @ApiParam({ name: 'kind', enum: PAPER_KINDS })
  @ApiParam({ name: 'format', enum: PAPER_FORMATS })
  @ApiProduces(
    'application/pdf',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  )
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async make(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Param('kind') kind: string,
    @Param('format') format: string,
    @Query() query: PaperQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    if (!isKind(kind) || !isFormat(format)) {
      throw new NotFoundError(`There is no paper ${kind}.${format}`.slice(0, 200));
    }
    const { bytes, mediaType, fileName } = await this.papers.make(actor, id, kind, format, query);
    void reply.headers({ 'cache-control': 'private, no-store' });
    const disposition = contentDisposition(fileName);
    return new StreamableFile(bytes, { type: mediaType, length: bytes.length, disposition });
  }
}

const isKind = (kind: string): kind is PaperKind => PAPER_KINDS.some((one) => one === kind);
const isFormat = (format: string): format is PaperFormat =>
  PAPER_FORMATS.some((one) => one === format);
