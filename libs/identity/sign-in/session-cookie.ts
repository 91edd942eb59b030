import type { FastifyReply, FastifyRequest } from 'fastify';
import type {} from '@fastify/cookie';
import { Config } from '@pobratym/platform';

export const SESSION_DAYS_MAX = 30;
/** A browser that nobody has used for so long was lost, or is somebody else's now. */
export const SESSION_IDLE_DAYS_MAX = 7;

/**
 * The name says to the browser what it must hold to: with `__Host-` no other host and no page
 * without TLS can set it. On the loopback there is no TLS.
 */
const nameOf = (config: Config): string =>
  isSecure(config) ? '__Host-pobratym_session' : 'pobratym_session';

const isSecure = (config: Config): boolean => config.publicUrl.startsWith('https:');

export const readSessionCookie = (request: FastifyRequest, config: Config): string | undefined =>
  request.cookies[nameOf(config)];

/** On whichever answer: one that bears a secret is kept by no cache. */
export function setSessionCookie(reply: FastifyReply, config: Config, secret: string): void {
  void reply.header('Cache-Control', 'no-store');
  void reply.setCookie(nameOf(config), secret, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(config),
    path: '/',
    maxAge: SESSION_DAYS_MAX * 86_400,
  });
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  const secure = isSecure(config);
  void reply.clearCookie(nameOf(config), { httpOnly: true, sameSite: 'lax', secure, path: '/' });
}
