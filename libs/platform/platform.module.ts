import { DynamicModule, Global, Module, RequestMethod } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { Clock } from './clock';
import { Config } from './config/config';
import { ConfigModule } from './config/config.module';
import { DatabaseModule } from './database/database.module';
import { QueueModule } from './queue/queue.module';

/** What every process stands on: configuration, clock, database, queues, logs. */
@Global()
@Module({})
export class PlatformModule {
  static forProcess(processName: string, config: Config): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        ConfigModule.of(config),
        DatabaseModule.forApp(`pobratym ${processName}`),
        QueueModule,
        LoggerModule.forRoot({
          forRoutes: [{ path: '{*path}', method: RequestMethod.ALL }],
          pinoHttp: {
            name: processName,
            level: config.logLevel,
            // A line an event; no header, address or body: they may hold what is private.
            serializers: {
              req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
                id,
                method,
                path: url.split('?')[0],
              }),
              res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
            },
          },
        }),
      ],
      providers: [Clock],
      exports: [Clock],
    };
  }
}
