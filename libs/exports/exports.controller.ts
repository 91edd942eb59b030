import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { DeliveryFilter } from '@pobratym/deliveries';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { CityStatisticsQuery } from '@pobratym/statistics';
import { ExportsService } from './exports.service';

const CSV = 'text/csv; charset=utf-8; header=present';
const TEXT = { schema: { type: 'string' as const } };

@ApiTags('exports')
@Controller('exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Get('deliveries.csv')
  @Permission('delivery.read')
  @ApiProduces('text/csv')
  @ApiOkResponse(TEXT)
  async deliveries(
    @Asker() actor: Actor,
    @Query() filter: DeliveryFilter,
  ): Promise<StreamableFile> {
    return csvFile(await this.exports.deliveries(actor, filter), 'deliveries', filter.sample);
  }

  @Get('city-statistics.csv')
  @Permission('statistics.read')
  @ApiProduces('text/csv')
  @ApiOkResponse(TEXT)
  async cityStatistics(
    @Asker() actor: Actor,
    @Query() query: CityStatisticsQuery,
  ): Promise<StreamableFile> {
    return csvFile(
      await this.exports.cityStatistics(actor, query),
      'city-statistics',
      query.sample,
    );
  }
}

/** The name says what the file holds: generated records never pass for real ones. */
function csvFile(stream: Readable, name: string, isSample = false): StreamableFile {
  const fileName = isSample ? `sample-${name}.csv` : `${name}.csv`;
  return new StreamableFile(stream, {
    type: CSV,
    disposition: `attachment; filename="${fileName}"`,
  });
}
