/**
 * What the engine knows of a line, of either side. Amounts are whole numbers of the smallest part
 * (grams, thousandths, minor units): what is still open of them, which may be less than was written.
 */
export interface MatchingLine {
  id: string;
  /** The shipment or delivery that it is a line of. */
  caseId: string;
  /** Of a delivery that was recorded at a shipment: that shipment, and no other. */
  atShipmentId: string | null;
  reference: string | null;
  /** Days since 1970-01-01; null where only a month or nothing is known. */
  day: number | null;
  category: string;
  isCategoryProposed: boolean;
  item: string;
  massGrams: number | null;
  quantityMilli: number | null;
  unit: string | null;
  valueMinor: number | null;
  currency: string | null;
}

/** All open lines of one partnership and one direction. */
export interface MatchingBlock {
  sent: MatchingLine[];
  received: MatchingLine[];
  /** Pairs that a person has said no to: `sentId receivedId`. */
  rejected: ReadonlySet<string>;
}

export const pairKey = (sentId: string, receivedId: string): string => `${sentId} ${receivedId}`;
