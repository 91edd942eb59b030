export interface FieldFault {
  /** JSON pointer to the field (RFC 6901). */
  pointer: string;
  /** What it must be. */
  detail: string;
}

/**
 * A refusal that a rule asks for. `type` is stable: programs may rely on it.
 * Slices subclass it in `<slice>.errors.ts`; one filter makes problem details of it.
 */
export abstract class DomainError extends Error {
  abstract readonly status: number;
  abstract readonly type: string;
  abstract readonly title: string;

  constructor(
    detail: string,
    readonly faults: FieldFault[] = [],
    readonly extra: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }
}

/** What one may not see is as if it were not: also for records of others. */
export class NotFoundError extends DomainError {
  readonly status = 404;
  readonly type = 'not-found';
  readonly title = 'Not found';
}

export class InvalidInputError extends DomainError {
  readonly status = 422;
  readonly type = 'invalid-input';
  readonly title = 'The input cannot be accepted as it is';

  static at(pointer: string, detail: string): InvalidInputError {
    return new InvalidInputError(detail, [{ pointer, detail }]);
  }

  /** One error that names each wrong field. */
  static of(faults: FieldFault[]): InvalidInputError {
    const detail = faults.map((fault) => `${fault.pointer}: ${fault.detail}`).join('; ');
    return new InvalidInputError(detail.slice(0, 2000), faults);
  }
}

export class ConflictError extends DomainError {
  readonly status = 409;
  readonly type: string = 'conflict';
  readonly title: string = 'The state of the record does not allow this';
}
