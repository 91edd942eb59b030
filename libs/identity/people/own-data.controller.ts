import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Post,
  Res,
  StreamableFile,
  UseFilters,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Config, CONFIG } from '@pobratym/platform';
import { Actor } from '../access/actor';
import { Asker, Permission } from '../access/permission';
import { OwnPasswordDto } from '../sign-in/dto/account.dto';
import { RetryAfterFilter } from '../sign-in/retry-after.filter';
import { clearSessionCookie } from '../sign-in/session-cookie';
import { OwnDataService } from './own-data.service';

@ApiTags('own account')
@Controller('users/me')
@UseFilters(RetryAfterFilter)
export class OwnDataController {
  constructor(
    private readonly ownData: OwnDataService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('data')
  @Permission('account.manage')
  @Header('Cache-Control', 'no-store')
  @ApiProduces('application/json')
  @ApiOkResponse({ schema: { type: 'object' }, description: 'all that is held, table by table' })
  async export(@Asker() actor: Actor): Promise<StreamableFile> {
    return new StreamableFile(await this.ownData.export(actor), {
      type: 'application/json; charset=utf-8',
      disposition: 'attachment; filename="pobratym-my-data.json"',
    });
  }

  @Post('erasure')
  @HttpCode(204)
  @Permission('account.manage')
  @ApiNoContentResponse({ description: 'name, address and sign-in are gone' })
  async erase(
    @Asker() actor: Actor,
    @Body() { password }: OwnPasswordDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.ownData.erase(actor, password);
    clearSessionCookie(reply, this.config);
  }
}
