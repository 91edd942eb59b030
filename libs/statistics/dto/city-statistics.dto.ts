import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, Matches } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { AsOfQuery, DayField, FlagQueryField, Shown, ShownOrNull } from '@pobratym/platform';

export class CityStatisticsQuery extends AsOfQuery {
  @ApiPropertyOptional({
    type: String,
    description: 'receiving cities, ids with commas between; default: all with data',
    example: 'drohobych-ua,lviv-ua',
  })
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value))
  @IsArray({ message: 'must be ids of cities with commas between' })
  @ArrayMaxSize(500, { message: 'must name at most 500 cities' })
  @Matches(/^[a-z0-9-]{1,80}$/, { each: true, message: 'must be ids of cities' })
  city?: string[];

  @ApiPropertyOptional({ description: 'country of the receiving city', example: 'UA' })
  @IsOptional()
  @Matches(/^[A-Z]{2}$/, { message: 'must be two capital letters, such as UA' })
  country?: string;

  @DayField({ optional: true, description: 'first day' }) from?: string;
  @DayField({ optional: true, description: 'last day' }) to?: string;

  @FlagQueryField({ description: 'generated records instead of real ones' }) sample?: boolean;
}

export class ValueDto {
  @Shown({ description: 'ISO 4217' }) currency!: string;
  @Shown() value!: number;
}

export class CityStatisticsDto {
  @ShownOrNull('string', { description: 'null: city not known, counted for its country' })
  cityId!: string | null;
  @ShownOrNull('string') nameEn!: string | null;
  @ShownOrNull('string') nameUk!: string | null;
  @Shown() country!: string;
  @Shown({ enum: ['reported', 'no_data'], description: 'no data is not zero' })
  coverage!: 'reported' | 'no_data';
  @ShownOrNull('number', { description: 'deliveries' }) cases!: number | null;
  @ShownOrNull('number', { description: 'cases without any agreement' })
  casesOutsidePartnership!: number | null;
  @ShownOrNull('number', { description: 'shipments dispatched to the city' })
  shipments!: number | null;
  @ShownOrNull('number', { description: 'delivery lines' }) lines!: number | null;
  @ShownOrNull('number') linesWithoutMass!: number | null;
  @ShownOrNull('number', { description: 'cities that aid was received from' })
  partners!: number | null;
  @ShownOrNull('number') countries!: number | null;
  @ShownOrNull('number') massDispatchedKg!: number | null;
  @ShownOrNull('number', { description: 'received and damaged, net of corrections' })
  massReceivedKg!: number | null;
  @ShownOrNull('number', { description: 'on arrival or later' }) massDamagedKg!: number | null;
  @ShownOrNull('number', { description: 'part of massReceivedKg: pro rata, not weighed' })
  massDerivedKg!: number | null;
  @ShownOrNull('number', { description: 'confirmed by both sides' })
  massConfirmedKg!: number | null;
  @ShownOrNull('number', { description: 'received, announced by no shipment' })
  massUnannouncedKg!: number | null;
  @ShownOrNull('number', { description: 'on the road at the end of the period' })
  massInTransitKg!: number | null;
  @ShownOrNull('number', { description: 'less what was found again' }) massLostKg!: number | null;
  @ShownOrNull('string', { format: 'date' }) firstDay!: string | null;
  @ShownOrNull('string', { format: 'date' }) lastDay!: string | null;
  @Shown({ type: [ValueDto], description: 'value received, by currency' }) values!: ValueDto[];
}

export class CityStatisticsPage {
  @Shown({ type: [CityStatisticsDto] }) items!: CityStatisticsDto[];
  @ShownOrNull('string') nextCursor!: string | null;
  @ShownOrNull('string', { format: 'date' }) from!: string | null;
  @ShownOrNull('string', { format: 'date' }) to!: string | null;
  @Shown({ format: 'date-time' }) asOf!: string;
  @Shown({ description: 'sealed position of the ledger that the answer stands on' })
  position!: string;
  @Shown() isSample!: boolean;
}
