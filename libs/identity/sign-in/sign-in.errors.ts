import { ConflictError, DomainError } from '@pobratym/platform';

/** The same words for an unknown address, an account without a password and a wrong password. */
export class WrongCredentialsError extends DomainError {
  readonly status = 401;
  readonly type = 'wrong-credentials';
  readonly title = 'The e-mail or the password is not right';

  constructor() {
    super('Look whether both are written right. If you forgot the password, ask for a new one.');
  }
}

/** An answer with a Retry-After: see {@link RetryAfterFilter}. */
export abstract class LaterError extends DomainError {
  constructor(
    detail: string,
    readonly retryAfterSeconds: number,
  ) {
    super(detail, [], { retryAfterSeconds });
  }
}

export class TooManyAttemptsError extends LaterError {
  readonly status = 429;
  readonly type = 'too-many-attempts';
  readonly title = 'Too many attempts';

  /** @param isFirst the attempt that reached the limit, of many that are refused in a window */
  constructor(
    retryAfterSeconds: number,
    readonly isFirst: boolean,
  ) {
    const minutes = Math.ceil(retryAfterSeconds / 60);
    super(`This was tried too often. Try again in ${minutes} min.`, retryAfterSeconds);
  }
}

export class TooManySignInsError extends LaterError {
  readonly status = 503;
  readonly type = 'too-many-sign-ins';
  readonly title = 'Too many people sign in at this moment';

  constructor() {
    super('Nothing is wrong with your password. Try again in a few seconds.', 5);
  }
}

/** Neither a code of the moment that was not used yet, nor a recovery code that is left. */
export class WrongCodeError extends DomainError {
  readonly status = 422;
  readonly type = 'wrong-code';
  readonly title = 'The code is not right';

  constructor() {
    const detail =
      'must be the 6 digits that your app shows now, each good once, or a recovery code that was' +
      ' not used';
    super(`The code ${detail}.`, [{ pointer: '/code', detail }]);
  }
}

export class WrongPasswordError extends DomainError {
  readonly status = 422;
  readonly type = 'wrong-password';
  readonly title = 'The password is not right';

  constructor(pointer: string) {
    super('Your present password is asked for.', [
      { pointer, detail: 'must be your present password' },
    ]);
  }
}

export class NoPasswordError extends ConflictError {
  override readonly type = 'no-password';
  override readonly title = 'This account has no password';

  constructor() {
    super('You sign in by the provider of your city. Ask for a password by “Forgotten” first.');
  }
}

export class NoCodeAwaitedError extends ConflictError {
  override readonly type = 'no-code-awaited';
  override readonly title = 'No code is awaited';

  constructor() {
    super('This session does not wait for a code of the second factor.');
  }
}

export class SecondFactorStateError extends ConflictError {
  override readonly type = 'second-factor-state';
  override readonly title = 'The second factor is not in the state for this';
}
