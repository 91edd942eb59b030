import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Injectable, OnModuleInit } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Clock, InvalidInputError } from '@pobratym/platform';
import { Actor } from '../../access/actor';
import { Attempts } from '../attempts';
import { lockPerson, personIdOf } from '../own-event';
import { newSecret } from '../secret';
import { NoPasswordError, WrongPasswordError } from '../sign-in.errors';
import { faultOfPassword, foldPassword, PasswordOwner } from './password-rules';
import { Turns } from './turns';

/**
 * argon2id, the library's default: 19 MiB, two passes, one lane, the least that OWASP recommends
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html). Raised here,
 * a hash is made anew when its person next signs in.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Half of the four threads on which Node.js also reads files and looks up names: guesses take no
 * more than 38 MiB and leave room for other work. A hash was measured to take 12 ms, so the last who
 * waits does so for little more than a second.
 */
const HASHES_AT_ONCE_MAX = 2;
const HASHES_WAITING_MAX = 200;
const turns = new Turns(HASHES_AT_ONCE_MAX, HASHES_WAITING_MAX);

@Injectable()
export class Passwords implements OnModuleInit {
  /** Verified where there is none, so that no answer comes sooner. Nobody knows its password. */
  private dummyHash = '';

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly attempts: Attempts,
  ) {}

  async onModuleInit(): Promise<void> {
    this.dummyHash = await this.hash(newSecret());
  }

  /**
   * @param kept the hash, or null: no such account, or one without a password
   * @throws TooManySignInsError when too many wait for their turn
   */
  async verify(kept: string | null, password: string): Promise<boolean> {
    const folded = foldPassword(password);
    const isSame = await turns.take(() => verify(kept ?? this.dummyHash, folded));
    return isSame && kept !== null;
  }

  /** @throws TooManySignInsError when too many wait for their turn */
  hash(password: string): Promise<string> {
    return turns.take(() => hash(foldPassword(password), COST));
  }

  /**
   * The hash of a new password. Not in a transaction: it takes its time.
   * @param pointer JSON pointer to the field that it came in
   * @throws InvalidInputError that says what it must be
   */
  hashNew(password: string, owner: PasswordOwner, pointer: string): Promise<string> {
    const fault = faultOfPassword(password, owner);
    if (fault) throw InvalidInputError.at(pointer, fault);
    return this.hash(password);
  }

  /** Whether it was made when less was asked for. */
  isOutdated(kept: string): boolean {
    const { memoryCost, timeCost, parallelism } = parseOptions(kept);
    return (
      memoryCost < COST.memoryCost || timeCost < COST.timeCost || parallelism < COST.parallelism
    );
  }

  /**
   * Asks a signed-in person for the password again, before what a stranger at an open screen must
   * not do.
   * @returns its hash as it is kept
   */
  async demandOwn(actor: Actor, password: string, pointer: string): Promise<string> {
    const personId = personIdOf(actor);
    await this.attempts.count('own password', personId);
    const [found]: { kept: string | null }[] = await this.database.query(
      `select password_hash as kept from credential where person_id = $1`,
      [personId],
    );
    if (!found?.kept) throw new NoPasswordError();
    if (!(await this.verify(found.kept, password))) throw new WrongPasswordError(pointer);
    await this.attempts.forget(this.database.manager, 'own password', personId);
    return found.kept;
  }

  /**
   * Keeps the new hash, and makes the links of resets that are still on their way worthless. The
   * sessions are ended by the caller, who knows which one stays.
   */
  async set(tx: EntityManager, personId: string, fresh: string): Promise<void> {
    await lockPerson(tx, personId);
    const values = [personId, fresh, this.clock.now()];
    await tx.query(
      `insert into credential (person_id, password_hash, password_changed_at) values ($1, $2, $3)
       on conflict (person_id) do update set password_hash = $2, password_changed_at = $3`,
      values,
    );
    await tx.query(
      `update letter set used_at = $2
       where person_id = $1 and kind = 'password_reset' and used_at is null`,
      [personId, this.clock.now()],
    );
  }
}
