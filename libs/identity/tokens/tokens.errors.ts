import { ConflictError } from '@pobratym/platform';

export class TooManyTokensError extends ConflictError {
  override readonly type = 'too-many-tokens';
  override readonly title = 'There are too many tokens';

  constructor(countMax: number) {
    super(`You have ${countMax} tokens already: revoke one that is not needed any more.`);
  }
}
