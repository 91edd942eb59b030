import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ClientAuth, Configuration } from 'openid-client' with { 'resolution-mode': 'import' };
import { DataSource } from 'typeorm';
import { Clock, Config, CONFIG } from '@pobratym/platform';
import { open } from '../sign-in/seal';
import { OidcError } from './oidc.errors';
import { PROVIDER_ID } from './provider.dto';
import { sealPurposeOf } from './providers.service';

type Oidc = typeof import('openid-client', { with: { 'resolution-mode': 'import' } });

const DISCOVERY_KEPT_MS = 10 * 60_000;
/** A provider that is away is not asked by each browser that comes meanwhile. */
const FAILURE_KEPT_MS = 10_000;
const ANSWER_SECONDS_MAX = 10;

export interface Provider {
  id: string;
  cityId: string;
  issuer: string;
  clientId: string;
  clientSecret: Buffer;
}

export interface ReachedProvider {
  provider: Provider;
  oidc: Oidc;
  configuration: Configuration;
}

/** The providers as they describe themselves, asked now and then. */
@Injectable()
export class ProviderClients {
  private readonly logger = new Logger(ProviderClients.name);
  private readonly discovered = new Map<
    string,
    { untilMs: number; config: Promise<Configuration> }
  >();

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws OidcError where there is none of this id, or it does not answer as it should */
  async reach(id: string): Promise<ReachedProvider> {
    if (!PROVIDER_ID.test(id)) throw new OidcError('provider-unknown');
    const [provider]: Provider[] = await this.database.query(
      `select id, city_id as "cityId", issuer, client_id as "clientId",
         client_secret as "clientSecret"
       from identity_provider where id = $1`,
      [id],
    );
    if (!provider) throw new OidcError('provider-unknown');
    // The package is ESM only.
    const oidc = await import('openid-client');
    try {
      return { provider, oidc, configuration: await this.discover(oidc, provider) };
    } catch (cause) {
      this.logger.warn({ provider: id, reason: (cause as Error).name }, 'Provider not reached');
      throw new OidcError('provider-away', { cause });
    }
  }

  private discover(oidc: Oidc, provider: Provider): Promise<Configuration> {
    const { id, issuer, clientId } = provider;
    const nowMs = this.clock.now().getTime();
    // What is kept is kept for this very row: one that was changed is asked anew.
    const key = `${id} ${issuer} ${clientId} ${provider.clientSecret.toString('base64')}`;
    const kept = this.discovered.get(key);
    if (kept && nowMs < kept.untilMs) return kept.config;
    const secret = open(this.config, sealPurposeOf(id), provider.clientSecret);
    const isOpen = issuer.startsWith('http:');
    const config = oidc.discovery(new URL(issuer), clientId, {}, clientAuth(oidc, secret), {
      timeout: ANSWER_SECONDS_MAX,
      execute: [oidc.enableNonRepudiationChecks, ...(isOpen ? [oidc.allowInsecureRequests] : [])],
    });
    const entry = { untilMs: nowMs + DISCOVERY_KEPT_MS, config };
    this.discovered.set(key, entry);
    config.catch(() => (entry.untilMs = nowMs + FAILURE_KEPT_MS));
    return config;
  }
}

/** In the header, which is the default of the standard, unless the provider takes the body alone. */
function clientAuth(oidc: Oidc, secret: string): ClientAuth {
  const [inHeader, inBody] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? inHeader : inBody)(server, ...rest);
  };
}
