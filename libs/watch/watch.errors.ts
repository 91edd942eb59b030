import { ConflictError, Remedy } from '@pobratym/platform';

export class NotRetriableError extends ConflictError {
  override readonly type = 'not-retriable';
  override readonly title = 'This job cannot be sent again';

  constructor(remedy: Remedy) {
    super(WHY[remedy], [], { remedy });
  }
}

const WHY: Record<Remedy, string> = {
  retry: 'It can.',
  record_anew:
    'Who made it was told that it failed, and may have made it anew since: sent again, it could be' +
    ' there twice. A report is filed again, a letter is written again.',
  none: 'It is of no use any more.',
};
