import { prepareQueues, readConfig } from '@pobratym/platform';
import { startWorker } from './create-worker';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  await prepareQueues(config);
  const worker = await startWorker(config);
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= worker.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Started by `npm start`: when that process dies, however it dies, nothing is left behind.
  process.on('disconnect', stop);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
