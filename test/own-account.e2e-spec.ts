import { RECEIVER } from './support/builders';
import { count, OTHER_PASSWORD, PASSWORD, stateOf, times, Town } from './support/town';

// Goal: one's own account is changed by its person alone, who is asked for the password again
// where a stranger at an open screen could take it over.
describe('one’s own account', () => {
  const town = new Town();
  beforeAll(() => town.start());
  afterAll(() => town.running.stop());

  test('may be given another name and language, and nothing else', async () => {
    const { id, email, visitor } = await town.signedIn();
    const stranger = await town.signedIn();
    expect((await visitor.get('/users/me')).body).toEqual({
      id,
      email,
      name: 'Test',
      language: 'uk',
      hasPassword: true,
      hasSecondFactor: false,
      recoveryCodesLeft: 0,
    });
    const { body } = await visitor.patch('/users/me', { name: ' Олена ', language: 'en' });
    expect(body).toMatchObject({ name: 'Олена', language: 'en', email });
    expect((await stranger.visitor.get('/users/me')).body.name).toBe('Test');
    for (const change of [
      { email: 'mayor@example.org' },
      { roles: [] },
      { id: stranger.id },
      { language: 'ru' },
      { name: '' },
      { name: null },
    ]) {
      expect((await visitor.patch('/users/me', change)).status).toBe(422);
    }
    const event = (await town.history(id)).at(-1);
    expect(event).toMatchObject({ action: 'account.change', personId: id });
    expect(event.after).toEqual({ isNameChanged: true, language: 'en' });
  });

  test('gets a new password for the present one; every other session ends', async () => {
    const { id, email, visitor } = await town.signedIn();
    const other = town.visitor();
    await other.signIn(email, PASSWORD);
    const thief = visitor.copy();
    const change = { current: PASSWORD, next: OTHER_PASSWORD };
    expect((await visitor.put('/users/me/password', change)).status).toBe(204);
    expect(await Promise.all([visitor, other, thief].map(stateOf))).toEqual([
      'whole',
      'nobody',
      'nobody',
    ]);
    expect((await town.visitor().signIn(email, PASSWORD)).status).toBe(401);
    expect((await town.visitor().signIn(email, OTHER_PASSWORD)).status).toBe(200);
    const actions = (await town.history(id)).map(({ action }: { action: string }) => action);
    expect(actions).toContain('password.change');
  });

  test.each([
    [{ current: OTHER_PASSWORD, next: 'four words by chance' }, '/current', 'present password'],
    [{ current: PASSWORD, next: 'too short' }, '/next', 'at least 12'],
    [{ current: PASSWORD, next: 'Password2026!' }, '/next', 'guessed first'],
    [{ current: PASSWORD, next: 'pobratym-2026' }, '/next', 'your name'],
  ])('keeps its password when %j is sent', async (change, pointer, words) => {
    const { email, visitor } = await town.signedIn();
    const { status, body } = await visitor.put('/users/me/password', change);
    expect(status).toBe(422);
    expect(body.errors).toEqual([{ pointer, detail: expect.stringContaining(words) }]);
    expect(JSON.stringify(body)).not.toContain(change.next);
    expect(await stateOf(visitor)).toBe('whole');
    expect((await town.visitor().signIn(email, PASSWORD)).status).toBe(200);
  });

  test('lets nobody guess the present password at an open screen', async () => {
    const { visitor } = await town.signedIn();
    const change = { current: OTHER_PASSWORD, next: 'four words by chance' };
    const guesses = await Promise.all(times(30, () => visitor.put('/users/me/password', change)));
    expect(count(guesses, 422)).toBe(10);
    expect(count(guesses, 429)).toBe(20);
    const right = { current: PASSWORD, next: 'four words by chance' };
    const { status, headers } = await visitor.put('/users/me/password', right);
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('is changed to one of 8 passwords that come at once', async () => {
    const { email, visitor } = await town.signedIn();
    const passwords = times(8, (n) => `four words by chance ${'abcdefgh'[n]}`);
    const answers = await Promise.all(
      passwords.map((next) =>
        visitor.copy().put('/users/me/password', { current: PASSWORD, next }),
      ),
    );
    expect(count(answers, 204)).toBe(1);
    const next = passwords[answers.findIndex(({ status }) => status === 204)]!;
    expect((await town.visitor().signIn(email, next)).status).toBe(200);
  });

  test('makes the links of resets that are on their way worthless by a new password', async () => {
    const { id, visitor } = await town.signedIn();
    await town.sql(
      `insert into letter (person_id, kind, expires_at)
       values ($1, 'password_reset', now() + interval '1 hour')`,
      [id],
    );
    await visitor.put('/users/me/password', { current: PASSWORD, next: OTHER_PASSWORD });
    const [letter] = await town.sql(`select used_at from letter where person_id = $1`, [id]);
    expect(letter.used_at).not.toBeNull();
  });

  test('of somebody with no password is told how to get one', async () => {
    const { id, visitor } = await town.signedIn();
    await town.sql(`update credential set password_hash = null where person_id = $1`, [id]);
    const change = { current: PASSWORD, next: OTHER_PASSWORD };
    const { status, body } = await visitor.put('/users/me/password', change);
    expect(status).toBe(409);
    expect(body.type).toMatch(/no-password$/);
  });

  test('is closed to nobody and to a token', async () => {
    const { id, email } = await town.newPerson();
    const nobody = town.visitor();
    const api = await town.running.app.asPerson([{ role: 'administrator', cityId: RECEIVER }]);
    for (const path of ['/users/me', '/users/me/sessions', '/tokens']) {
      expect((await nobody.get(path)).status).toBe(401);
      expect((await api.get(path)).status).toBe(403);
    }
    expect((await api.post('/users/me/second-factor', {})).status).toBe(403);
    expect((await api.post('/session/second-factor', { code: '123456' })).status).toBe(409);
    expect((await nobody.post('/session/second-factor', { code: '123456' })).status).toBe(401);
    expect(await town.history(id)).toEqual([]);
    expect(email).toContain(id);
  });
});
