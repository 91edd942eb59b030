export const SHIPMENT_STATES = ['draft', 'dispatched', 'cancelled', 'lost'] as const;
export type ShipmentState = (typeof SHIPMENT_STATES)[number];

/**
 * State → the states that may follow. What has arrived is no state: the ledger knows it. The
 * database refuses by the same table (`shipment_check_change`).
 */
export const NEXT_STATES: Record<ShipmentState, ShipmentState[]> = {
  // Nothing is posted yet; the gate is asked at the dispatch.
  draft: ['dispatched', 'cancelled'],
  // Posts sender → in transit. A loss posts what is still on the road to lost.
  dispatched: ['lost'],
  cancelled: [],
  // What arrives of it after all is received, and a difference.
  lost: [],
};
