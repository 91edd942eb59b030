import { ArrayMaxSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import {
  CityIdField,
  CodeField,
  FlagQueryField,
  PageQuery,
  Shown,
  ShownOrNull,
} from '@pobratym/platform';
import { PartnershipWithSteps } from '../partnership-records';
import { Partnership } from '../partnership.entity';
import { PARTNERSHIP_KINDS, PartnershipKind, Stage, STAGES } from '../partnership-stage';
import { DecisionDto, PartnershipStepDto } from './partnership-step.dto';

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

export class BeginPartnershipDto extends DecisionDto {
  @CityIdField() firstCityId!: string;
  @CityIdField() secondCityId!: string;
  @CodeField(PARTNERSHIP_KINDS) kind!: PartnershipKind;

  @ApiProperty({ isArray: true, enum: AREAS })
  @IsArray({ message: 'must be a list of areas of cooperation' })
  @ArrayUnique({ message: 'must name each area once' })
  @ArrayMaxSize(AREAS.length)
  @IsIn(AREAS, { each: true, message: `must be of ${AREAS.join(', ')}` })
  areas!: string[];
}

/**
 * Everybody may see a partnership that was signed or entered from a public list, and samples: the
 * two cities, kind, areas, stage, days, source, which city has confirmed or denied it, and the
 * kinds and days of its steps as they stand. What is being prepared, or was given up before a
 * signature, is seen by the two cities; and so are who decided, numbers, places, notes, reasons,
 * documents, signatories, and what was corrected.
 */
export class PartnershipDto {
  @Shown() id!: string;
  @Shown() firstCityId!: string;
  @Shown() secondCityId!: string;
  @Shown({ enum: PARTNERSHIP_KINDS }) kind!: PartnershipKind;
  @Shown({ enum: AREAS, isArray: true }) areas!: string[];
  @Shown({ enum: STAGES }) stage!: Stage;
  @ShownOrNull('string', { format: 'date', description: 'null: not signed, or day unknown' })
  signedOn!: string | null;
  @ShownOrNull('string', { format: 'date', description: 'null: no agreement, or day unknown' })
  inForceFrom!: string | null;
  @ShownOrNull('string', { format: 'date', description: 'last day of the term, where one is said' })
  endsOn!: string | null;
  @Shown({ type: [String], description: 'cities that have signed or confirmed it here' })
  confirmedBy!: string[];
  @Shown({ type: [String], description: 'cities that deny it' }) deniedBy!: string[];
  @Shown({ description: 'a city denies it: it carries no shipments until that is settled' })
  isClaimedByOneSide!: boolean;
  @ShownOrNull('string') sourceUrl!: string | null;
  @ShownOrNull('string') note!: string | null;
  @Shown() isSample!: boolean;

  @Shown({ required: false, type: [PartnershipStepDto], description: 'of one partnership only' })
  steps?: PartnershipStepDto[];

  static of(partnership: Partnership, areas: string[]): PartnershipDto {
    const { isPublished: _, createdAt: __, ...shown } = partnership;
    const stage = partnership.stage as Stage;
    return { ...shown, stage, areas, isClaimedByOneSide: stage === 'claimed_by_one_side' };
  }

  static whole({ partnership, areas, steps, isOwn }: PartnershipWithSteps): PartnershipDto {
    const shown = isOwn
      ? steps.map(PartnershipStepDto.ofOwn)
      : steps
          .filter((step) => step.correctedById === null && !step.isWithdrawal)
          .map(PartnershipStepDto.ofPublic);
    return { ...PartnershipDto.of(partnership, areas), steps: shown };
  }
}

export class PartnershipPage {
  @Shown({ type: [PartnershipDto] }) items!: PartnershipDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
