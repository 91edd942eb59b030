import { DomainError, NotFoundError } from '@pobratym/platform';

export class ChangedMeanwhileError extends DomainError {
  readonly status = 412;
  readonly type = 'changed-meanwhile';
  readonly title = 'Somebody else has changed it meanwhile';

  constructor() {
    super(
      'It is not what you have read any more: read it again, and send your change with its ETag.',
    );
  }
}

export const unknownCity = (cityId: string): NotFoundError =>
  new NotFoundError(`No city has the id ${cityId.slice(0, 80)}`);

/** The database takes no text with a NUL; what is no id need not be looked for. */
export function requireCityShape(cityId: string): void {
  if (!/^[a-z0-9-]{1,80}$/.test(cityId)) throw unknownCity(cityId);
}
