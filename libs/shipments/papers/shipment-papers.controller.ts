import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { contentDisposition } from '@pobratym/files';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { Shown } from '@pobratym/platform';
import { SHIPMENT_PAPERS, ShipmentPapers } from './shipment-papers.service';

class PaperLinkDto {
  @Shown() shipmentId!: string;
  @Shown({ description: 'then the paper is to be printed anew' }) isExpired!: boolean;
}

/** A paper holds what others may not read: nobody keeps it on the way. */
export function sendPaper(reply: FastifyReply, bytes: Buffer, name: string): StreamableFile {
  void reply.headers({ 'cache-control': 'private, no-store' });
  const disposition = contentDisposition(name);
  return new StreamableFile(bytes, { type: 'application/pdf', length: bytes.length, disposition });
}

@ApiTags('shipments')
@Controller()
export class ShipmentPapersController {
  constructor(private readonly papers: ShipmentPapers) {}

  @Get('shipments/:id/papers/:paper.pdf')
  @Permission('document.read')
  @ApiParam({ name: 'paper', enum: SHIPMENT_PAPERS })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async make(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Param('paper') paper: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const bytes = await this.papers.make(actor, id, paper);
    return sendPaper(reply, bytes, `${paper}-${id.slice(0, 13)}.pdf`);
  }

  @Get('paper-links/:token')
  @Permission('document.read')
  @ApiOkResponse({ type: PaperLinkDto })
  follow(@Asker() actor: Actor, @Param('token') token: string): Promise<PaperLinkDto> {
    return this.papers.follow(actor, token);
  }
}
