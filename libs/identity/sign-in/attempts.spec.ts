import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Clock, Config } from '@pobratym/platform';
import { createDatabase, TestDatabase } from '../../../test/support/database';
import { addressOf, ATTEMPT_LIMITS, AttemptKind, Attempts } from './attempts';
import { TooManyAttemptsError } from './sign-in.errors';

class SetClock extends Clock {
  nowMs = Date.parse('2026-03-01T10:00:00Z');

  override now(): Date {
    return new Date(this.nowMs);
  }
}

// Goal: nobody guesses more often than the limit, however many guess at once.
describe('attempts', () => {
  const config = { secretKey: 'a key of thirty-two characters, at least' } as Config;
  let own: TestDatabase;
  let database: DataSource;
  let clock: SetClock;
  let attempts: Attempts;

  beforeEach(async () => {
    own = await createDatabase();
    database = await new DataSource({ type: 'postgres', url: own.url, poolSize: 8 }).initialize();
    clock = new SetClock();
    attempts = new Attempts(database, clock, config);
  });
  afterEach(async () => {
    await database.destroy();
    await own.drop();
  });

  const outcomeOf = (kind: AttemptKind, whom: string) =>
    attempts.count(kind, whom).then(
      () => 'passed' as const,
      (error: unknown) => {
        if (error instanceof TooManyAttemptsError) return error;
        throw error;
      },
    );
  const manyAtOnce = async (count: number, kind: AttemptKind, whom: string) => {
    const all = await Promise.all(Array.from({ length: count }, () => outcomeOf(kind, whom)));
    return {
      passedCount: all.filter((outcome) => outcome === 'passed').length,
      refused: all.filter((outcome) => outcome !== 'passed'),
    };
  };
  const rowCount = async () =>
    (await database.query(`select count(*)::int as count from attempt`))[0].count as number;

  test.each(Object.entries(ATTEMPT_LIMITS))(
    'of 200 at once no more than the limit get through: %s',
    async (kind, { countMax, windowMs }) => {
      const { passedCount, refused } = await manyAtOnce(200, kind as AttemptKind, 'olena');
      expect(passedCount).toBe(countMax);
      expect(refused.filter(({ isFirst }) => isFirst)).toHaveLength(1);
      const waits = new Set(refused.map(({ retryAfterSeconds }) => retryAfterSeconds));
      expect([...waits]).toEqual([windowMs / 1000]);
    },
  );

  test('are counted for each account and each kind by itself', async () => {
    await manyAtOnce(20, 'account', 'olena');
    expect(await outcomeOf('account', 'olena')).not.toBe('passed');
    expect(await outcomeOf('account', 'ivan')).toBe('passed');
    expect(await outcomeOf('own password', 'olena')).toBe('passed');
  });

  test('begin anew when the window is over, and not before', async () => {
    await manyAtOnce(11, 'account', 'olena');
    clock.nowMs += ATTEMPT_LIMITS.account.windowMs - 1;
    expect(await outcomeOf('account', 'olena')).toMatchObject({ retryAfterSeconds: 1 });
    clock.nowMs += 1;
    const { passedCount } = await manyAtOnce(50, 'account', 'olena');
    expect(passedCount).toBe(10);
  });

  test('are forgotten after a success, of that account alone', async () => {
    await manyAtOnce(11, 'account', 'olena');
    await manyAtOnce(11, 'account', 'ivan');
    await database.transaction((tx) => attempts.forget(tx, 'account', 'olena'));
    expect((await manyAtOnce(11, 'account', 'olena')).passedCount).toBe(10);
    expect(await outcomeOf('account', 'ivan')).not.toBe('passed');
  });

  test('keep nothing by which one could tell whose they are', async () => {
    await attempts.count('account', 'olena@example.org');
    const [{ key }] = await database.query(`select key from attempt`);
    const plain = ['olena@example.org', 'account\nolena@example.org', 'accountolena@example.org'];
    const guesses = plain.map((text) => createHash('sha256').update(text).digest('hex'));
    expect(guesses).not.toContain(key.toString('hex'));
    const other = new Attempts(database, clock, { secretKey: 'of another installation' } as Config);
    await other.count('account', 'olena@example.org');
    expect(await rowCount()).toBe(2);
  });

  test('go when their windows are long over, and those that count stay', async () => {
    for (let n = 0; n < 100; n++) await attempts.count('account', `old ${n}`);
    clock.nowMs += 2 * 3_600_000;
    await manyAtOnce(11, 'account', 'olena');
    for (let n = 0; n < 5; n++) await attempts.count('account', `new ${n}`);
    expect(await rowCount()).toBe(6);
    expect(await outcomeOf('account', 'olena')).not.toBe('passed');
  });
});

describe('the address that attempts are counted by', () => {
  test.each([
    ['192.0.2.77', '192.0.2.77'],
    ['::ffff:192.0.2.77', '192.0.2.77'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('of %s is %s', (ip, expected) => {
    expect(addressOf(ip)).toBe(expected);
  });
});
