import { SENDER } from './support/builders';
import { COOKIE, PASSWORD, stateOf, times, Town } from './support/town';
import { Visitor } from './support/visitor';

// Goal: a session is its person's alone, from its beginning to its end.
describe('a session', () => {
  const town = new Town();
  beforeAll(() => town.start());
  afterAll(() => town.running.stop());

  test('takes no secret over that the browser sent before', async () => {
    const { email } = await town.newPerson();
    const visitor = town.visitor();
    visitor.cookies.set(COOKIE, 'planted-by-an-attacker-planted-by-an-attack');
    const attacker = visitor.copy();
    expect((await visitor.signIn(email, PASSWORD)).status).toBe(200);
    expect(visitor.cookies.get(COOKIE)).not.toBe(attacker.cookies.get(COOKIE));
    expect(await stateOf(visitor)).toBe('whole');
    expect(await stateOf(attacker)).toBe('nobody');
  });

  test('ends when another begins in the same browser, and gives nothing to whoever planted it', async () => {
    const attacker = await town.signedIn();
    const victim = await town.newPerson();
    const browser = attacker.visitor.copy();
    const { body } = await browser.signIn(victim.email, PASSWORD);
    expect(body.person.id).toBe(victim.id);
    expect((await browser.get('/session')).body.person.id).toBe(victim.id);
    expect(await stateOf(attacker.visitor)).toBe('nobody');
  });

  test('stays when a sign-in in its browser is refused', async () => {
    const { id, visitor } = await town.signedIn();
    expect((await visitor.signIn('nobody@example.org', PASSWORD)).status).toBe(401);
    expect((await visitor.get('/session')).body.person.id).toBe(id);
  });

  test('ends by signing out, for everyone who has the cookie; other devices stay', async () => {
    const { email, visitor } = await town.signedIn();
    const other = town.visitor();
    await other.signIn(email, PASSWORD);
    const thief = visitor.copy();
    expect((await visitor.delete('/session')).status).toBe(204);
    expect(visitor.cookies.has(COOKIE)).toBe(false);
    expect(await stateOf(thief)).toBe('nobody');
    expect((await thief.get('/users/me')).status).toBe(401);
    expect(await stateOf(other)).toBe('whole');
    // To end what has ended is no fault.
    expect((await visitor.delete('/session')).status).toBe(204);
  });

  test('is shown to its person, who may end one or all, and nobody else’s', async () => {
    const { email, visitor } = await town.signedIn();
    const stranger = await town.signedIn();
    const [second, third] = [town.visitor(), town.visitor()];
    await second.signIn(email, PASSWORD);
    await third.signIn(email, PASSWORD);
    const { items } = (await visitor.get('/users/me/sessions')).body;
    expect(items).toHaveLength(3);
    expect(items.filter((item: { isThis: boolean }) => item.isThis)).toHaveLength(1);
    const idOf = async (owner: Visitor) =>
      (await owner.get('/users/me/sessions')).body.items.find(
        (item: { isThis: boolean }) => item.isThis,
      ).id as string;
    const secondId = await idOf(second);
    expect((await stranger.visitor.delete(`/users/me/sessions/${secondId}`)).status).toBe(404);
    expect(await stateOf(second)).toBe('whole');
    expect((await visitor.delete(`/users/me/sessions/${secondId}`)).status).toBe(204);
    expect((await visitor.delete(`/users/me/sessions/${secondId}`)).status).toBe(404);
    expect((await visitor.delete('/users/me/sessions/no-id')).status).toBe(404);
    expect(await Promise.all([second, third, visitor].map(stateOf))).toEqual([
      'nobody',
      'whole',
      'whole',
    ]);
    expect((await visitor.delete('/users/me/sessions')).status).toBe(204);
    expect(await Promise.all([third, visitor, stranger.visitor].map(stateOf))).toEqual([
      'nobody',
      'nobody',
      'whole',
    ]);
  });

  test('ends when nobody has used it for 7 days, and after 30 days in any case', async () => {
    const { id, visitor } = await town.signedIn();
    const setSeen = (ago: string) =>
      town.sql(`update session set last_seen_at = now() - $2::interval where person_id = $1`, [
        id,
        ago,
      ]);
    const [{ days }] = await town.sql(
      `select round(extract(epoch from expires_at - created_at) / 86400)::int as days
       from session where person_id = $1`,
      [id],
    );
    expect(days).toBe(30);
    await setSeen('6 days 23 hours');
    expect(await stateOf(visitor)).toBe('whole');
    await setSeen('7 days 1 minute');
    expect(await stateOf(visitor.copy())).toBe('nobody');
    await setSeen('0 days');
    expect(await stateOf(visitor)).toBe('whole');
    await town.sql(`update session set expires_at = now() where person_id = $1`, [id]);
    expect(await stateOf(visitor)).toBe('nobody');
  });

  test('leaves no row behind when it is over, also of others, and no more than 20 of a person', async () => {
    const gone = await town.signedIn();
    const { id, email } = await town.signedIn();
    await town.sql(`update session set expires_at = now() where person_id = $1`, [gone.id]);
    for (let n = 0; n < 22; n++) {
      expect((await town.visitor().signIn(email, PASSWORD)).status).toBe(200);
    }
    const rowsOf = async (personId: string) =>
      (await town.sql(`select 1 from session where person_id = $1`, [personId])).length;
    expect(await rowsOf(gone.id)).toBe(0);
    expect(await rowsOf(id)).toBe(20);
  });

  test('gets a new secret when roles change; the old one is good for seconds', async () => {
    const { id, visitor } = await town.signedIn();
    const before = visitor.cookies.get(COOKIE);
    const bystander = await town.signedIn();
    const [late, thief] = [visitor.copy(), visitor.copy()];
    await town.sql(
      `insert into person_role (person_id, role, city_id) values ($1, 'researcher', $2)`,
      [id, SENDER],
    );
    const first = await visitor.get('/session');
    expect(first.body.roles).toContainEqual({ role: 'researcher', cityId: SENDER });
    expect(visitor.cookies.get(COOKIE)).not.toBe(before);
    // What was on its way with the old secret is answered, and gets no cookie.
    const second = await late.get('/session');
    expect(second.body.state).toBe('whole');
    expect(second.headers.getSetCookie()).toEqual([]);
    await town.sql(
      `update session set previous_until = previous_until - interval '31 seconds'
       where person_id = $1`,
      [id],
    );
    expect(await stateOf(thief)).toBe('nobody');
    expect(await stateOf(visitor)).toBe('whole');
    const { headers } = await bystander.visitor.get('/session');
    expect(headers.getSetCookie()).toEqual([]);
  });

  test('is renewed by whatever is asked next, and no cache keeps that answer', async () => {
    const { id, visitor } = await town.signedIn();
    const plain = await visitor.get('/cities?limit=1');
    expect(plain.headers.getSetCookie()).toEqual([]);
    expect(plain.headers.get('cache-control')).toBeNull();
    await town.sql(`delete from person_role where person_id = $1`, [id]);
    const renewed = await visitor.get('/cities?limit=1');
    expect(renewed.headers.getSetCookie()).toHaveLength(1);
    expect(renewed.headers.get('cache-control')).toBe('no-store');
  });

  test('is renewed once by 8 requests at once after a change of roles, and all are answered', async () => {
    const { id, visitor } = await town.signedIn();
    await town.sql(`delete from person_role where person_id = $1`, [id]);
    const answers = await Promise.all(times(8, () => visitor.copy().get('/session')));
    expect(answers.map(({ body }) => body.state)).toEqual(times(8, () => 'whole'));
    expect(answers.map(({ body }) => body.roles)).toEqual(times(8, () => []));
    const renewed = answers.filter(({ headers }) => headers.getSetCookie().length > 0);
    expect(renewed).toHaveLength(1);
  });

  test('and all that tells of it is kept by no cache', async () => {
    const { email, visitor } = await town.signedIn();
    const answers = [
      await visitor.signIn(email, PASSWORD),
      await visitor.get('/session'),
      await visitor.get('/users/me'),
      await visitor.get('/users/me/sessions'),
      await visitor.get('/tokens'),
      await visitor.post('/users/me/second-factor'),
    ];
    for (const { status, headers } of answers) {
      expect(status).toBeLessThan(300);
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });
});
