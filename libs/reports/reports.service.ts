import fs from 'node:fs';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, EntityManager, Repository } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { CitiesService } from '@pobratym/cities';
import { FilesService, UploadPart, withSpooledUpload } from '@pobratym/files';
import { Actor, can, citiesWhereMay, demand, isVisible } from '@pobratym/identity';
import {
  checkInput,
  Clock,
  enqueue,
  InvalidInputError,
  isViolationOf,
  NotFoundError,
  Page,
  PageQuery,
  Queues,
  readCursor,
  refuseFuture,
  toPage,
  UUID_SHAPE,
} from '@pobratym/platform';
import {
  FileReportDto,
  ReportDto,
  ReportErrorDto,
  ReportLineDto,
  ReportPreviewDto,
  ReportQuery,
} from './dto/report.dto';
import { Language, sayError } from './error-texts';
import { CellError, isSheetNamed, readSheetNames } from './file';
import { REPORT_JOB, reportJobId, ReportProgress } from './report-job';
import { Report } from './report.entity';
import { noFile, noSuchSheet, ReportKnownError } from './reports.errors';

@Injectable()
export class ReportsService {
  constructor(
    @InjectRepository(Report) private readonly reports: Repository<Report>,
    private readonly database: DataSource,
    private readonly files: FilesService,
    private readonly cities: CitiesService,
    private readonly queues: Queues,
    private readonly clock: Clock,
  ) {}

  /** When this returns, the file and the work that it causes are committed. */
  async file(
    actor: Actor,
    upload: AsyncIterable<UploadPart>,
    isSample = false,
  ): Promise<ReportDto> {
    try {
      return await withSpooledUpload(upload, async ({ texts, file }) => {
        const input = await checkInput(FileReportDto, texts);
        if (input.cityId !== undefined) {
          (await this.cities.places()).requireCity('/cityId', input.cityId);
        }
        const { sourceReadOn } = input;
        if (sourceReadOn) refuseFuture(this.clock, '/sourceReadOn', sourceReadOn);
        refuseSource(input);
        const city = input.cityId ?? null;
        demand(actor, input.side === 'public_source' ? 'source.file' : 'report.file', { city });
        if (!file) throw noFile();
        const sheet = await chooseSheet(file.path, input.sheet);
        const id = await this.database.transaction((tx) =>
          this.store(tx, actor, { ...input, sheet }, file, isSample),
        );
        return this.get(actor, id);
      });
    } catch (cause) {
      // Two uploads of one file at the same moment: the other one has it.
      if (isViolationOf(cause, 'report_once')) throw new ReportKnownError(null);
      throw cause;
    }
  }

  /** Those of the asker's cities, and what is published. */
  async list(actor: Actor, query: ReportQuery): Promise<Page<ReportDto>> {
    const { city, side, sample = false, limit, cursor } = query;
    const before = readCursor(cursor, UUID_SHAPE);
    const find = this.reports
      .createQueryBuilder('r')
      .orderBy('r.id', 'DESC')
      .take(limit + 1);
    find.where('r.is_sample = :sample', { sample });
    find.andWhere(IS_VISIBLE, {
      cities: citiesWhereMay(actor, 'report.read'),
      sourceCities: citiesWhereMay(actor, 'source.read') ?? [],
      isSteward: can(actor, 'report.read', {}),
    });
    if (city) find.andWhere('r.city_id = :city', { city });
    if (side) find.andWhere('r.side = :side', { side });
    if (before) find.andWhere('r.id < :before', { before });
    const page = toPage(await find.getMany(), limit, (report) => report.id);
    return { ...page, items: await this.show(actor, page.items) };
  }

  /** What the asker may not see is not there. */
  async get(actor: Actor, id: string): Promise<ReportDto> {
    const report = UUID_SHAPE.test(id) ? await this.reports.findOneBy({ id }) : null;
    if (!report || !mayRead(actor, report))
      throw new NotFoundError(`No report has the id ${id.slice(0, 80)}`);
    const [shown] = await this.show(actor, [report]);
    return shown!;
  }

  async listErrors(
    actor: Actor,
    id: string,
    { limit, cursor }: PageQuery,
    language: Language,
  ): Promise<Page<ReportErrorDto>> {
    await this.get(actor, id);
    const after = readCursor(cursor, /^\d{1,9}$/) ?? '0';
    const rows: (CellError & { number: number })[] = await this.database.query(
      `select number, row, column_name as "column", value, code, params from report_error
       where report_id = $1 and number > $2 order by number limit $3`,
      [id, after, limit + 1],
    );
    const page = toPage(rows, limit, (row) => String(row.number));
    const items = page.items.map(({ number: _number, ...error }) => ({
      ...error,
      ...sayError(language, error),
    }));
    return { ...page, items };
  }

  async listLines(
    actor: Actor,
    id: string,
    { limit, cursor }: PageQuery,
  ): Promise<Page<ReportLineDto>> {
    const { side, cityId } = await this.get(actor, id);
    const mayReadCells = isInside(actor, cityId);
    const after = readCursor(cursor, /^\d{1,9}$/) ?? '0';
    const rows = await this.database.query(
      `select row, cells, case_id as "caseId", line_id as "lineId" from report_row
       where report_id = $1 and row > $2 order by row limit $3`,
      [id, after, limit + 1],
    );
    const isSender = side === 'sender';
    const lines: ReportLineDto[] = rows.map(
      ({ caseId, ...line }: ReportLineDto & { caseId: string }) => ({
        ...line,
        // The file may hold more than was made public of it.
        cells: mayReadCells ? line.cells : [],
        shipmentId: isSender ? caseId : null,
        deliveryId: isSender ? null : caseId,
      }),
    );
    return toPage(lines, limit, (line) => String(line.row));
  }

  /** What the running job last told; the report itself says when it is over. */
  async progress(report: ReportDto): Promise<ReportProgress> {
    const waiting: ReportProgress = { stage: 'waiting', rowsRead: 0 };
    if (report.state !== 'received') return { stage: 'matching', rowsRead: report.rowCount ?? 0 };
    const told = await this.queues.progressOf(
      REPORT_JOB.queue,
      reportJobId(report.id, report.isPreview),
    );
    return { ...waiting, ...told };
  }

  /** The reconciliation of a posted report is over. */
  async markReconciled(tx: EntityManager, id: string, linesMatched: number): Promise<void> {
    await tx.query(`update report set lines_matched = $2, failure_reason = null where id = $1`, [
      id,
      linesMatched,
    ]);
  }

  /** It failed on our side: the lines are posted, and stay unmatched until the next attempt. */
  async markNotReconciled(tx: EntityManager, id: string): Promise<void> {
    await tx.query(
      `update report set lines_matched = 0, failure_reason =
         'The lines are posted, but reconciling them failed on our side; none is matched yet.'
       where id = $1`,
      [id],
    );
  }

  private async store(
    tx: EntityManager,
    actor: Actor,
    { side, sheet, isPreview = false, ...input }: Chosen,
    file: { name: string; path: string },
    isSample: boolean,
  ): Promise<string> {
    const cityId = input.cityId ?? null;
    const stored = await this.files.store(tx, file.name, fs.createReadStream(file.path));
    await this.refuseKnown(tx, { sha256: stored.sha256, side, cityId, isSample, sheet });
    const [{ id }] = await tx.query(
      `insert into report (side, city_id, file_id, sha256, is_sample, filed_by, sheet,
         source_read_on, source_sha256, coded_by, is_preview)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
      [
        ...[side, cityId, stored.id, stored.sha256, isSample, actor.origin.personId, sheet],
        ...[input.sourceReadOn, input.sourceHash, input.codedBy, isPreview],
      ],
    );
    await recordEvent(tx, actor.origin, {
      action: 'report.file',
      subject: { kind: 'report', id },
      cityIds: [cityId],
      after: { side, sha256: stored.sha256, sizeBytes: stored.sizeBytes, isPreview },
    });
    await enqueue(tx, REPORT_JOB, reportJobId(id, isPreview), { reportId: id });
    return id;
  }

  private async refuseKnown(
    tx: EntityManager,
    { sha256, side, cityId, isSample, sheet }: Told,
  ): Promise<void> {
    const [known] = await tx.query(
      `select id from report where sha256 = $1 and side = $2 and city_id is not distinct from $3
         and is_sample = $4 and sheet is not distinct from $5 and state in ('received', 'posted')
         and not is_preview`,
      [sha256, side, cityId, isSample, sheet],
    );
    if (known) throw new ReportKnownError(known.id);
  }

  private async show(actor: Actor, reports: Report[]): Promise<ReportDto[]> {
    const names = await this.files.names(reports.map((report) => report.fileId));
    return reports.map(({ fileId, filedBy: _filedBy, headers: _headers, ...report }) => ({
      ...report,
      fileName: names.get(fileId) ?? '',
      // Who worked on it is for those who work with it.
      preview: report.preview && ReportPreviewDto.of(report.preview),
      codedBy: isInside(actor, report.cityId) ? report.codedBy : null,
      receivedAt: report.receivedAt.toISOString(),
      finishedAt: report.finishedAt?.toISOString() ?? null,
    }));
  }
}

/** What was asked, with the sheet that is meant. */
type Chosen = Omit<FileReportDto, 'sheet'> & { sheet: string | null };

/** What makes a report the same as another. */
type Told = Pick<Report, 'sha256' | 'side' | 'cityId' | 'isSample' | 'sheet'>;

/** A city that reports its own aid has read it nowhere. */
function refuseSource({ side, ...input }: FileReportDto): void {
  if (side === 'public_source') return;
  const faults = (['sourceReadOn', 'sourceHash', 'codedBy'] as const)
    .filter((name) => input[name] !== undefined)
    .map((name) => ({ pointer: `/${name}`, detail: 'is for the side public_source only' }));
  if (faults.length > 0) throw InvalidInputError.of(faults);
}

/** Null: the first, also where it was named, so that no sheet is filed under two names. */
async function chooseSheet(path: string, asked: string | undefined): Promise<string | null> {
  if (asked === undefined) return null;
  const { names = [], first } = (await readSheetNames(path)) ?? {};
  const name = names.find((one) => isSheetNamed(one, asked));
  if (name === undefined) throw noSuchSheet(names);
  return name === first ? null : name;
}

const IS_PUBLISHED = `(r.is_sample or (r.side = 'public_source' and r.state = 'posted'))`;

/**
 * A file of several cities belongs to none: it is the stewards'. What a public source tells of a city
 * is read by who files it there, also while it is not published yet.
 */
const IS_VISIBLE = isVisible(
  ['r.city_id'],
  `(${IS_PUBLISHED} or (:isSteward and r.city_id is null)
    or (r.side = 'public_source' and r.city_id = any(cast(:sourceCities as text[]))))`,
  ':cities',
);

const subjectOf = ({ cityId: city, isSample, side, state }: Report) => ({
  city,
  isPublished: isSample || (side === 'public_source' && state === 'posted'),
});

/** Whether it is more to the reader than what is published of it. */
const isInside = (actor: Actor, city: string | null): boolean =>
  can(actor, 'report.read', { city }) || can(actor, 'source.read', { city });

const mayRead = (actor: Actor, report: Report): boolean =>
  can(actor, 'report.read', subjectOf(report)) ||
  (report.side === 'public_source' && can(actor, 'source.read', { city: report.cityId }));
