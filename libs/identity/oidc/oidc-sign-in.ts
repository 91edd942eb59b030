import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Configuration } from 'openid-client' with { 'resolution-mode': 'import' };
import { DataSource, EntityManager } from 'typeorm';
import { Clock, Config, CONFIG } from '@pobratym/platform';
import { Actor } from '../access/actor';
import { foldEmail } from '../sign-in/email';
import { lockPerson, recordOwnEvent } from '../sign-in/own-event';
import { open, seal } from '../sign-in/seal';
import { BegunSession, Sessions } from '../sign-in/sessions';
import { redirectUriOf, sealPurposeOf } from './providers.service';

type Oidc = typeof import('openid-client', { with: { 'resolution-mode': 'import' } });

const DISCOVERY_KEPT_MS = 10 * 60_000;
const ANSWER_SECONDS_MAX = 10;
const AWAITED_MS = 10 * 60_000;
const FLOW_SEAL = 'identity provider flow';

/** Why somebody was not let in; said on the sign-in page. */
export type OidcProblem =
  | 'provider-unknown'
  | 'provider-away'
  | 'provider-refused'
  | 'provider-email'
  | 'provider-no-account';

export class OidcError extends Error {
  constructor(
    readonly problem: OidcProblem,
    options?: ErrorOptions,
  ) {
    super(problem, options);
  }
}

interface Provider {
  id: string;
  cityId: string;
  issuer: string;
  clientId: string;
  clientSecret: Buffer;
}

/** What the browser brings back, sealed, so that the answer belongs to the question. */
interface Flow {
  providerId: string;
  state: string;
  nonce: string;
  verifier: string;
  untilMs: number;
}

interface Claims {
  subject: string;
  /** Only where the provider says that it is verified. */
  email: string | null;
}

/**
 * Signing in by a city's identity provider: OpenID Connect, authorization code with PKCE, state and
 * nonce. A provider speaks for its own city alone: it lets in only people all of whose roles are held
 * there, who were invited before. It makes nobody.
 */
@Injectable()
export class OidcSignIn {
  private readonly logger = new Logger(OidcSignIn.name);
  private readonly discovered = new Map<string, { atMs: number; config: Promise<Configuration> }>();

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** → where the browser goes, and what it keeps in a cookie meanwhile. */
  async start(providerId: string): Promise<{ url: string; flow: string }> {
    const { provider, configuration, oidc } = await this.reach(providerId);
    const flow: Flow = {
      providerId: provider.id,
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      untilMs: this.clock.now().getTime() + AWAITED_MS,
    };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUriOf(this.config, provider.id),
      scope: 'openid email',
      code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
      state: flow.state,
      nonce: flow.nonce,
    });
    const sealed = seal(this.config, FLOW_SEAL, JSON.stringify(flow)).toString('base64url');
    return { url: url.href, flow: sealed };
  }

  /** @param query of the address that the provider sent the browser back to */
  async finish(
    actor: Actor,
    providerId: string,
    query: string,
    sealedFlow: string | undefined,
    userAgent: string | undefined,
  ): Promise<BegunSession> {
    const flow = this.openFlow(sealedFlow, providerId);
    const { provider, configuration, oidc } = await this.reach(providerId);
    const claims = await this.askProvider(oidc, configuration, provider, flow, query);
    return this.database.transaction(async (tx) => {
      const personId = await this.findPerson(tx, provider, claims);
      await lockPerson(tx, personId);
      await this.refuseOthersPeople(tx, provider, personId);
      await tx.query(
        `insert into provider_identity (provider_id, subject, person_id) values ($1, $2, $3)
         on conflict do nothing`,
        [provider.id, claims.subject, personId],
      );
      const event = { action: 'session.by_provider', after: { provider: provider.id } };
      await recordOwnEvent(tx, { ...actor.origin, personId }, personId, event);
      return this.sessions.begin(tx, actor, personId, 'provider', userAgent);
    });
  }

  private openFlow(sealed: string | undefined, providerId: string): Flow {
    try {
      const text = open(this.config, FLOW_SEAL, Buffer.from(sealed ?? '', 'base64url'));
      const flow = JSON.parse(text) as Flow;
      if (flow.providerId === providerId && flow.untilMs > this.clock.now().getTime()) return flow;
    } catch {
      // As if there were none: it is not ours, or was changed.
    }
    throw new OidcError('provider-refused');
  }

  private async askProvider(
    oidc: Oidc,
    configuration: Configuration,
    provider: Provider,
    flow: Flow,
    query: string,
  ): Promise<Claims> {
    const returned = new URL(`${redirectUriOf(this.config, provider.id)}${query}`);
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, returned, {
        pkceCodeVerifier: flow.verifier,
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        idTokenExpected: true,
      });
      const { sub: subject, ...told } = tokens.claims()!;
      const more = await oidc.fetchUserInfo(configuration, tokens.access_token, subject);
      const { email, email_verified: isVerified } = { ...told, ...more };
      const isGood = typeof email === 'string' && isVerified === true;
      return { subject, email: isGood ? foldEmail(email) : null };
    } catch (cause) {
      this.logger.warn({ provider: provider.id, reason: (cause as Error).name }, 'Not let in');
      throw new OidcError('provider-refused', { cause });
    }
  }

  /** By what the provider calls them, once it is known; the first time by the verified e-mail. */
  private async findPerson(
    tx: EntityManager,
    provider: Provider,
    { subject, email }: Claims,
  ): Promise<string> {
    const [known] = await tx.query(
      `select person_id as id from provider_identity where provider_id = $1 and subject = $2`,
      [provider.id, subject],
    );
    if (known) return known.id;
    if (email === null) throw new OidcError('provider-email');
    const [invited] = await tx.query(
      `select person_id as id from person_detail d where email = $1
         and not exists (select from provider_identity i
           where i.person_id = d.person_id and i.provider_id = $2)`,
      [email, provider.id],
    );
    if (!invited) throw new OidcError('provider-no-account');
    return invited.id;
  }

  /** Else the provider of one city could sign in as who has rights in another. */
  private async refuseOthersPeople(
    tx: EntityManager,
    provider: Provider,
    personId: string,
  ): Promise<void> {
    const roles: { city: string | null }[] = await tx.query(
      `select city_id as city from person_role where person_id = $1`,
      [personId],
    );
    const isTheirs = roles.length > 0 && roles.every(({ city }) => city === provider.cityId);
    if (!isTheirs) throw new OidcError('provider-no-account');
  }

  private async reach(id: string) {
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

  private discover(oidc: Oidc, provider: Provider) {
    const { id, issuer, clientId } = provider;
    const nowMs = this.clock.now().getTime();
    // What is kept is kept for this very row: one that was changed is asked anew.
    const key = `${id} ${issuer} ${clientId} ${provider.clientSecret.toString('base64')}`;
    const kept = this.discovered.get(key);
    if (kept && nowMs - kept.atMs < DISCOVERY_KEPT_MS) return kept.config;
    const secret = open(this.config, sealPurposeOf(id), provider.clientSecret);
    const isOpen = issuer.startsWith('http:');
    const config = oidc.discovery(new URL(issuer), clientId, secret, undefined, {
      timeout: ANSWER_SECONDS_MAX,
      execute: isOpen ? [oidc.allowInsecureRequests] : [],
    });
    this.discovered.set(key, { atMs: nowMs, config });
    config.catch(() => this.discovered.delete(key));
    return config;
  }
}
