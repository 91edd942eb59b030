import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  BeginPartnershipDto,
  PartnershipDto,
  PartnershipPage,
  PartnershipQuery,
  RecordStepDto,
} from './dto/partnership.dto';
import { PartnershipsService, PartnershipWithSteps } from './partnerships.service';

@ApiTags('partnerships')
@Controller('partnerships')
export class PartnershipsController {
  constructor(private readonly partnerships: PartnershipsService) {}

  @Get()
  @ApiOkResponse({ type: PartnershipPage })
  async list(@Query() query: PartnershipQuery): Promise<PartnershipPage> {
    const page = await this.partnerships.list(query);
    return { ...page, items: page.items.map((partnership) => PartnershipDto.of(partnership)) };
  }

  @Post()
  @ApiCreatedResponse({ type: PartnershipDto })
  async begin(@Body() input: BeginPartnershipDto): Promise<PartnershipDto> {
    return show(await this.partnerships.begin(input));
  }

  @Get(':id')
  @ApiOkResponse({ type: PartnershipDto })
  async get(@Param('id') id: string): Promise<PartnershipDto> {
    return show(await this.partnerships.get(id));
  }

  @Post(':id/steps')
  @ApiCreatedResponse({ type: PartnershipDto })
  async recordStep(@Param('id') id: string, @Body() step: RecordStepDto): Promise<PartnershipDto> {
    return show(await this.partnerships.recordStep(id, step));
  }
}

const show = ({ partnership, steps }: PartnershipWithSteps): PartnershipDto =>
  PartnershipDto.of(partnership, steps);
