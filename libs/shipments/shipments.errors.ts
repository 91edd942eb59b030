import { ConflictError, DomainError, FieldFault, InvalidInputError } from '@pobratym/platform';
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

  constructor(state: ShipmentState, wanted: string) {
    const next = NEXT_STATES[state].join(' or ') || 'nothing else';
    super(`The shipment is ${state}, it cannot become ${wanted}; it can become ${next}.`);
  }
}

export class IdTakenError extends ConflictError {
  override readonly type = 'id-taken';
  override readonly title = 'This id belongs to another record';
}

/** More was to be moved than an account holds: of what is on the road, or held by the city. */
export class NotHeldError extends ConflictError {
  override readonly type = 'not-held';
  override readonly title = 'There is not so much of it';
}

/** A line that is passed on is no longer of what its city received. */
export class SourceChangedError extends ConflictError {
  override readonly type = 'source-changed';
  override readonly title = 'What is passed on is recorded otherwise since';
}

/** What followed from a record must be corrected before the record itself. */
export class CorrectFirstError extends ConflictError {
  override readonly type = 'correct-first';
  override readonly title = 'What followed from it must be corrected first';

  constructor(what: { kind: string; id: string; occurredOn: string }[]) {
    const names = what.map(({ kind, id, occurredOn }) => `${kind} of ${occurredOn} (${id})`);
    super(`Correct these first: ${names.join('; ')}.`, [], { correctFirst: what });
  }
}

/** Somebody else has changed the draft since it was read. */
export class ChangedSinceError extends DomainError {
  readonly status = 412;
  readonly type = 'changed-since';
  readonly title = 'Somebody else has changed it';

  constructor(current: object, changes: FieldFault[]) {
    super(
      'The shipment was changed since you read it; nothing of yours was stored. What differs is' +
        ' named below, with what stands there now: take it over, or send yours again with the new' +
        ' If-Match.',
      changes,
      { current },
    );
  }
}

export class NoVersionError extends DomainError {
  readonly status = 428;
  readonly type = 'version-needed';
  readonly title = 'Say which version you edit';

  constructor() {
    super('Send If-Match with the ETag of the shipment that you have read.');
  }
}

export const foreignPartnership = (): InvalidInputError =>
  InvalidInputError.at('/partnershipId', 'must be a partnership between the two cities');
