import type { Report } from '../api/client';

/** Nothing more will happen to it: a posted one is first reconciled with the other side. */
export function isOver(report: Pick<Report, 'state' | 'linesMatched'>): boolean {
  return report.state === 'posted' ? report.linesMatched !== null : report.state !== 'received';
}
