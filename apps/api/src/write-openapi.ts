import fs from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '@pobratym/platform';
import { ApiModule } from './api.module';
import { createDocument, setRoutePrefix } from './create-app';

/** `npm run openapi`: writes openapi.json from the DTOs, without a database. */
async function main(): Promise<void> {
  const config = readConfig({
    DATABASE_URL: 'postgres://nowhere',
    SECRET_KEY: 'no secret is sealed while the routes are written down',
    LOG_LEVEL: 'silent',
  });
  const module = ApiModule.with(config);
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  setRoutePrefix(app);
  fs.writeFileSync('openapi.json', `${JSON.stringify(createDocument(app), null, 2)}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
