import fs from 'node:fs';
import { INestApplicationContext } from '@nestjs/common';
import { CitiesService, City } from '@pobratym/cities';
import { ImportedTie, PartnershipKind, PartnershipsService } from '@pobratym/partnerships';
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

type TieColumn =
  'ukrainian_city_id' | 'foreign_city_id' | 'kind' | 'since' | 'status' | 'source_url' | 'note';

/** 960 real ties, each entering at its stage by one step of kind `imported`. */
export async function loadTies(app: INestApplicationContext): Promise<string> {
  const ties = readDataFile<TieColumn>('twin-ties.csv').map((row): ImportedTie => ({
    cityIds: [row.ukrainian_city_id, row.foreign_city_id],
    kind: row.kind as PartnershipKind,
    status: row.status as ImportedTie['status'],
    ...readSince(row.since),
    sourceUrl: row.source_url,
    note: row.note || null,
  }));
  const decidedBy = 'Import of data/twin-ties.csv; not checked with the cities';
  const added = await app.get(PartnershipsService).importTies(ties, decidedBy);
  return `${added} ties`;
}

/** A year or a month is kept as such: the day of the signature is not known. */
function readSince(since: string): Pick<ImportedTie, 'signedOn' | 'datePrecision' | 'inForceFrom'> {
  if (since.length === 10) return { signedOn: since, datePrecision: 'day', inForceFrom: since };
  if (since.length === 7) {
    const firstDay = `${since}-01`;
    return { signedOn: firstDay, datePrecision: 'month', inForceFrom: firstDay };
  }
  if (since.length === 4) {
    return { signedOn: null, datePrecision: 'period', inForceFrom: `${since}-01-01` };
  }
  return { signedOn: null, datePrecision: 'unknown', inForceFrom: null };
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
