import { PartnershipKind, Stage, Step } from '../partnership-stage';
import { DocumentKind, DocumentNeed, documentsNeeded, missingOf } from '../step-rules';

export const GATE_REASONS = [
  'in_force',
  'no_partnership',
  'not_signed_yet',
  'before_entry_into_force',
  'suspended',
  'expired',
  'terminated',
  'claimed_by_one_side',
  'unconfirmed',
  'aggressor_state',
] as const;
export type GateReason = (typeof GATE_REASONS)[number];

/** What the one query says. All of the partnership is null where the asker sees none. */
export interface GateRow {
  isSenderKnown: boolean;
  isReceiverKnown: boolean;
  /** One of the two is a city of an aggressor state, as of the day. */
  isAggressor: boolean;
  partnershipId: string | null;
  kind: PartnershipKind | null;
  signedOn: string | null;
  reason: Exclude<GateReason, 'no_partnership' | 'aggressor_state'> | null;
  stageOnDay: Stage | 'none' | null;
  inForceUntil: string | null;
  agreementDocumentId: string | null;
  /** Null for who is no party: such a one is not told which papers are there. */
  documents: DocumentNeed[] | null;
  needsMinistry: boolean | null;
}

export interface GateAnswer {
  mayBeSent: boolean;
  reason: GateReason;
  missingStep: Step | null;
  missingDocuments: DocumentKind[];
}

const NEXT_STEP: Partial<Record<Stage | 'none', Step>> = {
  none: 'areas_chosen',
  areas_chosen: 'partner_approached',
  partner_approached: 'agreement_drafted',
};

/** What is missing for aid to be sent, and whether anything is. */
export function answerGate(row: GateRow, firstCityId: string, secondCityId: string): GateAnswer {
  const reason = reasonOf(row);
  const missingStep = missingStepOf(reason, row);
  const { kind, documents, needsMinistry } = row;
  const missing = new Set<DocumentKind>();
  if (missingStep && kind && documents) {
    const tie = { kind, firstCityId, secondCityId };
    const needed = documentsNeeded(tie, { kind: missingStep }, needsMinistry === true);
    for (const need of missingOf(needed, documents)) missing.add(need.kind);
  }
  return { mayBeSent: reason === 'in_force', reason, missingStep, missingDocuments: [...missing] };
}

function reasonOf({ reason, isAggressor }: GateRow): GateReason {
  if (reason === 'in_force') return reason;
  return isAggressor ? 'aggressor_state' : (reason ?? 'no_partnership');
}

function missingStepOf(reason: GateReason, { stageOnDay }: GateRow): Step | null {
  switch (reason) {
    case 'in_force':
    case 'before_entry_into_force':
    case 'aggressor_state':
      return null;
    case 'suspended':
      return 'resumed';
    case 'claimed_by_one_side':
    case 'unconfirmed':
      return 'confirmed';
    case 'not_signed_yet':
      return NEXT_STEP[stageOnDay ?? 'none'] ?? 'signed';
    default:
      return 'areas_chosen';
  }
}
