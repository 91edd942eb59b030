import { JobType } from '@pobratym/platform';

/** Reads a report's file and posts it whole. The job's id is `reportJobId(reportId)`. */
export const REPORT_JOB: JobType<{ reportId: string }> = { queue: 'reports' };

export const reportJobId = (reportId: string): string => `report-${reportId}`;

/** What a running report tells of itself. */
export interface ReportProgress {
  stage: 'waiting' | 'reading' | 'posting' | 'matching';
  rowsRead: number;
}
