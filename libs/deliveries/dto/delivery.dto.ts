import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsObject,
  Matches,
  ValidateNested,
} from 'class-validator';
import { ApiProperty, IntersectionType, OmitType } from '@nestjs/swagger';
import {
  BooleanField,
  CityIdField,
  CodeField,
  DayField,
  FlagQueryField,
  gramsToKg,
  IdField,
  InstantField,
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

/** Why a line is not what was announced. */
export const DIFFERENCE_REASONS = [
  'to_follow',
  'short_shipped',
  'lost',
  'damaged',
  'stolen',
  'surplus',
  'wrong_item',
  'other_pack_size',
  'weighed_otherwise',
  'misreported',
  'other',
] as const;
export type DifferenceReason = (typeof DIFFERENCE_REASONS)[number];

export class DeliveryLineInput extends AidLineInput {
  @IdField({ optional: true, description: 'the line of the shipment that it arrived from' })
  shipmentLineId?: string;
  @MassKgField({ optional: true, description: 'the damaged part of massKg' })
  damagedMassKg?: number;
  @QuantityField({ optional: true, description: 'the damaged part of quantity' })
  damagedQuantity?: number;
  @BooleanField({ optional: true, description: 'nothing of the shipment’s line arrived' })
  isNothing?: boolean;
  @CodeField(DIFFERENCE_REASONS, {
    optional: true,
    description:
      'needed where it is not what is on the road: other amounts, nothing, or no line of the shipment',
  })
  differenceReason?: DifferenceReason;
  @TextField(2000, { optional: true, description: 'needed with the reason other' })
  differenceNote?: string;
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
  @TextField(300, { optional: true, description: 'where it was taken in' }) place?: string;
  @TextField(200, { optional: true, description: 'who took it in' }) receivedBy?: string;
  @InstantField({ optional: true, description: 'when, where the hour matters' })
  receivedAt?: string;

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
  is_nothing: boolean;
  difference_reason: DifferenceReason | null;
  difference_note: string | null;
  flags: string[];
}

export class DeliveryLineDto extends AidLineDto {
  @ShownOrNull('string') shipmentLineId!: string | null;
  @ShownOrNull('number') damagedMassKg!: number | null;
  @ShownOrNull('number') damagedQuantity!: number | null;
  @Shown({ description: 'nothing of the shipment’s line arrived' }) isNothing!: boolean;
  @ShownOrNull('string', { enum: DIFFERENCE_REASONS }) differenceReason!: DifferenceReason | null;
  @ShownOrNull('string') differenceNote!: string | null;
  @Shown({ type: [String], description: 'what a reader must know of this line' })
  flags!: string[];

  static override of(row: DeliveryLineRow): DeliveryLineDto {
    const { damaged_mass_grams: mass, damaged_quantity_milli: quantity } = row;
    return {
      ...AidLineDto.of(row),
      shipmentLineId: row.shipment_line_id,
      damagedMassKg: mass === null ? null : gramsToKg(BigInt(mass)),
      damagedQuantity: quantity === null ? null : quantityToJson(BigInt(quantity)),
      isNothing: row.is_nothing,
      differenceReason: row.difference_reason,
      differenceNote: row.difference_note,
      flags: row.flags,
    };
  }
}

export class DeliveryDto {
  @Shown() id!: string;
  @ShownOrNull('string') shipmentId!: string | null;
  @ShownOrNull('string') partnershipId!: string | null;
  @Shown() isOutsidePartnership!: boolean;
  @Shown({ description: 'from another city that had received it' }) isPassedOn!: boolean;
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
  @ShownOrNull('string', { description: 'seen by the two cities only' }) place!: string | null;
  @ShownOrNull('string', { description: 'seen by the two cities only' })
  receivedBy!: string | null;
  @ShownOrNull('string', { format: 'date-time', description: 'seen by the two cities only' })
  receivedAt!: string | null;
  @Shown() isSample!: boolean;
  @ShownOrNull('string') reportId!: string | null;
  @Shown({ format: 'date-time' }) recordedAt!: string;
  @Shown({ type: [DeliveryLineDto] }) lines!: DeliveryLineDto[];

  /** @param isInside whether the reader is of one of the two cities */
  static of(delivery: Delivery, lines: DeliveryLineRow[], isInside: boolean): DeliveryDto {
    return {
      ...delivery,
      place: isInside ? delivery.place : null,
      receivedBy: isInside ? delivery.receivedBy : null,
      receivedAt: isInside ? (delivery.receivedAt?.toISOString() ?? null) : null,
      recordedAt: delivery.recordedAt.toISOString(),
      lines: lines.map(DeliveryLineDto.of),
    };
  }
}

export class DeliveryPage {
  @Shown({ type: [DeliveryDto] }) items!: DeliveryDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}

export class BatchItemInput {
  @TextField(200, { description: 'the Idempotency-Key of this item' }) key!: string;

  @ApiProperty({ type: RecordDeliveryDto, description: 'as for POST /deliveries' })
  @IsObject({ message: 'must be a delivery' })
  delivery!: object;
}

/** What a telephone has kept while there was no signal. */
export class BatchDto {
  @ApiProperty({ type: [BatchItemInput] })
  @IsArray({ message: 'must be a list of items' })
  @ArrayMinSize(1, { message: 'must hold at least one item' })
  @ArrayMaxSize(1000, { message: 'must hold at most 1000 items' })
  @ValidateNested({ each: true })
  @Type(() => BatchItemInput)
  items!: BatchItemInput[];
}

export class BatchAnswerItemDto {
  @Shown() key!: string;
  @Shown({ description: 'as POST /deliveries would have answered' }) status!: number;
  @Shown({ type: Object, description: 'the delivery, or a problem' }) body!: object;
}

export class BatchAnswerDto {
  @Shown({ type: [BatchAnswerItemDto] }) items!: BatchAnswerItemDto[];
}
