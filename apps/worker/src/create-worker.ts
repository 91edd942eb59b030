import { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { LedgerService } from '@pobratym/ledger';
import { Config, OutboxRelay, WorkerHost } from '@pobratym/platform';
import { WorkerModule } from './worker.module';

const SEAL_INTERVAL_MS = 1000;

export interface RunningWorker {
  app: INestApplicationContext;
  stop(): Promise<void>;
}

/** The worker as it runs: processors, outbox relay and the ledger's sealer. */
export async function startWorker(config: Config): Promise<RunningWorker> {
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config), {
    bufferLogs: true,
    abortOnError: false,
  });
  const logger = app.get(Logger);
  app.useLogger(logger);
  const host = app.get(WorkerHost);
  const relay = app.get(OutboxRelay);
  const ledger = app.get(LedgerService);
  let sealing = Promise.resolve();
  const timer = setInterval(() => {
    sealing = sealing.then(async () => {
      await ledger.seal().catch((error: unknown) => logger.warn({ err: error }, 'Not sealed'));
    });
  }, SEAL_INTERVAL_MS);
  host.start();
  relay.start();
  return {
    app,
    stop: async () => {
      clearInterval(timer);
      await Promise.all([relay.stop(), host.stop(), sealing]);
      await app.close();
    },
  };
}
