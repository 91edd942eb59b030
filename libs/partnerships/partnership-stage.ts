export const PARTNERSHIP_KINDS = ['twinning', 'cooperation', 'solidarity'] as const;
export type PartnershipKind = (typeof PARTNERSHIP_KINDS)[number];

/** `none` is a partnership before its first step; no one sees it. */
export const STAGES = [
  'areas_chosen',
  'partner_approached',
  'agreement_drafted',
  'signed',
  'unconfirmed',
  'claimed_by_one_side',
  'suspended',
  'expired',
  'terminated',
] as const;
export type Stage = (typeof STAGES)[number];

/** The steps that a person may record; `areas_chosen` begins, `imported` is for lists of ties. */
export const RECORDABLE_STEPS = [
  'partner_approached',
  'agreement_drafted',
  'signed',
  'confirmed',
  'denied',
  'suspended',
  'resumed',
  'expired',
  'terminated',
] as const;
export const STEPS = ['areas_chosen', 'imported', ...RECORDABLE_STEPS] as const;
export type Step = (typeof STEPS)[number];

/**
 * Stage → the steps that it allows → the stage that each leads to. The database holds the same
 * table (`partnership_transition`) and refuses by it; a test keeps the two equal.
 */
export const TRANSITIONS: Record<Stage | 'none', Partial<Record<Step, Stage[]>>> = {
  none: { areas_chosen: ['areas_chosen'], imported: ['signed', 'unconfirmed', 'terminated'] },
  areas_chosen: { partner_approached: ['partner_approached'], terminated: ['terminated'] },
  partner_approached: { agreement_drafted: ['agreement_drafted'], terminated: ['terminated'] },
  agreement_drafted: { signed: ['signed'], terminated: ['terminated'] },
  // From here on aid may be dispatched.
  signed: {
    confirmed: ['signed'],
    denied: ['claimed_by_one_side'],
    suspended: ['suspended'],
    expired: ['expired'],
    terminated: ['terminated'],
  },
  // An imported tie of which it is not known whether it still stands: it carries no shipments.
  unconfirmed: {
    confirmed: ['signed'],
    denied: ['claimed_by_one_side'],
    terminated: ['terminated'],
  },
  // Nor does one that a city denies, until every city that has denied it has confirmed it.
  claimed_by_one_side: {
    confirmed: ['signed', 'claimed_by_one_side'],
    denied: ['claimed_by_one_side'],
    expired: ['expired'],
    terminated: ['terminated'],
  },
  suspended: { resumed: ['signed'], expired: ['expired'], terminated: ['terminated'] },
  expired: {},
  terminated: {},
};

export const stepsAllowedAt = (stage: Stage | 'none'): Step[] =>
  Object.keys(TRANSITIONS[stage]) as Step[];
