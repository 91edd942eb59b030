// What the queue alone can do: jobs without any work, each as for a batch of lines.
import { createRequire } from 'node:module';
import path from 'node:path';

const JOBS = 1_000;
const CONCURRENCY = 2; // as many as a worker process runs of reports
const LIMIT_MS = 60_000;

/** → jobs per second, on the project's own backend: added one by one, worked off meanwhile. */
export async function measureBareJobs(projectDir, { databaseUrl, redisUrl }) {
  const require = createRequire(path.join(projectDir, 'package.json'));
  const {
    createQueueBackend,
    prepareQueues,
  } = require('./dist/libs/platform/queue/queue-backend.js');
  const config = { databaseUrl, redisUrl, queueNamespace: 'bench_bare' };
  await prepareQueues(config);
  const backend = createQueueBackend(config);
  const queue = backend.createQueue('bare');
  const limits = { concurrency: CONCURRENCY, lockDuration: 30_000, stalledInterval: 30_000 };
  let done = 0;
  let allDone;
  const finished = new Promise((resolve, reject) => {
    allDone = resolve;
    setTimeout(() => reject(new Error('The bare jobs do not end')), LIMIT_MS).unref();
  });
  const worker = backend.createWorker('bare', async () => {}, limits);
  worker.on('error', () => {});
  worker.on('completed', () => (done += 1) === JOBS && allDone());
  try {
    await worker.waitUntilReady();
    const startedAt = performance.now();
    for (let number = 0; number < JOBS; number += 1) {
      await queue.add('bare', { number }, { removeOnComplete: true, removeOnFail: true });
    }
    await finished;
    return JOBS / ((performance.now() - startedAt) / 1000);
  } finally {
    await worker.close();
    await queue.close();
  }
}
