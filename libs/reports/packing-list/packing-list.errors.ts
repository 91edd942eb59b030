import { DomainError, InvalidInputError } from '@pobratym/platform';
import { PackingListErrorDto, PackingListPreview } from './packing-list.dto';

/** Nothing of the list was stored; `rowErrors` has what is wrong with each row. */
export class PackingListNotAcceptedError extends DomainError {
  readonly status = 422;
  readonly type = 'packing-list-not-accepted';
  readonly title = 'The packing list cannot be accepted as it is';

  constructor({ errors, errorCount }: PackingListPreview) {
    const faults = errors.slice(0, FAULTS_MAX).map((error) => ({
      pointer: pointerOf(error),
      detail: error.detail,
    }));
    const more = errorCount > errors.length ? `, of which the first ${errors.length} are told` : '';
    super(`Nothing was stored: the list has ${errorCount} faults${more}.`, faults, {
      errorCount,
      rowErrors: errors,
    });
  }
}

export const noPackingList = (): InvalidInputError =>
  InvalidInputError.at('/file', 'must be an XLSX or CSV file, as a part of multipart/form-data');

/** As many as any other refusal names; all of them are in `rowErrors`. */
const FAULTS_MAX = 100;

const pointerOf = ({ row, column }: PackingListErrorDto): string =>
  `/rows/${row}${column === null ? '' : `/${column.replace(/~/g, '~0').replace(/\//g, '~1')}`}`;
