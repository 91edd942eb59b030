import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheckError, HealthCheckService, HealthIndicatorResult } from '@nestjs/terminus';
import { DataSource } from 'typeorm';
import { Clock } from '../clock';
import { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { newestMigration } from '../database/migrate';
import { DomainError } from '../http/domain-error';
import { needsOneOf } from '../http/permission';
import { isBehind, readBacklog } from '../queue/backlog';
import { Queues } from '../queue/queues';

type Check = () => Promise<HealthIndicatorResult>;

/** Anybody may ask how ready we are, but not make us count at each question. */
const COUNTED_AGAIN_MS = 1000;

interface Work {
  status: 'up' | 'degraded';
  /** Jobs whose effect is not there yet. */
  waiting: number;
  oldestAgeSeconds: number | null;
  /** Jobs that failed for good and that nobody has retried. */
  deadJobs: number;
}

/** For those who run it: is the process there, and can it serve. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: DataSource,
    private readonly queues: Queues,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  private counted: { atMs: number; work: Promise<Work> } | undefined;

  @Get('live')
  @needsOneOf(['health.read'])
  @ApiOkResponse({ description: 'the process answers' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /**
   * No while PostgreSQL, a migration, or the store of the queues is missing. Workers that are behind
   * make it `degraded` and still yes: taking the API out of service would mend nothing, and what is
   * recorded meanwhile is kept.
   */
  @Get('ready')
  @needsOneOf(['health.read'])
  @ApiOkResponse({ description: 'each part answers; `degraded`: the workers are behind' })
  @ApiServiceUnavailableResponse({ description: 'a part is missing; `detail` names it' })
  async ready(): Promise<object> {
    try {
      const checks = [this.checkDatabase, this.checkMigrations, this.checkQueues];
      const result = await this.health.check(checks);
      const work = await this.countWork();
      const details = { ...result.details, work };
      return { ...result, status: work.status === 'up' ? result.status : work.status, details };
    } catch (cause) {
      if (cause instanceof ServiceUnavailableException) throw notReady(cause);
      throw cause;
    }
  }

  private countWork(): Promise<Work> {
    const atMs = this.clock.now().getTime();
    if (!this.counted || atMs - this.counted.atMs >= COUNTED_AGAIN_MS) {
      this.counted = { atMs, work: this.readWork() };
    }
    return this.counted.work;
  }

  private async readWork(): Promise<Work> {
    const queues = await readBacklog(this.database);
    const agesMs = queues.flatMap(({ oldestAgeMs }) => oldestAgeMs ?? []);
    return {
      status: isBehind(queues, this.config) ? 'degraded' : 'up',
      waiting: queues.reduce((sum, { waiting }) => sum + waiting, 0),
      oldestAgeSeconds: agesMs.length === 0 ? null : Math.floor(Math.max(...agesMs) / 1000),
      deadJobs: queues.reduce((sum, { dead }) => sum + dead, 0),
    };
  }

  private readonly checkDatabase: Check = () =>
    named('database', async () => void (await this.database.query('select 1')));

  private readonly checkMigrations: Check = () =>
    named('migrations', async () => {
      const sql = `select 1 from migrations where name = $1`;
      const rows = await this.database.query(sql, [newestMigration]);
      if (rows.length === 0) throw new Error(`${newestMigration} is not applied: npm run migrate`);
    });

  private readonly checkQueues: Check = () =>
    named(`queues (${this.queues.backend.name})`, () => this.queues.reach());
}

class NotReadyError extends DomainError {
  readonly status = 503;
  readonly type = 'not-ready';
  readonly title = 'Not ready';
}

function notReady(cause: ServiceUnavailableException): NotReadyError {
  const { error } = cause.getResponse() as { error: Record<string, { message?: string }> };
  const parts = Object.entries(error).map(([part, { message }]) => `${part}: ${message}`);
  return new NotReadyError(parts.join('; '), [], {}, { cause });
}

async function named(part: string, check: () => Promise<void>): Promise<HealthIndicatorResult> {
  try {
    await check();
    return { [part]: { status: 'up' } };
  } catch (error) {
    // A refused connection may be many errors in one, with no message of its own.
    const { message, code } = error as { message?: string; code?: string };
    throw new HealthCheckError(part, {
      [part]: { status: 'down', message: message || code || 'no answer' },
    });
  }
}
