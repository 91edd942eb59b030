import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { networkOf } from '@pobratym/audit';
import { Clock, Config, CONFIG } from '@pobratym/platform';
import { Actor, nobody } from '../access/actor';
import { NotSignedInError } from '../access/access.errors';
import { Role, Scope } from '../access/rights';
import { hashSecret, newSecret } from './secret';
import {
  clearSessionCookie,
  readSessionCookie,
  SESSION_IDLE_DAYS_MAX,
  setSessionCookie,
} from './session-cookie';

/** `last_seen_at` and `last_used_at` are not exact to the request, or each reading would write. */
const SEEN_EVERY_MS = 60_000;
const ROTATION_GRACE_MS = 30_000;

interface Found {
  id: string;
  personId: string;
  roles: Partial<Record<Role, (string | null)[]>> | null;
  hasSecondFactor: boolean;
  scopes: Scope[] | null;
  stage: 'password' | 'whole';
  mustRotate: boolean;
  isCurrent: boolean;
}

/** From a cookie or a token to whoever asks; roles are read anew at each request. */
@Injectable()
export class Authentication {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A token that is not good is told (401); an old cookie is taken away, and nobody asks. */
  async actorOf(request: FastifyRequest, reply: FastifyReply): Promise<Actor> {
    const network = networkOf(request.ip);
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.byToken(authorization, network);
    const secret = readSessionCookie(request, this.config);
    if (!secret) return nobody(network);
    const found = await this.findSession(secret);
    if (!found) {
      clearSessionCookie(reply, this.config);
      return nobody(network);
    }
    if (found.mustRotate && found.isCurrent) await this.rotate(found.id, secret, reply);
    return this.toActor(found, 'session', network);
  }

  /** Whoever asks by a session that has just begun or been renewed. */
  async actorOfSession(secret: string, network: string | null): Promise<Actor> {
    const found = await this.findSession(secret);
    return found ? this.toActor(found, 'session', network) : nobody(network);
  }

  private async byToken(authorization: string, network: string | null): Promise<Actor> {
    const secret = /^Bearer (pbr_[A-Za-z0-9_-]{20,100})$/i.exec(authorization)?.[1];
    const [found]: Found[] = secret
      ? await this.database.query(FIND_TOKEN, [hashSecret(secret), this.clock.now()])
      : [];
    if (!found) throw new NotSignedInError();
    await this.database.query(MARK_TOKEN, [found.id, this.clock.now(), this.before(SEEN_EVERY_MS)]);
    return this.toActor(found, 'token', network);
  }

  private async findSession(secret: string): Promise<Found | undefined> {
    const now = this.clock.now();
    const [found]: Found[] = await this.database.query(FIND_SESSION, [
      hashSecret(secret),
      now,
      this.before(SESSION_IDLE_DAYS_MAX * 86_400_000),
    ]);
    if (found) {
      await this.database.query(MARK_SESSION, [found.id, now, this.before(SEEN_EVERY_MS)]);
    }
    return found;
  }

  /** One of the requests that come at once renews it; the others go on with the old secret. */
  private async rotate(id: string, secret: string, reply: FastifyReply): Promise<void> {
    const fresh = newSecret();
    const until = new Date(this.clock.now().getTime() + ROTATION_GRACE_MS);
    const [rows] = await this.database.query(ROTATE, [
      id,
      hashSecret(secret),
      hashSecret(fresh),
      until,
    ]);
    if (rows.length > 0) setSessionCookie(reply, this.config, fresh);
  }

  private toActor(found: Found, via: 'session' | 'token', network: string | null): Actor {
    const { id, personId, scopes, stage, hasSecondFactor } = found;
    const origin = { personId, via, viaId: id, network };
    if (stage === 'password') {
      return { kind: 'person', roles: new Map(), scopes, heldAt: 'second_factor', origin };
    }
    const roles = new Map(
      Object.entries(found.roles ?? {}).map(([role, cities]) => [
        role as Role,
        new Set(cities.filter((city): city is string => city !== null)),
      ]),
    );
    const isBound = roles.has('steward') || roles.has('administrator');
    const mustEnrol = this.config.isSecondFactorRequired && isBound && !hasSecondFactor;
    return { kind: 'person', roles, scopes, heldAt: mustEnrol ? 'enrolment' : null, origin };
  }

  private before(durationMs: number): Date {
    return new Date(this.clock.now().getTime() - durationMs);
  }
}

const WHO = `
  (select jsonb_object_agg(role, cities) from (
    select role, jsonb_agg(city_id) as cities from person_role r
    where r.person_id = p.id group by role) held) as roles,
  exists (select from credential c
    where c.person_id = p.id and c.totp_confirmed_at is not null) as "hasSecondFactor"`;

const FIND_SESSION = `
  select s.id, s.person_id as "personId", s.stage, s.must_rotate as "mustRotate",
    s.secret_hash = $1 as "isCurrent", null as scopes, ${WHO}
  from session s join person p on p.id = s.person_id
  where (s.secret_hash = $1 or (s.previous_secret_hash = $1 and s.previous_until > $2))
    and s.expires_at > $2 and s.last_seen_at > $3 and p.erased_at is null`;

const FIND_TOKEN = `
  select t.id, t.person_id as "personId", 'whole' as stage, false as "mustRotate",
    true as "isCurrent", t.scopes, ${WHO}
  from personal_token t join person p on p.id = t.person_id
  where t.secret_hash = $1 and t.expires_at > $2 and t.revoked_at is null and p.erased_at is null`;

const MARK_SESSION = `update session set last_seen_at = $2 where id = $1 and last_seen_at < $3`;

const MARK_TOKEN = `
  update personal_token set last_used_at = $2
  where id = $1 and (last_used_at is null or last_used_at < $3)`;

const ROTATE = `
  update session set secret_hash = $3, previous_secret_hash = secret_hash, previous_until = $4,
    must_rotate = false
  where id = $1 and secret_hash = $2 and must_rotate returning id`;
