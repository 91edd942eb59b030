import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { NetworkDto, NetworkQuery } from './dto/network.dto';
import { PartnerPage, PartnerQuery } from './dto/partner.dto';
import { FindingService } from './finding.service';
import { FeatureCollection, networkToGeoJson } from './geojson';

@ApiTags('cities')
@Controller()
export class FindingController {
  constructor(private readonly finding: FindingService) {}

  @Get('partners')
  @Permission('partnership.read')
  @ApiOkResponse({ type: PartnerPage })
  findPartners(@Asker() actor: Actor, @Query() query: PartnerQuery): Promise<PartnerPage> {
    return this.finding.findPartners(actor, query);
  }

  @Get('cities/:id/network')
  @Permission('partnership.read')
  @ApiOkResponse({ type: NetworkDto })
  readNetwork(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Query() query: NetworkQuery,
  ): Promise<NetworkDto> {
    return this.finding.readNetwork(actor, id, query);
  }

  @Get('cities/:id/network.geojson')
  @Permission('partnership.read')
  @Header('content-type', 'application/geo+json')
  @ApiProduces('application/geo+json')
  @ApiOkResponse({
    schema: { type: 'object' },
    description: 'RFC 7946: a point for each city, a line for each tie',
  })
  async drawNetwork(
    @Asker() actor: Actor,
    @Param('id') id: string,
    @Query() query: NetworkQuery,
  ): Promise<FeatureCollection> {
    return networkToGeoJson(await this.finding.readNetwork(actor, id, query));
  }
}
