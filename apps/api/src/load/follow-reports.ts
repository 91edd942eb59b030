import { INSTALLATION } from '@pobratym/identity';
import { isOver, ReportDto, ReportKnownError, ReportsService } from '@pobratym/reports';

const POLL_INTERVAL_MS = 200;
const WAIT_LIMIT_MS = 300_000;

export interface ReportFile {
  side: string;
  cityId?: string;
  fileName: string;
  source: AsyncIterable<Uint8Array>;
}

/** Files reports as an upload would, and waits until the worker has posted and reconciled them. */
export async function fileAndFollow(
  reports: ReportsService,
  files: ReportFile[],
  isSample: boolean,
): Promise<ReportDto[]> {
  const ids: string[] = [];
  for (const file of files) {
    try {
      ids.push((await reports.file(INSTALLATION, partsOf(file), isSample)).id);
    } catch (error) {
      // Filed by a start that was stopped half-way.
      if (!(error instanceof ReportKnownError)) throw error;
      if (error.reportId) ids.push(error.reportId);
    }
  }
  const done: ReportDto[] = [];
  for (const id of ids) done.push(await follow(reports, id));
  return done;
}

async function* partsOf({ side, cityId, fileName, source }: ReportFile) {
  yield { name: 'side', value: side };
  if (cityId) yield { name: 'cityId', value: cityId };
  yield { name: 'file' as const, fileName, source };
}

async function follow(reports: ReportsService, id: string): Promise<ReportDto> {
  for (let waitedMs = 0; waitedMs < WAIT_LIMIT_MS; waitedMs += POLL_INTERVAL_MS) {
    const report = await reports.get(INSTALLATION, id);
    if (isOver(report)) {
      if (report.state === 'posted') return report;
      throw new Error(`The report ${report.fileName} was ${report.state}: see ${id}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
  throw new Error(`The report ${id} is not finished: does a worker run?`);
}
