import { prepareQueues, readConfig, stopWithParent } from '@pobratym/platform';
import { startWorker } from './create-worker';

async function main(): Promise<void> {
  stopWithParent();
  const config = readConfig(process.env);
  await prepareQueues(config);
  const worker = await startWorker(config);
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= worker.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
