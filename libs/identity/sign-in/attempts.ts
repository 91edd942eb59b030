import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Clock, Config, CONFIG } from '@pobratym/platform';
import { keyOf } from './seal';
import { TooManyAttemptsError } from './sign-in.errors';

const MINUTE_MS = 60_000;

/**
 * How often something may be tried in a window that begins with the first attempt. An account takes
 * 10 guesses at a password in 15 minutes: enough for who mistypes, and a year of guessing comes to
 * 350,000, of which the list of common passwords has taken the best. Of a million codes of 6 digits
 * 3 are right at a time, hence 5. An address may be a whole town hall behind one router, hence 50.
 */
export const ATTEMPT_LIMITS = {
  account: { countMax: 10, windowMs: 15 * MINUTE_MS },
  address: { countMax: 50, windowMs: 15 * MINUTE_MS },
  // A signed-in person who is asked for the password again: who found an open screen guesses it.
  'own password': { countMax: 10, windowMs: 15 * MINUTE_MS },
  code: { countMax: 5, windowMs: 15 * MINUTE_MS },
  // Letters: enough to look for one in the wrong folder, too few to fill somebody's mailbox.
  'reset account': { countMax: 3, windowMs: 60 * MINUTE_MS },
  'reset address': { countMax: 20, windowMs: 60 * MINUTE_MS },
  // Who may invite could fill the mailboxes of strangers.
  invitation: { countMax: 50, windowMs: 60 * MINUTE_MS },
} as const;

export type AttemptKind = keyof typeof ATTEMPT_LIMITS;

const WINDOW_MS_MAX = Math.max(...Object.values(ATTEMPT_LIMITS).map(({ windowMs }) => windowMs));
/** For each row that comes, up to so many old ones go: the table cannot grow without end. */
const SWEPT_AT_ONCE_MAX = 20;

/** Counts what may be guessed, in PostgreSQL: all processes count together. */
@Injectable()
export class Attempts {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Counts one attempt, whatever becomes of it; committed before this returns, so of many at once
   * no more than the limit get through.
   * @param whom a folded e-mail, the id of a person, or {@link addressOf}; only its hash is kept
   * @returns how many there have been in this window, this one too
   * @throws TooManyAttemptsError past the limit
   */
  async count(kind: AttemptKind, whom: string): Promise<number> {
    const { countMax, windowMs } = ATTEMPT_LIMITS[kind];
    const now = this.clock.now();
    const [row]: { count: number; since: Date }[] = await this.database.query(COUNT, [
      this.keyOf(kind, whom),
      now,
      new Date(now.getTime() - windowMs),
    ]);
    const { count, since } = row!;
    if (count === 1) await this.sweep(now);
    if (count > countMax) {
      const waitMs = since.getTime() + windowMs - now.getTime();
      throw new TooManyAttemptsError(Math.max(1, Math.ceil(waitMs / 1000)), count === countMax + 1);
    }
    return count;
  }

  /** After a success, in its transaction: the attempts before it were a person's own. */
  async forget(tx: EntityManager, kind: AttemptKind, whom: string): Promise<void> {
    await tx.query(`delete from attempt where key = $1`, [this.keyOf(kind, whom)]);
  }

  private async sweep(now: Date): Promise<void> {
    await this.database.query(SWEEP, [new Date(now.getTime() - WINDOW_MS_MAX), SWEPT_AT_ONCE_MAX]);
  }

  /** Keyed, so that a copy of the table does not tell by trial whose attempts these are. */
  private keyOf(kind: AttemptKind, whom: string): Buffer {
    return createHmac('sha256', keyOf(this.config, 'attempt')).update(`${kind}\n${whom}`).digest();
  }
}

/**
 * An address as attempts are counted: the whole of IPv4; of IPv6 the first 64 bits, since who has
 * one address of such a network has all 2^64 of them.
 */
export function addressOf(ip: string): string {
  const plain = ip.startsWith('::ffff:') ? ip.slice(7) : ip.split('%')[0]!;
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [front, back] = [groups(head), groups(tail)];
  const gap = Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  const short = [...front, ...gap, ...back].slice(0, 4).map((group) => parseInt(group, 16));
  return short.map((group) => group.toString(16)).join(':');
}

const COUNT = `
  insert into attempt (key, window_started_at, count) values ($1, $2, 1)
  on conflict (key) do update set
    count = case when attempt.window_started_at > $3 then attempt.count + 1 else 1 end,
    window_started_at =
      case when attempt.window_started_at > $3 then attempt.window_started_at else $2 end
  returning count, window_started_at as since`;

const SWEEP = `
  delete from attempt where key in (
    select key from attempt where window_started_at < $1
    limit $2 for update skip locked)`;
