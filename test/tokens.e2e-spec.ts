import { count, times, Town } from './support/town';
import { Visitor } from './support/visitor';

// Goal: a program may do what its person gave it, until the person takes it back.
describe('a personal token', () => {
  const town = new Town();
  beforeAll(() => town.start());
  afterAll(() => town.running.stop());

  const DAY_MS = 86_400_000;
  const dayAhead = (days: number) =>
    new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
  const make = (visitor: Visitor, rest: object = {}) =>
    visitor.post('/tokens', {
      name: 'warehouse scanner',
      scopes: ['read'],
      expiresOn: dayAhead(30),
      ...rest,
    });
  const call = (token: string, path: string, method = 'GET', body?: object) =>
    fetch(`${town.running.app.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });

  test('is shown once, kept as a hash, and asks in the name of its person', async () => {
    const { id, visitor } = await town.signedIn();
    const made = await make(visitor);
    expect(made.status).toBe(201);
    expect(made.headers.get('cache-control')).toBe('no-store');
    const { token, ...shown } = made.body;
    expect(token).toMatch(/^pbr_[\w-]{43}$/);
    expect(shown).toMatchObject({
      name: 'warehouse scanner',
      scopes: ['read'],
      expiresOn: dayAhead(30),
      lastUsedAt: null,
    });
    expect((await visitor.get('/tokens')).body.items).toEqual([shown]);
    const who = await (await call(token, '/session')).json();
    expect(who.person.id).toBe(id);
    const [used] = (await visitor.get('/tokens')).body.items;
    expect(Date.parse(used.lastUsedAt)).toBeGreaterThan(0);
    const [{ kept }] = await town.sql(
      `select string_agg(t::text, '') as kept from personal_token t where person_id = $1`,
      [id],
    );
    expect(kept).not.toContain(token);
  });

  test('does what its scopes give and no more', async () => {
    const { visitor } = await town.signedIn();
    const { token: reading } = (await make(visitor)).body;
    const { token: recording } = (await make(visitor, { scopes: ['aid'] })).body;
    expect((await call(reading, '/deliveries')).status).toBe(200);
    expect((await call(reading, '/deliveries', 'POST', {})).status).toBe(403);
    // Refused for its empty body: it has come past the rights.
    expect((await call(recording, '/deliveries', 'POST', {})).status).toBe(422);
  });

  test('makes no tokens, and does not manage the account', async () => {
    const { visitor } = await town.signedIn();
    const scopes = ['read', 'aid', 'partnerships'];
    const { token } = (await make(visitor, { scopes })).body;
    const input = { name: 'another', scopes, expiresOn: dayAhead(1) };
    expect((await call(token, '/tokens', 'POST', input)).status).toBe(403);
    expect((await call(token, '/users/me')).status).toBe(403);
  });

  test('is refused at once when it was revoked, has expired, or never was', async () => {
    const { id, visitor } = await town.signedIn();
    const { id: tokenId, token } = (await make(visitor)).body;
    const { token: other } = (await make(visitor, { expiresOn: dayAhead(1) })).body;
    expect((await call(token, '/session')).status).toBe(200);
    expect((await call(other, '/session')).status).toBe(200);
    expect((await visitor.delete(`/tokens/${tokenId}`)).status).toBe(204);
    expect((await call(token, '/session')).status).toBe(401);
    // What is open to everyone does not open to a token that is not good: somebody relies on it.
    expect((await call(token, '/cities')).status).toBe(401);
    expect((await call(other, '/session')).status).toBe(200);
    expect((await visitor.delete(`/tokens/${tokenId}`)).status).toBe(404);
    await town.sql(`update personal_token set expires_at = now() where person_id = $1`, [id]);
    expect((await call(other, '/session')).status).toBe(401);
    expect((await call(`pbr_${'A'.repeat(43)}`, '/session')).status).toBe(401);
    expect((await call('a.b.c', '/session')).status).toBe(401);
  });

  test('is listed and revoked by its own person alone', async () => {
    const [one, two] = [await town.signedIn(), await town.signedIn()];
    const { id, token } = (await make(one.visitor)).body;
    expect((await two.visitor.get('/tokens')).body.items).toEqual([]);
    expect((await two.visitor.delete(`/tokens/${id}`)).status).toBe(404);
    expect((await two.visitor.delete('/tokens/no-id')).status).toBe(404);
    expect((await call(token, '/session')).status).toBe(200);
  });

  test.each([
    [{ expiresOn: undefined }, '/expiresOn'],
    [{ expiresOn: dayAhead(-1) }, '/expiresOn'],
    [{ expiresOn: dayAhead(368) }, '/expiresOn'],
    [{ expiresOn: '2026-02-30' }, '/expiresOn'],
    [{ scopes: [] }, '/scopes'],
    [{ scopes: ['read', 'read'] }, '/scopes'],
    [{ scopes: ['read', 'everything'] }, '/scopes'],
    [{ scopes: 'read' }, '/scopes'],
    [{ name: ' ' }, '/name'],
    [{ name: 'x'.repeat(101) }, '/name'],
    [{ personId: 'another' }, '/personId'],
  ])('is not made from %j', async (rest, pointer) => {
    const { visitor } = await town.signedIn();
    const { status, body } = await make(visitor, rest);
    expect(status).toBe(422);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
  });

  test('may be good for 366 days, and there are 50 of a person at most', async () => {
    const { id, visitor } = await town.signedIn();
    expect((await make(visitor, { expiresOn: dayAhead(366) })).status).toBe(201);
    await town.sql(`update personal_token set revoked_at = now() where person_id = $1`, [id]);
    const answers = await Promise.all(times(55, () => make(visitor)));
    expect(count(answers, 201)).toBe(50);
    expect(count(answers, 409)).toBe(5);
  });

  test('is written into the history when it is made and revoked, without its name', async () => {
    const { id, visitor } = await town.signedIn();
    const { id: tokenId } = (await make(visitor, { name: 'Ivan’s telephone' })).body;
    await visitor.delete(`/tokens/${tokenId}`);
    const events = (await town.history(id)).slice(-2);
    const subject = { personId: id, via: 'session', subjectKind: 'token', subjectId: tokenId };
    expect(events).toMatchObject([
      { ...subject, action: 'token.make', after: { scopes: ['read'], expiresOn: dayAhead(30) } },
      { ...subject, action: 'token.revoke' },
    ]);
    expect(JSON.stringify(events)).not.toContain('Ivan');
  });
});
