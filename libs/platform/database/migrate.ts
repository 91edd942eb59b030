import { DataSource } from 'typeorm';
import { migrations } from './migrations';

export { migrations as migrationClasses };

const POSTGRES_VERSION_MIN = 180000;

/** Brings the database at `url` to the newest schema. Safe when several start at once. */
export async function migrate(url: string): Promise<string[]> {
  const source = new DataSource({ type: 'postgres', url, migrations, poolSize: 1 });
  await source.initialize();
  try {
    await requireVersion(source);
    // One migrator at a time; the lock lives as long as this only connection.
    await source.query(`select pg_advisory_lock(hashtext('pobratym migrate'))`);
    const applied = await source.runMigrations({ transaction: 'each' });
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
