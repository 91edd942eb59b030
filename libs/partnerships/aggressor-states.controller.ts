import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { AggressorStatesService } from './aggressor-states.service';
import {
  AggressorStateDto,
  AggressorStateInput,
  AggressorStateList,
} from './dto/aggressor-state.dto';

@ApiTags('partnerships')
@Controller('aggressor-states')
export class AggressorStatesController {
  constructor(private readonly states: AggressorStatesService) {}

  @Get()
  @Permission('place.read')
  @ApiOkResponse({ type: AggressorStateList })
  async list(): Promise<AggressorStateList> {
    return { items: await this.states.list() };
  }

  @Put(':country')
  @Permission('aggressor.manage')
  @ApiOkResponse({ type: AggressorStateDto })
  put(
    @Asker() actor: Actor,
    @Param('country') country: string,
    @Body() input: AggressorStateInput,
  ): Promise<AggressorStateDto> {
    return this.states.put(actor, country, input);
  }

  @Delete(':country')
  @Permission('aggressor.manage')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@Asker() actor: Actor, @Param('country') country: string): Promise<void> {
    await this.states.remove(actor, country);
  }
}
