import { ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import Redis from 'ioredis';
import { csv, RECEIVER, SENDER, signPartnership } from './support/builders';
import { Api } from './support/http';
import { describeOnQueueBackends } from './support/queue-backends';
import { RunningApps } from './support/running-apps';

const WORKER = path.resolve(__dirname, '../dist/apps/worker/src/main.js');
const ROWS = 20_000;

// Goal: a worker that is killed in the middle of a report leaves nothing half done; after a restart
// the report is finished, each line once. Real processes, real kills.
describeOnQueueBackends('a worker killed in the middle of a report', ({ redisUrl, name }) => {
  const running = new RunningApps();
  const workers: ChildProcess[] = [];
  let api: Api;

  beforeAll(async () => {
    if (!fs.existsSync(WORKER)) throw new Error('Build first: npm run build:server');
    api = new Api(await running.start({ redisUrl, worker: false }));
    await signPartnership(api);
  });
  afterAll(async () => {
    await Promise.all(workers.map(kill));
    await running.stop();
  });

  const sql = (text: string, values: unknown[] = []) => running.app.database.query(text, values);

  function startWorker(): ChildProcess {
    const { config } = running.app;
    const child = spawn(process.execPath, [WORKER], {
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: config.databaseUrl,
        SECRET_KEY: config.secretKey,
        ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
        QUEUE_NAMESPACE: config.queueNamespace,
        OUTBOX_LEASE_MS: '3000',
        JOB_LOCK_MS: '1500',
        LOG_LEVEL: 'silent',
      },
    });
    workers.push(child);
    return child;
  }

  /**
   * Holds whoever needs the table, so that the worker is caught at one certain statement; resolves
   * to what lets it go.
   */
  async function holdAt(table: string): Promise<() => Promise<void>> {
    const runner = running.app.database.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`lock table ${table} in access exclusive mode`);
    return async () => {
      await runner.rollbackTransaction();
      await runner.release();
    };
  }

  async function waitUntilHeld(): Promise<void> {
    for (let tries = 0; tries < 3000; tries++) {
      const rows = await sql(
        `select 1 from pg_stat_activity where application_name = 'pobratym worker'
           and datname = current_database() and wait_event_type = 'Lock' and wait_event = 'relation'`,
      );
      if (rows.length > 0) return;
      await pause(10);
    }
    throw new Error('The worker never came to the table that is held');
  }

  const file = (reference: string) =>
    csv(
      'reference,date,partner_city,category,item,quantity,unit,mass_kg',
      ...Array.from(
        { length: ROWS },
        (_, n) => `${reference}-${n},2023-05-02,Bytom,food,Canned meat,,,${(n % 900) + 1}`,
      ),
    );

  async function finishedReport(id: string) {
    for (let tries = 0; tries < 6000; tries++) {
      const { body } = await api.get(`/reports/${id}`);
      if (body.linesMatched !== null || ['rejected', 'failed'].includes(body.state)) return body;
      await pause(50);
    }
    throw new Error('The report was not finished');
  }

  test.each([
    ['reads the file', 'file_chunk'],
    ['groups the cases', 'partnership_period'],
    ['posts the ledger', 'ledger_entry'],
    ['keeps the rows', 'report_row'],
    ['reconciles', 'match'],
  ])(
    'while it %s: the report is finished after a restart, each line once',
    async (when, table) => {
      const before = await counts();
      const { body: filed } = await api.fileReport('receiver', RECEIVER, file(`${name} ${when}`));
      const letGo = await holdAt(table);
      const first = startWorker();
      await waitUntilHeld();
      await kill(first);
      await letGo();
      await waitForNoWorker();
      const between = await counts();
      // Posted whole, or not at all.
      expect([0, ROWS]).toContain(between.lines - before.lines);
      expect(between.entries - before.entries).toBe(between.lines - before.lines);
      const second = startWorker();
      const report = await finishedReport(filed.id);
      expect(report).toMatchObject({ state: 'posted', rowCount: ROWS, linesPosted: ROWS });
      const after = await counts();
      expect(after.lines - before.lines).toBe(ROWS);
      expect(after.entries - before.entries).toBe(ROWS);
      const [{ rows }] = await sql(
        `select count(distinct line_id)::int as rows from report_row where report_id = $1`,
        [filed.id],
      );
      expect(rows).toBe(ROWS);
      expect(await sql(`select 1 from outbox`)).toEqual([]);
      await kill(second);
      await waitForNoWorker();
    },
    600_000,
  );

  if (redisUrl) {
    test('Redis emptied while reports wait: none is lost and none is doubled', async () => {
      const before = await counts();
      const content = (n: number) =>
        csv('date,partner_city,item,mass_kg', `2023-05-02,Drohobych,Flushed ${n},${n + 1}`);
      const filed = [];
      for (let n = 0; n < 5; n++) filed.push(await api.fileReport('sender', SENDER, content(n)));
      const worker = startWorker();
      const redis = new Redis(redisUrl);
      for (let n = 0; n < 20; n++) {
        await emptyQueues(redis, running.app.config.queueNamespace);
        await pause(50);
      }
      redis.disconnect();
      for (const { body } of filed) {
        expect(await finishedReport(body.id)).toMatchObject({ state: 'posted', linesPosted: 1 });
      }
      const [{ sent }] = await sql(`select count(*)::int as sent from shipment_line`);
      expect(sent).toBe(5);
      expect((await counts()).entries - before.entries).toBe(5);
      await kill(worker);
    }, 600_000);
  }

  async function counts(): Promise<{ lines: number; entries: number }> {
    const [row] = await sql(
      `select (select count(*)::int from delivery_line) as lines,
         (select count(*)::int from ledger_entry) as entries`,
    );
    return row;
  }

  /** A killed process's transaction ends when the server notices that its client is gone. */
  async function waitForNoWorker(): Promise<void> {
    for (let tries = 0; tries < 2000; tries++) {
      const rows = await sql(
        `select 1 from pg_stat_activity
         where application_name = 'pobratym worker' and datname = current_database()`,
      );
      if (rows.length === 0) return;
      await pause(10);
    }
    throw new Error('The killed worker’s connections stay');
  }
});

const pause = (durationMs: number) => new Promise((resolve) => setTimeout(resolve, durationMs));

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** Only the keys of this test: other tests use the same Redis at the same time. */
async function emptyQueues(redis: Redis, namespace: string): Promise<void> {
  const keys = await redis.keys(`{${namespace}}*`);
  if (keys.length > 0) await redis.del(keys);
}
