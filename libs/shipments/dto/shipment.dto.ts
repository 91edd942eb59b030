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
import { SHIPMENT_STATES, ShipmentState } from '../shipment-state';
import { Shipment } from '../shipment.entity';
import { AidLineDto, AidLineInput, AidLineRow } from './aid-line.dto';

export class ShipmentQuery extends PageQuery {
  @CityIdField({ optional: true }) receivingCity?: string;
  @CityIdField({ optional: true }) sendingCity?: string;
  @CodeField(SHIPMENT_STATES, { optional: true }) state?: ShipmentState;
  @FlagQueryField({ description: 'true: with something still on the road; false: with nothing' })
  onTheRoad?: boolean;
  @FlagQueryField({ description: 'generated records instead of real ones' }) sample?: boolean;
}

export class DraftShipmentDto {
  @IdField({ optional: true, description: 'made by the client; the same id is one shipment' })
  id?: string;
  @IdField() partnershipId!: string;
  @CityIdField() sendingCityId!: string;
  @CityIdField() receivingCityId!: string;
  @TextField(200, { optional: true, description: 'waybill or CMR number' }) reference?: string;
  @TextField(5000, { optional: true }) note?: string;

  @ApiProperty({ type: [AidLineInput] })
  @IsArray({ message: 'must be a list of lines' })
  @ArrayMinSize(1, { message: 'must hold at least one line' })
  @ArrayMaxSize(1000, { message: 'must hold at most 1000 lines' })
  @ValidateNested({ each: true })
  @Type(() => AidLineInput)
  lines!: AidLineInput[];
}

export class DispatchDto {
  @DayField({ description: 'day of the dispatch at the sending city' }) dispatchedOn!: string;
}

export class LossDto {
  @DayField({ description: 'day of the loss' }) occurredOn!: string;
  @TextField(5000, { description: 'what happened' }) note!: string;
}

export class ShipmentDto {
  @Shown() id!: string;
  @Shown() partnershipId!: string;
  @Shown() sendingCityId!: string;
  @Shown() receivingCityId!: string;
  @ShownOrNull('string') reference!: string | null;
  @Shown({ enum: SHIPMENT_STATES }) state!: ShipmentState;
  @ShownOrNull('string', { format: 'date' }) dispatchedOn!: string | null;
  @ShownOrNull('string') note!: string | null;
  @Shown() isSample!: boolean;
  @ShownOrNull('string') reportId!: string | null;
  @Shown({ format: 'date-time' }) recordedAt!: string;
  @Shown({ type: [AidLineDto] }) lines!: AidLineDto[];

  static of(shipment: Shipment, lines: AidLineRow[]): ShipmentDto {
    return {
      ...shipment,
      recordedAt: shipment.recordedAt.toISOString(),
      lines: lines.map(AidLineDto.of),
    };
  }
}

export class ShipmentPage {
  @Shown({ type: [ShipmentDto] }) items!: ShipmentDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
