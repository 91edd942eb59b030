import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheckError, HealthCheckService, HealthIndicatorResult } from '@nestjs/terminus';
import { DataSource } from 'typeorm';
import { newestMigration } from '../database/migrate';
import { DomainError } from '../http/domain-error';
import { needsOneOf } from '../http/permission';
import { Queues } from '../queue/queues';

type Check = () => Promise<HealthIndicatorResult>;

/** For those who run it: is the process there, and can it serve. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: DataSource,
    private readonly queues: Queues,
  ) {}

  @Get('live')
  @needsOneOf(['health.read'])
  @ApiOkResponse({ description: 'the process answers' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** No while PostgreSQL, a migration, or the store of the queues is missing. */
  @Get('ready')
  @needsOneOf(['health.read'])
  @ApiOkResponse({ description: 'each part answers' })
  @ApiServiceUnavailableResponse({ description: 'a part is missing; `detail` names it' })
  async ready(): Promise<object> {
    try {
      return await this.health.check([this.checkDatabase, this.checkMigrations, this.checkQueues]);
    } catch (cause) {
      if (cause instanceof ServiceUnavailableException) throw notReady(cause);
      throw cause;
    }
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
