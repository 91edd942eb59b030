import { Injectable, OnModuleInit } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Processor, takeJob, WorkerHost } from '@pobratym/platform';
import { ReportsService } from '@pobratym/reports';
import { AID_RECORDED, AidRecorded } from '@pobratym/shipments';
import { Matching } from './matching';

/** Reconciles the partnerships in which something was recorded, and tells the report of it. */
@Injectable()
export class AidRecordedProcessor implements Processor<AidRecorded>, OnModuleInit {
  readonly type = AID_RECORDED;
  readonly concurrency = 2;
  readonly remedy = 'retry';

  constructor(
    private readonly host: WorkerHost,
    private readonly database: DataSource,
    private readonly matching: Matching,
    private readonly reports: ReportsService,
  ) {}

  onModuleInit(): void {
    this.host.register(this);
  }

  async process(jobId: string, { partnershipIds, reportId, lineIds }: AidRecorded): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await takeJob(tx, AID_RECORDED, jobId))) return;
      const touched = await this.matching.run(tx, partnershipIds, lineIds ?? []);
      const reports = new Set(reportId === null ? touched : [...touched, reportId]);
      for (const id of reports) await this.tellReport(tx, id);
    });
  }

  /**
   * Nothing is lost: the lines stay unmatched, and the next record of the partnership tries again.
   * The report says that it was posted and not reconciled.
   */
  async giveUp(tx: EntityManager, { reportId }: AidRecorded): Promise<void> {
    if (reportId !== null) await this.reports.markNotReconciled(tx, reportId);
  }

  private async tellReport(tx: EntityManager, reportId: string): Promise<void> {
    const [{ count }] = await tx.query(
      `select count(*)::int as count from report_row r
       where r.report_id = $1 and (
         exists (select from match m where m.delivery_line_id = r.line_id and m.reversed_at is null)
         or exists (select from match m where m.shipment_line_id = r.line_id and m.reversed_at is null))`,
      [reportId],
    );
    await this.reports.markReconciled(tx, reportId, count);
  }
}
