import { FieldFault } from '@pobratym/platform';
import { PartnershipKind, Step } from './partnership-stage';

export const DOCUMENT_KINDS = [
  'council_decision',
  'letter_of_intent',
  'draft_agreement',
  'explanatory_note',
  'ministry_approval',
  'agreement',
  'signed_letter',
  'termination',
  'other',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/**
 * What is said of the approval that Law of Ukraine 3668-IX of 24 April 2024 asks for. Whether an
 * agreement needs it is for the city to say: it depends on what the agreement is about.
 */
export const MINISTRY_APPROVALS = ['not_required', 'required', 'received'] as const;
export type MinistryApproval = (typeof MINISTRY_APPROVALS)[number];

/** A paper that must be there before a step; `cityId` null: of whichever city. */
export interface DocumentNeed {
  kind: DocumentKind;
  cityId: string | null;
}

interface Tie {
  firstCityId: string;
  secondCityId: string;
  kind: PartnershipKind;
}

/**
 * The documents without which the step is refused; the database holds the same
 * (`partnership_require_documents`).
 * @param isApprovalDue whether the draft's step has said that the ministry's approval is required
 */
export function documentsNeeded(
  { kind: tieKind, firstCityId, secondCityId }: Tie,
  step: { kind: Step; ministryApproval?: MinistryApproval | null },
  isApprovalDue: boolean,
): DocumentNeed[] {
  const isSigned = step.kind === 'signed';
  const needs: DocumentNeed[] = [];
  if (tieKind !== 'solidarity' && (isSigned || step.kind === 'agreement_drafted')) {
    needs.push({ kind: 'draft_agreement', cityId: null });
    needs.push({ kind: 'explanatory_note', cityId: null });
  }
  if (tieKind === 'solidarity' && isSigned) {
    needs.push({ kind: 'signed_letter', cityId: firstCityId });
    needs.push({ kind: 'signed_letter', cityId: secondCityId });
  }
  const isStated = step.ministryApproval === 'required' || isApprovalDue;
  if (step.ministryApproval === 'received' || (isSigned && isStated)) {
    needs.push({ kind: 'ministry_approval', cityId: null });
  }
  return needs;
}

export const missingOf = (needs: DocumentNeed[], documents: DocumentNeed[]): DocumentNeed[] =>
  needs.filter(
    ({ kind, cityId }) =>
      !documents.some((has) => has.kind === kind && (cityId === null || has.cityId === cityId)),
  );

interface StepContent {
  kind: Step;
  occurredOn: string;
  inForceFrom?: string;
  endsOn?: string;
  reason?: string;
  ministryApproval?: MinistryApproval;
  signatories?: { cityId: string }[];
  documentIds?: string[];
  correctsId?: string;
  isWithdrawal?: boolean;
}

/** What is wrong with the fields of a step, whatever has been recorded before it. */
export function faultsOfStep(tie: Tie, step: StepContent): FieldFault[] {
  const faults: FieldFault[] = [];
  const refuse = (field: string, detail: string) => faults.push({ pointer: `/${field}`, detail });
  const { kind, occurredOn, inForceFrom, endsOn, reason, isWithdrawal = false } = step;
  if (isWithdrawal) {
    if (step.correctsId === undefined) refuse('correctsId', 'must say which step is withdrawn');
    const contents = ['inForceFrom', 'endsOn', 'ministryApproval', 'signatories', 'documentIds'];
    for (const field of contents) {
      if (field in step && step[field as keyof StepContent] !== undefined) {
        refuse(field, 'must be absent, as a withdrawal puts nothing in the place of the step');
      }
    }
  } else {
    refuseWrongTerm();
    refuseWrongSignatories(tie, step, refuse);
    if (step.ministryApproval && kind !== 'agreement_drafted' && kind !== 'signed') {
      refuse('ministryApproval', 'must be absent, as it belongs to the draft or the signature');
    }
  }
  if (reason === undefined && (isWithdrawal || kind === 'terminated' || kind === 'denied')) {
    refuse('reason', 'must say why');
  }
  return faults;

  function refuseWrongTerm(): void {
    if (!['signed', 'confirmed', 'imported'].includes(kind)) {
      const detail = 'must be absent, as the term belongs to the agreement';
      if (inForceFrom) refuse('inForceFrom', detail);
      if (endsOn) refuse('endsOn', detail);
      return;
    }
    if (kind === 'signed' && inForceFrom && inForceFrom < occurredOn) {
      refuse('inForceFrom', 'must not be before the signature');
    }
    if (endsOn && endsOn <= (inForceFrom ?? occurredOn)) {
      refuse('endsOn', 'must be after the entry into force');
    }
  }
}

function refuseWrongSignatories(
  { kind: tieKind, firstCityId, secondCityId }: Tie,
  { kind, signatories = [] }: StepContent,
  refuse: (field: string, detail: string) => void,
): void {
  if (kind !== 'signed') {
    if (signatories.length > 0) refuse('signatories', 'must be absent, as nothing is signed');
    return;
  }
  const cities = [firstCityId, secondCityId];
  signatories.forEach(({ cityId }, index) => {
    if (!cities.includes(cityId)) {
      refuse(`signatories/${index}/cityId`, `must be one of ${cities.join(', ')}`);
    }
  });
  const absent = cities.filter((city) => !signatories.some(({ cityId }) => cityId === city));
  if (tieKind !== 'solidarity' && absent.length > 0) {
    refuse('signatories', `must name who signed for ${absent.join(' and ')}`);
  }
}
