import { constraintOf, InvalidInputError } from '@pobratym/platform';
import { NotHeldError } from '@pobratym/shipments';
import { Change, Corrected } from './corrected';

/** Where in the request the true day stands. */
export const dayPointer = ({ kind }: Pick<Corrected, 'kind'>): string =>
  kind === 'shipment' ? '/dispatchedOn' : '/receivedOn';

/** One thing at a time, and its reason. */
export function refuseUnclear({ input, day, lines }: Change): void {
  const isOfLines = day !== undefined || lines.length > 0;
  if (input.reason === 'other' && input.note === undefined) {
    throw InvalidInputError.at('/note', 'must say why, with the reason other');
  }
  if (input.movementId !== undefined && isOfLines) {
    throw InvalidInputError.at('/movementId', 'must stand alone: correct one thing at a time');
  }
  if (input.movementId === undefined && !isOfLines) {
    throw InvalidInputError.at('/lines', 'must be given, or the day, or a movementId');
  }
}

/** What the database refused, in words. */
export function errorOf(cause: unknown, corrected: Corrected): unknown {
  switch (constraintOf(cause)) {
    case 'ledger_balance_sign':
      return new NotHeldError(
        'Something of it has moved on since, or more would be passed on than the city holds:' +
          ' correct that first.',
      );
    case 'shipment_needs_signature':
      return InvalidInputError.at(
        dayPointer(corrected),
        'must be a day on which the partnership is in force',
      );
    case 'delivery_needs_signature':
      return InvalidInputError.at(
        dayPointer(corrected),
        'must not be before the partnership was signed',
      );
    case 'delivery_is_of_its_shipment':
      return InvalidInputError.at(
        dayPointer(corrected),
        'must not be before the dispatch of what arrived',
      );
    case 'shipment_before_its_receipt':
      return InvalidInputError.at(
        dayPointer(corrected),
        'must not be after the receipt of what was dispatched',
      );
    case 'forwarding_after_receipt':
      return InvalidInputError.at(
        dayPointer(corrected),
        'must not be before what is passed on arrived',
      );
    case 'shipment_line_is_of_its_source':
      return InvalidInputError.at(
        '/lines',
        'must keep the category, unit and currency of its source',
      );
    default:
      return cause;
  }
}
