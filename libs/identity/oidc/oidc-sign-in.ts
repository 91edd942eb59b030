import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Clock, Config, CONFIG } from '@pobratym/platform';
import { Actor } from '../access/actor';
import { addressOf, Attempts } from '../sign-in/attempts';
import { foldEmail } from '../sign-in/email';
import { recordOwnEvent } from '../sign-in/own-event';
import { open, seal } from '../sign-in/seal';
import { BegunSession, Sessions } from '../sign-in/sessions';
import { TooManyAttemptsError } from '../sign-in/sign-in.errors';
import { Visit } from '../sign-in/sign-in.service';
import { OidcError, OidcProblem } from './oidc.errors';
import { Provider, ProviderClients, ReachedProvider } from './provider-clients';
import { redirectUriOf } from './providers.service';

const AWAITED_MS = 10 * 60_000;
const FLOW_SEAL = 'identity provider flow';

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

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly attempts: Attempts,
    private readonly clients: ProviderClients,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** → where the browser goes, and what it keeps in a cookie meanwhile. */
  async start(providerId: string): Promise<{ url: string; flow: string }> {
    const { provider, configuration, oidc } = await this.clients.reach(providerId);
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
    visit: Visit,
  ): Promise<BegunSession> {
    const flow = this.openFlow(sealedFlow, providerId);
    const reached = await this.clients.reach(providerId);
    const { provider } = reached;
    try {
      await this.countAttempt(visit);
      const claims = await this.askProvider(reached, flow, query);
      return await this.database.transaction((tx) =>
        this.letIn(tx, actor, provider, claims, visit.userAgent),
      );
    } catch (error) {
      if (error instanceof OidcError) await this.recordRefusal(actor, provider, error.problem);
      throw error;
    }
  }

  private async letIn(
    tx: EntityManager,
    actor: Actor,
    provider: Provider,
    claims: Claims,
    userAgent: string | undefined,
  ): Promise<BegunSession> {
    // Who removes it meanwhile waits for us, and then ends this session too.
    const [still] = await tx.query(`select 1 from identity_provider where id = $1 for key share`, [
      provider.id,
    ]);
    if (!still) throw new OidcError('provider-unknown');
    const personId = await this.findPerson(tx, provider, claims);
    await this.refuseOthersPeople(tx, provider, personId);
    const event = { action: 'session.by_provider', after: { provider: provider.id } };
    await recordOwnEvent(tx, { ...actor.origin, personId }, personId, event);
    return this.sessions.begin(tx, actor, personId, 'provider', userAgent);
  }

  /** Each asks a stranger's server for something: one address does not do it without end. */
  private async countAttempt({ ip }: Visit): Promise<void> {
    try {
      await this.attempts.count('address', addressOf(ip));
    } catch (cause) {
      if (cause instanceof TooManyAttemptsError)
        throw new OidcError('too-many-attempts', { cause });
      throw cause;
    }
  }

  /** The administrators of the city read who was not let in: not by name, which may be anybody's. */
  private recordRefusal(actor: Actor, provider: Provider, problem: OidcProblem): Promise<void> {
    return recordEvent(this.database.manager, actor.origin, {
      action: 'session.refuse',
      subject: { kind: 'provider', id: provider.id },
      cityIds: [provider.cityId],
      after: { how: 'provider', problem },
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
    { oidc, configuration, provider }: ReachedProvider,
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
      const told = tokens.claims()!;
      const subject = told.sub;
      // Both from one answer: what one says of its address does not verify that of the other.
      const isTold = 'email' in told || !configuration.serverMetadata().userinfo_endpoint;
      const { email, email_verified: isVerified } = isTold
        ? told
        : await oidc.fetchUserInfo(configuration, tokens.access_token, subject);
      const isGood = typeof email === 'string' && isVerified === true;
      return { subject, email: isGood ? foldEmail(email) : null };
    } catch (cause) {
      this.logger.warn({ provider: provider.id, reason: (cause as Error).name }, 'Not let in');
      throw new OidcError('provider-refused', { cause });
    }
  }

  /**
   * By what the provider calls them, once it is known; the first time by the verified e-mail. Locks
   * the person: of two who come at once with one e-mail, one is remembered. Who comes with the
   * e-mail of somebody who is known already has got a predecessor's address, and not their account.
   */
  private async findPerson(
    tx: EntityManager,
    provider: Provider,
    { subject, email }: Claims,
  ): Promise<string> {
    const [known] = await tx.query(
      `select p.id from provider_identity i join person p on p.id = i.person_id
       where i.provider_id = $1 and i.subject = $2 and p.erased_at is null
       for no key update of p`,
      [provider.id, subject],
    );
    if (known) return known.id;
    if (email === null) throw new OidcError('provider-email');
    const [invited] = await tx.query(
      `select p.id from person_detail d join person p on p.id = d.person_id
       where d.email = $1 and p.erased_at is null for no key update of p`,
      [email],
    );
    if (!invited) throw new OidcError('provider-no-account');
    const added: unknown[] = await tx.query(
      `insert into provider_identity (provider_id, subject, person_id)
       select $1, $2, $3::uuid where not exists (
         select from provider_identity where provider_id = $1 and person_id = $3)
       on conflict do nothing returning person_id`,
      [provider.id, subject, invited.id],
    );
    if (added.length === 0) throw new OidcError('provider-no-account');
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
}
