import type { FastifyInstance } from 'fastify';
import { InvalidInputError } from './domain-error';
import { sendProblem } from './problem.filter';

/** No request of ours is nested deeper: an object, a list, its objects, and some room. */
const DEPTH_MAX = 8;

/**
 * Refuses a body that is nested without end, or that has a list directly in a list: the checks of
 * the DTOs would lose themselves in it.
 */
export function refuseOddShapes(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', async (request, reply) => {
    const pointer = findOdd(request.body, '', 0, false);
    if (pointer === null) return undefined;
    sendProblem(
      InvalidInputError.at(pointer, 'must be no list in a list, and not be nested so deeply'),
      request,
      reply,
    );
    return reply;
  });
}

function findOdd(node: unknown, path: string, depth: number, isInList: boolean): string | null {
  if (typeof node !== 'object' || node === null || Buffer.isBuffer(node)) return null;
  if (depth > DEPTH_MAX || (isInList && Array.isArray(node))) return path;
  for (const [name, child] of Object.entries(node)) {
    const odd = findOdd(child, `${path}/${name}`, depth + 1, Array.isArray(node));
    if (odd !== null) return odd;
  }
  return null;
}
