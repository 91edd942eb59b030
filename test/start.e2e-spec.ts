import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

// The private PostgreSQL of `npm start`, killed and started again. What `npm start` does around it
// is seen by the smoke run (tools/smoke.mjs), which has a clone of its own.

interface Server {
  url: string;
  port: number;
  pid: number;
  adopted: boolean;
  home: string;
  said: string[];
}

// A process that starts a server as `npm start` does; it is killed with the server left behind, or
// told to stop it.
const STARTER = `
  const { startPostgres } = await import(process.argv[1]);
  const said = [];
  const options = { ...JSON.parse(process.argv[2]), say: (line) => said.push(line) };
  const { stop, stopNow, exited, ...server } = await startPostgres(options);
  console.log(JSON.stringify({ ...server, said }));
  process.stdin.on('data', async () => { await stop(); process.exit(0); });
`;
const POSTGRES_TOOL = path.resolve(__dirname, '../tools/postgres.mjs');

class Starter {
  private constructor(
    private readonly child: ChildProcess,
    readonly server: Server,
  ) {}

  static async start(options: object): Promise<Starter> {
    const args = ['--input-type=module', '-e', STARTER, POSTGRES_TOOL, JSON.stringify(options)];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (data) => (errors += data));
    for await (const line of createInterface({ input: child.stdout })) {
      return new Starter(child, JSON.parse(line) as Server);
    }
    throw new Error(errors);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }

  async stop(): Promise<void> {
    this.child.stdin?.write('stop');
    await once(this.child, 'exit');
  }
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/\) Z /.test(stat);
  } catch {
    return false;
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !isTrue(); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(isTrue()).toBe(true);
}

describe('the private PostgreSQL', () => {
  let folder: string;
  let options: { dataDir: string; projectDir: string };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'pobratym-start-'));
    chmodSync(folder, 0o755);
    options = { dataDir: path.join(folder, '.data', 'postgres'), projectDir: folder };
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('outlives a killed starter, and the next one takes it over with its data', async () => {
    const first = await Starter.start(options);
    await query(first.server.url, 'CREATE TABLE kept AS SELECT 42 AS value');
    await first.kill();
    expect(isAlive(first.server.pid)).toBe(true);

    const second = await Starter.start(options);
    expect(second.server).toMatchObject({
      adopted: true,
      pid: first.server.pid,
      url: first.server.url,
    });
    await second.stop();
    expect(isAlive(first.server.pid)).toBe(false);

    const third = await Starter.start(options);
    expect(third.server).toMatchObject({ adopted: false, port: first.server.port });
    expect(await query(third.server.url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
    await third.stop();
  });

  it('recovers what was committed when the server itself was killed', async () => {
    const first = await Starter.start(options);
    await query(first.server.url, 'CREATE TABLE kept AS SELECT 42 AS value');
    process.kill(first.server.pid, 'SIGKILL');
    await first.kill();

    const second = await Starter.start(options);
    expect(second.server.adopted).toBe(false);
    expect(await query(second.server.url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
    await second.stop();
  });

  it('never uses a half-made data folder', async () => {
    // As a crash in the middle of initdb leaves it, by a process that is gone.
    const half = `${options.dataDir}.new-4194305`;
    mkdirSync(path.join(half, 'cluster'), { recursive: true });
    writeFileSync(path.join(half, 'cluster', 'PG_VERSION'), '18\n');

    const first = await Starter.start(options);
    expect(existsSync(half)).toBe(false);
    expect(await query(first.server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await first.stop();
  });

  it('clears a postmaster.pid whose pid is now another program’s', async () => {
    const first = await Starter.start(options);
    const file = path.join(first.server.home, 'cluster', 'postmaster.pid');
    const [, ...rest] = readFileSync(file, 'utf8').split('\n');
    await first.stop();
    writeFileSync(file, [process.pid, ...rest].join('\n'));

    const second = await Starter.start(options);
    expect(second.server.adopted).toBe(false);
    await second.stop();
    expect(isAlive(process.pid)).toBe(true);
  });

  it('takes the next port when its own is taken', async () => {
    const first = await Starter.start(options);
    await first.stop();
    const squatter = createServer().listen(first.server.port, '127.0.0.1');
    await once(squatter, 'listening');

    const second = await Starter.start(options);
    expect(second.server.port).toBeGreaterThan(first.server.port);
    await second.stop();
    squatter.close();
  });

  it('asks for its password, and does not show it', async () => {
    const first = await Starter.start(options);
    const { port, home } = first.server;
    const wrong = `postgres://pobratym:wrong@127.0.0.1:${port}/pobratym`;
    await expect(query(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(lstatSync(path.join(home, 'password')).mode & 0o777).toBe(0o600);
    await first.stop();
  });

  it('of a test run ends with that run, and its folder goes', async () => {
    const first = await Starter.start({ ephemeral: true });
    const { pid, home } = first.server;
    await first.kill();
    await until(() => !isAlive(pid) && !existsSync(path.dirname(home)));
  });

  const onlyAsRoot = process.getuid?.() === 0 ? it : it.skip;
  onlyAsRoot('works in a folder that only root can enter', async () => {
    chmodSync(folder, 0o700);
    const first = await Starter.start(options);
    const home = readlinkSync(options.dataDir);
    try {
      expect(first.server.said.join()).toContain(home);
      expect(lstatSync(home).uid).not.toBe(0);
      expect(await query(first.server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await first.stop();
    } finally {
      rmSync(path.dirname(home), { recursive: true, force: true });
    }
  });
});
