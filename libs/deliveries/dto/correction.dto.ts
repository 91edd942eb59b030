import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateIf, ValidateNested } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { DayField, IdField } from '@pobratym/platform';
import { CorrectionInput } from '@pobratym/shipments';
import { DeliveryLineInput } from './delivery.dto';
import { OmitType } from '@nestjs/swagger';

/** A line as it should have been, whole; which line it arrived from stays. */
export class CorrectedDeliveryLineInput extends OmitType(DeliveryLineInput, [
  'shipmentLineId',
] as const) {
  @IdField() lineId!: string;
}

export class CorrectDeliveryDto extends CorrectionInput {
  @DayField({ optional: true, description: 'the true day of the receipt' }) receivedOn?: string;

  @ApiProperty({
    type: [CorrectedDeliveryLineInput],
    required: false,
    description: 'each whole, as it should have been: what is left out of one is taken out of it',
  })
  @ValidateIf((_, value) => value !== undefined)
  @IsArray({ message: 'must be a list of lines' })
  @ArrayMinSize(1, { message: 'must hold at least one line' })
  @ArrayMaxSize(1000, { message: 'must hold at most 1000 lines' })
  @ValidateNested({ each: true })
  @Type(() => CorrectedDeliveryLineInput)
  lines?: CorrectedDeliveryLineInput[];
}
