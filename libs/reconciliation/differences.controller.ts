import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { DifferencesService } from './differences.service';
import { DifferencePage, DifferenceQuery } from './dto/difference.dto';

@ApiTags('differences')
@Controller('differences')
export class DifferencesController {
  constructor(private readonly differences: DifferencesService) {}

  @Get()
  @Permission('difference.read')
  @ApiOkResponse({ type: DifferencePage })
  list(@Asker() actor: Actor, @Query() query: DifferenceQuery): Promise<DifferencePage> {
    return this.differences.list(actor, query);
  }
}
