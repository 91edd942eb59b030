import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import type { Queue, Worker, WorkerOptions } from 'bullmq';
import { Config } from '../config/config';

/**
 * The one place that knows where the queues live: on Redis when `redisUrl` is set, else on
 * BullMQ's PostgreSQL backend. Everything else sees a Queue or a Worker.
 */
export interface QueueBackend {
  readonly name: 'redis' | 'postgres';
  createQueue(name: string): Queue;
  createWorker(name: string, process: WorkerProcess, options: WorkerLimits): Worker;
}

export type WorkerProcess = (job: {
  id?: string;
  data: unknown;
  updateProgress(progress: object): Promise<void>;
}) => Promise<void>;
export type WorkerLimits = Pick<
  WorkerOptions,
  'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount'
>;

export function createQueueBackend(config: Config): QueueBackend {
  return config.redisUrl ? onRedis(config, config.redisUrl) : onPostgres(config);
}

function onRedis(config: Config, url: string): QueueBackend {
  const { Queue, Worker } = withBackend(createRedisBackend);
  // The braces put all keys of a queue on one node of a Redis Cluster.
  const prefix = `{${config.queueNamespace}}`;
  const connection = { url, maxRetriesPerRequest: null };
  return {
    name: 'redis',
    createQueue: (name) => new Queue(name, { connection, prefix }) as unknown as Queue,
    createWorker: (name, process, options) =>
      new Worker(name, process, { ...options, connection, prefix }) as unknown as Worker,
  };
}

function onPostgres(config: Config): QueueBackend {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = {
    connectionString: config.databaseUrl,
    schema: queueSchemaOf(config),
    migrate: true,
    // The default pools (10 a queue, 3 a worker) would use up a small server's connections.
    max: 2,
  };
  // The default pause of 15 s would stay long after a restart of the database is over.
  const runRetryDelay = 1000;
  return {
    name: 'postgres',
    createQueue: (name) => new Queue(name, { connection }) as unknown as Queue,
    createWorker: (name, process, options) =>
      new Worker(name, process, { ...options, connection, runRetryDelay }) as unknown as Worker,
  };
}

/** BullMQ's own tables on its PostgreSQL backend. */
export const queueSchemaOf = (config: Pick<Config, 'queueNamespace'>): string =>
  `${config.queueNamespace}_queue`;

/**
 * Makes the store of the queues ready. To be awaited before any queue or worker is constructed:
 * one made while the database is away or its schema is old stays dead and says nothing.
 */
export async function prepareQueues(config: Config): Promise<void> {
  const queue = createQueueBackend(config).createQueue('prepare');
  try {
    await queue.waitUntilReady();
  } finally {
    await queue.close();
  }
}
