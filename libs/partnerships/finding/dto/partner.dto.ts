import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsIn,
  IsInt,
  Matches,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { CityIdField, FlagQueryField, PageQuery, Shown, ShownOrNull } from '@pobratym/platform';
import { AREAS } from '../../dto/partnership.dto';
import { Area } from './area.dto';
import { PlaceDto } from './place.dto';

const POPULATION_MAX = 100_000_000;

const given = ValidateIf((_, value) => value !== undefined);

const PopulationField = (description: string) =>
  applyDecorators(
    ApiProperty({
      type: Number,
      required: false,
      minimum: 0,
      maximum: POPULATION_MAX,
      description,
    }),
    given,
    Type(() => Number),
    IsInt({ message: 'must be a whole number' }),
    Min(0, { message: 'must be at least 0' }),
    Max(POPULATION_MAX, { message: `must be at most ${POPULATION_MAX}` }),
  );

/** `offers=health&offers=energy`: both. */
const AreasQueryField = (description: string) =>
  applyDecorators(
    ApiProperty({ required: false, isArray: true, enum: AREAS, description }),
    given,
    Transform(({ value }) => (value === undefined ? undefined : [value].flat())),
    IsIn(AREAS, { each: true, message: `must be of ${AREAS.join(', ')}` }),
    ArrayUnique({ message: 'must name each area once' }),
    ArrayMaxSize(AREAS.length, { message: 'must name each area once' }),
  );

export class PartnerQuery extends PageQuery {
  @ApiProperty({ required: false, description: 'ISO 3166-1 alpha-2', example: 'PL' })
  @given
  @Matches(/^[A-Z]{2}$/, { message: 'must be two capital letters, such as PL' })
  country?: string;

  @PopulationField('cities of at least so many; leaves out those of unknown size')
  populationMin?: number;

  @PopulationField('cities of at most so many; leaves out those of unknown size')
  populationMax?: number;

  @AreasQueryField('cities that offer each of these areas')
  offers?: Area[];

  @AreasQueryField('cities that look for each of these areas')
  wants?: Area[];

  @FlagQueryField({ description: 'true: cities without any partner; false: those with one' })
  withoutPartner?: boolean;

  @CityIdField({
    optional: true,
    description: 'for this city: best fit first, without those that it has a partnership with',
  })
  of?: string;
}

export class PartnerDto {
  @Shown({ type: PlaceDto }) city!: PlaceDto;
  @ApiProperty({ isArray: true, enum: AREAS }) offered!: Area[];
  @ApiProperty({ isArray: true, enum: AREAS }) wanted!: Area[];
  @Shown({ description: 'cities with which it has a signed partnership that has not ended' })
  partnersCount!: number;
  @ShownOrNull('number', {
    description: 'areas that one of the two offers and the other wants; null without `of`',
  })
  fits!: number | null;
}

export class PartnerPage {
  @Shown({ type: [PartnerDto] }) items!: PartnerDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
