import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { needsOneOf } from '@pobratym/platform';
import { Actor } from './actor';
import { Action } from './rights';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set by the guard before any handler. */
    actor?: Actor;
  }
}

/**
 * What a handler needs, by the table of rights: one of these actions, and which of them its service
 * asks again with the record at hand. A handler without one stops the start.
 */
export const Permission = (...actions: [Action, ...Action[]]) => needsOneOf(actions);

/** Who asks, as a parameter of a handler. */
export const Asker = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw new Error('No guard has said who asks');
  return actor;
});
