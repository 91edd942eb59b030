import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, FieldFault } from './domain-error';

export const PROBLEM_BASE = 'https://pobratym.org/problems/';

/** RFC 9457 problem details. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance?: string;
  errors?: FieldFault[];
}

/** The one place where errors become answers; the unknown tells nothing of the inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = { ...problemOf(error), instance: request.url.split('?')[0] };
    if (problem.status >= 500) this.logger.error({ err: error, requestId: request.id });
    if (reply.raw.headersSent) {
      // A stream that broke half-way: cut it, so that no reader takes it for whole.
      reply.raw.destroy();
      return;
    }
    void reply.status(problem.status).type('application/problem+json').send(problem);
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) {
    const { status, type, title, message, faults, extra } = error;
    const errors = faults.length > 0 ? { errors: faults } : {};
    return { type: PROBLEM_BASE + type, title, status, detail: message, ...errors, ...extra };
  }
  const status = statusOf(error);
  if (status === undefined || status >= 500) {
    const detail = 'Nothing was changed. Try again; if it stays, tell who runs this installation.';
    const title = status === 503 ? 'Not ready' : 'Something failed on our side';
    const type = status === 503 ? 'not-ready' : 'internal';
    return { type: PROBLEM_BASE + type, title, status: status ?? 500, detail };
  }
  const title = TITLES[status] ?? 'The request cannot be answered';
  const detail = error instanceof Error ? error.message : title;
  const slug = title.toLowerCase().replace(/[^a-z]+/g, '-');
  return { type: PROBLEM_BASE + slug, title, status, detail };
}

const TITLES: Record<number, string> = {
  400: 'Bad request',
  403: 'Not allowed',
  404: 'Not found',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
};

/** Nest's exceptions and Fastify's errors both bear a status. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
