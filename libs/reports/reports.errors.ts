import { ConflictError, InvalidInputError } from '@pobratym/platform';
import { ReportState } from './report.entity';

export class ReportKnownError extends ConflictError {
  override readonly type = 'report-known';
  override readonly title = 'This file has been filed already';

  /** @param reportId null where the other upload is of this very moment */
  constructor(readonly reportId: string | null) {
    const detail = `The same file was filed as report ${reportId ?? 'just now'}; nothing was counted again.`;
    super(detail, [], reportId === null ? {} : { reportId });
  }
}

/** Too late for it, or too early. */
export class ReportStateError extends ConflictError {
  override readonly type = 'report-state';
  override readonly title = 'The report is not in the state for this';

  constructor(state: ReportState, detail: string) {
    super(detail, [], { state });
  }
}

export const noSuchSheet = (names: string[]): InvalidInputError =>
  InvalidInputError.at(
    '/sheet',
    names.length === 0
      ? 'must not be given: the file is no workbook, or has no sheets'
      : `must be a sheet of the workbook: ${names.join(', ').slice(0, 1000)}`,
  );

export const noFile = (): InvalidInputError =>
  InvalidInputError.at('/file', 'must be a CSV or XLSX file, as a part of multipart/form-data');
