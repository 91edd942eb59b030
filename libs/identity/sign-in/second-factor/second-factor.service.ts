import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Clock, Config, CONFIG } from '@pobratym/platform';
import { Actor } from '../../access/actor';
import { Attempts } from '../attempts';
import { lockPerson, personIdOf, recordOwnEvent } from '../own-event';
import { Passwords } from '../password/passwords';
import { open, seal } from '../seal';
import { Sessions } from '../sessions';
import { SecondFactorStateError, WrongCodeError } from '../sign-in.errors';
import { newOneTimeSecret, otpauthUrlOf, stepOfCode } from './one-time-code';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-code';

export interface SecondFactorSetUp {
  secret: string;
  otpauthUrl: string;
}

interface Kept {
  secret: Buffer | null;
  isConfirmed: boolean;
}

/** A second thing to show beside the password: a code of an app, good once, or a recovery code. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly attempts: Attempts,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A secret for an app. It counts for nothing until a first code confirms that it got there. */
  async setUp(actor: Actor): Promise<SecondFactorSetUp> {
    const personId = personIdOf(actor);
    const secret = await newOneTimeSecret();
    const email = await this.database.transaction(async (tx) => {
      await lockPerson(tx, personId);
      if ((await this.find(tx, personId)).isConfirmed) {
        throw new SecondFactorStateError('It is set up already: take it off first.');
      }
      await tx.query(
        `insert into credential (person_id, totp_secret) values ($1, $2)
         on conflict (person_id) do update set totp_secret = $2, totp_last_step = null`,
        [personId, seal(this.config, purposeOf(personId), secret)],
      );
      await recordOwnEvent(tx, actor.origin, personId, { action: 'second_factor.set_up' });
      const rows = await tx.query(`select email from person_detail where person_id = $1`, [
        personId,
      ]);
      return rows[0].email as string;
    });
    return { secret, otpauthUrl: await otpauthUrlOf(secret, email) };
  }

  /** The first code: from now on it is asked for. Sessions that never showed one are ended. */
  async confirm(actor: Actor, code: string) {
    const personId = personIdOf(actor);
    await this.attempts.count('code', personId);
    return this.database.transaction(async (tx) => {
      await lockPerson(tx, personId);
      const { secret, isConfirmed } = await this.find(tx, personId);
      if (!secret || isConfirmed) {
        const next = isConfirmed ? 'It is confirmed already.' : 'Set it up first.';
        throw new SecondFactorStateError(next);
      }
      if (!(await this.takeOneTimeCode(tx, personId, secret, foldCode(code)))) {
        throw new WrongCodeError();
      }
      await tx.query(`update credential set totp_confirmed_at = $2 where person_id = $1`, [
        personId,
        this.clock.now(),
      ]);
      await this.attempts.forget(tx, 'code', personId);
      await recordOwnEvent(tx, actor.origin, personId, { action: 'second_factor.confirm' });
      const recoveryCodes = await this.replaceRecoveryCodes(tx, personId);
      return { recoveryCodes, session: await this.sessions.keepOnlyThis(tx, actor) };
    });
  }

  /** Off, with its recovery codes. The password is asked for again. */
  async remove(actor: Actor, password: string) {
    const personId = personIdOf(actor);
    await this.passwords.demandOwn(actor, password, '/password');
    return this.database.transaction(async (tx) => {
      await lockPerson(tx, personId);
      if (!(await this.find(tx, personId)).isConfirmed) {
        throw new SecondFactorStateError('There is none to take off.');
      }
      await tx.query(
        `update credential set totp_secret = null, totp_confirmed_at = null, totp_last_step = null
         where person_id = $1`,
        [personId],
      );
      await tx.query(`delete from recovery_code where person_id = $1`, [personId]);
      await recordOwnEvent(tx, actor.origin, personId, { action: 'second_factor.remove' });
      return this.sessions.keepOnlyThis(tx, actor);
    });
  }

  /** Ten new recovery codes; the old ones are worthless. */
  async renewRecoveryCodes(actor: Actor, code: string): Promise<string[]> {
    const personId = personIdOf(actor);
    await this.attempts.count('code', personId);
    return this.database.transaction(async (tx) => {
      await this.take(tx, personId, code);
      await recordOwnEvent(tx, actor.origin, personId, { action: 'recovery_code.renew' });
      return this.replaceRecoveryCodes(tx, personId);
    });
  }

  /**
   * Takes a code, which is then used up. Count the attempt before, outside of the transaction.
   * @returns which kind it was
   * @throws WrongCodeError
   */
  async take(tx: EntityManager, personId: string, code: string): Promise<'app' | 'recovery'> {
    await lockPerson(tx, personId);
    const { secret, isConfirmed } = await this.find(tx, personId);
    if (!secret || !isConfirmed) throw new SecondFactorStateError('None is set up.');
    const folded = foldCode(code);
    const isApp = /^\d{6}$/.test(folded);
    const isTaken = isApp
      ? await this.takeOneTimeCode(tx, personId, secret, folded)
      : await this.takeRecoveryCode(tx, personId, folded);
    if (!isTaken) throw new WrongCodeError();
    await this.attempts.forget(tx, 'code', personId);
    return isApp ? 'app' : 'recovery';
  }

  /** A code is good once: the step only goes forward, so of many at once one goes through. */
  private async takeOneTimeCode(
    tx: EntityManager,
    personId: string,
    sealed: Buffer,
    code: string,
  ): Promise<boolean> {
    if (!/^\d{6}$/.test(code)) return false;
    const secret = open(this.config, purposeOf(personId), sealed);
    const step = await stepOfCode(secret, code, this.clock.now());
    if (step === null) return false;
    const [, count] = await tx.query(
      `update credential set totp_last_step = $2
       where person_id = $1 and (totp_last_step is null or totp_last_step < $2)`,
      [personId, step],
    );
    return count === 1;
  }

  private async takeRecoveryCode(
    tx: EntityManager,
    personId: string,
    code: string,
  ): Promise<boolean> {
    const hash = hashRecoveryCode(code);
    if (!hash) return false;
    const [, count] = await tx.query(
      `update recovery_code set used_at = $3
       where person_id = $1 and code_hash = $2 and used_at is null`,
      [personId, hash, this.clock.now()],
    );
    return count === 1;
  }

  private async replaceRecoveryCodes(tx: EntityManager, personId: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await tx.query(`delete from recovery_code where person_id = $1`, [personId]);
    await tx.query(
      `insert into recovery_code (person_id, code_hash) select $1, unnest($2::bytea[])`,
      [personId, codes.map(hashRecoveryCode)],
    );
    return codes;
  }

  private async find(tx: EntityManager, personId: string): Promise<Kept> {
    const [found]: Kept[] = await tx.query(
      `select totp_secret as secret, totp_confirmed_at is not null as "isConfirmed"
       from credential where person_id = $1`,
      [personId],
    );
    return found ?? { secret: null, isConfirmed: false };
  }
}

/** Whose secret it is stands in the seal: another person's does not open in its place. */
const purposeOf = (personId: string): string => `second factor of ${personId}`;

const foldCode = (code: string): string => code.replace(/[\s-]/g, '');
