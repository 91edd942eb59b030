import { Body, Controller, Get, Headers, Param, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { CityAreasService } from './city-areas.service';
import { AreaPage, CityAreasDto, DescribeCityDto } from './dto/area.dto';
import { entityTagOf } from './entity-tag';

const ETAG = { ETag: { description: 'for If-Match', schema: { type: 'string' as const } } };

@ApiTags('cities')
@Controller()
export class AreasController {
  constructor(private readonly cityAreas: CityAreasService) {}

  @Get('areas')
  @Permission('place.read')
  @ApiOkResponse({ type: AreaPage })
  async list(): Promise<AreaPage> {
    return { items: await this.cityAreas.listAreas(), nextCursor: null };
  }

  @Get('cities/:id/areas')
  @Permission('place.read')
  @ApiOkResponse({ type: CityAreasDto, headers: ETAG })
  async get(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CityAreasDto> {
    return tagged(reply, await this.cityAreas.get(id));
  }

  @Put('cities/:id/areas')
  @Permission('city.describe')
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag of what is being changed' })
  @ApiOkResponse({ type: CityAreasDto, headers: ETAG })
  async describe(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Body() input: DescribeCityDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CityAreasDto> {
    return tagged(reply, await this.cityAreas.describe(actor, id, input, ifMatch));
  }
}

function tagged(reply: FastifyReply, shown: CityAreasDto): CityAreasDto {
  void reply.header('etag', entityTagOf(shown));
  return shown;
}
