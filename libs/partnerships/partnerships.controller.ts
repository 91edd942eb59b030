import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Actor, Asker, Permission } from '@pobratym/identity';
import {
  BeginPartnershipDto,
  PartnershipDto,
  PartnershipPage,
  PartnershipQuery,
} from './dto/partnership.dto';
import { RecordStepDto } from './dto/partnership-step.dto';
import { PartnershipWithSteps } from './partnership-records';
import { PartnershipsService } from './partnerships.service';

const ETAG = { ETag: { description: 'of its last step', schema: { type: 'string' as const } } };

@ApiTags('partnerships')
@Controller('partnerships')
export class PartnershipsController {
  constructor(private readonly partnerships: PartnershipsService) {}

  @Get()
  @Permission('partnership.read')
  @ApiOkResponse({ type: PartnershipPage })
  async list(@Asker() actor: Actor, @Query() query: PartnershipQuery): Promise<PartnershipPage> {
    const page = await this.partnerships.list(actor, query);
    const items = page.items.map(({ partnership, areas }) => PartnershipDto.of(partnership, areas));
    return { ...page, items };
  }

  @Post()
  @Permission('partnership.lead')
  @ApiCreatedResponse({ type: PartnershipDto, headers: ETAG })
  async begin(
    @Asker() actor: Actor,
    @Body() input: BeginPartnershipDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartnershipDto> {
    return show(reply, await this.partnerships.begin(actor, input));
  }

  @Get(':id')
  @Permission('partnership.read')
  @ApiOkResponse({ type: PartnershipDto, headers: ETAG })
  async get(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartnershipDto> {
    return show(reply, await this.partnerships.get(actor, id));
  }

  @Post(':id/steps')
  @Permission('partnership.lead')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'the ETag that you have seen; 412 where a step was recorded since',
  })
  @ApiCreatedResponse({ type: PartnershipDto, headers: ETAG })
  async recordStep(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Body() step: RecordStepDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartnershipDto> {
    return show(reply, await this.partnerships.recordStep(actor, id, step, expectedStep(ifMatch)));
  }
}

function show(reply: FastifyReply, partnership: PartnershipWithSteps): PartnershipDto {
  void reply.header('etag', `"${partnership.lastStepId}"`);
  return PartnershipDto.whole(partnership);
}

/** `*` asks for whatever is there; a tag that is none of ours matches nothing. */
const expectedStep = (ifMatch: string | undefined): string | undefined =>
  ifMatch === undefined || ifMatch.trim() === '*' ? undefined : ifMatch.trim().replace(/"/g, '');
