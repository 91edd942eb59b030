import { prepareQueues, readConfig } from '@pobratym/platform';
import { createApp } from './create-app';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  await prepareQueues(config);
  const app = await createApp(config);
  await app.listen(config.port, config.host);
  // Started by `npm start`: when that process dies, however it dies, nothing is left behind.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
