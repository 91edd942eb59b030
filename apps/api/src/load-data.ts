import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { readConfig } from '@pobratym/platform';
import { ApiModule } from './api.module';
import { loadCities, loadPublicCases, loadTies } from './load/reference-data';
import { loadSample } from './load/sample';

/**
 * Loads what an installation begins with, each set once: cities, real ties, published cases, and a
 * generated sample. `--empty`: the cities alone. A worker must run, since reports go through it.
 */
async function main(): Promise<void> {
  const config = { ...readConfig(process.env), logLevel: 'warn' };
  const isEmpty = process.argv.includes('--empty');
  const app = await NestFactory.createApplicationContext(ApiModule.with(config), {
    logger: ['error'],
  });
  const database = app.get(DataSource);
  const sets = isEmpty ? [['cities', loadCities] as const] : SETS;
  try {
    for (const [name, load] of sets) {
      const known = await database.query(`select 1 from loaded_data_set where name = $1`, [name]);
      if (known.length > 0) continue;
      console.log(`Loaded ${await load(app)}`);
      await database.query(`insert into loaded_data_set (name) values ($1)`, [name]);
    }
    // Who began empty stays empty: the later start must not bring the sample.
    if (isEmpty) await markAllLoaded(database);
  } finally {
    await app.close();
  }
}

const SETS = [
  ['cities', loadCities],
  ['ties', loadTies],
  ['public-cases', loadPublicCases],
  ['sample', loadSample],
] as const;

const markAllLoaded = (database: DataSource): Promise<unknown> =>
  database.query(
    `insert into loaded_data_set (name) select unnest($1::text[]) on conflict do nothing`,
    [SETS.map(([name]) => name)],
  );

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
