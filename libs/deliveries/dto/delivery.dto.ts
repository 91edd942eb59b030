import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, Matches, ValidateNested } from 'class-validator';
import { ApiProperty, IntersectionType, OmitType } from '@nestjs/swagger';
import {
  BooleanField,
  CityIdField,
  DayField,
  FlagQueryField,
  gramsToKg,
  IdField,
  MassKgField,
  PageQuery,
  QuantityField,
  quantityToJson,
  Shown,
  ShownOrNull,
  TextField,
} from '@pobratym/platform';
import { AidLineDto, AidLineInput, AidLineRow } from '@pobratym/shipments';
import { Delivery, DELIVERY_SIDES, DeliverySide } from '../delivery.entity';

export class DeliveryFilter {
  @CityIdField({ optional: true }) receivingCity?: string;
  @CityIdField({ optional: true }) sendingCity?: string;
  @TextField(40, { optional: true, description: 'deliveries with a line of this category' })
  @Matches(/^[a-z]+$/, { message: 'must be a code of /api/v1/categories' })
  category?: string;
  @DayField({ optional: true, description: 'first day' }) from?: string;
  @DayField({ optional: true, description: 'last day' }) to?: string;
  @FlagQueryField({ description: 'generated records instead of real ones' }) sample?: boolean;
}

export class DeliveryQuery extends IntersectionType(DeliveryFilter, PageQuery) {}

export class DeliveryLineInput extends AidLineInput {
  @IdField({ optional: true, description: 'the line of the shipment that it arrived from' })
  shipmentLineId?: string;
  @MassKgField({ optional: true, description: 'the damaged part of massKg' })
  damagedMassKg?: number;
  @QuantityField({ optional: true, description: 'the damaged part of quantity' })
  damagedQuantity?: number;
}

export class RecordDeliveryDto {
  @IdField({ optional: true, description: 'made by the client; the same id is one delivery' })
  id?: string;
  @IdField({ optional: true, description: 'the shipment that it arrived from' })
  shipmentId?: string;
  @CityIdField() sendingCityId!: string;
  @CityIdField() receivingCityId!: string;
  @BooleanField({ optional: true, description: 'aid that came without any agreement' })
  isOutsidePartnership?: boolean;
  @DayField({ description: 'day of the receipt at the receiving city' }) receivedOn!: string;
  @TextField(200, { optional: true, description: 'waybill or CMR number' }) reference?: string;
  @TextField(5000, { optional: true }) note?: string;

  @ApiProperty({ type: [DeliveryLineInput] })
  @IsArray({ message: 'must be a list of lines' })
  @ArrayMinSize(1, { message: 'must hold at least one line' })
  @ArrayMaxSize(1000, { message: 'must hold at most 1000 lines' })
  @ValidateNested({ each: true })
  @Type(() => DeliveryLineInput)
  lines!: DeliveryLineInput[];
}

/** Under a shipment, which says the cities. */
export class RecordArrivalDto extends OmitType(RecordDeliveryDto, [
  'shipmentId',
  'sendingCityId',
  'receivingCityId',
  'isOutsidePartnership',
] as const) {}

export interface DeliveryLineRow extends AidLineRow {
  delivery_id: string;
  shipment_line_id: string | null;
  damaged_mass_grams: string | null;
  damaged_quantity_milli: string | null;
  flags: string[];
}

export class DeliveryLineDto extends AidLineDto {
  @ShownOrNull('string') shipmentLineId!: string | null;
  @ShownOrNull('number') damagedMassKg!: number | null;
  @ShownOrNull('number') damagedQuantity!: number | null;
  @Shown({ type: [String], description: 'what a reader must know of this line' })
  flags!: string[];

  static override of(row: DeliveryLineRow): DeliveryLineDto {
    const { damaged_mass_grams: mass, damaged_quantity_milli: quantity } = row;
    return {
      ...AidLineDto.of(row),
      shipmentLineId: row.shipment_line_id,
      damagedMassKg: mass === null ? null : gramsToKg(BigInt(mass)),
      damagedQuantity: quantity === null ? null : quantityToJson(BigInt(quantity)),
      flags: row.flags,
    };
  }
}

export class DeliveryDto {
  @Shown() id!: string;
  @ShownOrNull('string') shipmentId!: string | null;
  @ShownOrNull('string') partnershipId!: string | null;
  @Shown() isOutsidePartnership!: boolean;
  @Shown({ enum: DELIVERY_SIDES }) side!: DeliverySide;
  @ShownOrNull('string') sendingCityId!: string | null;
  @ShownOrNull('string') sendingCityText!: string | null;
  @ShownOrNull('string') sendingCountry!: string | null;
  @ShownOrNull('string') receivingCityId!: string | null;
  @ShownOrNull('string') receivingCityText!: string | null;
  @Shown() receivingCountry!: string;
  @ShownOrNull('string') reference!: string | null;
  @ShownOrNull('string', { format: 'date' }) receivedOn!: string | null;
  @Shown({ enum: ['day', 'month', 'period', 'unknown'] }) datePrecision!: string;
  @ShownOrNull('string', { description: 'the date in the source’s own words' })
  dateText!: string | null;
  @ShownOrNull('string') sourceUrl!: string | null;
  @ShownOrNull('string') note!: string | null;
  @Shown() isSample!: boolean;
  @ShownOrNull('string') reportId!: string | null;
  @Shown({ format: 'date-time' }) recordedAt!: string;
  @Shown({ type: [DeliveryLineDto] }) lines!: DeliveryLineDto[];

  static of(delivery: Delivery, lines: DeliveryLineRow[]): DeliveryDto {
    return {
      ...delivery,
      recordedAt: delivery.recordedAt.toISOString(),
      lines: lines.map(DeliveryLineDto.of),
    };
  }
}

export class DeliveryPage {
  @Shown({ type: [DeliveryDto] }) items!: DeliveryDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
