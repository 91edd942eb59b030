import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Actor } from '../access/actor';
import { addressOf, AttemptKind, Attempts } from './attempts';
import { foldEmail } from './email';
import { lockPerson, personIdOf, recordOwnEvent, sessionIdOf } from './own-event';
import { Passwords } from './password/passwords';
import { SecondFactorService } from './second-factor/second-factor.service';
import { BegunSession, Sessions } from './sessions';
import {
  NoCodeAwaitedError,
  TooManyAttemptsError,
  WrongCodeError,
  WrongCredentialsError,
} from './sign-in.errors';

/** From where a request comes. */
export interface Visit {
  ip: string;
  userAgent: string | undefined;
}

interface Account {
  /** Null: there is none. */
  id: string | null;
  passwordHash: string | null;
}

/** Begins and ends the sessions of people at browsers. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: DataSource,
    private readonly attempts: Attempts,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly secondFactor: SecondFactorService,
  ) {}

  /**
   * By e-mail and password. An unknown address, an account without a password and a wrong password
   * get the same answer after the same work.
   */
  async signIn(
    actor: Actor,
    visit: Visit,
    input: { email: string; password: string },
  ): Promise<BegunSession> {
    const email = foldEmail(input.email);
    const account = await this.findAccount(email);
    await this.countGuess(actor, 'address', addressOf(visit.ip), null);
    await this.countGuess(actor, 'account', email, account.id);
    const { id, passwordHash: kept } = account;
    const isRight = await this.passwords.verify(kept, input.password);
    if (!isRight || id === null || kept === null) {
      await this.record(actor, 'session.refuse', id);
      throw new WrongCredentialsError();
    }
    const stronger = this.passwords.isOutdated(kept)
      ? await this.passwords.hash(input.password)
      : kept;
    return this.database.transaction(async (tx) => {
      await lockPerson(tx, id);
      // Not where it was changed while we looked at it.
      const [, count] = await tx.query(
        `update credential set password_hash = $3 where person_id = $1 and password_hash = $2`,
        [id, kept, stronger],
      );
      if (count === 0) throw new WrongCredentialsError();
      await this.attempts.forget(tx, 'account', email);
      return this.sessions.begin(tx, actor, id, 'password', visit.userAgent);
    });
  }

  /** The code of the second factor, or a recovery code: the session becomes whole. */
  async passCode(actor: Actor, code: string): Promise<BegunSession> {
    const personId = personIdOf(actor);
    if (actor.heldAt !== 'second_factor') throw new NoCodeAwaitedError();
    await this.countGuess(actor, 'code', personId, personId);
    try {
      return await this.database.transaction(async (tx) => {
        const kind = await this.secondFactor.take(tx, personId, code);
        const event = { action: 'session.complete', after: { code: kind } };
        await recordOwnEvent(tx, actor.origin, personId, event);
        return this.sessions.complete(tx, actor);
      });
    } catch (error) {
      if (error instanceof WrongCodeError) {
        await this.record(actor, 'session.refuse_code', personId);
      }
      throw error;
    }
  }

  /** Ends the session of this browser; without one there is nothing to end. */
  async signOut(actor: Actor): Promise<void> {
    const id = sessionIdOf(actor);
    if (id !== null) await this.sessions.endOne(actor, id);
  }

  private async findAccount(email: string): Promise<Account> {
    const [found]: Account[] = await this.database.query(
      `select d.person_id as id, c.password_hash as "passwordHash"
       from person_detail d
         join person p on p.id = d.person_id and p.erased_at is null
         left join credential c on c.person_id = d.person_id
       where d.email = $1`,
      [email],
    );
    return found ?? { id: null, passwordHash: null };
  }

  /** The first attempt past the limit is written down; the thousands after it say nothing new. */
  private async countGuess(
    actor: Actor,
    kind: AttemptKind,
    whom: string,
    personId: string | null,
  ): Promise<void> {
    try {
      await this.attempts.count(kind, whom);
    } catch (error) {
      const isFirst = error instanceof TooManyAttemptsError && error.isFirst;
      if (isFirst) await this.record(actor, 'session.limit', personId, { kind });
      throw error;
    }
  }

  /** In a transaction of its own: what was refused leaves no other trace. */
  private record(
    actor: Actor,
    action: string,
    personId: string | null,
    after?: object,
  ): Promise<void> {
    return this.database.transaction((tx) =>
      recordOwnEvent(tx, actor.origin, personId, { action, after }),
    );
  }
}
