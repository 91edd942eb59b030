import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Actor } from '@pobratym/identity';
import { PaperKind, PapersService } from '@pobratym/papers';
import { NotFoundError } from '@pobratym/platform';
import {
  currentStep,
  documentsFor,
  GUIDE_STEPS,
  GuideStep,
  nextSteps,
  papersFor,
  textKeyOf,
  WAY,
} from './guide';
import {
  CheckedDocumentDto,
  CheckedStepDto,
  ChecklistDto,
  CurrentStepDto,
  GuideDto,
  GuideStepDto,
  PaperTitleDto,
  PresentDocumentDto,
} from './guide.dto';
import { GuideLanguage, GuideText } from './guide-text';
import { guideText } from './guide-texts';
import { PARTNERSHIP_KINDS, PartnershipKind, Stage, Step } from './partnership-stage';
import { PartnershipWithSteps, readPartnership } from './partnership-records';
import { DocumentKind, DocumentNeed, documentsNeeded, missingOf } from './step-rules';

type Kept = DocumentNeed & PresentDocumentDto;

/** Help on the way from the first idea to the signature, in general and for one partnership. */
@Injectable()
export class GuideService {
  constructor(
    private readonly database: DataSource,
    private readonly papers: PapersService,
  ) {}

  guide(language: GuideLanguage): GuideDto {
    const text = guideText(language);
    const kinds = PARTNERSHIP_KINDS.map((kind) => ({
      kind,
      ...text.kinds[kind],
      steps: GUIDE_STEPS.map((step) => this.tellStep(step, kind, text, language)),
    }));
    return { language, kinds };
  }

  /**
   * What is done, what comes next, and what is there and missing for it. For the two cities alone:
   * to others there is no such list.
   */
  async checklist(actor: Actor, id: string, language: GuideLanguage): Promise<ChecklistDto> {
    const tx = this.database.manager;
    const whole = await readPartnership(tx, actor, id);
    if (!whole.isOwn) throw new NotFoundError(`No checklist is kept for you of the id ${id}`);
    const { kind, confirmedBy } = whole.partnership;
    const stage = whole.partnership.stage as Stage;
    const step = currentStep(stage, confirmedBy.length === 2);
    const kept: Kept[] = await tx.query(
      `select id, kind, city_id as "cityId", name, uploaded_at as "uploadedAt"
       from partnership_document where partnership_id = $1 order by id`,
      [id],
    );
    const text = guideText(language);
    return {
      language,
      partnershipId: id,
      kind,
      stage,
      steps: checkSteps(whole, step, text),
      current: step && this.tellCurrent(step, whole, kept, language),
    };
  }

  private tellStep(
    step: GuideStep,
    kind: PartnershipKind,
    text: GuideText,
    language: GuideLanguage,
  ): GuideStepDto {
    const documents = documentsFor(step, kind).map((document) => ({
      ...document,
      title: text.documents[document.kind],
    }));
    return {
      step,
      ...text.steps[textKeyOf(step, kind)],
      isOnTheWay: WAY.some((one) => one === step),
      documents,
      papers: this.titlesOf(papersFor(step, kind), language),
      next: nextSteps(step),
    };
  }

  private tellCurrent(
    step: GuideStep,
    whole: PartnershipWithSteps,
    kept: Kept[],
    language: GuideLanguage,
  ): CurrentStepDto {
    const { kind } = whole.partnership;
    const text = guideText(language);
    return {
      step,
      ...text.steps[textKeyOf(step, kind)],
      papers: this.titlesOf(papersFor(step, kind), language),
      documents: checkDocuments(step, whole, kept, text),
    };
  }

  private titlesOf(kinds: PaperKind[], language: GuideLanguage): PaperTitleDto[] {
    const titles = new Map(this.papers.kinds().map(({ kind, title }) => [kind, title[language]]));
    return kinds.map((kind) => ({ kind, title: titles.get(kind)! }));
  }
}

/** The way, the confirmation, and what is done or to be done beside them. */
function checkSteps(
  { partnership: { confirmedBy, stage }, steps }: PartnershipWithSteps,
  current: GuideStep | null,
  { steps: texts }: GuideText,
): CheckedStepDto[] {
  const standing = steps.filter(
    ({ correctedById, isWithdrawal }) => !correctedById && !isWithdrawal,
  );
  const last = standing.at(-1)!.kind;
  const isBefore = WAY.slice(0, 3).some((one) => one === stage);
  const listed = new Set<Step>([...WAY, 'confirmed', last, ...(current ? [current] : [])]);
  // A tie from a list: its one step is no step of the guide.
  listed.delete('imported');
  return [...listed].map((step) => {
    const recorded = standing.findLast(({ kind }) => kind === step);
    const isDone = step === 'confirmed' ? confirmedBy.length === 2 : recorded !== undefined;
    const open = isBefore ? 'to_come' : 'not_recorded';
    return {
      step,
      title: texts[step as GuideStep].title,
      state: step === current ? 'current' : isDone ? 'done' : open,
      occurredOn: recorded?.occurredOn ?? null,
    };
  });
}

/** Each document of the step, with what is kept of it. */
function checkDocuments(
  step: GuideStep,
  { partnership, steps }: PartnershipWithSteps,
  kept: Kept[],
  { documents: titles }: GuideText,
): CheckedDocumentDto[] {
  const isApprovalDue = steps.some(
    ({ kind, correctedById, isWithdrawal, ministryApproval }) =>
      kind === 'agreement_drafted' &&
      !correctedById &&
      !isWithdrawal &&
      ['required', 'received'].includes(ministryApproval ?? ''),
  );
  const needed = documentsNeeded(partnership, { kind: step }, isApprovalDue);
  const others = documentsFor(step, partnership.kind)
    .filter(({ kind }) => !needed.some((need) => need.kind === kind))
    .map(({ kind }) => ({ kind, cityId: null }));
  const tell = (isNeeded: boolean) => (need: DocumentNeed) => ({
    ...need,
    title: titles[need.kind],
    isNeeded,
    isThere: missingOf([need], kept).length === 0,
    documents: keptOf(need, kept),
  });
  return [...needed.map(tell(true)), ...others.map(tell(false))];
}

const keptOf = (need: { kind: DocumentKind; cityId: string | null }, kept: Kept[]) =>
  kept
    .filter(({ kind, cityId }) => kind === need.kind && (!need.cityId || cityId === need.cityId))
    .map(({ id, name, uploadedAt }) => ({ id, name, uploadedAt }));
