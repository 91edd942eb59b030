import { ConflictError } from '@pobratym/platform';

export class TooManyDocumentsError extends ConflictError {
  override readonly type = 'too-many-documents';
  override readonly title = 'There is no room for more documents';

  static of(record: string, options?: ErrorOptions): TooManyDocumentsError {
    const detail = `A ${record} has at most 50 documents: put several pages into one PDF.`;
    return new TooManyDocumentsError(detail, [], {}, options);
  }
}
