import { Injectable } from '@nestjs/common';
import { defer, distinctUntilChanged, from, Observable, repeat, takeWhile } from 'rxjs';
import { Actor } from '@pobratym/identity';
import { ReportDto } from './dto/report.dto';
import { ReportProgress } from './report-job';
import { ReportsService } from './reports.service';

const POLL_INTERVAL_MS = 300;

export interface ReportEvent {
  type: 'progress' | 'done';
  data: ReportProgress | ReportDto;
}

export const isOver = (report: ReportDto): boolean =>
  report.state === 'posted' ? report.linesMatched !== null : report.state !== 'received';

/** Tells a waiting person how far a report is; the stream ends with it. */
@Injectable()
export class ReportEvents {
  constructor(private readonly reports: ReportsService) {}

  follow(actor: Actor, report: ReportDto): Observable<ReportEvent> {
    return defer(() => from(this.look(actor, report.id))).pipe(
      repeat({ delay: POLL_INTERVAL_MS }),
      takeWhile((event) => event.type === 'progress', true),
      distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
    );
  }

  private async look(actor: Actor, id: string): Promise<ReportEvent> {
    const report = await this.reports.get(actor, id);
    if (isOver(report)) return { type: 'done', data: report };
    return { type: 'progress', data: await this.reports.progress(report) };
  }
}
