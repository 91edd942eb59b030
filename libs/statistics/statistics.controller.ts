import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { CityStatisticsPage, CityStatisticsQuery } from './dto/city-statistics.dto';
import { StatisticsService } from './statistics.service';

@ApiTags('statistics')
@Controller('statistics')
export class StatisticsController {
  constructor(private readonly statistics: StatisticsService) {}

  @Get('cities')
  @Permission('statistics.read')
  @ApiOkResponse({ type: CityStatisticsPage })
  countCities(
    @Asker() actor: Actor,
    @Query() query: CityStatisticsQuery,
  ): Promise<CityStatisticsPage> {
    return this.statistics.countCities(actor, query);
  }
}
