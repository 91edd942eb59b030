import { ForbiddenException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Config } from '../config/config';

const READING = ['GET', 'HEAD', 'OPTIONS'];
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Refuses what another site makes a browser send here: a form that is posted across sites, or a
 * name that was pointed at the loopback address to read from it. A browser says where a request
 * comes from by Sec-Fetch-Site, an old one by Origin; a program says neither.
 */
export function refuseOtherSites(
  fastify: FastifyInstance,
  { host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>,
): void {
  const isLoopback = LOOPBACK.test(host) || host === '::1';
  const own = new URL(publicUrl).origin;
  fastify.addHook('onRequest', async (request) => {
    const { host: asked = '', origin, 'sec-fetch-site': site } = request.headers;
    const isOwn = origin === undefined || origin === own || origin === `http://${asked}`;
    const isForeign = site === undefined ? !isOwn : site === 'cross-site' || site === 'same-site';
    if (isForeign && !READING.includes(request.method)) {
      throw new ForbiddenException('Another site may not send this');
    }
    if (isLoopback && !LOOPBACK.test(asked)) {
      throw new ForbiddenException('This installation answers on the loopback address only');
    }
  });
}
