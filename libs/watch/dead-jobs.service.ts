import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Actor } from '@pobratym/identity';
import { NotFoundError, Page, readCursor, toPage, transact } from '@pobratym/platform';
import { DeadJobDto, DeadJobQuery } from './dto/dead-job.dto';
import { NotRetriableError } from './watch.errors';

interface DeadJobRow extends Omit<DeadJobDto, 'failedAt' | 'retriedAt'> {
  failedAt: Date;
  retriedAt: Date | null;
  /** Of the cursor: microseconds, as a Date has milliseconds only. */
  failedAtUs: string;
}

const CURSOR_SHAPE = /^\d{1,18} \S{1,80} \S{1,120}$/;

/** What failed for good, and its way back into the outbox. */
@Injectable()
export class DeadJobsService {
  constructor(private readonly database: DataSource) {}

  /** The newest first. */
  async list({ state, limit, cursor }: DeadJobQuery): Promise<Page<DeadJobDto>> {
    const after = readCursor(cursor, CURSOR_SHAPE)?.split(' ') ?? [null, null, null];
    const rows: DeadJobRow[] = await this.database.query(
      `select * from (${DEAD_JOBS}) j where ($1::text is null or state = $1)
         and ($2::bigint is null or ("failedAtUs", queue, "jobId") < ($2, $3::text, $4::text))
       order by "failedAtUs" desc, queue desc, "jobId" desc limit $5`,
      [state ?? null, ...after, limit + 1],
    );
    const page = toPage(rows, limit, (row) => `${row.failedAtUs} ${row.queue} ${row.jobId}`);
    return { ...page, items: page.items.map(toDto) };
  }

  /**
   * The same job id and one transaction: however often it is asked for, the work is in the outbox
   * once, and its effect comes once.
   */
  async retry(actor: Actor, queue: string, jobId: string): Promise<DeadJobDto> {
    return transact(this.database, async (tx) => {
      const [known] = await tx.query(
        `select remedy, retried_at from dead_job where queue = $1 and job_id = $2 for update`,
        [queue, jobId],
      );
      if (!known) throw new NotFoundError(`No job ${jobId} of ${queue} has failed for good.`);
      if (known.remedy !== 'retry') throw new NotRetriableError(known.remedy);
      if (known.retried_at === null) await this.sendAgain(tx, actor, queue, jobId);
      return this.findOne(tx, queue, jobId);
    });
  }

  private async sendAgain(
    tx: EntityManager,
    { origin }: Actor,
    queue: string,
    jobId: string,
  ): Promise<void> {
    await tx.query(SEND_AGAIN, [queue, jobId, origin.personId]);
    await tx.query(COUNT, [queue]);
    await recordEvent(tx, origin, {
      action: 'dead_job.retry',
      subject: { kind: 'dead_job', id: `${queue}/${jobId}` },
      cityIds: [],
    });
  }

  private async findOne(tx: EntityManager, queue: string, jobId: string): Promise<DeadJobDto> {
    const [row]: DeadJobRow[] = await tx.query(
      `select * from (${DEAD_JOBS}) j where queue = $1 and "jobId" = $2`,
      [queue, jobId],
    );
    return toDto(row!);
  }
}

const toDto = ({ failedAtUs: _, failedAt, retriedAt, ...job }: DeadJobRow): DeadJobDto => ({
  ...job,
  failedAt: failedAt.toISOString(),
  retriedAt: retriedAt?.toISOString() ?? null,
});

const DEAD_JOBS = `
  select d.queue, d.job_id as "jobId", d.data, d.error, d.attempts, d.remedy,
    d.failed_at as "failedAt", d.retried_at as "retriedAt", d.retried_by as "retriedBy",
    (extract(epoch from d.failed_at) * 1000000)::bigint as "failedAtUs",
    case when d.retried_at is null then 'dead'
      when exists (select from outbox o where o.queue = d.queue and o.job_id = d.job_id)
        then 'waiting'
      else 'done' end as state
  from dead_job d`;

const SEND_AGAIN = `
  with retried as (
    update dead_job set retried_at = now(), retried_by = $3 where queue = $1 and job_id = $2
    returning queue, job_id, data)
  insert into outbox (queue, job_id, data) select queue, job_id, data from retried
  on conflict do nothing`;

const COUNT = `
  insert into job_tally as t (queue, retried) values ($1, 1)
  on conflict (queue) do update set retried = t.retried + 1`;
