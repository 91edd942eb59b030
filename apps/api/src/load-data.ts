import { parseArgs } from 'node:util';
import { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { readConfig } from '@pobratym/platform';
import { ApiModule } from './api.module';
import { createFirstAccounts, FirstAccount, writeAccounts } from './load/first-accounts';
import { inviteFirstSteward } from './load/first-steward';
import { loadCities, loadPublicCases, loadTies } from './load/reference-data';
import { loadSample } from './load/sample';

interface Options {
  empty: boolean;
  accounts?: string;
  steward?: string;
}

type Load = (app: INestApplicationContext, options: Options) => Promise<string>;

/**
 * Loads what an installation begins with, each set once: cities, the accounts of a trial, real ties,
 * published cases, and a generated sample. A worker must run, since reports go through it.
 * - `--empty`: the cities alone, and of the accounts the steward's.
 * - `--accounts FILE`: accounts with passwords, written to this file; without it there are none.
 * - `--steward EMAIL`: invites a steward, and prints the link.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      empty: { type: 'boolean', default: false },
      accounts: { type: 'string' },
      steward: { type: 'string' },
    },
  });
  const options = values as Options;
  const config = { ...readConfig(process.env), logLevel: 'warn' };
  const app = await NestFactory.createApplicationContext(ApiModule.with(config), {
    logger: ['error'],
  });
  try {
    await loadSets(app, options);
    if (options.steward) console.log(await inviteFirstSteward(app, options.steward));
  } finally {
    await app.close();
  }
}

async function loadSets(app: INestApplicationContext, options: Options): Promise<void> {
  const database = app.get(DataSource);
  for (const [name, load, isOfEmpty] of SETS) {
    if (options.empty && !isOfEmpty) continue;
    if (name === 'accounts' && !options.accounts) continue;
    const known = await database.query(`select 1 from loaded_data_set where name = $1`, [name]);
    if (known.length > 0) continue;
    console.log(`Loaded ${await load(app, options)}`);
    await database.query(`insert into loaded_data_set (name) values ($1)`, [name]);
  }
  // Who began empty stays empty: the later start must not bring the sample.
  if (options.empty) await markAllLoaded(database);
}

const loadAccounts: Load = async (app, { empty, accounts }) => {
  const known = await app.get(DataSource).query(`select 1 from person limit 1`);
  // Killed after the commit and before the mark: they are there, and so is the file.
  if (known.length > 0) return 'no accounts: there are people already';
  const keep = (made: FirstAccount[]) => writeAccounts(accounts!, made);
  const made = await createFirstAccounts(app, { isEmpty: empty, keep });
  return `${made.length} accounts`;
};

const SETS: readonly (readonly [name: string, load: Load, isOfEmpty: boolean])[] = [
  ['cities', loadCities, true],
  ['accounts', loadAccounts, true],
  ['ties', loadTies, false],
  ['public-cases', loadPublicCases, false],
  ['sample', loadSample, false],
];

const markAllLoaded = (database: DataSource): Promise<unknown> =>
  database.query(
    `insert into loaded_data_set (name) select unnest($1::text[]) on conflict do nothing`,
    [SETS.map(([name]) => name).filter((name) => name !== 'accounts')],
  );

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
