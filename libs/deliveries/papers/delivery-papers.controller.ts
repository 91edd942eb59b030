import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { sendPaper } from '@pobratym/shipments';
import { DELIVERY_PAPERS, DeliveryPapers } from './delivery-papers.service';

@ApiTags('deliveries')
@Controller('deliveries')
export class DeliveryPapersController {
  constructor(private readonly papers: DeliveryPapers) {}

  @Get(':id/papers/:paper.pdf')
  @Permission('document.read')
  @ApiParam({ name: 'paper', enum: DELIVERY_PAPERS })
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
}
