import { ConflictError, InvalidInputError } from '@pobratym/platform';
import { NEXT_STATES, ShipmentState } from './shipment-state';

export class NoSignatureError extends ConflictError {
  override readonly type = 'no-signature';
  override readonly title = 'No signature, no shipment';

  constructor(day: string, options?: ErrorOptions) {
    super(
      `The partnership is not signed and in force on ${day}. Record its signature first, or` +
        ' choose a partnership that is in force.',
      [{ pointer: '/dispatchedOn', detail: 'must be a day on which the partnership is in force' }],
      {},
      options,
    );
  }
}

export class ShipmentStateError extends ConflictError {
  override readonly type = 'shipment-state';
  override readonly title = 'The state of the shipment does not allow this';

  constructor(state: ShipmentState, wanted: ShipmentState) {
    const next = NEXT_STATES[state].join(' or ') || 'nothing else';
    super(`The shipment is ${state}, it cannot become ${wanted}; it can become ${next}.`);
  }
}

export class IdTakenError extends ConflictError {
  override readonly type = 'id-taken';
  override readonly title = 'This id belongs to another record';
}

export const foreignPartnership = (): InvalidInputError =>
  InvalidInputError.at('/partnershipId', 'must be a partnership between the two cities');
