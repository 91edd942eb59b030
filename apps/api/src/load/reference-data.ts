import fs from 'node:fs';
import { INestApplicationContext } from '@nestjs/common';
import { CitiesService, City } from '@pobratym/cities';
import { INSTALLATION } from '@pobratym/identity';
import { TieImportService } from '@pobratym/partnerships';
import { ReportsService } from '@pobratym/reports';
import { dataFile, readDataFile } from './data-files';
import { fileAndFollow } from './follow-reports';

type CityColumn =
  | 'city_id'
  | 'name_en'
  | 'name_uk'
  | 'name_native'
  | 'country'
  | 'region'
  | 'latitude'
  | 'longitude'
  | 'population'
  | 'population_year'
  | 'wikidata'
  | 'katottg'
  | 'unlocode'
  | 'source';

/** 1,068 cities with their names in several languages. */
export async function loadCities(app: INestApplicationContext): Promise<string> {
  const names = ['city-names.csv', 'exonyms.csv'].flatMap((file) =>
    readDataFile<'city_id' | 'language' | 'name'>(file).map(({ city_id, language, name }) => ({
      cityId: city_id,
      language,
      name,
    })),
  );
  const nameOf = new Map(names.map((one) => [`${one.cityId} ${one.language}`, one.name]));
  const cities = readDataFile<CityColumn>('cities.csv').map((row): City => ({
    id: row.city_id,
    nameEn: row.name_en,
    nameUk: row.name_uk || nameOf.get(`${row.city_id} uk`) || null,
    nameNative: row.name_native || nameOf.get(`${row.city_id} native`) || null,
    country: row.country,
    region: row.region || null,
    latitude: row.latitude,
    longitude: row.longitude,
    population: row.population ? Number(row.population) : null,
    populationYear: row.population_year ? Number(row.population_year) : null,
    wikidata: row.wikidata || null,
    katottg: row.katottg || null,
    unlocode: row.unlocode || null,
    source: row.source,
  }));
  await app.get(CitiesService).importCities(cities, names);
  return `${cities.length} cities`;
}

/** 960 real ties, through the import that a steward uses. */
export async function loadTies(app: INestApplicationContext): Promise<string> {
  const file = { name: 'data/twin-ties.csv', bytes: fs.readFileSync(dataFile('twin-ties.csv')) };
  const { added } = await app.get(TieImportService).import(INSTALLATION, file, false);
  return `${added} ties`;
}

/** 105 published cases of aid, filed as any other report of side *public source*. */
export async function loadPublicCases(app: INestApplicationContext): Promise<string> {
  const source = fs.createReadStream(dataFile('public-cases.csv'));
  const [report] = await fileAndFollow(
    app.get(ReportsService),
    [{ side: 'public_source', fileName: 'public-cases.csv', source }],
    false,
  );
  return `${report?.casesPosted ?? 0} published cases`;
}
