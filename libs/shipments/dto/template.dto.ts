import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { CityIdField, Shown, TextField } from '@pobratym/platform';
import { ShipmentPlan } from './shipment.dto';

export class TemplateQuery {
  @CityIdField({ description: 'the city that sends' }) city!: string;
}

export class KeepTemplateDto {
  @CityIdField({ description: 'the city that sends' }) cityId!: string;
  @TextField(200, { description: 'the same name again takes the place of what it stood for' })
  name!: string;

  @ApiProperty({ type: ShipmentPlan })
  @ValidateNested()
  @Type(() => ShipmentPlan)
  plan!: ShipmentPlan;
}

export class TemplateDto {
  @Shown() id!: string;
  @Shown() cityId!: string;
  @Shown() name!: string;
  @Shown({ type: ShipmentPlan }) plan!: object;
  @Shown({ format: 'date-time' }) createdAt!: string;
}

export class TemplateList {
  @Shown({ type: [TemplateDto] }) items!: TemplateDto[];
}
