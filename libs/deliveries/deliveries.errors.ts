import { ConflictError, InvalidInputError } from '@pobratym/platform';

export class NoPartnershipError extends ConflictError {
  override readonly type = 'no-partnership';
  override readonly title = 'The two cities have no signed partnership';

  constructor(day: string) {
    super(
      `No partnership between these two cities was signed by ${day}. Record its signature, or` +
        ' mark the delivery as outside a partnership: it is then counted apart.',
      [{ pointer: '/isOutsidePartnership', detail: 'must be true where there is no agreement' }],
    );
  }
}

export const foreignShipment = (): InvalidInputError =>
  InvalidInputError.at(
    '/shipmentId',
    'must be a shipment between these two cities, dispatched on or before receivedOn; the lines of' +
      ' one delivery are of one partnership',
  );
