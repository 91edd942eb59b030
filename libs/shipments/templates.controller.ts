import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor, Asker, Permission } from '@pobratym/identity';
import { KeepTemplateDto, TemplateDto, TemplateList, TemplateQuery } from './dto/template.dto';
import { ShipmentTemplates } from './templates.service';

@ApiTags('shipments')
@Controller('shipment-templates')
export class ShipmentTemplatesController {
  constructor(private readonly templates: ShipmentTemplates) {}

  @Get()
  @Permission('shipment.record')
  @ApiOkResponse({ type: TemplateList })
  list(@Asker() actor: Actor, @Query() { city }: TemplateQuery): Promise<TemplateList> {
    return this.templates.list(actor, city);
  }

  @Post()
  @Permission('shipment.record')
  @ApiCreatedResponse({ type: TemplateDto })
  keep(@Asker() actor: Actor, @Body() input: KeepTemplateDto): Promise<TemplateDto> {
    return this.templates.keep(actor, input);
  }

  @Delete(':id')
  @Permission('shipment.record')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@Asker() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.templates.remove(actor, id);
  }
}
