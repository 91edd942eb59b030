import { DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { types } from 'pg';
import { Config } from '../config/config';
import { CONFIG } from '../config/config.module';

// A day has no zone: it stays the text that PostgreSQL sends, and never becomes an instant.
types.setTypeParser(types.builtins.DATE, (day) => day);

const CONNECTION_WAIT_MS_MAX = 10_000;
const IDLE_IN_TRANSACTION_MS_MAX = 300_000;

/**
 * The one connection pool. Each slice names its entities itself (`forFeature`), so the list is
 * explicit; the schema comes from migrations alone.
 */
@Module({})
export class DatabaseModule {
  static forApp(applicationName: string): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [CONFIG],
          useFactory: (config: Config) => ({
            type: 'postgres',
            url: config.databaseUrl,
            applicationName,
            autoLoadEntities: true,
            synchronize: false,
            retryAttempts: 3,
            retryDelay: 1000,
            poolSize: config.databasePoolSizeMax,
            // A full pool is told at once: who waits for ever helps nobody.
            extra: {
              connectionTimeoutMillis: CONNECTION_WAIT_MS_MAX,
              idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS_MAX,
            },
          }),
        }),
      ],
    };
  }
}
