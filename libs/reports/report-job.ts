import { JobType } from '@pobratym/platform';

/** Reads a report's file and posts it whole, or says what it would post. */
export const REPORT_JOB: JobType<{ reportId: string }> = { queue: 'reports' };

/** A preview has an id of its own: its job may not be gone yet when the report is committed. */
export const reportJobId = (reportId: string, isPreview: boolean): string =>
  `${isPreview ? 'preview' : 'report'}-${reportId}`;

/** What a running report tells of itself. */
export interface ReportProgress {
  stage: 'waiting' | 'reading' | 'posting' | 'matching';
  rowsRead: number;
}
