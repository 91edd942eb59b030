import { CorrectionInput } from '@pobratym/shipments';
import { AfterLine } from './corrected-line';

export type Kind = 'shipment' | 'delivery';

/** What is corrected, seen alike from both sides. */
export interface Corrected {
  kind: Kind;
  id: string;
  /** The city that says so. */
  cityId: string;
  cityIds: (string | null)[];
  partnershipId: string | null;
  road: string;
}

export interface Change {
  input: CorrectionInput;
  /** The true day; undefined: as it was. */
  day: string | undefined;
  lines: AfterLine[];
}
