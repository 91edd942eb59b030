/** The papers that a partnership needs, in the order in which it comes to need them. */
export const PAPER_KINDS = [
  'solidarity_letter',
  'letter_of_intent',
  'council_decision',
  'explanatory_note',
  'cooperation_agreement',
  'twinning_agreement',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

export const PAPER_FORMATS = ['docx', 'pdf'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

/** `letter_of_intent` → `letter-of-intent`: how templates and papers are named as files. */
export const kindInFileName = (kind: PaperKind): string => kind.replaceAll('_', '-');
