import { IsInt, Max, Min, ValidateIf } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  BooleanField,
  CodeField,
  CurrencyField,
  DayField,
  gramsToKg,
  MassKgField,
  minorToJson,
  QuantityField,
  quantityToJson,
  Shown,
  ShownOrNull,
  TextField,
  ValueField,
} from '@pobratym/platform';

export const UNITS = [
  'piece',
  'box',
  'pallet',
  'package',
  'set',
  'pair',
  'litre',
  'vehicle',
] as const;

/** What a line of aid holds, sent or received: a mass, a count or a sum, or several of them. */
export class AidLineInput {
  @TextField(40, { description: 'code of a category', example: 'food' }) category!: string;
  @TextField(1000, { example: 'Canned meat' }) item!: string;
  @QuantityField({ optional: true }) quantity?: number;
  @CodeField(UNITS, { optional: true, description: 'of the quantity' }) unit?: string;

  @ApiPropertyOptional({ type: Number, minimum: 1 })
  @ValidateIf((_, value) => value !== undefined)
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be at least 1' })
  @Max(1_000_000, { message: 'must be at most 1000000' })
  packages?: number;

  @MassKgField({ optional: true }) massKg?: number;
  @BooleanField({ optional: true, description: 'yes, the line has more than 1,000 tonnes' })
  isMassConfirmed?: boolean;
  @ValueField({ optional: true }) value?: number;
  @CurrencyField({ optional: true }) currency?: string;
  @TextField(100, { optional: true, description: 'of medical goods: the batch' }) batch?: string;
  @DayField({ optional: true, description: 'last day of use' }) expiresOn?: string;
  @BooleanField({ optional: true, description: 'must be kept cold' }) isColdChain?: boolean;
}

/** A line's columns as they stand in `shipment_line` and `delivery_line` alike. */
export interface AidLineRow {
  id: string;
  line_number: number;
  category: string;
  is_category_proposed: boolean;
  item: string;
  quantity_milli: string | null;
  unit: string | null;
  packages: number | null;
  mass_grams: string | null;
  value_minor: string | null;
  currency: string | null;
  minor_digits: number | null;
  report_row: number | null;
  batch: string | null;
  expires_on: string | null;
  is_cold_chain: boolean;
}

export class AidLineDto {
  @Shown() id!: string;
  @Shown() lineNumber!: number;
  @Shown() category!: string;
  @Shown({ description: 'proposed from the item; no person has said so yet' })
  isCategoryProposed!: boolean;
  @Shown() item!: string;
  @ShownOrNull('number') quantity!: number | null;
  @ShownOrNull('string') unit!: string | null;
  @ShownOrNull('number') packages!: number | null;
  @ShownOrNull('number') massKg!: number | null;
  @ShownOrNull('number') value!: number | null;
  @ShownOrNull('string') currency!: string | null;
  @ShownOrNull('number', { description: 'row of the report that it comes from' })
  reportRow!: number | null;
  @ShownOrNull('string') batch!: string | null;
  @ShownOrNull('string', { format: 'date' }) expiresOn!: string | null;
  @Shown() isColdChain!: boolean;

  static of(row: AidLineRow): AidLineDto {
    const { value_minor: minor, minor_digits: digits } = row;
    return {
      id: row.id,
      lineNumber: row.line_number,
      category: row.category,
      isCategoryProposed: row.is_category_proposed,
      item: row.item,
      quantity: row.quantity_milli === null ? null : quantityToJson(BigInt(row.quantity_milli)),
      unit: row.unit,
      packages: row.packages,
      massKg: row.mass_grams === null ? null : gramsToKg(BigInt(row.mass_grams)),
      value: minor === null ? null : minorToJson(BigInt(minor), digits ?? 2),
      currency: row.currency,
      reportRow: row.report_row,
      batch: row.batch,
      expiresOn: row.expires_on,
      isColdChain: row.is_cold_chain,
    };
  }
}
