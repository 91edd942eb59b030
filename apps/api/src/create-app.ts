import fs from 'node:fs';
import path from 'node:path';
import { INestApplication, RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import serveStatic from '@fastify/static';
import { Logger } from 'nestjs-pino';
import {
  Config,
  createValidationPipe,
  ProblemFilter,
  refuseOddShapes,
  refuseOtherSites,
  sendProblem,
} from '@pobratym/platform';
import { acceptJsonLines } from '@pobratym/reports';
import { Metrics } from '@pobratym/watch';
import { ApiModule } from './api.module';

const BODY_SIZE_BYTES_MAX = 5 * 1024 * 1024;

/** The API as it runs, not yet listening; tests use the same one. */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_SIZE_BYTES_MAX,
    // Each proxy before us adds the address that it saw; what a client adds itself is not believed.
    trustProxy: config.proxyCount === 0 ? false : config.proxyCount,
    // What fails before the routes, as a broken address, is a problem document too.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      void sendProblem(error, request, reply),
  });
  const module = ApiModule.with(config);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  setRoutePrefix(app);
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  app.get(Metrics).timeRequests(adapter.getInstance());
  refuseOtherSites(adapter.getInstance(), config);
  refuseOddShapes(adapter.getInstance());
  acceptJsonLines(adapter.getInstance());
  await app.register(cookie);
  await app.register(multipart);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: [`'self'`],
        scriptSrc: [`'self'`],
        // Components set their measures as style attributes; scripts stay strict.
        styleSrc: [`'self'`, `'unsafe-inline'`],
        imgSrc: [`'self'`, 'data:'],
        fontSrc: [`'self'`],
        connectSrc: [`'self'`],
        frameAncestors: [`'none'`],
        // On the loopback there is no TLS to upgrade to.
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  describeApi(app);
  await servePages(app, config.webFolder);
  app.enableShutdownHooks();
  return app;
}

export function setRoutePrefix(app: INestApplication): void {
  const exclude = ['health/*path', 'metrics'].map((path) => ({ path, method: RequestMethod.ALL }));
  app.setGlobalPrefix('api/v1', { exclude });
}

export function createDocument(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Pobratym')
    .setDescription(
      'Aid between sister cities: agreement, shipment, delivery, statistics. Masses are in ' +
        'kilograms, days are calendar days at the place, errors are RFC 9457 problem details.',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}_${method}`,
  });
  sayNullAs31(document);
  return document;
}

interface Nullable {
  nullable?: boolean;
  type?: unknown;
  enum?: unknown[];
  allOf?: object[];
  anyOf?: object[];
}

/** OpenAPI 3.1 has no `nullable`: null is one of the types. */
function sayNullAs31(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as Nullable;
  if (schema.nullable === true && schema.allOf) {
    schema.anyOf = [...schema.allOf, { type: 'null' }];
    delete schema.allOf;
    delete schema.nullable;
  }
  if (schema.nullable === true && typeof schema.type === 'string') {
    schema.type = [schema.type, 'null'];
    if (schema.enum && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
    delete schema.nullable;
  }
  for (const child of Object.values(node)) sayNullAs31(child);
}

function describeApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => createDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
}

/** The built pages, where they are; a path that is no file is a page of theirs. */
async function servePages(app: NestFastifyApplication, folder: string): Promise<void> {
  const root = path.resolve(folder);
  if (!fs.existsSync(path.join(root, 'index.html'))) return;
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(serveStatic as never, { root, wildcard: false, index: ['index.html'] });
  fastify.get('/*', (request, reply) => {
    const isPage = !request.url.startsWith('/api/') && !request.url.startsWith('/health/');
    if (isPage && request.headers.accept?.includes('text/html')) {
      return (reply as unknown as { sendFile(name: string): unknown }).sendFile('index.html');
    }
    return reply.callNotFound();
  });
}
