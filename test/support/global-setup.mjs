// One PostgreSQL and one Redis for the whole run. Both end with this process, however it ends.
import { startPostgres } from '../../tools/postgres.mjs';
import { startRedis } from '../../tools/redis.mjs';

export default async function globalSetup() {
  const [postgres, redis] = await Promise.all([startPostgres({ ephemeral: true }), startRedis()]);
  globalThis.pobratymTestServers = [postgres, redis].filter(Boolean);
  // The workers of Jest inherit the environment, and nothing of the user's may reach a test.
  delete process.env.DATABASE_URL;
  delete process.env.REDIS_URL;
  delete process.env.TEST_REDIS_URL;
  process.env.TEST_DATABASE_URL = postgres.url;
  if (redis) process.env.TEST_REDIS_URL = redis.url;
  else console.log('No redis-server: the Redis half is skipped (apt-get install redis-server).');
}
