export const SHIPMENT_STATES = ['draft', 'announced', 'dispatched', 'cancelled'] as const;
export type ShipmentState = (typeof SHIPMENT_STATES)[number];

/**
 * State → the states that may follow. The database refuses by the same table
 * (`shipment_check_change`). What becomes of a shipment on the road is no state that anybody types:
 * see {@link PROGRESS}.
 */
export const NEXT_STATES: Record<ShipmentState, ShipmentState[]> = {
  // Nothing is posted yet; lines may be edited.
  draft: ['announced', 'dispatched', 'cancelled'],
  // The receiver was told what is to come; lines may still be edited.
  announced: ['dispatched', 'cancelled'],
  // Posts sender → in transit, and tells the receiver; the gate is asked here.
  dispatched: [],
  cancelled: [],
};

/**
 * What the ledger says of a dispatched shipment. A line is open while something of it is on the
 * road: of its mass, or of its count where it has none, or of its sum.
 */
export const PROGRESS = [
  'on_the_road',
  // Something has arrived, something is still open.
  'partly_arrived',
  // Nothing is open, and something has arrived; or nothing was sent at all, as a correction says.
  'closed',
  // Nothing is open and nothing has arrived; lost aid may be found again.
  'lost',
  'returned',
] as const;
export type Progress = (typeof PROGRESS)[number];
