import { Injectable, OnModuleInit } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { CategoryMemory, CitiesService } from '@pobratym/cities';
import { DeliveryPosting } from '@pobratym/deliveries';
import { FilesService } from '@pobratym/files';
import { Clock, enqueue, Processor, takeJob, WorkerHost } from '@pobratym/platform';
import { AID_RECORDED, createAidStage, groupAidStage, ShipmentsService } from '@pobratym/shipments';
import { CellError, CellProblem, readReportFile, ReportFileError, ReportFileHeader } from './file';
import { finish, keepErrors } from './report-end';
import { REPORT_JOB, ReportProgress } from './report-job';
import { readReportLine, ReportContext, StagedLine } from './report-line';
import { countStaged } from './report-preview';
import { recallCategories } from './recall-categories';
import { copyToStage } from './report-staging';
import { Report } from './report.entity';

/** More would not be read by anybody; the count stays right. */
const ERRORS_KEPT_MAX = 1000;
const PROGRESS_ROWS = 5000;

/** Bad rows: the file is refused whole. Thrown to undo the transaction, never a failure of ours. */
class RejectedReport extends Error {
  constructor(
    readonly errors: CellError[],
    readonly errorCount: number,
    readonly rowCount: number,
  ) {
    super('rejected');
  }
}

/** Somebody cancelled it meanwhile. Thrown to undo the transaction. */
class CancelledReport extends Error {}

/** What one run has read so far. */
class Reading {
  rowCount = 0;
  errorCount = 0;
  errors: CellError[] = [];
  header: ReportFileHeader | undefined;

  add(errors: readonly CellError[]): void {
    this.errorCount += errors.length;
    this.errors.push(...errors.slice(0, ERRORS_KEPT_MAX - this.errors.length));
  }

  refuseIfWrong(): void {
    if (this.errorCount > 0) throw new RejectedReport(this.errors, this.errorCount, this.rowCount);
  }
}

/**
 * Reads a report's file into a stage by COPY, checks it as sets, and posts all of it in one
 * transaction, which also takes the job's outbox row: killed at any moment, it leaves nothing, and
 * starts anew when the job is delivered again.
 */
@Injectable()
export class ReportProcessor implements Processor<{ reportId: string }>, OnModuleInit {
  readonly type = REPORT_JOB;
  readonly concurrency = 2;
  /** Who filed it was told so, and may have filed it again: sent again, it would be there twice. */
  readonly remedy = 'record_anew';

  constructor(
    private readonly host: WorkerHost,
    private readonly database: DataSource,
    private readonly files: FilesService,
    private readonly cities: CitiesService,
    private readonly memory: CategoryMemory,
    private readonly shipments: ShipmentsService,
    private readonly deliveries: DeliveryPosting,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.host.register(this);
  }

  async process(
    jobId: string,
    { reportId }: { reportId: string },
    tell: (state: ReportProgress) => Promise<void>,
  ): Promise<void> {
    try {
      await this.database.transaction(async (tx) => {
        if (!(await takeJob(tx, REPORT_JOB, jobId))) return;
        const report = await tx.findOneByOrFail(Report, { id: reportId });
        if (report.state === 'received') await this.post(tx, report, tell);
      });
    } catch (error) {
      if (error instanceof RejectedReport) await this.reject(jobId, reportId, error);
      else if (error instanceof CancelledReport) await this.forget(jobId);
      else throw error;
    }
  }

  async giveUp(tx: EntityManager, { reportId }: { reportId: string }): Promise<void> {
    await tx.query(
      `update report set state = 'failed', finished_at = now(),
         failure_reason = 'It failed on our side; nothing of it was stored. File it again.'
       where id = $1 and state = 'received'`,
      [reportId],
    );
  }

  private async post(
    tx: EntityManager,
    report: Report,
    tell: (state: ReportProgress) => Promise<void>,
  ): Promise<void> {
    const { id, side, isSample } = report;
    const reading = new Reading();
    await tx.query(`set local work_mem = '32MB'`);
    await createAidStage(tx);
    await copyToStage(tx, this.readLines(report, reading, tell));
    if (!report.isPreview) reading.refuseIfWrong();
    await this.stopIfCancelled(id);
    await tell({ stage: 'posting', rowsRead: reading.rowCount });
    await groupAidStage(tx, { isSample, mayBeEnded: side !== 'sender' });
    if (reading.errorCount === 0) reading.add(await findFaultyCases(tx, side === 'sender'));
    if (report.isPreview) return keepPreview(tx, report, reading);
    reading.refuseIfWrong();
    const casesPosted =
      side === 'sender'
        ? await this.shipments.dispatchStaged(tx, id, isSample)
        : await this.deliveries.recordStaged(tx, id, side, isSample);
    await tx.query(KEEP_ROWS, [id]);
    const linesMatched = side === 'public_source' ? 0 : null;
    const isPosted = await finish(
      tx,
      `state = 'posted', headers = $2, row_count = $3, cases_posted = $4, lines_posted = $3,
       lines_matched = $5`,
      [id, reading.header?.headers, reading.rowCount, casesPosted, linesMatched],
    );
    if (!isPosted) throw new CancelledReport();
    await this.tellCities(tx, report);
    if (side !== 'public_source') await this.askForReconciliation(tx, id);
  }

  private async *readLines(
    report: Report,
    reading: Reading,
    tell: (state: ReportProgress) => Promise<void>,
  ): AsyncGenerator<StagedLine[]> {
    const places = await this.cities.places();
    const today = this.clock.todayAnywhere();
    const { side, cityId, fileId, sheet } = report;
    const options = { side, today, sheet: sheet ?? undefined };
    let toldRows = 0;
    try {
      for await (const batch of readReportFile(this.files.read(fileId), options)) {
        if (!reading.header) {
          reading.header = batch.header;
          reading.add(missingFilingCity(report, batch.header));
        }
        const context = { side, cityId, places, countryColumns: countryColumns(batch.header) };
        const lines = toLines(batch.rows, context, reading);
        // Not by `tx`: its connection is taking the lines in.
        await recallCategories(this.database.manager, this.memory, lines, side);
        yield lines;
        if (reading.rowCount - toldRows >= PROGRESS_ROWS) {
          toldRows = reading.rowCount;
          await this.stopIfCancelled(report.id);
          await tell({ stage: 'reading', rowsRead: toldRows });
        }
      }
    } catch (error) {
      if (!(error instanceof ReportFileError)) throw error;
      reading.add(error.errors);
    }
  }

  /** Into the history of each city of which the report tells, not only of the one that filed it. */
  private async tellCities(tx: EntityManager, { id, side, filedBy }: Report): Promise<void> {
    const rows: { id: string | null }[] = await tx.query(
      `select sending_city_id as id from aid_case union select receiving_city_id from aid_case`,
    );
    await recordEvent(
      tx,
      { personId: filedBy, via: 'installation', viaId: null, network: null },
      {
        action: 'report.post',
        subject: { kind: 'report', id },
        cityIds: rows.map((row) => row.id),
        after: { side },
      },
    );
  }

  private async askForReconciliation(tx: EntityManager, reportId: string): Promise<void> {
    const rows = await tx.query(
      `select distinct partnership_id as id from aid_case where partnership_id is not null
       order by id`,
    );
    const partnershipIds = rows.map((row: { id: string }) => row.id);
    await enqueue(tx, AID_RECORDED, `reconcile-${reportId}`, { partnershipIds, reportId });
  }

  private async reject(jobId: string, reportId: string, refusal: RejectedReport): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await takeJob(tx, REPORT_JOB, jobId))) return;
      const counts = [reportId, refusal.rowCount, refusal.errorCount];
      const changes = `state = 'rejected', row_count = $2, error_count = $3`;
      if (await finish(tx, changes, counts)) await keepErrors(tx, reportId, refusal.errors);
    });
  }

  /** By another connection than the run's own, which may be taking lines in. */
  private async stopIfCancelled(id: string): Promise<void> {
    const [{ state }] = await this.database.query(`select state from report where id = $1`, [id]);
    if (state !== 'received') throw new CancelledReport();
  }

  private async forget(jobId: string): Promise<void> {
    await this.database.transaction(async (tx) => void (await takeJob(tx, REPORT_JOB, jobId)));
  }
}

async function keepPreview(tx: EntityManager, report: Report, reading: Reading): Promise<void> {
  const { header, rowCount, errorCount, errors } = reading;
  const preview = await countStaged(tx, report, errors);
  const isOver = await finish(
    tx,
    `state = 'previewed', headers = $2, row_count = $3, error_count = $4, preview = $5`,
    [report.id, header?.headers, rowCount, errorCount, preview],
  );
  if (!isOver) throw new CancelledReport();
  await keepErrors(tx, report.id, errors);
}

function toLines(
  rows: Parameters<typeof readReportLine>[0][],
  context: ReportContext,
  reading: Reading,
): StagedLine[] {
  const lines: StagedLine[] = [];
  const errors: CellError[] = [];
  for (const row of rows) {
    const line = readReportLine(row, context, errors);
    if (line) lines.push(line);
  }
  reading.rowCount += rows.length;
  reading.add(errors);
  return lines;
}

/** Columns beside the standard ones that say the country of a city that cannot be told. */
const countryColumns = ({ headers }: ReportFileHeader): ReportContext['countryColumns'] => ({
  receiving: headers.indexOf('receiver_country'),
  sending: headers.indexOf('sender_country'),
});

function missingFilingCity(report: Report, { columns }: ReportFileHeader): CellError[] {
  if (report.cityId !== null || columns.includes('reporting_city')) return [];
  const problem = new CellProblem('column-filing-city-missing');
  return [{ row: 0, column: 'reporting_city', value: '', ...problem }];
}

/** What only the whole case shows: rows that contradict each other, a missing signature. */
async function findFaultyCases(tx: EntityManager, isSender: boolean): Promise<CellError[]> {
  const cases: FaultyCase[] = await tx.query(
    `select first_row as row, case_key as "key", is_contradictory as "isContradictory",
       sending_city_id as "sendingCity", receiving_city_id as "receivingCity",
       occurred_on::text as day
     from aid_case where is_contradictory or ($1 and partnership_id is null)
     order by first_row limit 1000`,
    [isSender],
  );
  return cases.map(({ row, key, isContradictory, sendingCity, receivingCity, day }) =>
    isContradictory
      ? { row, column: 'case', value: key, ...new CellProblem('case-contradictory') }
      : {
          row,
          column: 'partner_city',
          value: receivingCity,
          ...new CellProblem('no-partnership', { sendingCity, receivingCity, day }),
        },
  );
}

interface FaultyCase {
  row: number;
  key: string;
  isContradictory: boolean;
  sendingCity: string;
  receivingCity: string;
  day: string;
}

const KEEP_ROWS = `
  insert into report_row (report_id, row, cells, case_id, line_id)
  select $1, s.row, s.cells, c.case_id, s.line_id from aid_stage s join aid_case c using (case_key)`;
