import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { GateDto, GateQuery } from './dto/gate.dto';
import { GateService } from './gate.service';

@ApiTags('partnerships')
@Controller('partnerships/gate')
export class GateController {
  constructor(private readonly gate: GateService) {}

  @Get()
  @Permission('partnership.read')
  @ApiOkResponse({ type: GateDto })
  ask(@Asker() actor: Actor, @Query() query: GateQuery): Promise<GateDto> {
    return this.gate.ask(actor, query);
  }
}
