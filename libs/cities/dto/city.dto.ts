import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery, Shown, ShownOrNull } from '@pobratym/platform';
import { Category } from '../category.entity';
import { City } from '../city.entity';

export class CityQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'beginning of a name in any language' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  query?: string;

  @ApiPropertyOptional({ description: 'ISO 3166-1 alpha-2', example: 'UA' })
  @IsOptional()
  @Matches(/^[A-Z]{2}$/, { message: 'must be two capital letters, such as UA' })
  country?: string;
}

export class CityDto {
  @Shown() id!: string;
  @Shown() nameEn!: string;
  @ShownOrNull('string') nameUk!: string | null;
  @ShownOrNull('string') nameNative!: string | null;
  @Shown({ description: 'ISO 3166-1 alpha-2' }) country!: string;
  @ShownOrNull('string') region!: string | null;
  @Shown() latitude!: number;
  @Shown() longitude!: number;
  @ShownOrNull('number') population!: number | null;
  @ShownOrNull('number', { description: 'null: the year is not known' })
  populationYear!: number | null;
  @ShownOrNull('string') wikidata!: string | null;
  @ShownOrNull('string') katottg!: string | null;
  @ShownOrNull('string') unlocode!: string | null;

  static of(city: City): CityDto {
    const { source: _source, latitude, longitude, ...shown } = city;
    return { ...shown, latitude: Number(latitude), longitude: Number(longitude) };
  }
}

export class CityPage {
  @Shown({ type: [CityDto] }) items!: CityDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}

export class CategoryDto {
  @Shown() code!: string;
  @Shown() labelEn!: string;
  @Shown() labelUk!: string;
  @Shown() covers!: string;
  @Shown({ description: 'OECD purpose code' }) dac!: string;
  @ShownOrNull('string', { description: 'IASC global cluster' }) cluster!: string | null;

  static of({ position: _position, ...shown }: Category): CategoryDto {
    return shown;
  }
}

export class CategoryPage {
  @Shown({ type: [CategoryDto] }) items!: CategoryDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
