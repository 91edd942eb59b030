import { sayError } from '../error-texts';
import type { CellError } from './cell-error';

/**
 * The file as a whole cannot be read: not text, no header, a column missing or twice, a quote left
 * open, bytes that are not of its encoding, too large. `errors` has at least one entry; its row is
 * 0 unless the place is known.
 */
export class ReportFileError extends Error {
  constructor(readonly errors: readonly CellError[]) {
    super(errors.map((error) => sayError('en', error).message).join(' '));
    this.name = 'ReportFileError';
  }
}
