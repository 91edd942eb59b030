import { prepareQueues, readConfig, stopWithParent } from '@pobratym/platform';
import { createApp } from './create-app';

async function main(): Promise<void> {
  stopWithParent();
  const config = readConfig(process.env);
  await prepareQueues(config);
  const app = await createApp(config);
  await app.listen(config.port, config.host);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
