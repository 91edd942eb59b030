import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Inject,
  Post,
  Req,
  Res,
  UseFilters,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config, CONFIG } from '@pobratym/platform';
import { Actor } from '../access/actor';
import { Asker, Permission } from '../access/permission';
import { Authentication } from './authentication';
import { CodeDto, SessionDto, SignInDto } from './dto/session.dto';
import { RetryAfterFilter } from './retry-after.filter';
import { clearSessionCookie, setSessionCookie } from './session-cookie';
import { SessionView } from './session-view';
import { BegunSession } from './sessions';
import { SignInService } from './sign-in.service';

@ApiTags('session')
@Controller('session')
@UseFilters(RetryAfterFilter)
export class SessionController {
  constructor(
    private readonly signIns: SignInService,
    private readonly authentication: Authentication,
    private readonly view: SessionView,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Permission('session.begin')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: SessionDto })
  get(@Asker() actor: Actor): Promise<SessionDto> {
    return this.view.of(actor);
  }

  @Post()
  @HttpCode(200)
  @Permission('session.begin')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: SessionDto, description: 'with the cookie of a new session' })
  async signIn(
    @Asker() actor: Actor,
    @Body() input: SignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    const visit = { ip: request.ip, userAgent: request.headers['user-agent'] };
    return this.answer(actor, await this.signIns.signIn(actor, visit, input), reply);
  }

  @Post('second-factor')
  @HttpCode(200)
  @Permission('session.begin')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: SessionDto, description: 'with a new cookie' })
  async passCode(
    @Asker() actor: Actor,
    @Body() { code }: CodeDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionDto> {
    return this.answer(actor, await this.signIns.passCode(actor, code), reply);
  }

  @Delete()
  @HttpCode(204)
  @Permission('session.begin')
  @ApiNoContentResponse()
  async signOut(
    @Asker() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signIns.signOut(actor);
    clearSessionCookie(reply, this.config);
  }

  private async answer(
    { origin }: Actor,
    { secret }: BegunSession,
    reply: FastifyReply,
  ): Promise<SessionDto> {
    setSessionCookie(reply, this.config, secret);
    return this.view.of(await this.authentication.actorOfSession(secret, origin.network));
  }
}
