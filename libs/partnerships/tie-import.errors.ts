import { DomainError, InvalidInputError } from '@pobratym/platform';
import { TieError, TieList } from './tie-import';

/** Nothing of the list was stored; `rowErrors` has what is wrong with each row. */
export class TiesNotAcceptedError extends DomainError {
  readonly status = 422;
  readonly type = 'ties-not-accepted';
  readonly title = 'The list of ties cannot be accepted as it is';

  constructor({ errors, errorCount, rows }: TieList) {
    const faults = errors.slice(0, FAULTS_MAX).map((error) => ({
      pointer: pointerOf(error),
      detail: error.detail,
    }));
    const more = errorCount > errors.length ? `, of which the first ${errors.length} are told` : '';
    super(`Nothing was stored: the list has ${errorCount} faults${more}.`, faults, {
      rows,
      errorCount,
      rowErrors: errors,
    });
  }
}

export class TieListTooLargeError extends DomainError {
  readonly status = 413;
  readonly type = 'file-too-large';
  readonly title = 'The file is too large';
}

export const noTieList = (): InvalidInputError =>
  InvalidInputError.at('/file', 'must be a CSV file, as a part of multipart/form-data');

/** As many as any other refusal names; all of them are in `rowErrors`. */
const FAULTS_MAX = 100;

const pointerOf = ({ row, column }: TieError): string =>
  `/rows/${row}${column === null ? '' : `/${column.replace(/~/g, '~0').replace(/\//g, '~1')}`}`;
