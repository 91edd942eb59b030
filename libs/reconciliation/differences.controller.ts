import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DifferencesService } from './differences.service';
import { DifferencePage, DifferenceQuery } from './dto/difference.dto';

@ApiTags('differences')
@Controller('differences')
export class DifferencesController {
  constructor(private readonly differences: DifferencesService) {}

  @Get()
  @ApiOkResponse({ type: DifferencePage })
  list(@Query() query: DifferenceQuery): Promise<DifferencePage> {
    return this.differences.list(query);
  }
}
