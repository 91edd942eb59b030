import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { Shown, ShownOrNull } from '@pobratym/platform';
import { AREAS } from '../../dto/partnership.dto';

export type Area = (typeof AREAS)[number];

const AreasField = (description: string) =>
  applyDecorators(
    ApiProperty({ isArray: true, enum: AREAS, description }),
    IsIn(AREAS, { each: true, message: `must be of ${AREAS.join(', ')}` }),
    ArrayUnique({ message: 'must name each area once' }),
    ArrayMaxSize(AREAS.length, { message: 'must name each area once' }),
    IsArray({ message: 'must be a list of areas of cooperation' }),
  );

/** The whole of it: what is not named here is not offered or wanted any more. */
export class DescribeCityDto {
  @AreasField('what the city can offer a partner') offered!: Area[];
  @AreasField('what the city looks for') wanted!: Area[];
}

export class CityAreasDto {
  @Shown() cityId!: string;
  @ApiProperty({ isArray: true, enum: AREAS }) offered!: Area[];
  @ApiProperty({ isArray: true, enum: AREAS }) wanted!: Area[];
}

export class AreaDto {
  @ApiProperty({ enum: AREAS }) code!: Area;
  @Shown() labelEn!: string;
  @Shown() labelUk!: string;
}

export class AreaPage {
  @Shown({ type: [AreaDto] }) items!: AreaDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
