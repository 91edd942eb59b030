import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { LedgerService } from '@pobratym/ledger';
import { Config, prepareQueues, readConfig } from '@pobratym/platform';
import { createApp } from '../../apps/api/src/create-app';
import { loadCities, loadPublicCases, loadTies } from '../../apps/api/src/load/reference-data';
import { loadSample } from '../../apps/api/src/load/sample';
import { RunningWorker, startWorker } from '../../apps/worker/src/create-worker';
import { createDatabase } from './database';
import { Api } from './http';
import { createPerson, Holding } from './people';

export interface TestAppOptions {
  /** Set: the queues run on Redis. Not set: on PostgreSQL. */
  redisUrl?: string;
  /** What is loaded: cities alone (default), ties and published cases too, or the sample too. */
  data?: 'cities' | 'reference' | 'sample';
  /** False: only the API runs; work waits in the outbox. */
  worker?: boolean;
  config?: Partial<Config>;
}

export interface TestApp {
  /** Where the API answers, without a slash at the end. */
  url: string;
  config: Config;
  /** The token of a person with every role in every city: whom {@link Api} speaks for. */
  token: string;
  /** Of the role that owns the schema: past the rights of the application. */
  database: DataSource;
  /** Of the application's role, as API and worker see it. */
  applicationDatabase: DataSource;
  /** Calls for a new person with these roles alone. */
  asPerson(roles: Holding[]): Promise<Api>;
  /** Calls without an account. */
  asNobody(): Api;
  worker: RunningWorker | undefined;
  /** Resolves when no work waits any more. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

const SETTLE_LIMIT_MS = 30_000;

/** The API and a worker as they run, in this process, on a fresh database of their own. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { data = 'cities', worker: hasWorker = true } = options;
  const own = await createDatabase();
  const config: Config = {
    ...readConfig({
      DATABASE_URL: own.url,
      DATABASE_OWNER_URL: own.ownerUrl,
      SECRET_KEY: randomBytes(32).toString('hex'),
      PORT: '0',
      LOG_LEVEL: 'silent',
    }),
    redisUrl: options.redisUrl,
    queueNamespace: `test_${randomBytes(4).toString('hex')}`,
    outboxLeaseMs: 3000,
    ...options.config,
  };
  await prepareQueues(config);
  const app = await createApp(config);
  const worker = hasWorker ? await startWorker(config) : undefined;
  await app.listen(0, '127.0.0.1');
  await loadCities(app);
  if (data !== 'cities') {
    await loadTies(app);
    await loadPublicCases(app);
  }
  if (data === 'sample') await loadSample(app);
  const database = await openAsOwner(own.ownerUrl);
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    url,
    config,
    token: (await createPerson(database, 'everywhere')).token,
    database,
    applicationDatabase: app.get(DataSource),
    worker,
    asPerson: async (roles) => new Api({ url, token: (await createPerson(database, roles)).token }),
    asNobody: () => new Api({ url, token: undefined }),
    settle: () => settle(database, app.get(LedgerService)),
    stop: async () => {
      await worker?.stop();
      await app.close();
      await database.destroy();
      await own.drop();
    },
  };
}

const openAsOwner = (url: string): Promise<DataSource> =>
  new DataSource({ type: 'postgres', url, applicationName: 'test', poolSize: 4 }).initialize();

async function settle(database: DataSource, ledger: LedgerService): Promise<void> {
  for (let waitedMs = 0; waitedMs < SETTLE_LIMIT_MS; waitedMs += 25) {
    const [{ count }] = await database.query(`select count(*)::int as count from outbox`);
    if (count === 0) return void (await ledger.seal());
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('Work still waits in the outbox');
}
