import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { PAPER_KINDS, PaperKind } from '@pobratym/papers';
import { CodeField, Shown, ShownOrNull } from '@pobratym/platform';
import { DOCUMENT_NEEDS, GUIDE_STEPS, GuideDocument, GuideStep } from './guide';
import { GUIDE_LANGUAGES, GuideLanguage } from './guide-text';
import {
  PARTNERSHIP_KINDS,
  PartnershipKind,
  Stage,
  STAGES,
  Step,
  STEPS,
} from './partnership-stage';
import { DOCUMENT_KINDS, DocumentKind } from './step-rules';

export class GuideQuery {
  @CodeField(GUIDE_LANGUAGES, { optional: true, description: 'wins over Accept-Language' })
  language?: GuideLanguage;
}

export class PaperTitleDto {
  @Shown({ enum: PAPER_KINDS }) kind!: PaperKind;
  @Shown() title!: string;
}

export class GuideDocumentDto {
  @Shown({ enum: DOCUMENT_KINDS }) kind!: DocumentKind;
  @Shown() title!: string;
  @Shown() isOfEachCity!: boolean;
  @Shown({
    enum: DOCUMENT_NEEDS,
    description: 'always: no step without it; ministry: where the draft says so; or advised',
  })
  when!: GuideDocument['when'];
}

class TextOfStep {
  @Shown({ enum: GUIDE_STEPS }) step!: GuideStep;
  @Shown() title!: string;
  @Shown() what!: string;
  @Shown() whoDecides!: string;
  @Shown({ type: [String] }) tips!: string[];
  @Shown({ type: [PaperTitleDto], description: 'papers that can be made from templates' })
  papers!: PaperTitleDto[];
}

export class GuideStepDto extends TextOfStep {
  @Shown({ description: 'one of the steps that lead to the signature' }) isOnTheWay!: boolean;
  @Shown({ type: [GuideDocumentDto] }) documents!: GuideDocumentDto[];
  @ApiProperty({ isArray: true, enum: GUIDE_STEPS, description: 'what may follow' })
  next!: GuideStep[];
}

export class GuideKindDto {
  @Shown({ enum: PARTNERSHIP_KINDS }) kind!: PartnershipKind;
  @Shown() title!: string;
  @Shown() what!: string;
  @Shown({ type: [GuideStepDto] }) steps!: GuideStepDto[];
}

export class GuideDto {
  @Shown({ enum: GUIDE_LANGUAGES }) language!: GuideLanguage;
  @Shown({ type: [GuideKindDto] }) kinds!: GuideKindDto[];
}

export const CHECK_STATES = ['done', 'current', 'to_come', 'not_recorded'] as const;

export class CheckedStepDto {
  @Shown({ enum: STEPS }) step!: Step;
  @Shown() title!: string;
  @Shown({
    enum: CHECK_STATES,
    description: 'not_recorded: the tie came from a list, or ended before',
  })
  state!: (typeof CHECK_STATES)[number];
  @ShownOrNull('string', { format: 'date' }) occurredOn!: string | null;
}

export class PresentDocumentDto {
  @Shown() id!: string;
  @Shown() name!: string;
  @Shown({ format: 'date-time' }) uploadedAt!: string;
}

export class CheckedDocumentDto {
  @Shown({ enum: DOCUMENT_KINDS }) kind!: DocumentKind;
  @Shown() title!: string;
  @ShownOrNull('string', { description: 'whose it must be; null: of whichever city' })
  cityId!: string | null;
  @Shown({ description: 'the step is refused without it' }) isNeeded!: boolean;
  @Shown() isThere!: boolean;
  @Shown({ type: [PresentDocumentDto] }) documents!: PresentDocumentDto[];
}

export class CurrentStepDto extends TextOfStep {
  @Shown({ type: [CheckedDocumentDto] }) documents!: CheckedDocumentDto[];
}

@ApiExtraModels(CurrentStepDto)
export class ChecklistDto {
  @Shown({ enum: GUIDE_LANGUAGES }) language!: GuideLanguage;
  @Shown() partnershipId!: string;
  @Shown({ enum: PARTNERSHIP_KINDS }) kind!: PartnershipKind;
  @Shown({ enum: STAGES }) stage!: Stage;
  @Shown({ type: [CheckedStepDto] }) steps!: CheckedStepDto[];
  @ApiProperty({
    oneOf: [{ $ref: getSchemaPath(CurrentStepDto) }, { type: 'null' }],
    description: 'null: nothing is to be done',
  })
  current!: CurrentStepDto | null;
}
