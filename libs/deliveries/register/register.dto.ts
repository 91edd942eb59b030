import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { CityIdField, Shown, ShownOrNull } from '@pobratym/platform';

export class RegisterQuery {
  @CityIdField({ optional: true, description: 'of this receiving city alone' }) city?: string;
}

export class ExpiringQuery extends RegisterQuery {
  @ApiPropertyOptional({ minimum: 0, maximum: 3650, default: 30 })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be at least 0' })
  @Max(3650, { message: 'must be at most 3650' })
  days: number = 30;
}

export class RegisterRowDto {
  @Shown() shipmentId!: string;
  @Shown() cityId!: string;
  @Shown() sendingCityId!: string;
  @ShownOrNull('string') reference!: string | null;
  @ShownOrNull('string') declarationCode!: string | null;
  @Shown({ format: 'date' }) clearedOn!: string;
  @Shown({ format: 'date', description: '90 calendar days after the clearance' }) dueOn!: string;
  @Shown({ description: 'below 0: overdue' }) daysLeft!: number;
  @Shown({ description: 'all that was taken in, what was damaged included' })
  massReceivedKg!: number;
  @Shown({ description: 'still to be distributed' }) massHeldKg!: number;
  @Shown() massDistributedKg!: number;
  @Shown() massForwardedKg!: number;
  @Shown({ description: 'a count without a mass may be held too' }) hasHeld!: boolean;
}

export class RegisterList {
  @Shown({ type: [RegisterRowDto] }) items!: RegisterRowDto[];
}

export class ExpiringRowDto {
  @Shown() lineId!: string;
  @Shown() deliveryId!: string;
  @Shown() cityId!: string;
  @Shown() item!: string;
  @Shown() category!: string;
  @ShownOrNull('string') batch!: string | null;
  @Shown({ format: 'date' }) expiresOn!: string;
  @Shown({ description: 'below 0: past' }) daysLeft!: number;
  @ShownOrNull('number') massKg!: number | null;
  @ShownOrNull('number') quantity!: number | null;
  @ShownOrNull('string') unit!: string | null;
}

export class ExpiringList {
  @Shown({ type: [ExpiringRowDto] }) items!: ExpiringRowDto[];
}
