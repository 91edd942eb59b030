import { ConfigError, migrate, prepareQueues, readConfig } from '@pobratym/platform';

/** `npm run migrate`: brings database and queues to the newest schema. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.databaseOwnerUrl)
    throw new ConfigError('Configuration: DATABASE_OWNER_URL is missing.');
  const applied = await migrate(config);
  await prepareQueues(config);
  console.log(applied.length > 0 ? `Applied ${applied.join(', ')}` : 'The schema is up to date');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
