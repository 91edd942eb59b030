import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import { Clock, NotFoundError, Page, readCursor, toPage } from '@pobratym/platform';
import { Category } from './category.entity';
import { City } from './city.entity';
import { CityQuery } from './dto/city.dto';
import { nameKey } from './name-key';
import { PlaceIndex } from './place-index';

const PLACES_KEPT_MS = 5000;
const CITY_ID = /^[a-z0-9-]{1,80}$/;

export interface CityNameRecord {
  cityId: string;
  language: string;
  name: string;
}

@Injectable()
export class CitiesService {
  constructor(
    @InjectRepository(City) private readonly cities: Repository<City>,
    @InjectRepository(Category) private readonly categories: Repository<Category>,
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  private kept: { readAtMs: number; index: Promise<PlaceIndex> } | undefined;

  /** In the order of ids; `query` finds the beginning of any name or of a word in it. */
  async list({ query, country, limit, cursor }: CityQuery): Promise<Page<City>> {
    const after = readCursor(cursor, CITY_ID);
    const find = this.cities
      .createQueryBuilder('city')
      .orderBy('city.id')
      .take(limit + 1);
    if (country) find.andWhere('city.country = :country', { country });
    if (after) find.andWhere('city.id > :after', { after });
    const key = query === undefined ? '' : nameKey(query);
    if (query !== undefined && key === '') return { items: [], nextCursor: null };
    if (key !== '') {
      find.andWhere(
        `exists (select from city_name n where n.city_id = city.id
          and (n.key like :start or n.key like :inner))`,
        { start: `${key}%`, inner: `% ${key}%` },
      );
    }
    return toPage(await find.getMany(), limit, (city) => city.id);
  }

  async get(id: string): Promise<City> {
    const city = CITY_ID.test(id) ? await this.cities.findOneBy({ id }) : null;
    if (!city) throw new NotFoundError(`No city has the id ${id.slice(0, 80)}`);
    return city;
  }

  listCategories(): Promise<Category[]> {
    return this.categories.find({ order: { position: 'ASC' } });
  }

  /**
   * All that names, codes and currencies are resolved with; thousands of names, not millions. Kept
   * for seconds, since each delivery asks: what another process adds is known after that.
   */
  async places(): Promise<PlaceIndex> {
    const nowMs = this.clock.now().getTime();
    if (!this.kept || nowMs - this.kept.readAtMs > PLACES_KEPT_MS) {
      this.kept = { readAtMs: nowMs, index: this.readPlaces() };
      // A failed read is not kept.
      this.kept.index.catch(() => (this.kept = undefined));
    }
    return this.kept.index;
  }

  private async readPlaces(): Promise<PlaceIndex> {
    const tx = this.database.manager;
    const cities = await tx.query(
      `select id, country, name_en as "nameEn", wikidata, katottg, unlocode from city`,
    );
    const names = await tx.query(`select city_id as "cityId", key from city_name`);
    const categories = await tx.query(
      `select code, label_en as "labelEn", label_uk as "labelUk" from category`,
    );
    const currencies = await tx.query(`select code, minor_digits as "minorDigits" from currency`);
    return new PlaceIndex(cities, names, categories, currencies);
  }

  /** ISO 4217 code → digits behind the point. */
  async minorDigits(): Promise<Map<string, number>> {
    const rows = await this.database.query(`select code, minor_digits as digits from currency`);
    return new Map(rows.map((row: { code: string; digits: number }) => [row.code, row.digits]));
  }

  /** Adds cities and their names, or brings them up to date; the same list twice changes nothing. */
  async importCities(cities: City[], names: CityNameRecord[]): Promise<void> {
    const own = cities.flatMap(({ id, nameEn, nameUk, nameNative }) => [
      { cityId: id, language: 'en', name: nameEn },
      ...(nameUk ? [{ cityId: id, language: 'uk', name: nameUk }] : []),
      ...(nameNative ? [{ cityId: id, language: 'native', name: nameNative }] : []),
    ]);
    const keyed = [...own, ...names].map((name) => ({ ...name, key: nameKey(name.name) }));
    await this.database.transaction(async (tx) => {
      await tx.query(UPSERT_CITIES, [JSON.stringify(cities)]);
      await tx.query(UPSERT_NAMES, [JSON.stringify(keyed)]);
    });
    this.kept = undefined;
  }
}

const UPSERT_CITIES = `
  insert into city (id, name_en, name_uk, name_native, country, region, latitude, longitude,
    population, population_year, wikidata, katottg, unlocode, source)
  select id, "nameEn", "nameUk", "nameNative", country, region, latitude, longitude, population,
    "populationYear", wikidata, katottg, unlocode, source
  from jsonb_to_recordset($1::jsonb) as r (id text, "nameEn" text, "nameUk" text,
    "nameNative" text, country text, region text, latitude numeric, longitude numeric,
    population integer, "populationYear" smallint, wikidata text, katottg text, unlocode text,
    source text)
  on conflict (id) do update set name_en = excluded.name_en, name_uk = excluded.name_uk,
    name_native = excluded.name_native, region = excluded.region, latitude = excluded.latitude,
    longitude = excluded.longitude, population = excluded.population,
    population_year = excluded.population_year, wikidata = excluded.wikidata,
    katottg = excluded.katottg, unlocode = excluded.unlocode, source = excluded.source`;

const UPSERT_NAMES = `
  insert into city_name (city_id, language, name, key)
  select distinct on ("cityId", language, name) "cityId", language, name, key
  from jsonb_to_recordset($1::jsonb) as r ("cityId" text, language text, name text, key text)
  where key <> ''
  on conflict (city_id, language, name) do update set key = excluded.key`;
