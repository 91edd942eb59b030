import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import QueryStream from 'pg-query-stream';
import { DataSource } from 'typeorm';
import { CitiesService } from '@pobratym/cities';
import { recordEvent } from '@pobratym/audit';
import { DeliveryFilter, IS_PUBLISHED } from '@pobratym/deliveries';
import { Actor, citiesWhereMay, isVisible } from '@pobratym/identity';
import { formatKg, formatMinor, formatQuantity, lastDayOf } from '@pobratym/platform';
import { CityStatisticsQuery, StatisticsService } from '@pobratym/statistics';
import { CsvValue, Text, toCsv } from './csv';
import { CITY_STATISTICS_COLUMNS, DELIVERY_COLUMNS } from './columns';

const BATCH_ROWS = 500;

@Injectable()
export class ExportsService {
  constructor(
    private readonly database: DataSource,
    private readonly cities: CitiesService,
    private readonly statistics: StatisticsService,
  ) {}

  /** One row a delivery line, in the order of recording; columns as in {@link DELIVERY_COLUMNS}. */
  async deliveries(actor: Actor, filter: DeliveryFilter): Promise<Readable> {
    const digits = await this.cities.minorDigits();
    const cities = citiesWhereMay(actor, 'delivery.read');
    await this.tell(actor, 'deliveries', cities, filter);
    return toCsv(DELIVERY_COLUMNS, this.readDeliveries(cities, filter, digits));
  }

  /** The answer of /statistics/cities; columns as in {@link CITY_STATISTICS_COLUMNS}. */
  async cityStatistics(actor: Actor, query: CityStatisticsQuery): Promise<Readable> {
    const { items, from, to, asOf, position } = await this.statistics.countCities(actor, query);
    await this.tell(actor, 'city-statistics', citiesWhereMay(actor, 'statistics.read'), query);
    const isSample = query.sample ?? false;
    const rows = items.map(({ nameEn, nameUk, values, massReceivedKg, ...row }) => ({
      ...row,
      nameEn: new Text(nameEn),
      nameUk: new Text(nameUk),
      massReceivedKg,
      values: values.map(({ currency, value }) => `${value} ${currency}`).join('; '),
      from,
      to,
      asOf,
      position,
      isSample,
    }));
    return toCsv(CITY_STATISTICS_COLUMNS, Readable.from(rows.map((row) => snake(row))));
  }

  /** What leaves with more in it than is published is written down. */
  private async tell(
    actor: Actor,
    id: string,
    cities: string[] | null,
    filter: object,
  ): Promise<void> {
    if (cities?.length === 0) return;
    await recordEvent(this.database.manager, actor.origin, {
      action: 'export.make',
      subject: { kind: 'export', id },
      cityIds: cities ?? [],
      after: { ...filter },
    });
  }

  private async *readDeliveries(
    cities: string[] | null,
    filter: DeliveryFilter,
    digits: ReadonlyMap<string, number>,
  ): AsyncGenerator<Record<(typeof DELIVERY_COLUMNS)[number], CsvValue>> {
    const { receivingCity, sendingCity, category, from, to, sample = false } = filter;
    const runner = this.database.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      const values = [sample, receivingCity, sendingCity, category, from, to, cities];
      const query = new QueryStream(DELIVERY_LINES, values, { batchSize: BATCH_ROWS });
      for await (const row of client.query(query)) yield showLine(row, digits);
    } finally {
      await runner.release();
    }
  }
}

type LineRow = Record<string, string | number | boolean | string[] | null>;

function showLine(
  row: LineRow,
  digits: ReadonlyMap<string, number>,
): Record<(typeof DELIVERY_COLUMNS)[number], CsvValue> {
  const text = (name: string) => new Text(row[name] as string | null);
  const own = (name: string) => row[name] as string | number | boolean | null;
  const exact = (name: string, format: (value: bigint) => string) =>
    row[name] === null ? null : format(BigInt(row[name] as string));
  return {
    delivery_id: own('delivery_id'),
    line_number: own('line_number'),
    side: own('side'),
    received_on: own('received_on'),
    date_precision: own('date_precision'),
    receiving_city_id: own('receiving_city_id'),
    receiving_city: text('receiving_city'),
    receiving_country: own('receiving_country'),
    sending_city_id: own('sending_city_id'),
    sending_city: text('sending_city'),
    sending_country: own('sending_country'),
    is_outside_partnership: own('is_outside_partnership'),
    reference: text('reference'),
    category: own('category'),
    is_category_proposed: own('is_category_proposed'),
    item: text('item'),
    quantity: exact('quantity_milli', formatQuantity),
    unit: own('unit'),
    packages: own('packages'),
    mass_kg: exact('mass_grams', formatKg),
    damaged_mass_kg: exact('damaged_mass_grams', formatKg),
    derived_mass_kg: exact('derived_grams', formatKg),
    arrived_mass_kg: exact('arrived_grams', formatKg),
    value: exact('value_minor', (minor) =>
      formatMinor(minor, digits.get(row.currency as string) ?? 2),
    ),
    currency: own('currency'),
    flags: (row.flags as string[]).join(' '),
    source_url: text('source_url'),
    report_id: own('report_id'),
    report_row: own('report_row'),
    recorded_at: (row.recorded_at as unknown as Date).toISOString(),
    is_sample: own('is_sample'),
  };
}

const DELIVERY_LINES = `
  select d.id as delivery_id, l.line_number, d.side, d.received_on, d.date_precision,
    d.receiving_city_id, coalesce(r.name_en, d.receiving_city_text) as receiving_city,
    d.receiving_country, d.sending_city_id,
    coalesce(s.name_en, d.sending_city_text) as sending_city, d.sending_country,
    d.is_outside_partnership, d.reference, l.category, l.is_category_proposed, l.item,
    l.quantity_milli, l.unit, l.packages, l.mass_grams, l.damaged_mass_grams, m.derived_grams,
    m.arrived_grams, l.value_minor, l.currency, l.flags, d.source_url, d.report_id, l.report_row,
    d.recorded_at, d.is_sample
  from delivery d join delivery_line l on l.delivery_id = d.id
  left join city r on r.id = d.receiving_city_id
  left join city s on s.id = d.sending_city_id
  left join lateral (
    select sum(mass_grams) as arrived_grams,
      sum(mass_grams) filter (where is_mass_derived) as derived_grams
    from match where delivery_line_id = l.id and reversed_at is null
  ) m on true
  where d.is_sample = $1
    and ($2::text is null or d.receiving_city_id = $2)
    and ($3::text is null or d.sending_city_id = $3)
    and ($4::text is null or l.category = $4)
    and ($5::date is null or d.received_on >= $5)
    and ($6::date is null or ${lastDayOf('d.received_on', 'd.date_precision')} <= $6)
    and ${isVisible(['d.sending_city_id', 'd.receiving_city_id'], IS_PUBLISHED, '$7')}
  order by d.id, l.line_number`;

type StatisticsRow = Record<(typeof CITY_STATISTICS_COLUMNS)[number], CsvValue>;

const snake = (row: Record<string, CsvValue>): StatisticsRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  ) as StatisticsRow;
