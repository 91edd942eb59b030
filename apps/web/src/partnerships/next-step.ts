import type { Partnership, RecordStep } from '../api/client';

export type Stage = Partnership['stage'];
export type StepKind = RecordStep['kind'];

/** The steps on the way to a signature. */
export const WAY = ['areas_chosen', 'partner_approached', 'agreement_drafted', 'signed'] as const;

/** What is to be done next; null: nothing, or it has ended. */
export function nextStep({
  stage,
  confirmedBy,
}: Pick<Partnership, 'stage' | 'confirmedBy'>): StepKind | null {
  switch (stage) {
    case 'areas_chosen':
      return 'partner_approached';
    case 'partner_approached':
      return 'agreement_drafted';
    case 'agreement_drafted':
      return 'signed';
    case 'signed':
      return confirmedBy.length < 2 ? 'confirmed' : null;
    case 'unconfirmed':
    case 'claimed_by_one_side':
      return 'confirmed';
    case 'suspended':
      return 'resumed';
    default:
      return null;
  }
}

/** What else may be recorded at a stage, besides what is next and a city's yes or no. */
export function otherSteps(stage: Stage): StepKind[] {
  switch (stage) {
    case 'signed':
      return ['suspended', 'expired', 'terminated'];
    case 'claimed_by_one_side':
    case 'suspended':
      return ['expired', 'terminated'];
    case 'areas_chosen':
    case 'partner_approached':
    case 'agreement_drafted':
    case 'unconfirmed':
      return ['terminated'];
    default:
      return [];
  }
}

/** Whether a city is asked to say yes or no to the agreement. */
export const awaitsWord = (
  { stage, confirmedBy }: Pick<Partnership, 'stage' | 'confirmedBy'>,
  cityId: string,
): boolean =>
  ['signed', 'unconfirmed', 'claimed_by_one_side'].includes(stage) && !confirmedBy.includes(cityId);
