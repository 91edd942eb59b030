import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateNested } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import {
  CityIdField,
  CodeField,
  DayField,
  FlagQueryField,
  IdField,
  PageQuery,
  Shown,
  ShownOrNull,
  TextField,
} from '@pobratym/platform';
import { Progress, PROGRESS, SHIPMENT_STATES, ShipmentState } from '../shipment-state';
import { Shipment } from '../shipment.entity';
import { AidLineDto, AidLineInput, AidLineRow } from './aid-line.dto';
import { LegDto, LegInput } from './leg.dto';

export class ShipmentQuery extends PageQuery {
  @CityIdField({ optional: true }) receivingCity?: string;
  @CityIdField({ optional: true }) sendingCity?: string;
  @CodeField(SHIPMENT_STATES, { optional: true }) state?: ShipmentState;
  @FlagQueryField({ description: 'true: with something still on the road; false: with nothing' })
  onTheRoad?: boolean;
  @FlagQueryField({ description: 'generated records instead of real ones' }) sample?: boolean;
}

export class ShipmentLineInput extends AidLineInput {
  @IdField({
    optional: true,
    description: 'of aid that is passed on: the delivery line that it comes from',
  })
  sourceDeliveryLineId?: string;
}

/** What may be said of a shipment before it leaves. */
export class ShipmentPlan {
  @TextField(200, { optional: true, description: 'waybill or CMR number' }) reference?: string;
  @TextField(5000, { optional: true }) note?: string;
  @DayField({ optional: true, description: 'day on which it is to leave' })
  plannedDispatchOn?: string;
  @DayField({ optional: true, description: 'day on which it is to arrive' })
  plannedArrivalOn?: string;
  @TextField(100, { optional: true, description: 'of the register of humanitarian aid' })
  declarationCode?: string;
  @DayField({ optional: true, description: 'day of customs clearance' }) clearedOn?: string;
  @TextField(300, { optional: true, description: 'who paid, where it is not the city' })
  funder?: string;
  @TextField(300, { optional: true, description: 'who hands it over, where not the city' })
  consignor?: string;
  @TextField(300, { optional: true, description: 'who it is for, where not the city' })
  consignee?: string;

  @ApiProperty({ type: [LegInput], required: false })
  @IsArray({ message: 'must be a list of legs' })
  @ArrayMaxSize(50, { message: 'must hold at most 50 legs' })
  @ValidateNested({ each: true })
  @Type(() => LegInput)
  legs: LegInput[] = [];

  @ApiProperty({ type: [ShipmentLineInput] })
  @IsArray({ message: 'must be a list of lines' })
  @ArrayMinSize(1, { message: 'must hold at least one line' })
  @ArrayMaxSize(1000, { message: 'must hold at most 1000 lines' })
  @ValidateNested({ each: true })
  @Type(() => ShipmentLineInput)
  lines!: ShipmentLineInput[];
}

export class DraftShipmentDto extends ShipmentPlan {
  @IdField({ optional: true, description: 'made by the client; the same id is one shipment' })
  id?: string;
  @IdField({
    optional: true,
    description: 'absent: the city passes on what it had received; each line names its source',
  })
  partnershipId?: string;
  @CityIdField() sendingCityId!: string;
  @CityIdField() receivingCityId!: string;
}

export class DispatchDto {
  @DayField({ description: 'day of the dispatch at the sending city' }) dispatchedOn!: string;
}

/** What the road and the customs tell once a shipment has left. */
export class RouteDto {
  @TextField(100, { optional: true }) declarationCode?: string;
  @DayField({ optional: true, description: 'day of customs clearance' }) clearedOn?: string;

  @ApiProperty({ type: [LegInput] })
  @IsArray({ message: 'must be a list of legs' })
  @ArrayMaxSize(50, { message: 'must hold at most 50 legs' })
  @ValidateNested({ each: true })
  @Type(() => LegInput)
  legs!: LegInput[];
}

export interface ShipmentLineRow extends AidLineRow {
  source_delivery_line_id: string | null;
  is_nothing: boolean;
  is_mass_derived: boolean;
  is_value_derived: boolean;
}

export class ShipmentLineDto extends AidLineDto {
  @ShownOrNull('string', { description: 'the delivery line that it is passed on from' })
  sourceDeliveryLineId!: string | null;
  @Shown({ description: 'by a correction: nothing of it was sent' }) isNothing!: boolean;
  @Shown({ description: 'of a count that is passed on: its part of what the city held' })
  isMassDerived!: boolean;
  @Shown({ description: 'as isMassDerived' }) isValueDerived!: boolean;

  static override of(row: ShipmentLineRow): ShipmentLineDto {
    return {
      ...AidLineDto.of(row),
      sourceDeliveryLineId: row.source_delivery_line_id,
      isNothing: row.is_nothing,
      isMassDerived: row.is_mass_derived,
      isValueDerived: row.is_value_derived,
    };
  }
}

export class ShipmentDto {
  @Shown() id!: string;
  @ShownOrNull('string', { description: 'null: aid that is passed on' })
  partnershipId!: string | null;
  @Shown() sendingCityId!: string;
  @Shown() receivingCityId!: string;
  @ShownOrNull('string') reference!: string | null;
  @Shown({ enum: SHIPMENT_STATES }) state!: ShipmentState;
  @ShownOrNull('string', { enum: PROGRESS, description: 'of a dispatched one, by the ledger' })
  progress!: Progress | null;
  @ShownOrNull('string', { format: 'date' }) plannedDispatchOn!: string | null;
  @ShownOrNull('string', { format: 'date' }) plannedArrivalOn!: string | null;
  @ShownOrNull('string', { format: 'date' }) dispatchedOn!: string | null;
  @ShownOrNull('string') declarationCode!: string | null;
  @ShownOrNull('string', { format: 'date' }) clearedOn!: string | null;
  @ShownOrNull('string') funder!: string | null;
  @ShownOrNull('string') consignor!: string | null;
  @ShownOrNull('string') consignee!: string | null;
  @ShownOrNull('string') note!: string | null;
  @Shown() isSample!: boolean;
  @ShownOrNull('string') reportId!: string | null;
  @Shown({ description: 'its ETag; an edit sends it as If-Match' }) version!: number;
  @Shown({ format: 'date-time' }) recordedAt!: string;
  @Shown({ type: [LegDto], description: 'seen by the people of the two cities only' })
  legs!: LegDto[];
  @Shown({ type: [ShipmentLineDto] }) lines!: ShipmentLineDto[];

  /** @param isInside whether the reader is of one of the two cities */
  static of(
    { dispatchedAt: _, ...shipment }: Shipment,
    lines: ShipmentLineRow[],
    legs: LegDto[],
    progress: Progress | null,
    isInside: boolean,
  ): ShipmentDto {
    return {
      ...shipment,
      progress,
      consignee: isInside ? shipment.consignee : null,
      consignor: isInside ? shipment.consignor : null,
      recordedAt: shipment.recordedAt.toISOString(),
      legs: isInside ? legs : [],
      lines: lines.map(ShipmentLineDto.of),
    };
  }
}

export class ShipmentPage {
  @Shown({ type: [ShipmentDto] }) items!: ShipmentDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
