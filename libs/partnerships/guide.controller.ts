import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { ChecklistDto, GuideDto, GuideQuery } from './guide.dto';
import { wantedLanguage } from './guide-language';
import { GuideService } from './guide.service';

const ACCEPT_LANGUAGE = {
  name: 'Accept-Language',
  required: false,
  description: 'the language of the guide: uk or en, which is the default',
};

@ApiTags('guide')
@Controller()
export class GuideController {
  constructor(private readonly guide: GuideService) {}

  @Get('guide')
  @Permission('place.read')
  @ApiHeader(ACCEPT_LANGUAGE)
  @ApiOkResponse({ type: GuideDto })
  read(
    @Query() { language }: GuideQuery,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): GuideDto {
    return inLanguage(reply, this.guide.guide(language ?? wantedLanguage(accepted)));
  }

  @Get('partnerships/:id/checklist')
  @Permission('paper.make')
  @ApiHeader(ACCEPT_LANGUAGE)
  @ApiOkResponse({ type: ChecklistDto })
  async check(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Query() { language }: GuideQuery,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChecklistDto> {
    const wanted = language ?? wantedLanguage(accepted);
    return inLanguage(reply, await this.guide.checklist(actor, id, wanted));
  }
}

function inLanguage<T extends { language: string }>(reply: FastifyReply, told: T): T {
  void reply.headers({ 'content-language': told.language, vary: 'accept-language' });
  return told;
}
