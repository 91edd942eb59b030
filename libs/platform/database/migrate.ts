import { DataSource } from 'typeorm';
import { Config } from '../config/config';
import { queueSchemaOf } from '../queue/queue-backend';
import { grantApplicationRights } from './application-rights';
import { migrations } from './migrations';

export { migrations as migrationClasses };

const POSTGRES_VERSION_MIN = 180000;

export type MigrateConfig = Pick<Config, 'databaseUrl' | 'databaseOwnerUrl' | 'queueNamespace'>;

/**
 * Brings the database to the newest schema and gives the application's role its rights. Safe when
 * several start at once.
 * @param config `databaseOwnerUrl`: of the role that owns the schema; `databaseUrl`: of the other
 * @returns the names of the migrations that were applied
 */
export async function migrate(config: MigrateConfig): Promise<string[]> {
  const { databaseUrl, databaseOwnerUrl: url } = config;
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations,
    poolSize: 1,
    // Never "$user": the application may make schemas, and what it puts into one of the owner's
    // name would run with the owner's rights.
    extra: { options: '-c search_path=public,pg_temp' },
  });
  await source.initialize();
  try {
    await requireVersion(source);
    // One migrator at a time; the lock lives as long as this only connection.
    await source.query(`select pg_advisory_lock(hashtext('pobratym migrate'))`);
    const applied = await source.runMigrations({ transaction: 'each' });
    await grantApplicationRights(source, databaseUrl, queueSchemaOf(config));
    return applied.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

/** The newest migration's name, by which a running process tells whether the schema is its own. */
export const newestMigration = migrations[migrations.length - 1]!.name;

async function requireVersion(source: DataSource): Promise<void> {
  const [{ version }] = await source.query(
    `select current_setting('server_version_num')::int as version`,
  );
  if (version < POSTGRES_VERSION_MIN) {
    throw new Error(`PostgreSQL 18 or newer is needed (uuidv7); this server is ${version}.`);
  }
}
