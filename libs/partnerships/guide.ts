import type { PaperKind } from '@pobratym/papers';
import { StepTextKey } from './guide-text';
import { PartnershipKind, Stage, Step, stepsAllowedAt } from './partnership-stage';
import { DocumentKind, documentsNeeded } from './step-rules';

/** The way to a signature, the same for each kind. */
export const WAY = ['areas_chosen', 'partner_approached', 'agreement_drafted', 'signed'] as const;

/** What the guide tells of: the way, and what may come after it. */
export const GUIDE_STEPS = [
  ...WAY,
  'confirmed',
  'denied',
  'suspended',
  'resumed',
  'expired',
  'terminated',
] as const satisfies readonly Step[];
export type GuideStep = (typeof GUIDE_STEPS)[number];

export const DOCUMENT_NEEDS = ['always', 'ministry', 'advised'] as const;

/** A document that belongs to a step. */
export interface GuideDocument {
  kind: DocumentKind;
  /** Each of the two cities has its own. */
  isOfEachCity: boolean;
  /** `always`: no step without it; `ministry`: where the draft asks for it; else it is advised. */
  when: (typeof DOCUMENT_NEEDS)[number];
}

/** By letters, nothing is drafted and signed by both: each city writes and sends its own. */
export function textKeyOf(step: GuideStep, kind: PartnershipKind): StepTextKey {
  if (kind !== 'solidarity') return step;
  if (step === 'agreement_drafted') return 'letters_prepared';
  return step === 'signed' ? 'letters_exchanged' : step;
}

/** The papers that can be made for a step from templates. */
export function papersFor(step: GuideStep, kind: PartnershipKind): PaperKind[] {
  if (step === 'areas_chosen') return ['council_decision'];
  if (step === 'partner_approached') return ['letter_of_intent'];
  if (step !== 'agreement_drafted' && step !== 'signed') return [];
  if (kind === 'solidarity') return ['solidarity_letter'];
  const agreement = kind === 'twinning' ? 'twinning_agreement' : 'cooperation_agreement';
  return step === 'signed' ? [agreement] : [agreement, 'explanatory_note'];
}

/** What the rules ask for at a step, and what it is good to keep beside it. */
export function documentsFor(step: GuideStep, kind: PartnershipKind): GuideDocument[] {
  const tie = { kind, firstCityId: 'first', secondCityId: 'second' };
  const always = documentsNeeded(tie, { kind: step }, false);
  const withApproval = documentsNeeded(tie, { kind: step }, true);
  const documents = new Map<DocumentKind, GuideDocument>();
  for (const { kind, cityId } of always) {
    documents.set(kind, { kind, isOfEachCity: cityId !== null, when: 'always' });
  }
  for (const { kind, cityId } of withApproval) {
    if (documents.has(kind)) continue;
    documents.set(kind, { kind, isOfEachCity: cityId !== null, when: 'ministry' });
  }
  for (const advised of ADVISED[step] ?? []) {
    // There is none by letters.
    if (advised === 'agreement' && kind === 'solidarity') continue;
    documents.set(advised, { kind: advised, isOfEachCity: false, when: 'advised' });
  }
  return [...documents.values()];
}

const ADVISED: Partial<Record<GuideStep, DocumentKind[]>> = {
  areas_chosen: ['council_decision'],
  partner_approached: ['letter_of_intent'],
  signed: ['agreement'],
  terminated: ['termination'],
};

/** What may follow a step. */
export function nextSteps(step: GuideStep): GuideStep[] {
  return stepsAllowedAt(stageAfter(step)) as GuideStep[];
}

function stageAfter(step: GuideStep): Stage {
  if (step === 'confirmed' || step === 'resumed') return 'signed';
  return step === 'denied' ? 'claimed_by_one_side' : step;
}

/**
 * The step that is to be done at a stage, or null: nothing is.
 * @param isConfirmed whether both cities have signed or confirmed it
 */
export function currentStep(stage: Stage, isConfirmed: boolean): GuideStep | null {
  switch (stage) {
    case 'areas_chosen':
      return 'partner_approached';
    case 'partner_approached':
      return 'agreement_drafted';
    case 'agreement_drafted':
      return 'signed';
    case 'signed':
      return isConfirmed ? null : 'confirmed';
    case 'unconfirmed':
    case 'claimed_by_one_side':
      return 'confirmed';
    case 'suspended':
      return 'resumed';
    default:
      return null;
  }
}
