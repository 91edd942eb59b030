import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Actor, citiesWhereMay, isVisible } from '@pobratym/identity';
import {
  gramsToKg,
  minorToJson,
  Page,
  quantityToJson,
  readCursor,
  toPage,
  UUID_SHAPE,
} from '@pobratym/platform';
import { DifferenceDto, DifferenceQuery } from './dto/difference.dto';

interface DifferenceRow extends Omit<DifferenceDto, 'massKg' | 'quantity' | 'value' | 'openedAt'> {
  mass: string | null;
  quantity: string | null;
  minor: string | null;
  digits: number | null;
  openedAt: Date;
}

@Injectable()
export class DifferencesService {
  constructor(private readonly database: DataSource) {}

  /** Those of the asker's cities, and those of samples. */
  async list(actor: Actor, query: DifferenceQuery): Promise<Page<DifferenceDto>> {
    const { city, kind, sample = false, limit, cursor } = query;
    const before = readCursor(cursor, UUID_SHAPE);
    const rows: DifferenceRow[] = await this.database.query(
      `select id, kind, state, shipment_id as "shipmentId", shipment_line_id as "shipmentLineId",
         delivery_line_id as "deliveryLineId", mass_grams as mass, quantity_milli as quantity,
         value_minor as minor, d.currency, c.minor_digits as digits,
         receiving_city_id as "receivingCityId", sending_city_id as "sendingCityId",
         is_sample as "isSample", opened_at as "openedAt"
       from difference d left join currency c on c.code = d.currency
       where is_sample = $1 and ($2::text is null or $2 in (receiving_city_id, sending_city_id))
         and ($3::text is null or kind = $3) and ($4::uuid is null or id < $4)
         and ${IS_VISIBLE}
       order by id desc limit $5`,
      [sample, city, kind, before, limit + 1, citiesWhereMay(actor, 'difference.read')],
    );
    const page = toPage(rows, limit, (row) => row.id);
    return { ...page, items: page.items.map(show) };
  }
}

const IS_VISIBLE = isVisible(['receiving_city_id', 'sending_city_id'], 'is_sample', '$6');

const show = ({
  mass,
  quantity,
  minor,
  digits,
  openedAt,
  ...row
}: DifferenceRow): DifferenceDto => ({
  ...row,
  massKg: mass === null ? null : gramsToKg(BigInt(mass)),
  quantity: quantity === null ? null : quantityToJson(BigInt(quantity)),
  value: minor === null ? null : minorToJson(BigInt(minor), digits ?? 2),
  openedAt: openedAt.toISOString(),
});
