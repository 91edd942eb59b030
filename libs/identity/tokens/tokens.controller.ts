import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor } from '../access/actor';
import { Asker, Permission } from '../access/permission';
import { MadeTokenDto, MakeTokenDto, TokenPage } from './token.dto';
import { TokensService } from './tokens.service';

@ApiTags('tokens')
@Controller('tokens')
export class TokensController {
  constructor(private readonly tokens: TokensService) {}

  @Get()
  @Permission('account.manage')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: TokenPage })
  async list(@Asker() actor: Actor): Promise<TokenPage> {
    return { items: await this.tokens.list(actor), nextCursor: null };
  }

  @Post()
  @Permission('account.manage')
  @Header('Cache-Control', 'no-store')
  @ApiCreatedResponse({ type: MadeTokenDto })
  make(@Asker() actor: Actor, @Body() input: MakeTokenDto): Promise<MadeTokenDto> {
    return this.tokens.make(actor, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Permission('account.manage')
  @ApiNoContentResponse()
  revoke(@Asker() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.tokens.revoke(actor, id);
  }
}
