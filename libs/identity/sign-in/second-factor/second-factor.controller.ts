import {
  Body,
  Controller,
  Delete,
  Header,
  HttpCode,
  Inject,
  Post,
  Res,
  UseFilters,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Config, CONFIG } from '@pobratym/platform';
import { Actor } from '../../access/actor';
import { Asker, Permission } from '../../access/permission';
import { OwnPasswordDto, RecoveryCodesDto, SecondFactorSetUpDto } from '../dto/account.dto';
import { CodeDto } from '../dto/session.dto';
import { RetryAfterFilter } from '../retry-after.filter';
import { setSessionCookie } from '../session-cookie';
import { SecondFactorService } from './second-factor.service';

@ApiTags('own account')
@Controller('users/me')
@UseFilters(RetryAfterFilter)
export class SecondFactorController {
  constructor(
    private readonly secondFactor: SecondFactorService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('second-factor')
  @Permission('account.enrol')
  @Header('Cache-Control', 'no-store')
  @ApiCreatedResponse({ type: SecondFactorSetUpDto })
  setUp(@Asker() actor: Actor): Promise<SecondFactorSetUpDto> {
    return this.secondFactor.setUp(actor);
  }

  @Post('second-factor/confirmation')
  @HttpCode(200)
  @Permission('account.enrol')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: RecoveryCodesDto, description: 'this session has a new cookie' })
  async confirm(
    @Asker() actor: Actor,
    @Body() { code }: CodeDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodesDto> {
    const { recoveryCodes, session } = await this.secondFactor.confirm(actor, code);
    setSessionCookie(reply, this.config, session.secret);
    return { recoveryCodes };
  }

  @Delete('second-factor')
  @HttpCode(204)
  @Permission('account.manage')
  @Header('Cache-Control', 'no-store')
  @ApiNoContentResponse({ description: 'this session has a new cookie, all others are ended' })
  async remove(
    @Asker() actor: Actor,
    @Body() { password }: OwnPasswordDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { secret } = await this.secondFactor.remove(actor, password);
    setSessionCookie(reply, this.config, secret);
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @Permission('account.manage')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: RecoveryCodesDto, description: 'the old ones are worthless' })
  async renewRecoveryCodes(
    @Asker() actor: Actor,
    @Body() { code }: CodeDto,
  ): Promise<RecoveryCodesDto> {
    return { recoveryCodes: await this.secondFactor.renewRecoveryCodes(actor, code) };
  }
}
