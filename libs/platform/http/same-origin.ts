import { ForbiddenException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

const READING = ['GET', 'HEAD', 'OPTIONS'];
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Refuses what another site makes a browser send here: a form that is posted across sites, or a
 * name that was pointed at the loopback address to read from it.
 */
export function refuseOtherSites(fastify: FastifyInstance, host: string): void {
  const isLoopback = LOOPBACK.test(host) || host === '::1';
  fastify.addHook('onRequest', async (request) => {
    const site = request.headers['sec-fetch-site'];
    const isForeign = site === 'cross-site' || site === 'same-site';
    if (isForeign && !READING.includes(request.method)) {
      throw new ForbiddenException('Another site may not send this');
    }
    if (isLoopback && !LOOPBACK.test(request.headers.host ?? '')) {
      throw new ForbiddenException('This installation answers on the loopback address only');
    }
  });
}
