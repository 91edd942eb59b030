import { RECEIVER } from './support/builders';
import { codeOf, count, OTHER_PASSWORD, PASSWORD, stateOf, times, Town } from './support/town';
import { Visitor } from './support/visitor';

// Goal: who has the password alone has nothing, and each code is good once.
describe('a second factor', () => {
  const town = new Town();
  beforeAll(() => town.start());
  afterAll(() => town.running.stop());

  const atTheCode = async (email: string) => {
    const visitor = town.visitor();
    const { body } = await visitor.signIn(email, PASSWORD);
    expect(body.state).toBe('second_factor');
    return visitor;
  };
  const passCode = (visitor: Visitor, code: string) =>
    visitor.post('/session/second-factor', { code });

  test('counts when a first code has confirmed it, not before', async () => {
    const { id, email, visitor } = await town.signedIn();
    const { status, body } = await visitor.post('/users/me/second-factor');
    expect(status).toBe(201);
    expect(body.otpauthUrl).toContain(`secret=${body.secret}`);
    expect((await town.visitor().signIn(email, PASSWORD)).body.state).toBe('whole');
    const confirm = (code: string) =>
      visitor.post('/users/me/second-factor/confirmation', { code });
    const wrong = await confirm('000000');
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors[0].pointer).toBe('/code');
    const other = town.visitor();
    await other.signIn(email, PASSWORD);
    const thief = visitor.copy();
    const right = await confirm(await codeOf(body.secret));
    expect(right.status).toBe(200);
    expect(new Set(right.body.recoveryCodes).size).toBe(10);
    expect((await visitor.get('/users/me')).body).toMatchObject({
      hasSecondFactor: true,
      recoveryCodesLeft: 10,
    });
    // Those that never showed a code are over, the old secret of this one too.
    expect(await Promise.all([other, thief].map(stateOf))).toEqual(['nobody', 'nobody']);
    expect((await visitor.post('/users/me/second-factor')).status).toBe(409);
    expect((await confirm(await codeOf(body.secret))).status).toBe(409);
    const actions = (await town.history(id)).map(({ action }: { action: string }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(['second_factor.set_up', 'second_factor.confirm']),
    );
  });

  test('is kept sealed, and its recovery codes as hashes', async () => {
    const { id, secret, recoveryCodes } = await town.withSecondFactor();
    const [{ sealed }] = await town.sql(
      `select totp_secret as sealed from credential where person_id = $1`,
      [id],
    );
    expect(sealed.includes(secret)).toBe(false);
    const [{ kept }] = await town.sql(
      `select string_agg(encode(code_hash, 'escape'), '') as kept from recovery_code
       where person_id = $1`,
      [id],
    );
    for (const code of recoveryCodes) expect(kept).not.toContain(code.slice(0, 4));
  });

  test('holds a session that has shown the password alone: nothing may be done, nobody is named', async () => {
    const { id, email, code } = await town.withSecondFactor([
      { role: 'coordinator', cityId: RECEIVER },
    ]);
    const visitor = await atTheCode(email);
    const { body } = await visitor.get('/session');
    expect(body).toMatchObject({ person: null, roles: [], hasSecondFactor: true });
    for (const action of ['account.manage', 'account.enrol', 'delivery.record']) {
      expect(body.actions).not.toContain(action);
    }
    const refused = [
      await visitor.get('/users/me'),
      await visitor.get('/tokens'),
      await visitor.post('/users/me/second-factor'),
      await visitor.delete('/users/me/second-factor', { password: PASSWORD }),
      await visitor.delete('/users/me/sessions'),
      await visitor.put('/users/me/password', { current: PASSWORD, next: OTHER_PASSWORD }),
      await visitor.post('/deliveries', {}),
    ];
    for (const answer of refused) {
      expect(answer.status).toBe(403);
      expect(answer.body.type).toMatch(/second-factor-first$/);
    }
    const beforeCode = visitor.copy();
    const passed = await passCode(visitor, await code());
    expect(passed.status).toBe(200);
    expect(passed.body).toMatchObject({ state: 'whole', person: { id } });
    expect(passed.body.roles).toEqual([{ role: 'coordinator', cityId: RECEIVER }]);
    expect((await visitor.get('/users/me')).status).toBe(200);
    // The secret from before the code does not become whole with it.
    expect(await stateOf(beforeCode)).toBe('nobody');
    expect((await passCode(visitor, await code())).status).toBe(409);
  });

  test('is waited for 10 minutes', async () => {
    const { id, email, code } = await town.withSecondFactor();
    const visitor = await atTheCode(email);
    const [{ minutes }] = await town.sql(
      `select round(extract(epoch from expires_at - created_at) / 60)::int as minutes
       from session where person_id = $1 and stage = 'password'`,
      [id],
    );
    expect(minutes).toBe(10);
    await town.sql(
      `update session set expires_at = now() where person_id = $1 and stage = 'password'`,
      [id],
    );
    expect((await passCode(visitor, await code())).status).toBe(401);
  });

  test('takes each code of the app once, also in another session', async () => {
    const { email, code } = await town.withSecondFactor();
    const [first, second] = [await atTheCode(email), await atTheCode(email)];
    const used = await code();
    expect((await passCode(first, used)).status).toBe(200);
    const again = await passCode(second, used);
    expect(again.status).toBe(422);
    expect(again.body.type).toMatch(/wrong-code$/);
    expect(await stateOf(second)).toBe('second_factor');
  });

  test.each([
    ['one code of the app', 'app'],
    ['one recovery code', 'recovery'],
  ])('lets one of 8 through who send %s at once', async (_, kind) => {
    const { id, email, code, recoveryCodes } = await town.withSecondFactor();
    const visitors = await Promise.all(times(8, () => atTheCode(email)));
    const shared = kind === 'app' ? await code() : recoveryCodes[0]!;
    const answers = await Promise.all(visitors.map((visitor) => passCode(visitor, shared)));
    expect(count(answers, 200)).toBe(1);
    expect(count(answers, 422) + count(answers, 429)).toBe(7);
    const states = await Promise.all(visitors.map(stateOf));
    expect(states.filter((state) => state === 'whole')).toHaveLength(1);
    const [{ usedCount }] = await town.sql(
      `select count(*)::int as "usedCount" from recovery_code
       where person_id = $1 and used_at is not null`,
      [id],
    );
    expect(usedCount).toBe(kind === 'app' ? 0 : 1);
  });

  test('makes one session whole once when 8 send different recovery codes in it', async () => {
    const { id, email, recoveryCodes } = await town.withSecondFactor();
    const visitor = await atTheCode(email);
    const answers = await Promise.all(times(8, (n) => passCode(visitor.copy(), recoveryCodes[n]!)));
    expect(count(answers, 200)).toBe(1);
    // A code that was not needed was not used up.
    const [{ usedCount }] = await town.sql(
      `select count(*)::int as "usedCount" from recovery_code
       where person_id = $1 and used_at is not null`,
      [id],
    );
    expect(usedCount).toBe(1);
  });

  test('takes a recovery code once, however it is written', async () => {
    const { email, recoveryCodes, visitor } = await town.withSecondFactor();
    const written = recoveryCodes[3]!.toLowerCase().replaceAll('-', ' ');
    expect((await passCode(await atTheCode(email), written)).status).toBe(200);
    expect((await passCode(await atTheCode(email), recoveryCodes[3]!)).status).toBe(422);
    expect((await visitor.get('/users/me')).body.recoveryCodesLeft).toBe(9);
  });

  test('takes no recovery code of somebody else', async () => {
    const [one, two] = [await town.withSecondFactor(), await town.withSecondFactor()];
    expect((await passCode(await atTheCode(one.email), two.recoveryCodes[0]!)).status).toBe(422);
    expect((await passCode(await atTheCode(two.email), two.recoveryCodes[0]!)).status).toBe(200);
  });

  test('lets 5 of 40 guesses at once through, in whatever sessions, and then nobody', async () => {
    const { id, email, code } = await town.withSecondFactor();
    const visitors = await Promise.all(times(4, () => atTheCode(email)));
    const guesses = await Promise.all(
      times(40, (n) => passCode(visitors[n % 4]!, String(n).padStart(6, '0'))),
    );
    expect(count(guesses, 422)).toBe(5);
    expect(count(guesses, 429)).toBe(35);
    expect((await passCode(visitors[0]!, await code())).status).toBe(429);
    await town.endWindows();
    expect((await passCode(visitors[0]!, await code())).status).toBe(200);
    const actions = (await town.history(id)).map(({ action }: { action: string }) => action);
    expect(actions.filter((action: string) => action === 'session.refuse_code')).toHaveLength(5);
    expect(actions.filter((action: string) => action === 'session.limit')).toHaveLength(1);
  });

  test('cannot be guessed at an open screen either', async () => {
    const { code, visitor } = await town.withSecondFactor();
    const renew = (guess: string) => visitor.post('/users/me/recovery-codes', { code: guess });
    const guesses = await Promise.all(times(20, (n) => renew(String(n).padStart(6, '0'))));
    expect(count(guesses, 422)).toBe(5);
    expect(count(guesses, 429)).toBe(15);
    expect((await renew(await code())).status).toBe(429);
    const fresh = await town.signedIn();
    await fresh.visitor.post('/users/me/second-factor');
    const confirmations = await Promise.all(
      times(20, (n) =>
        fresh.visitor.post('/users/me/second-factor/confirmation', {
          code: String(n).padStart(6, '0'),
        }),
      ),
    );
    expect(count(confirmations, 422)).toBe(5);
    expect(count(confirmations, 429)).toBe(15);
  });

  test('is taken off by the password alone', async () => {
    const { email, visitor } = await town.withSecondFactor();
    const remove = (password: string) => visitor.delete('/users/me/second-factor', { password });
    const wrong = await remove(OTHER_PASSWORD);
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors[0].pointer).toBe('/password');
    expect((await town.visitor().signIn(email, PASSWORD)).body.state).toBe('second_factor');
    expect((await remove(PASSWORD)).status).toBe(204);
    expect((await visitor.get('/users/me')).body).toMatchObject({
      hasSecondFactor: false,
      recoveryCodesLeft: 0,
    });
    expect((await town.visitor().signIn(email, PASSWORD)).body.state).toBe('whole');
    expect((await remove(PASSWORD)).status).toBe(409);
  });

  test('gives new recovery codes for a code, and the old ones are worthless', async () => {
    const { email, code, recoveryCodes, visitor } = await town.withSecondFactor();
    expect((await visitor.post('/users/me/recovery-codes', { code: '000000' })).status).toBe(422);
    const { status, body } = await visitor.post('/users/me/recovery-codes', { code: await code() });
    expect(status).toBe(200);
    expect((await passCode(await atTheCode(email), recoveryCodes[0]!)).status).toBe(422);
    expect((await passCode(await atTheCode(email), body.recoveryCodes[0])).status).toBe(200);
  });
});

// Goal: an installation may ask for the second factor of those who can do most.
describe('an installation that requires a second factor', () => {
  const town = new Town();
  beforeAll(() => town.start({ isSecondFactorRequired: true }));
  afterAll(() => town.running.stop());

  test('lets an administrator do nothing but set it up', async () => {
    const { visitor } = await town.signedIn([
      { role: 'administrator', cityId: RECEIVER },
      { role: 'coordinator', cityId: RECEIVER },
    ]);
    const held = (await visitor.get('/session')).body;
    expect(held.state).toBe('enrolment');
    expect(held.actions).toContain('account.enrol');
    for (const action of ['account.manage', 'user.manage', 'delivery.record']) {
      expect(held.actions).not.toContain(action);
    }
    expect((await visitor.get('/users/me')).status).toBe(403);
    expect((await visitor.post('/deliveries', {})).body.type).toMatch(/second-factor-first$/);
    const { secret } = (await visitor.post('/users/me/second-factor')).body;
    expect(await stateOf(visitor)).toBe('enrolment');
    const code = await codeOf(secret);
    await visitor.post('/users/me/second-factor/confirmation', { code });
    const free = (await visitor.get('/session')).body;
    expect(free.state).toBe('whole');
    expect(free.actions).toEqual(expect.arrayContaining(['account.manage', 'user.manage']));
  });

  test('asks it of stewards too, and of no coordinator', async () => {
    const steward = await town.signedIn([{ role: 'steward' }]);
    const coordinator = await town.signedIn([{ role: 'coordinator', cityId: RECEIVER }]);
    expect(await stateOf(steward.visitor)).toBe('enrolment');
    expect(await stateOf(coordinator.visitor)).toBe('whole');
  });
});
