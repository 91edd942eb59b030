import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Report } from '../api/client';
import { reportQuery } from '../api/queries';
import { paths } from '../paths';
import { isOver } from './report-state';

export interface ReportProgress {
  stage: 'waiting' | 'reading' | 'posting' | 'matching';
  rowsRead: number;
}

/**
 * Follows the stream of a report's events until it is done. If the stream is cut the browser opens
 * it again by itself, and meanwhile `reportQuery` polls.
 */
export function useReportProgress(report: Report | undefined): ReportProgress {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<ReportProgress>({ stage: 'waiting', rowsRead: 0 });
  const runningId = report && !isOver(report) ? report.id : undefined;

  useEffect(() => {
    if (runningId === undefined) return undefined;
    const events = new EventSource(paths.reportEvents(runningId));
    events.addEventListener('progress', (event) => {
      setProgress(JSON.parse((event as MessageEvent<string>).data) as ReportProgress);
    });
    events.addEventListener('done', (event) => {
      events.close();
      const done = JSON.parse((event as MessageEvent<string>).data) as Report;
      queries.setQueryData(reportQuery(runningId).queryKey, done);
      void queries.invalidateQueries({ queryKey: ['statistics'] });
      void queries.invalidateQueries({ queryKey: ['deliveries'] });
    });
    return () => events.close();
  }, [runningId, queries]);

  return progress;
}
