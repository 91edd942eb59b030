import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { ApiPropertyOptional, ApiProperty } from '@nestjs/swagger';
import {
  CityIdField,
  CodeField,
  DayField,
  FlagQueryField,
  PageQuery,
  Shown,
  ShownOrNull,
  TextField,
} from '@pobratym/platform';
import { Partnership } from '../partnership.entity';
import {
  PARTNERSHIP_KINDS,
  PartnershipKind,
  RECORDABLE_STEPS,
  Stage,
  STAGES,
  Step,
} from '../partnership-stage';
import { PartnershipStep } from '../partnership-step.entity';

export const AREAS = [
  'humanitarian',
  'reconstruction',
  'digital',
  'transport',
  'health',
  'education',
  'culture',
  'economy',
  'environment',
  'energy',
  'youth',
  'administration',
] as const;

export class PartnershipQuery extends PageQuery {
  @CityIdField({ optional: true, description: 'partnerships of this city' })
  city?: string;

  @CodeField(STAGES, { optional: true })
  stage?: Stage;

  @FlagQueryField({ description: 'generated records instead of real ones' })
  sample?: boolean;
}

export class BeginPartnershipDto {
  @CityIdField() firstCityId!: string;
  @CityIdField() secondCityId!: string;
  @CodeField(PARTNERSHIP_KINDS) kind!: PartnershipKind;

  @ApiProperty({ isArray: true, enum: AREAS })
  @IsArray({ message: 'must be a list of areas of cooperation' })
  @ArrayUnique({ message: 'must name each area once' })
  @ArrayMaxSize(AREAS.length)
  @IsIn(AREAS, { each: true, message: `must be of ${AREAS.join(', ')}` })
  areas!: string[];

  @DayField({ description: 'day of the decision that chose the areas' }) occurredOn!: string;
  @TextField(500, { description: 'who decided', example: 'City council, decision 12/4' })
  decidedBy!: string;
  @TextField(500, { optional: true }) document?: string;
  @TextField(5000, { optional: true }) note?: string;
}

export class RecordStepDto {
  @CodeField(RECORDABLE_STEPS) kind!: (typeof RECORDABLE_STEPS)[number];
  @DayField() occurredOn!: string;
  @TextField(500, { example: 'Mayors of both cities' }) decidedBy!: string;
  @TextField(500, { optional: true }) document?: string;
  @TextField(5000, { optional: true }) note?: string;
  @DayField({ optional: true, description: 'for signed: entry into force; default: that day' })
  inForceFrom?: string;
  @DayField({ optional: true, description: 'for signed: last day of the term' })
  endsOn?: string;
}

export class PartnershipStepDto {
  @Shown({ type: String }) kind!: Step;
  @ShownOrNull('string', { format: 'date' }) occurredOn!: string | null;
  @Shown() datePrecision!: string;
  @ShownOrNull('string', { format: 'date' }) inForceFrom!: string | null;
  @ShownOrNull('string', { format: 'date' }) endsOn!: string | null;
  @Shown() decidedBy!: string;
  @ShownOrNull('string') document!: string | null;
  @ShownOrNull('string') note!: string | null;
  @Shown({ format: 'date-time' }) recordedAt!: string;

  static of(step: PartnershipStep): PartnershipStepDto {
    const { kind, occurredOn, datePrecision, inForceFrom, endsOn, decidedBy, document, note } =
      step;
    const shown = { kind, occurredOn, datePrecision, inForceFrom, endsOn, decidedBy };
    return { ...shown, document, note, recordedAt: step.recordedAt.toISOString() };
  }
}

export class PartnershipDto {
  @Shown() id!: string;
  @Shown() firstCityId!: string;
  @Shown() secondCityId!: string;
  @Shown({ enum: PARTNERSHIP_KINDS }) kind!: PartnershipKind;
  @Shown({ enum: STAGES }) stage!: Stage;
  @ShownOrNull('string', { format: 'date', description: 'null: not signed, or day unknown' })
  signedOn!: string | null;
  @ShownOrNull('string') sourceUrl!: string | null;
  @ShownOrNull('string') note!: string | null;
  @Shown() isSample!: boolean;
  @ApiPropertyOptional({ type: [PartnershipStepDto], description: 'of one partnership only' })
  @IsOptional()
  steps?: PartnershipStepDto[];

  static of(partnership: Partnership, steps?: PartnershipStep[]): PartnershipDto {
    const { id, firstCityId, secondCityId, kind, signedOn, sourceUrl, note, isSample } =
      partnership;
    const stage = partnership.stage as Stage;
    const shown = { id, firstCityId, secondCityId, kind, stage, signedOn, sourceUrl, note };
    return { ...shown, isSample, ...(steps ? { steps: steps.map(PartnershipStepDto.of) } : {}) };
  }
}

export class PartnershipPage {
  @Shown({ type: [PartnershipDto] }) items!: PartnershipDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
