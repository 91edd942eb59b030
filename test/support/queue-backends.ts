import { randomBytes } from 'node:crypto';

export interface QueueBackend {
  name: 'redis' | 'postgres';
  /** Absent on BullMQ's PostgreSQL backend, as `REDIS_URL` is. */
  redisUrl?: string;
  /** Of this describe alone, so that files may run at once on one Redis. */
  prefix: string;
}

/**
 * Runs `describe` once on each backend of the queue; where the run has no redis-server, that half
 * shows as one skipped test.
 */
export function describeOnQueueBackends(title: string, body: (backend: QueueBackend) => void) {
  const redisUrl = process.env.TEST_REDIS_URL;
  if (redisUrl) {
    describe(`${title} (queue on redis)`, () =>
      body({ name: 'redis', redisUrl, prefix: ownPrefix() }));
  } else {
    test.skip(`${title} (queue on redis): needs redis-server, apt-get install redis-server`, () => {
      throw new Error('skipped');
    });
  }
  describe(`${title} (queue on postgres)`, () => body({ name: 'postgres', prefix: ownPrefix() }));
}

// In braces: a hash tag, by which Redis Cluster keeps a queue's keys together.
function ownPrefix(): string {
  return `{test-${randomBytes(6).toString('hex')}}`;
}
