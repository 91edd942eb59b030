import { ConflictError, DomainError } from '@pobratym/platform';
import { LaterError } from '../sign-in/sign-in.errors';

/** Used, too old, taken back, of an erased person, or never written: not told apart. */
export class LetterOverError extends DomainError {
  readonly status = 410;
  readonly type = 'letter-is-over';
  readonly title = 'This link is not good any more';

  constructor() {
    super('It was used, has expired, or a newer letter took its place. Ask for a new one.');
  }
}

export class TooManyLettersError extends LaterError {
  readonly status = 429;
  readonly type = 'too-many-letters';
  readonly title = 'Too many letters';

  constructor(count: number) {
    super(`This person got ${count} letters in a day already. Try again tomorrow.`, 3600);
  }
}

export class AlreadyInError extends ConflictError {
  override readonly type = 'already-in';
  override readonly title = 'This person has come in already';

  constructor() {
    super('An invitation is of no use to them. Who forgot the password asks for a new one.');
  }
}

export class LastStewardError extends ConflictError {
  override readonly type = 'last-steward';
  override readonly title = 'Somebody must run the installation';

  constructor() {
    super(
      'This is the last steward who can sign in. Make another one first, and let them sign in.',
    );
  }
}
