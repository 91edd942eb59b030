import { DynamicModule, Module } from '@nestjs/common';
import { CitiesModule } from '@pobratym/cities';
import { DeliveriesModule } from '@pobratym/deliveries';
import { ExportsModule } from '@pobratym/exports';
import { IdentityModule } from '@pobratym/identity';
import { NoticesModule } from '@pobratym/notices';
import { PartnershipsModule } from '@pobratym/partnerships';
import { Config, HealthModule, PlatformModule } from '@pobratym/platform';
import { ReconciliationModule } from '@pobratym/reconciliation';
import { ReportsModule } from '@pobratym/reports';
import { ShipmentsModule } from '@pobratym/shipments';
import { StatisticsModule } from '@pobratym/statistics';
import { WatchModule } from '@pobratym/watch';

/** Everything that speaks HTTP. */
@Module({})
export class ApiModule {
  static with(config: Config): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.forProcess('api', config),
        IdentityModule,
        HealthModule,
        CitiesModule,
        NoticesModule,
        PartnershipsModule,
        ShipmentsModule,
        DeliveriesModule,
        ReportsModule,
        ReconciliationModule,
        StatisticsModule,
        ExportsModule,
        WatchModule,
      ],
    };
  }
}
