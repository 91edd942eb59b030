/** The code list of STANDARDS.md, in its order. */
export const CATEGORY_CODES = [
  'food',
  'medical',
  'hygiene',
  'clothing',
  'bedding',
  'shelter',
  'household',
  'energy',
  'water',
  'vehicles',
  'rescue',
  'it',
  'education',
  'reconstruction',
  'money',
  'services',
  'other',
] as const;

export type CategoryCode = (typeof CATEGORY_CODES)[number];
