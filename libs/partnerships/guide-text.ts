import { PartnershipKind } from './partnership-stage';
import { DocumentKind } from './step-rules';

export const GUIDE_LANGUAGES = ['uk', 'en'] as const;
export type GuideLanguage = (typeof GUIDE_LANGUAGES)[number];

/** What the guide says of a step. */
export interface StepText {
  title: string;
  /** What the step is, and what it is for. */
  what: string;
  whoDecides: string;
  tips: string[];
}

/** Steps as they are told; by letters two of them are others. */
export type StepTextKey =
  | 'areas_chosen'
  | 'partner_approached'
  | 'agreement_drafted'
  | 'letters_prepared'
  | 'signed'
  | 'letters_exchanged'
  | 'confirmed'
  | 'denied'
  | 'suspended'
  | 'resumed'
  | 'expired'
  | 'terminated';

export interface GuideText {
  kinds: Record<PartnershipKind, { title: string; what: string }>;
  steps: Record<StepTextKey, StepText>;
  documents: Record<DocumentKind, string>;
}
