import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Actor, demand } from '@pobratym/identity';
import { enqueue, isViolationOf } from '@pobratym/platform';
import { ReportDto } from './dto/report.dto';
import { REPORT_JOB, reportJobId } from './report-job';
import { ReportState } from './report.entity';
import { ReportKnownError, ReportStateError } from './reports.errors';
import { ReportsService } from './reports.service';

/** What a person decides of a report that is filed: that it counts, or that it does not. */
@Injectable()
export class ReportDecisions {
  constructor(
    private readonly database: DataSource,
    private readonly reports: ReportsService,
  ) {}

  /**
   * Posts what was previewed. It is read once more, by the same worker: what is true of its cities
   * and partnerships may have changed since.
   */
  async commit(actor: Actor, id: string): Promise<ReportDto> {
    const report = await this.requireFiler(actor, id);
    try {
      await this.database.transaction(async (tx) => {
        const state = await change(tx, id, COMMIT);
        if (state) throw notToCommit(state);
        await record(tx, actor, report, 'report.commit');
        await enqueue(tx, REPORT_JOB, reportJobId(id, false), { reportId: id });
      });
    } catch (cause) {
      // The same file was filed by another way since.
      if (isViolationOf(cause, 'report_once')) throw new ReportKnownError(null);
      throw cause;
    }
    return this.reports.get(actor, id);
  }

  /**
   * Nothing of it is stored, and its file may be filed again. Against a worker that is posting it in
   * this moment the database decides: one of the two finds the report in another state.
   */
  async cancel(actor: Actor, id: string): Promise<ReportDto> {
    const report = await this.requireFiler(actor, id);
    await this.database.transaction(async (tx) => {
      const state = await change(tx, id, CANCEL);
      if (state) throw new ReportStateError(state, `The report is ${state}: it is too late.`);
      await record(tx, actor, report, 'report.cancel');
    });
    return this.reports.get(actor, id);
  }

  private async requireFiler(actor: Actor, id: string): Promise<ReportDto> {
    const report = await this.reports.get(actor, id);
    const action = report.side === 'public_source' ? 'source.file' : 'report.file';
    demand(actor, action, { city: report.cityId });
    return report;
  }
}

/** @returns null, or the state in which the report was found and left */
async function change(tx: EntityManager, id: string, sql: string): Promise<ReportState | null> {
  const [changed]: [object[]] = await tx.query(sql, [id]);
  if (changed.length > 0) return null;
  const [{ state }] = await tx.query(`select state from report where id = $1`, [id]);
  return state;
}

const record = (tx: EntityManager, actor: Actor, report: ReportDto, action: string) =>
  recordEvent(tx, actor.origin, {
    action,
    subject: { kind: 'report', id: report.id },
    cityIds: [report.cityId],
    after: { side: report.side, sha256: report.sha256 },
  });

function notToCommit(state: ReportState): ReportStateError {
  const detail =
    state === 'previewed'
      ? 'The report has errors: mend the file and file it anew.'
      : `The report is ${state}; only what was previewed can be committed.`;
  return new ReportStateError(state, detail);
}

const COMMIT = `
  update report set state = 'received', is_preview = false, finished_at = null
  where id = $1 and state = 'previewed' and error_count = 0 returning id`;

const CANCEL = `
  update report set state = 'cancelled', finished_at = now()
  where id = $1 and state in ('received', 'previewed') returning id`;
