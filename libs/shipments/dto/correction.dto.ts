import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateIf, ValidateNested } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import {
  BooleanField,
  CodeField,
  DayField,
  IdField,
  Shown,
  ShownOrNull,
  TextField,
} from '@pobratym/platform';
import { AidLineInput } from './aid-line.dto';

export const CORRECTION_REASONS = [
  'typing_error',
  'wrong_unit',
  'recounted',
  'weighed',
  'wrong_item',
  'wrong_day',
  'not_arrived',
  'duplicate',
  'other',
] as const;

/** Why, and what had not happened at all. */
export class CorrectionInput {
  @CodeField(CORRECTION_REASONS) reason!: (typeof CORRECTION_REASONS)[number];
  @TextField(5000, { optional: true, description: 'needed with the reason other' }) note?: string;
  @IdField({ optional: true, description: 'this movement had not happened; nothing else with it' })
  movementId?: string;
}

/** A line as it should have been, whole. */
export class CorrectedShipmentLineInput extends AidLineInput {
  @IdField() lineId!: string;
  @BooleanField({ optional: true, description: 'nothing of it was sent' }) isNothing?: boolean;
}

export class CorrectShipmentDto extends CorrectionInput {
  @DayField({ optional: true, description: 'the true day of the dispatch' }) dispatchedOn?: string;

  @ApiProperty({
    type: [CorrectedShipmentLineInput],
    required: false,
    description: 'each whole, as it should have been: what is left out of one is taken out of it',
  })
  @ValidateIf((_, value) => value !== undefined)
  @IsArray({ message: 'must be a list of lines' })
  @ArrayMinSize(1, { message: 'must hold at least one line' })
  @ArrayMaxSize(1000, { message: 'must hold at most 1000 lines' })
  @ValidateNested({ each: true })
  @Type(() => CorrectedShipmentLineInput)
  lines?: CorrectedShipmentLineInput[];
}

export class CorrectionLineDto {
  @Shown() lineId!: string;
  @Shown({ type: Object, description: 'its columns as they stood' }) before!: object;
  @Shown({ type: Object, description: 'and as they stand since' }) after!: object;
}

export class CorrectionDto {
  @Shown() id!: string;
  @Shown({ enum: CORRECTION_REASONS }) reason!: string;
  @ShownOrNull('string') note!: string | null;
  @ShownOrNull('string') movementId!: string | null;
  @ShownOrNull('string', { format: 'date' }) occurredOnBefore!: string | null;
  @ShownOrNull('string', { format: 'date' }) occurredOnAfter!: string | null;
  @Shown({ format: 'date-time' }) recordedAt!: string;
  @Shown({ type: [CorrectionLineDto] }) lines!: CorrectionLineDto[];
}

export class CorrectionList {
  @Shown({ type: [CorrectionDto] }) items!: CorrectionDto[];
}
