import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Clock, UUID_SHAPE } from '@pobratym/platform';
import { Actor } from '../access/actor';
import { NotSignedInError } from '../access/access.errors';
import { lockPerson, personIdOf, recordOwnEvent, sessionIdOf } from './own-event';
import { hashSecret, newSecret } from './secret';
import { SESSION_DAYS_MAX, SESSION_IDLE_DAYS_MAX } from './session-cookie';
import { NoCodeAwaitedError } from './sign-in.errors';

const DAY_MS = 86_400_000;
/** To find the telephone and read a code. */
const CODE_AWAITED_MS = 10 * 60_000;
/** Nobody has so many browsers; what comes past it ends the one that was used longest ago. */
const SESSIONS_OF_PERSON_MAX = 20;
const SWEPT_AT_ONCE_MAX = 20;
const USER_AGENT_LENGTH_MAX = 200;

export type Stage = 'password' | 'whole';

export interface BegunSession {
  /** For the cookie; nothing but its hash is kept. */
  secret: string;
  stage: Stage;
}

export interface OwnSession {
  id: string;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
}

/** The sessions at browsers: begun, renewed, ended. Who asks by one: see {@link Authentication}. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * A new session with a secret of its own: whatever the browser sent is not taken over, and the
   * session that it belonged to ends. With a second factor it is one step from whole.
   * @param actor whoever asks: nobody yet, or the one who was signed in here before
   * @param how what the person has shown
   */
  async begin(
    tx: EntityManager,
    actor: Actor,
    personId: string,
    how: 'password' | 'provider',
    userAgent: string | undefined,
  ): Promise<BegunSession> {
    await lockPerson(tx, personId);
    await tx.query(`delete from session where id = $1`, [sessionIdOf(actor)]);
    await this.sweep(tx, personId);
    const stage: Stage = (await hasSecondFactor(tx, personId)) ? 'password' : 'whole';
    const secret = newSecret();
    const now = this.clock.now();
    const [{ id }] = await tx.query(
      `insert into session (person_id, secret_hash, stage, user_agent, created_at, last_seen_at,
         expires_at)
       values ($1, $2, $3, $4, $5, $5, $6) returning id`,
      [
        personId,
        hashSecret(secret),
        stage,
        userAgent?.slice(0, USER_AGENT_LENGTH_MAX) ?? null,
        now,
        this.expiryOf(stage),
      ],
    );
    const origin = { personId, via: 'session', viaId: id, network: actor.origin.network } as const;
    await recordOwnEvent(tx, origin, personId, { action: 'session.begin', after: { how, stage } });
    return { secret, stage };
  }

  /** The code was right: the session is whole, under a new secret. Of many at once, one does it. */
  async complete(tx: EntityManager, actor: Actor): Promise<BegunSession> {
    const secret = newSecret();
    const [rows] = await tx.query(
      `update session set stage = 'whole', expires_at = $4, ${FRESH_SECRET}
       where id = $1 and person_id = $2 and stage = 'password' returning id`,
      [sessionIdOf(actor), personIdOf(actor), hashSecret(secret), this.expiryOf('whole')],
    );
    if (rows.length === 0) throw new NoCodeAwaitedError();
    return { secret, stage: 'whole' };
  }

  /** A new secret for this session, the old one at once worthless; all others of the person end. */
  async keepOnlyThis(tx: EntityManager, actor: Actor): Promise<BegunSession> {
    const secret = newSecret();
    const [rows] = await tx.query(
      `update session set ${FRESH_SECRET} where id = $1 and person_id = $2 returning stage`,
      [sessionIdOf(actor), personIdOf(actor), hashSecret(secret)],
    );
    if (rows.length === 0) throw new NotSignedInError();
    await this.endAll(tx, personIdOf(actor), sessionIdOf(actor));
    return { secret, stage: rows[0].stage };
  }

  /** @returns how many were ended */
  async endAll(tx: EntityManager, personId: string, exceptId: string | null): Promise<number> {
    const [, count] = await tx.query(
      `delete from session where person_id = $1 and id is distinct from $2`,
      [personId, exceptId],
    );
    return count;
  }

  /** The sessions that are open, the one used last first. */
  list(actor: Actor): Promise<OwnSession[]> {
    return this.database.query(
      `select id, user_agent as "userAgent", created_at as "createdAt",
         last_seen_at as "lastSeenAt"
       from session
       where person_id = $1 and stage = 'whole' and expires_at > $2 and last_seen_at > $3
       order by last_seen_at desc, id`,
      [personIdOf(actor), this.clock.now(), this.idleSince()],
    );
  }

  /** @returns whether the person had such a session */
  async endOne(actor: Actor, id: string): Promise<boolean> {
    const personId = personIdOf(actor);
    if (!UUID_SHAPE.test(id)) return false;
    return this.database.transaction(async (tx) => {
      const [, count] = await tx.query(`delete from session where id = $1 and person_id = $2`, [
        id,
        personId,
      ]);
      const event = { action: 'session.end', subject: { kind: 'session', id } };
      if (count > 0) await recordOwnEvent(tx, actor.origin, personId, event);
      return count > 0;
    });
  }

  async endAllOwn(actor: Actor): Promise<void> {
    const personId = personIdOf(actor);
    await this.database.transaction(async (tx) => {
      const endedCount = await this.endAll(tx, personId, null);
      const action = 'session.end_all';
      await recordOwnEvent(tx, actor.origin, personId, { action, after: { endedCount } });
    });
  }

  private idleSince(): Date {
    return new Date(this.clock.now().getTime() - SESSION_IDLE_DAYS_MAX * DAY_MS);
  }

  private expiryOf(stage: Stage): Date {
    const durationMs = stage === 'whole' ? SESSION_DAYS_MAX * DAY_MS : CODE_AWAITED_MS;
    return new Date(this.clock.now().getTime() + durationMs);
  }

  /** What is over goes: of this person all of it, of others some each time. */
  private async sweep(tx: EntityManager, personId: string): Promise<void> {
    const isOver = `(expires_at <= $1 or last_seen_at <= $2)`;
    const times = [this.clock.now(), this.idleSince()];
    // One's own first: it waits for nobody who waits for us.
    await tx.query(
      `delete from session where person_id = $3 and (${isOver} or id not in (
         select id from session where person_id = $3 order by last_seen_at desc, id limit $4))`,
      [...times, personId, SESSIONS_OF_PERSON_MAX - 1],
    );
    await tx.query(
      `delete from session where id in (
         select id from session where ${isOver} limit $3 for update skip locked)`,
      [...times, SWEPT_AT_ONCE_MAX],
    );
  }
}

const FRESH_SECRET = `secret_hash = $3, previous_secret_hash = null, previous_until = null,
  must_rotate = false`;

async function hasSecondFactor(tx: EntityManager, personId: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from credential where person_id = $1 and totp_confirmed_at is not null`,
    [personId],
  );
  return rows.length > 0;
}
