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
    if (request.raw.aborted) {
      this.logger.debug({ requestId: request.id }, 'The client went away');
      return;
    }
    const { status } = sendProblem(error, request, reply);
    if (status >= 500) this.logger.error({ err: error, requestId: request.id });
  }
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): Problem {
  const problem = { ...problemOf(error), instance: request.url.split('?')[0] };
  // A stream that broke half-way is cut, so that no reader takes it for whole.
  if (reply.raw.headersSent) reply.raw.destroy();
  else void reply.status(problem.status).type('application/problem+json').send(problem);
  return problem;
}

export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) {
    const { status, type, title, message, faults, extra } = error;
    const errors = faults.length > 0 ? { errors: faults } : {};
    return { type: PROBLEM_BASE + type, title, status, detail: message, ...errors, ...extra };
  }
  const status = isOutOfReach(error) ? 503 : statusOf(error);
  if (status === 503) {
    const detail =
      'The database does not answer at the moment. Try again in a while, with the same id where the' +
      ' request has one: then it is recorded once.';
    return { type: `${PROBLEM_BASE}not-ready`, title: 'Not ready', status, detail };
  }
  if (status === undefined || status >= 500) {
    const detail =
      'Look whether it was recorded before you send it again, or send it with the same id. If it' +
      ' stays, tell who runs this installation.';
    const title = 'Something failed on our side';
    return { type: `${PROBLEM_BASE}internal`, title, status: status ?? 500, detail };
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

/** The database is away, is starting or stopping, or all our connections to it are taken. */
function isOutOfReach(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|25P03|53300|08...)$/.test(String(code)) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(String(message))
  );
}

/** Nest's exceptions and Fastify's errors both bear a status. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
