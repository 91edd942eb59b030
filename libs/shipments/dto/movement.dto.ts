import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateIf, ValidateNested } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import {
  CodeField,
  DayField,
  IdField,
  MassKgField,
  QuantityField,
  Shown,
  ShownOrNull,
  TextField,
  ValueField,
} from '@pobratym/platform';

export const RECIPIENT_KINDS = ['hospital', 'shelter', 'school', 'other'] as const;
export const SHIPMENT_MOVEMENTS = ['loss', 'found', 'return'] as const;
export const DELIVERY_MOVEMENTS = ['damage', 'distribution', 'return'] as const;
export type MovementKind =
  (typeof SHIPMENT_MOVEMENTS)[number] | (typeof DELIVERY_MOVEMENTS)[number];

/** How much of a line; a count alone takes its part of mass and value with it. */
export class MovedLineInput {
  @IdField() lineId!: string;
  @MassKgField({ optional: true }) massKg?: number;
  @QuantityField({ optional: true }) quantity?: number;
  @ValueField({ optional: true }) value?: number;
}

class MovementInput {
  @DayField({ description: 'day on which it happened' }) occurredOn!: string;
  @TextField(5000, { optional: true, description: 'what happened' }) note?: string;

  @ApiProperty({
    type: [MovedLineInput],
    required: false,
    description: 'without it: all that can be moved so',
  })
  @ValidateIf((_, value) => value !== undefined)
  @IsArray({ message: 'must be a list of lines' })
  @ArrayMinSize(1, { message: 'must hold at least one line' })
  @ArrayMaxSize(1000, { message: 'must hold at most 1000 lines' })
  @ValidateNested({ each: true })
  @Type(() => MovedLineInput)
  lines?: MovedLineInput[];
}

/** On the road: lost, found again, or on its way back. */
export class ShipmentMovementDto extends MovementInput {
  @CodeField(SHIPMENT_MOVEMENTS) kind!: (typeof SHIPMENT_MOVEMENTS)[number];
}

/** In the city: damaged, handed on to an institution, or sent back. */
export class DeliveryMovementDto extends MovementInput {
  @CodeField(DELIVERY_MOVEMENTS) kind!: (typeof DELIVERY_MOVEMENTS)[number];
  @TextField(300, { optional: true, description: 'of a distribution: the institution' })
  recipient?: string;
  @CodeField(RECIPIENT_KINDS, { optional: true }) recipientKind?: (typeof RECIPIENT_KINDS)[number];
}

export class MovementDto {
  @Shown() id!: string;
  @Shown({ enum: [...new Set([...SHIPMENT_MOVEMENTS, ...DELIVERY_MOVEMENTS])] })
  kind!: MovementKind;
  @ShownOrNull('string') shipmentId!: string | null;
  @ShownOrNull('string') deliveryId!: string | null;
  @Shown({ format: 'date' }) occurredOn!: string;
  @ShownOrNull('string') note!: string | null;
  @ShownOrNull('string') recipient!: string | null;
  @ShownOrNull('string') recipientKind!: string | null;
  @Shown({ description: 'a correction has said that it had not happened' }) isReversed!: boolean;
  @Shown({ format: 'date-time' }) recordedAt!: string;
  @Shown({ description: 'of all its lines; of those with a mass' }) massKg!: number;
}

export class MovementList {
  @Shown({ type: [MovementDto] }) items!: MovementDto[];
}
