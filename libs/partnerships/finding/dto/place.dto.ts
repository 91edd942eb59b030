import { Shown, ShownOrNull } from '@pobratym/platform';

/** A city as it is shown beside others. */
export class PlaceDto {
  @Shown() id!: string;
  @Shown() nameEn!: string;
  @ShownOrNull('string') nameUk!: string | null;
  @Shown({ description: 'ISO 3166-1 alpha-2' }) country!: string;
  @Shown() latitude!: number;
  @Shown() longitude!: number;
  @ShownOrNull('number') population!: number | null;
}

/** SQL: the city under this alias as a JSON object of the shape {@link PlaceDto}. */
export const placeOf = (city: string): string => `json_build_object('id', ${city}.id,
  'nameEn', ${city}.name_en, 'nameUk', ${city}.name_uk, 'country', ${city}.country,
  'latitude', ${city}.latitude, 'longitude', ${city}.longitude, 'population', ${city}.population)`;
