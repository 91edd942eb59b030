import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CitiesService } from '@pobratym/cities';
import { Actor, citiesWhereMay } from '@pobratym/identity';
import { LedgerService } from '@pobratym/ledger';
import { gramsToKg, InvalidInputError, minorToJson } from '@pobratym/platform';
import { CITY_STATISTICS, CityStatisticsRow } from './city-statistics.sql';
import {
  CityStatisticsDto,
  CityStatisticsPage,
  CityStatisticsQuery,
} from './dto/city-statistics.dto';

@Injectable()
export class StatisticsService {
  constructor(
    private readonly database: DataSource,
    private readonly cities: CitiesService,
    private readonly ledger: LedgerService,
  ) {}

  /**
   * One row a receiving city, counted from the ledger (definitions: STANDARDS §7). Without `asOf`:
   * all that is committed. Either way the answer names its instant and position, and asked for
   * them again it is the same for ever. Counted is what the asker may see: all that was exchanged
   * with their cities, and for every city what is published.
   */
  async countCities(actor: Actor, query: CityStatisticsQuery): Promise<CityStatisticsPage> {
    const { city, country, from = null, to = null, asOf, sample = false } = query;
    if (from && to && from > to) throw InvalidInputError.at('/to', 'must not be before from');
    const sealed =
      asOf === undefined
        ? await this.ledger.positionNow()
        : await this.ledger.positionAsOf(new Date(asOf));
    const rows: CityStatisticsRow[] = await this.database.query(CITY_STATISTICS, [
      sample,
      city ?? null,
      country ?? null,
      from,
      to,
      sealed.position,
      citiesWhereMay(actor, 'statistics.read'),
    ]);
    const digits = await this.cities.minorDigits();
    return {
      items: rows.map((row) => show(row, digits)),
      nextCursor: null,
      from,
      to,
      asOf: sealed.asOf.toISOString(),
      position: sealed.position,
      isSample: sample,
    };
  }
}

function show(row: CityStatisticsRow, digits: ReadonlyMap<string, number>): CityStatisticsDto {
  const kg = (grams: string | null): number | null =>
    grams === null ? null : gramsToKg(BigInt(grams));
  const { values, grams_received, grams_damaged, grams_derived, grams_confirmed, ...rest } = row;
  const { grams_dispatched, grams_unannounced, grams_in_transit, grams_lost, ...shown } = rest;
  return {
    ...shown,
    massDispatchedKg: kg(grams_dispatched),
    massReceivedKg: kg(grams_received),
    massDamagedKg: kg(grams_damaged),
    massDerivedKg: kg(grams_derived),
    massConfirmedKg: kg(grams_confirmed),
    massUnannouncedKg: kg(grams_unannounced),
    massInTransitKg: kg(grams_in_transit),
    massLostKg: kg(grams_lost),
    values: values.map(({ currency, minor }) => ({
      currency,
      value: minorToJson(BigInt(minor), digits.get(currency) ?? 2),
    })),
  };
}
