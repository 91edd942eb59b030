import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CitiesService } from '@pobratym/cities';
import { Actor, citiesWhereMay } from '@pobratym/identity';
import { InvalidInputError, Page, readCursor, toPage } from '@pobratym/platform';
import { NetworkDto, NetworkQuery } from './dto/network.dto';
import { PartnerDto, PartnerQuery } from './dto/partner.dto';
import { requireCityShape, unknownCity } from './finding.errors';
import { READ_NETWORK } from './network.sql';
import { FIND_PARTNERS } from './partners.sql';

/** How many areas the last city of a page fits in, and its id. */
const PARTNER_KEY = /^\d{1,3} [a-z0-9-]{1,80}$/;

@Injectable()
export class FindingService {
  constructor(
    private readonly database: DataSource,
    private readonly cities: CitiesService,
  ) {}

  /** Cities to ask for a partnership: with `of` the best fit first, else in the order of ids. */
  async findPartners(actor: Actor, query: PartnerQuery): Promise<Page<PartnerDto>> {
    const { country, populationMin, populationMax, offers, wants, withoutPartner, of } = query;
    if (
      populationMin !== undefined &&
      populationMax !== undefined &&
      populationMin > populationMax
    ) {
      throw InvalidInputError.at('/populationMax', 'must not be below populationMin');
    }
    if (of !== undefined) (await this.cities.places()).requireCity('/of', of);
    const [fits, cityId] = readCursor(query.cursor, PARTNER_KEY)?.split(' ') ?? [];
    const rows: (PartnerDto & { fits: number })[] = await this.database.query(FIND_PARTNERS, [
      country,
      populationMin,
      populationMax,
      offers,
      wants,
      withoutPartner,
      of,
      fits,
      cityId,
      query.limit + 1,
      citiesWhereMay(actor, 'partnership.read'),
    ]);
    const page = toPage(rows, query.limit, (row) => `${row.fits} ${row.city.id}`);
    if (of !== undefined) return page;
    return { ...page, items: page.items.map((item) => ({ ...item, fits: null })) };
  }

  /** The ties of a city: those that everyone may see, and those of the asker's own cities. */
  async readNetwork(
    actor: Actor,
    cityId: string,
    { sample = false, ended = false }: NetworkQuery,
  ): Promise<NetworkDto> {
    requireCityShape(cityId);
    const seen = citiesWhereMay(actor, 'partnership.read');
    const [network] = await this.database.query(READ_NETWORK, [cityId, sample, ended, seen]);
    if (!network) throw unknownCity(cityId);
    return network;
  }
}
