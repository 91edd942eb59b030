import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  Matches,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  BooleanField,
  CityIdField,
  CodeField,
  DayField,
  Shown,
  ShownOrNull,
  TextField,
} from '@pobratym/platform';
import { RecordedStep } from '../partnership-records';
import { Stage, STAGES, Step, STEPS } from '../partnership-stage';
import { MINISTRY_APPROVALS, MinistryApproval } from '../step-rules';

const SIGNATORIES_MAX = 20;
const STEP_DOCUMENTS_MAX = 50;
const isGiven = (_: unknown, value: unknown) => value !== undefined;

/** Who decided what, and where: the same for the first step and for those after it. */
export class DecisionDto {
  @DayField({ description: 'day of the decision; of a withdrawal: when it was decided' })
  occurredOn!: string;
  @TextField(500, { description: 'who decided', example: 'Drohobych city council' })
  decidedBy!: string;
  @TextField(100, { optional: true, example: '12/4' }) decisionNumber?: string;
  @TextField(200, { optional: true, description: 'where', example: 'Bytom' }) place?: string;
  @TextField(5000, { optional: true }) note?: string;
  @CityIdField({
    optional: true,
    description: 'on whose behalf; default: the one of the two cities that you act for',
  })
  forCityId?: string;
}

export class SignatoryDto {
  @CityIdField({ description: 'the city that they signed for' }) cityId!: string;
  @TextField(200, { example: 'Тарас Кучма' }) name!: string;
  @TextField(200, { example: 'Mayor' }) office!: string;
}

export class RecordStepDto extends DecisionDto {
  @CodeField(STEPS, {
    description: 'areas_chosen and imported can only be corrected; see correctsId',
  })
  kind!: Step;

  @DayField({ optional: true, description: 'of the agreement: entry into force; default: its day' })
  inForceFrom?: string;
  @DayField({ optional: true, description: 'of the agreement: last day of its term' })
  endsOn?: string;

  @TextField(5000, {
    optional: true,
    description: 'why: asked for with terminated and denied, and of a withdrawal',
  })
  reason?: string;

  @CodeField(MINISTRY_APPROVALS, {
    optional: true,
    description:
      'of agreement_drafted and signed: the approval under Law of Ukraine 3668-IX on' +
      ' international territorial cooperation. Where it is required, no signature without its' +
      ' document',
  })
  ministryApproval?: MinistryApproval;

  @ApiPropertyOptional({
    type: [SignatoryDto],
    description: 'of signed: who signed; of both cities, but for solidarity',
  })
  @ValidateIf(isGiven)
  @IsArray({ message: 'must be a list of those who signed' })
  @ArrayMaxSize(SIGNATORIES_MAX, { message: `must name at most ${SIGNATORIES_MAX}` })
  @ValidateNested({ each: true })
  @Type(() => SignatoryDto)
  signatories?: SignatoryDto[];

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    description: 'documents of this partnership that the step rests on',
  })
  @ValidateIf(isGiven)
  @IsArray({ message: 'must be a list of ids of documents' })
  @ArrayMaxSize(STEP_DOCUMENTS_MAX, { message: `must name at most ${STEP_DOCUMENTS_MAX}` })
  @ArrayUnique({ message: 'must name each document once' })
  @Matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
    each: true,
    message: 'must be ids of documents',
  })
  documentIds?: string[];

  @ApiPropertyOptional({
    type: String,
    description: 'id of the step whose place this one takes: of the same kind, with what is true',
  })
  @ValidateIf(isGiven)
  @Matches(/^[1-9]\d{0,17}$/, { message: 'must be the id of a step' })
  correctsId?: string;

  @BooleanField({
    optional: true,
    description: 'true: the step correctsId is annulled, and nothing takes its place',
  })
  isWithdrawal?: boolean;
}

const OWN = { required: false, description: 'shown to the two cities only' };

/** What everybody may see of a step of a published partnership; the rest is for the two cities. */
export class PartnershipStepDto {
  @Shown() id!: string;
  @Shown({ enum: STEPS }) kind!: Step;
  @ShownOrNull('string', { description: 'on whose behalf; null: the installation' })
  cityId!: string | null;
  @ShownOrNull('string', { format: 'date' }) occurredOn!: string | null;
  @Shown() datePrecision!: string;
  @ShownOrNull('string', { format: 'date' }) inForceFrom!: string | null;
  @ShownOrNull('string', { format: 'date' }) endsOn!: string | null;
  @ShownOrNull('string', { enum: STAGES, description: 'of imported' }) importedStage!: Stage | null;
  @ShownOrNull('string', { description: 'the step in whose place it stands' })
  correctsId!: string | null;
  @Shown({ format: 'date-time' }) recordedAt!: string;

  @ShownOrNull('string', { ...OWN, description: 'set: it counts no more' })
  correctedById?: string | null;
  @Shown({ ...OWN, description: 'it annuls the step correctsId' }) isWithdrawal?: boolean;
  @Shown(OWN) decidedBy?: string;
  @ShownOrNull('string', OWN) decisionNumber?: string | null;
  @ShownOrNull('string', OWN) place?: string | null;
  @ShownOrNull('string', OWN) note?: string | null;
  @ShownOrNull('string', OWN) reason?: string | null;
  @ShownOrNull('string', { ...OWN, enum: MINISTRY_APPROVALS })
  ministryApproval?: MinistryApproval | null;
  @ShownOrNull('string', { ...OWN, description: 'where an imported tie was read' })
  document?: string | null;
  @Shown({ ...OWN, type: [SignatoryDto] }) signatories?: SignatoryDto[];
  @Shown({ ...OWN, type: [String] }) documentIds?: string[];

  static ofPublic(step: RecordedStep): PartnershipStepDto {
    const { id, kind, cityId, occurredOn, datePrecision, inForceFrom, endsOn } = step;
    const { importedStage, correctsId } = step;
    const term = { occurredOn, datePrecision, inForceFrom, endsOn, importedStage };
    return { id, kind, cityId, ...term, correctsId, recordedAt: step.recordedAt.toISOString() };
  }

  static ofOwn(step: RecordedStep): PartnershipStepDto {
    const { correctedById, isWithdrawal, decidedBy, decisionNumber, place, note, reason } = step;
    const { ministryApproval, document, signatories, documentIds } = step;
    const decision = { decidedBy, decisionNumber, place, note, reason };
    const papers = { ministryApproval, document, signatories, documentIds };
    return {
      ...PartnershipStepDto.ofPublic(step),
      correctedById,
      isWithdrawal,
      ...decision,
      ...papers,
    };
  }
}
