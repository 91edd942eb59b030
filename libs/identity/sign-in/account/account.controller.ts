import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Patch,
  Put,
  Res,
  UseFilters,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Config, CONFIG } from '@pobratym/platform';
import { Actor } from '../../access/actor';
import { Asker, Permission } from '../../access/permission';
import {
  OwnAccountDto,
  ChangeAccountDto,
  ChangePasswordDto,
  OwnSessionDto,
  OwnSessionPage,
} from '../dto/account.dto';
import { sessionIdOf } from '../own-event';
import { RetryAfterFilter } from '../retry-after.filter';
import { clearSessionCookie, setSessionCookie } from '../session-cookie';
import { Sessions } from '../sessions';
import { AccountService } from './account.service';

@ApiTags('own account')
@Controller('users/me')
@UseFilters(RetryAfterFilter)
export class AccountController {
  constructor(
    private readonly account: AccountService,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Permission('account.manage')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: OwnAccountDto })
  get(@Asker() actor: Actor): Promise<OwnAccountDto> {
    return this.account.get(actor);
  }

  @Patch()
  @Permission('account.manage')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: OwnAccountDto })
  change(@Asker() actor: Actor, @Body() input: ChangeAccountDto): Promise<OwnAccountDto> {
    return this.account.change(actor, input);
  }

  @Put('password')
  @HttpCode(204)
  @Permission('account.manage')
  @Header('Cache-Control', 'no-store')
  @ApiNoContentResponse({ description: 'this session has a new cookie, all others are ended' })
  async changePassword(
    @Asker() actor: Actor,
    @Body() input: ChangePasswordDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { secret } = await this.account.changePassword(actor, input);
    setSessionCookie(reply, this.config, secret);
  }

  @Get('sessions')
  @Permission('account.manage')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: OwnSessionPage })
  async listSessions(@Asker() actor: Actor): Promise<OwnSessionPage> {
    const items = await this.sessions.list(actor);
    const ownId = sessionIdOf(actor);
    return { items: items.map((item) => OwnSessionDto.of(item, ownId)), nextCursor: null };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Permission('account.manage')
  @ApiNoContentResponse()
  async endSession(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.account.endSession(actor, id);
    if (id === sessionIdOf(actor)) clearSessionCookie(reply, this.config);
  }

  @Delete('sessions')
  @HttpCode(204)
  @Permission('account.manage')
  @ApiNoContentResponse({ description: 'signed out on all devices, this one too' })
  async endAllSessions(
    @Asker() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.endAllOwn(actor);
    clearSessionCookie(reply, this.config);
  }
}
