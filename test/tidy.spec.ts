import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { Config, migrationClasses, readConfig, WorkerHost } from '@pobratym/platform';
import { STAGES, TRANSITIONS } from '@pobratym/partnerships';
import { ApiModule } from '../apps/api/src/api.module';
import { createDocument, setRoutePrefix } from '../apps/api/src/create-app';
import { RunningApps } from './support/running-apps';

const ROOT = path.resolve(__dirname, '..');

function sources(...folders: string[]): { name: string; text: string }[] {
  return folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => path.join(folder, name))
      .map((name) => ({ name, text: fs.readFileSync(path.join(ROOT, name), 'utf8') })),
  );
}

const offenders = (pattern: RegExp, files: { name: string; text: string }[]): string[] =>
  files.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

// Goal: what the conventions forbid cannot come in unnoticed.
describe('the code base', () => {
  const code = sources('apps/api', 'apps/worker', 'libs');

  test('has sources where this test looks', () => {
    expect(code.length).toBeGreaterThan(100);
  });

  test.each([
    ['no forwardRef: a cycle is mended, not hidden', /forwardRef\(/],
    ['no synchronize: the schema comes from migrations', /synchronize:\s*true/],
    ['no mock of what we own', /jest\.mock\(/],
    ['no environment read outside the configuration', /process\.env\.[A-Z]/],
  ])('%s', (_, pattern) => {
    expect(offenders(pattern, code)).toEqual([]);
  });

  test('asks one place for the time', () => {
    const found = offenders(/new Date\(\)|Date\.now\(\)/, code);
    expect(found.filter((name) => !/clock\.ts$|\.spec\.ts$/.test(name))).toEqual([]);
  });

  test('keeps no mass and no money in floating point', () => {
    const migrations = sources('libs/platform/database/migrations');
    expect(
      offenders(/\b(real|float\d?|double precision|money)\s+(not null|check|,)/i, migrations),
    ).toEqual([]);
  });

  test('has no folder for everything', () => {
    const names = code.flatMap(({ name }) => path.dirname(name).split('/'));
    const vague = ['common', 'shared', 'utils', 'helpers', 'interfaces', 'types', 'constants'];
    expect(vague.filter((folder) => names.includes(folder))).toEqual([]);
  });

  test('adds no queue job past the outbox', () => {
    const found = offenders(/queues?\.add\(|\.open\(\w+\)\.add\(/i, code);
    expect(found.sort()).toEqual([
      'libs/platform/queue/outbox-relay.ts',
      'libs/platform/queue/queues.ts',
    ]);
  });

  test('names all that the environment may set in .env.example', () => {
    const example = fs.readFileSync(path.join(ROOT, '.env.example'), 'utf8');
    const config = fs.readFileSync(path.join(ROOT, 'libs/platform/config/config.ts'), 'utf8');
    const names = [...config.matchAll(/'([A-Z][A-Z_]+)'/g)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(6);
    expect(names.filter((name) => !example.includes(name))).toEqual([]);
  });
});

describe('what is generated is fresh', () => {
  const committed = () => fs.readFileSync(path.join(ROOT, 'openapi.json'), 'utf8');

  test('openapi.json tells of the routes as they are', async () => {
    const config: Config = readConfig({
      DATABASE_URL: 'postgres://nowhere',
      SECRET_KEY: 'no secret is sealed while the routes are written down',
      LOG_LEVEL: 'silent',
    });
    const app = await NestFactory.create<NestFastifyApplication>(
      ApiModule.with(config),
      new FastifyAdapter(),
      { preview: true, logger: false },
    );
    setRoutePrefix(app);
    // Stale: npm run openapi
    expect(`${JSON.stringify(createDocument(app), null, 2)}\n`).toBe(committed());
  });

  test('the web’s client is made from openapi.json', () => {
    const bin = path.join(ROOT, 'node_modules/.bin/openapi-typescript');
    const made = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'client-')), 'schema.d.ts');
    execFileSync(bin, [path.join(ROOT, 'openapi.json'), '-o', made], { stdio: 'pipe' });
    const schema = fs.readFileSync(path.join(ROOT, 'apps/web/src/api/schema.d.ts'), 'utf8');
    expect(schema).toBe(fs.readFileSync(made, 'utf8'));
    fs.rmSync(path.dirname(made), { recursive: true });
  });
});

describe('the schema', () => {
  const running = new RunningApps();
  let database: DataSource;

  beforeAll(async () => {
    database = (await running.start()).database;
  });
  afterAll(() => running.stop());

  test('has each column of each entity, with its type and nullability', async () => {
    const rows = await database.query(
      `select table_name, column_name, data_type, udt_name, is_nullable
       from information_schema.columns where table_schema = 'public'`,
    );
    const known = new Map<string, { data_type: string; udt_name: string; is_nullable: string }>(
      rows.map((row: { table_name: string; column_name: string }) => [
        `${row.table_name}.${row.column_name}`,
        row,
      ]),
    );
    const faults: string[] = [];
    let columnCount = 0;
    for (const entity of running.app.applicationDatabase.entityMetadatas) {
      for (const column of entity.columns) {
        columnCount++;
        const name = `${entity.tableName}.${column.databaseName}`;
        const found = known.get(name);
        const wanted = String(column.type === Boolean ? 'boolean' : column.type);
        if (!found) faults.push(`${name} is not in the database`);
        else if (!sameType(wanted, column.isArray, found)) {
          faults.push(`${name} is ${found.data_type}, the entity says ${wanted}`);
        } else if ((found.is_nullable === 'YES') !== column.isNullable) {
          faults.push(`${name}: nullable differs`);
        }
      }
    }
    expect(columnCount).toBeGreaterThan(50);
    expect(faults).toEqual([]);
  });

  test('allows the same steps of a partnership as the code', async () => {
    const rows: { step: string; from_stage: string; to_stage: string }[] = await database.query(
      `select * from partnership_transition`,
    );
    const inCode = Object.entries(TRANSITIONS).flatMap(([from, steps]) =>
      Object.entries(steps).flatMap(([step, to]) => to!.map((stage) => `${from} ${step} ${stage}`)),
    );
    const inDatabase = rows.map((row) => `${row.from_stage} ${row.step} ${row.to_stage}`);
    expect(inDatabase.sort()).toEqual(inCode.sort());
    expect(Object.keys(TRANSITIONS).sort()).toEqual(['none', ...STAGES].sort());
  });

  test('goes down and up again by its migrations', async () => {
    expect(running.app.applicationDatabase.migrations).toEqual([]);
    const tables = async () =>
      (await database.query(`select table_name from information_schema.tables
        where table_schema = 'public' order by 1`)) as object[];
    const before = await tables();
    const own = await new DataSource({
      type: 'postgres',
      url: running.app.config.databaseOwnerUrl,
      migrations: migrationClasses,
      poolSize: 2,
    }).initialize();
    await running.app.settle();
    for (let n = 0; n < migrationClasses.length; n++) await own.undoLastMigration();
    expect(await tables()).toEqual([{ table_name: 'migrations' }]);
    await own.runMigrations();
    expect(await tables()).toEqual(before);
    await own.destroy();
  });
});

describe('the queues', () => {
  test('have one processor each, and each job that is sent has a queue', async () => {
    const running = new RunningApps();
    const { worker } = await running.start();
    const hosted = worker!.app.get(WorkerHost).queueNames;
    const declared = sources('libs')
      .flatMap(({ text }) => [...text.matchAll(/JobType<[\s\S]*?> = \{\s*queue: '([^']+)'/g)])
      .map(([, queue]) => queue!);
    await running.stop();
    expect(declared.length).toBeGreaterThan(0);
    expect([...hosted].sort()).toEqual([...new Set(declared)].sort());
  });
});

function sameType(
  wanted: string,
  isArray: boolean,
  found: { data_type: string; udt_name: string },
): boolean {
  if (isArray) return found.data_type === 'ARRAY' && found.udt_name === `_${wanted}`;
  const named: Record<string, string> = {
    char: 'character',
    timestamptz: 'timestamp with time zone',
  };
  return found.data_type === (named[wanted] ?? wanted);
}
