import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { RunningApps } from './support/running-apps';

interface Body {
  status: string;
  detail: string;
  details: { work: object };
}

// Goal: ready says no, and names the part, while PostgreSQL, a migration or Redis is missing.
describe('health', () => {
  const running = new RunningApps();
  afterEach(() => running.stop());

  const ask = async (path: string) => {
    const response = await fetch(`${running.app.url}/health/${path}`);
    return { status: response.status, body: (await response.json()) as Body };
  };

  test('a process that lacks nothing is live and ready', async () => {
    await running.start({ worker: false });
    expect((await ask('live')).status).toBe(200);
    expect((await ask('ready')).status).toBe(200);
  });

  test('workers that are behind are told of, and the API stays in service', async () => {
    const { database } = await running.start({ worker: false, config: { outboxLagMsMax: 60_000 } });
    const idle = { status: 'up', waiting: 0, oldestAgeSeconds: null, deadJobs: 0 };
    expect((await ask('ready')).body).toMatchObject({ status: 'ok', details: { work: idle } });
    await database.query(
      `insert into outbox (queue, job_id, data, created_at) values
         ('reports', 'young', '{}', now()), ('letters', 'old', '{}', now() - interval '61 seconds')`,
    );
    await database.query(
      `insert into dead_job (queue, job_id, data, error, attempts, remedy)
       values ('reports', 'dead', '{}', 'Error: test', 3, 'record_anew')`,
    );
    // What it counted it tells for a second.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const { status, body } = await ask('ready');
    expect(status).toBe(200);
    expect(body.status).toBe('degraded');
    expect(body.details.work).toEqual({
      ...{ status: 'degraded', waiting: 2, deadJobs: 1 },
      oldestAgeSeconds: expect.any(Number),
    });
  });

  test('a missing migration is named', async () => {
    const { database } = await running.start({ worker: false });
    await database.query(`delete from migrations where id = (select max(id) from migrations)`);
    const answer = await ask('ready');
    expect(answer.status).toBe(503);
    expect(answer.body.detail).toMatch(/^migrations: .* is not applied: npm run migrate$/);
    expect((await ask('live')).status).toBe(200);
  });

  const withRedis = process.env.TEST_REDIS_URL ? test : test.skip;
  withRedis('a Redis that is gone is named, and one that comes back is enough', async () => {
    const port = await freePort();
    let redis = await startRedis(port);
    await running.start({ worker: false, redisUrl: `redis://127.0.0.1:${port}` });
    expect((await ask('ready')).status).toBe(200);
    await stop(redis);
    const answer = await ask('ready');
    expect(answer.status).toBe(503);
    expect(answer.body.detail).toContain('queues (redis)');
    redis = await startRedis(port);
    for (let tries = 0; tries < 100 && (await ask('ready')).status !== 200; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect((await ask('ready')).status).toBe(200);
    await running.stop();
    await stop(redis);
  });
});

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function startRedis(port: number): Promise<ChildProcess> {
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const chunk of child.stdout!) {
    if (String(chunk).includes('Ready to accept connections')) break;
  }
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
