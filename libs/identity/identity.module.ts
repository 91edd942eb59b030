import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access/access.guard';
import { RoutesCheck } from './access/routes-check';
import { AuditLogController } from './audit-log/audit-log.controller';
import { AuditLogService } from './audit-log/audit-log.service';
import { OidcSignIn } from './oidc/oidc-sign-in';
import { ProviderClients } from './oidc/provider-clients';
import { ProvidersController } from './oidc/providers.controller';
import { ProvidersService } from './oidc/providers.service';
import { PEOPLE_CONTROLLERS, PEOPLE_PROVIDERS } from './people/parts';
import { Authentication } from './sign-in/authentication';
import { SIGN_IN_CONTROLLERS, SIGN_IN_PROVIDERS } from './sign-in/parts';

/**
 * People: who they are (one table of names and addresses), how they sign in, what they may do (one
 * table of rights, access/rights.ts). Called users in the HTTP interface.
 */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [
    ...SIGN_IN_CONTROLLERS,
    ...PEOPLE_CONTROLLERS,
    ProvidersController,
    AuditLogController,
  ],
  providers: [
    Authentication,
    RoutesCheck,
    { provide: APP_GUARD, useClass: AccessGuard },
    ...SIGN_IN_PROVIDERS,
    ...PEOPLE_PROVIDERS,
    ProvidersService,
    ProviderClients,
    OidcSignIn,
    AuditLogService,
  ],
})
export class IdentityModule {}
