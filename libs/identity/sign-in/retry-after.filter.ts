import { ArgumentsHost, Catch } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ProblemFilter } from '@pobratym/platform';
import { LaterError } from './sign-in.errors';

/** Says to programs too when to come again. */
@Catch(LaterError)
export class RetryAfterFilter extends ProblemFilter {
  override catch(error: LaterError, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply.header('Retry-After', String(error.retryAfterSeconds));
    super.catch(error, host);
  }
}
