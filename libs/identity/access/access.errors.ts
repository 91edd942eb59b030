import { DomainError } from '@pobratym/platform';
import { Actor } from './actor';
import { Action, Role } from './rights';

export class SignInFirstError extends DomainError {
  readonly status = 401;
  readonly type = 'sign-in-first';
  readonly title = 'Sign in first';

  constructor() {
    super('This needs an account: sign in, or send a personal token as Authorization: Bearer.');
  }
}

/** A session that is over, a token that is revoked, expired or unknown: not told apart. */
export class NotSignedInError extends DomainError {
  readonly status = 401;
  readonly type = 'not-signed-in';
  readonly title = 'You are not signed in any more';

  constructor() {
    super('The session or token is not known, has expired, or was ended. Sign in again.');
  }
}

export class AccessDeniedError extends DomainError {
  readonly status = 403;
  readonly type: string = 'not-allowed';
  readonly title: string = 'Your rights do not allow this';

  /** @param isGiven the token's scopes would allow it */
  static of(actor: Actor, action: Action, roles: Role[], isGiven: boolean): AccessDeniedError {
    if (actor.heldAt) return new SecondFactorFirstError(HELD_AT[actor.heldAt]);
    if (actor.scopes && !isGiven) {
      return new AccessDeniedError(
        `This token is not given what ${action} needs, or nobody may do it by a token. Its scopes:` +
          ` ${actor.scopes.join(', ')}.`,
      );
    }
    const who = roles.length > 0 ? ` It needs the role ${roles.join(' or ')} in the city` : '';
    return new AccessDeniedError(
      `You may not do ${action} here.${who && `${who} that the record asks for.`}`,
    );
  }
}

export class SecondFactorFirstError extends AccessDeniedError {
  override readonly type = 'second-factor-first';
  override readonly title = 'The second factor comes first';
}

const HELD_AT = {
  second_factor: 'Send the code of your second factor to /api/v1/session/second-factor.',
  enrolment: 'This installation asks stewards and administrators for a second factor: set it up.',
};
