import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CityStatisticsPage, CityStatisticsQuery } from './dto/city-statistics.dto';
import { StatisticsService } from './statistics.service';

@ApiTags('statistics')
@Controller('statistics')
export class StatisticsController {
  constructor(private readonly statistics: StatisticsService) {}

  @Get('cities')
  @ApiOkResponse({ type: CityStatisticsPage })
  countCities(@Query() query: CityStatisticsQuery): Promise<CityStatisticsPage> {
    return this.statistics.countCities(query);
  }
}
