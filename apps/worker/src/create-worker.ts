import { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { DataSource } from 'typeorm';
import { Register } from '@pobratym/deliveries';
import { LedgerService } from '@pobratym/ledger';
import { PartnershipsService } from '@pobratym/partnerships';
import {
  Config,
  forgetOldDeadJobs,
  forgetOldKeys,
  OutboxRelay,
  WorkerHost,
} from '@pobratym/platform';
import { WorkerModule } from './worker.module';

const SEAL_INTERVAL_MS = 1000;
const EXPIRY_INTERVAL_MS = 3_600_000;

export interface RunningWorker {
  app: INestApplicationContext;
  stop(): Promise<void>;
}

/** The worker as it runs: processors, outbox relay, the ledger's sealer, and what ends by itself. */
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
  const { manager } = app.get(DataSource);
  const chores: [name: string, run: () => Promise<unknown>][] = [
    ['end partnerships', () => app.get(PartnershipsService).expireEnded()],
    ['forget keys', () => forgetOldKeys(manager)],
    ['forget dead jobs', () => forgetOldDeadJobs(manager)],
    ['warn of what is due', () => app.get(Register, { strict: false }).warn()],
  ];
  let expiring = Promise.resolve();
  const expire = () => {
    expiring = expiring.then(async () => {
      // One that fails keeps no other from being done.
      for (const [name, run] of chores) {
        await run().catch((error: unknown) => logger.warn({ err: error }, `Not done: ${name}`));
      }
    });
  };
  const expiryTimer = setInterval(expire, EXPIRY_INTERVAL_MS);
  expire();
  host.start();
  relay.start();
  return {
    app,
    stop: async () => {
      clearInterval(timer);
      clearInterval(expiryTimer);
      await Promise.all([relay.stop(), host.stop(), sealing, expiring]);
      await app.close();
    },
  };
}
