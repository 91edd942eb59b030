import { ChildProcess, fork } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { RECEIVER, SENDER } from './support/builders';
import { createPerson, Holding } from './support/people';
import { stateOf, times, Town } from './support/town';
import { Visitor } from './support/visitor';

// Goal: a city's own provider lets its own invited people in, by a flow that nobody can replay, turn
// round or use for somebody else.
describe('signing in by a city’s identity provider', () => {
  const town = new Town();
  let provider: ChildProcess;
  let issuer: string;

  beforeAll(async () => {
    const [apiPort, port] = [await freePort(), await freePort()];
    const publicUrl = `http://127.0.0.1:${apiPort}`;
    await town.start({ publicUrl });
    issuer = `http://127.0.0.1:${port}`;
    provider = await startProvider(
      port,
      ['hall', 'leaving'].map((id) => `${publicUrl}/api/v1/session/providers/${id}/return`),
    );
    const steward = await town.signedIn([{ role: 'steward' }]);
    for (const [id, cityId] of [
      ['hall', RECEIVER],
      ['other', SENDER],
    ]) {
      const added = await steward.visitor.post('/identity-providers', {
        ...{ id, cityId, name: 'City hall', issuer, clientId: 'pobratym' },
        clientSecret: 'a secret of the city hall and of pobratym',
      });
      expect(added.status).toBe(201);
    }
  }, 60_000);
  afterAll(async () => {
    provider.kill('SIGKILL');
    await town.running.stop();
  });

  const invited = async (roles: Holding[] = [{ role: 'coordinator', cityId: RECEIVER }]) => {
    const { id } = await createPerson(town.running.app.database, roles);
    return { id, email: `${id}@example.org` };
  };

  /** The whole way of a browser. → where it ends in our pages. */
  async function signIn(visitor: Visitor, account: string): Promise<string> {
    const back = await toReturn(visitor, account);
    const answer = await visitor.get(back);
    expect(answer.status).toBe(302);
    return answer.headers.get('location')!;
  }

  /** As far as the address that the provider sends the browser back to, behind /api/v1. */
  async function toReturn(visitor: Visitor, account: string, id = 'hall'): Promise<string> {
    const start = await visitor.get(`/session/providers/${id}/start`);
    expect(start.status).toBe(302);
    const back = await loginAtProvider(issuer, start.headers.get('location')!, account);
    return back.replace(/^.*\/api\/v1/, '');
  }

  const sessions = async (personId: string) =>
    (await town.sql(`select 1 from session where person_id = $1`, [personId])).length;

  test('lets in who was invited, by their verified e-mail, and after that by its own name', async () => {
    const person = await invited();
    const visitor = town.visitor();
    expect(await signIn(visitor, `verified:${person.email}`)).toBe('/');
    expect(await stateOf(visitor)).toBe('whole');
    expect((await visitor.get('/users/me')).body).toMatchObject({ id: person.id });
    await town.sql(`update person_detail set email = $2 where person_id = $1`, [
      person.id,
      `${person.id}@elsewhere.example`,
    ]);
    const again = town.visitor();
    expect(await signIn(again, `verified:${person.email}`)).toBe('/');
    expect((await again.get('/users/me')).body).toMatchObject({ id: person.id });
  });

  test('still asks for the second factor that a person has set up', async () => {
    const { email, code } = await town.withSecondFactor();
    const visitor = town.visitor();
    expect(await signIn(visitor, `verified:${email}`)).toBe('/sign-in');
    expect(await stateOf(visitor)).toBe('second_factor');
    expect((await visitor.get('/users/me')).status).toBe(403);
    const passed = await visitor.post('/session/second-factor', { code: await code() });
    expect(passed.status).toBe(200);
    expect(await stateOf(visitor)).toBe('whole');
  });

  test.each<[string, Holding[] | null, string]>([
    ['somebody whom nobody invited', null, 'provider-no-account'],
    ['who holds no role', [], 'provider-no-account'],
    [
      'who has rights in another city too',
      [
        { role: 'coordinator', cityId: RECEIVER },
        { role: 'administrator', cityId: SENDER },
      ],
      'provider-no-account',
    ],
    ['a steward', [{ role: 'steward' }], 'provider-no-account'],
    ['who is of another city', [{ role: 'researcher', cityId: SENDER }], 'provider-no-account'],
  ])('does not let in %s', async (_, roles, problem) => {
    const person = roles ? await invited(roles) : { id: null, email: 'stranger@example.org' };
    const visitor = town.visitor();
    expect(await signIn(visitor, `verified:${person.email}`)).toBe(`/sign-in?problem=${problem}`);
    expect(await stateOf(visitor)).toBe('nobody');
    if (person.id) expect(await sessions(person.id)).toBe(0);
  });

  test('does not believe an e-mail that is not verified', async () => {
    const person = await invited();
    const visitor = town.visitor();
    const end = await signIn(visitor, `unverified:${person.email}`);
    expect(end).toBe('/sign-in?problem=provider-email');
    expect(await sessions(person.id)).toBe(0);
  });

  test('an answer is good once, in the browser that asked, for the provider that was asked', async () => {
    const person = await invited();
    const visitor = town.visitor();
    const back = await toReturn(visitor, `verified:${person.email}`);
    const refused = '/sign-in?problem=provider-refused';
    const at = async (who: Visitor, path: string) => (await who.get(path)).headers.get('location');
    // Somebody else's browser: the victim of a link that signs in as the attacker.
    expect(await at(town.visitor(), back)).toBe(refused);
    expect(await at(visitor.copy(), back.replace('/hall/', '/other/'))).toBe(refused);
    expect(await at(visitor.copy(), back.replace(/state=[^&]+/, 'state=forged'))).toBe(refused);
    expect(await at(visitor.copy(), back.replace(/code=[^&]+/, 'code=forged'))).toBe(refused);
    expect(await at(visitor.copy(), `/session/providers/hall/return`)).toBe(refused);
    const stale = visitor.copy();
    expect(await at(visitor, back)).toBe('/');
    expect(await at(visitor, back)).toBe(refused);
    expect(await at(stale, back)).toBe(refused);
    expect(await sessions(person.id)).toBe(1);
  });

  test('an unknown provider, or one that is away, is told on the sign-in page', async () => {
    const at = async (id: string) =>
      (await town.visitor().get(`/session/providers/${id}/start`)).headers.get('location');
    expect(await at('none')).toBe('/sign-in?problem=provider-unknown');
    const steward = await town.signedIn([{ role: 'steward' }]);
    await steward.visitor.post('/identity-providers', {
      ...{ id: 'away', cityId: RECEIVER, name: 'Away', issuer: 'http://127.0.0.1:9' },
      ...{ clientId: 'x', clientSecret: 'x' },
    });
    expect(await at('away')).toBe('/sign-in?problem=provider-away');
  });

  test('the e-mail of somebody who has come in before opens their account to nobody else', async () => {
    const person = await invited();
    expect(await signIn(town.visitor(), `verified:${person.email}`)).toBe('/');
    // Another account of the provider, to which the address was given later.
    const successor = town.visitor();
    const end = await signIn(successor, `verified:${person.email.toUpperCase()}`);
    expect(end).toBe('/sign-in?problem=provider-no-account');
    expect(await sessions(person.id)).toBe(1);
  });

  test('of two accounts that come at once with the e-mail of one person, one is let in', async () => {
    const person = await invited();
    const visitors = [town.visitor(), town.visitor()];
    const emails = [person.email, person.email.toUpperCase()];
    const back = await Promise.all(
      visitors.map((visitor, n) => toReturn(visitor, `verified:${emails[n]}`)),
    );
    const ends = await Promise.all(visitors.map((visitor, n) => visitor.get(back[n]!)));
    const locations = ends.map(({ headers }) => headers.get('location')).sort();
    expect(locations).toEqual(['/', '/sign-in?problem=provider-no-account']);
    const known = await town.sql(`select 1 from provider_identity where person_id = $1`, [
      person.id,
    ]);
    expect(known).toHaveLength(1);
  });

  test('who was not let in is told to the administrators of the city, without a name', async () => {
    const administrator = await town.signedIn([{ role: 'administrator', cityId: RECEIVER }]);
    const refusals = async () =>
      (await administrator.visitor.get('/audit?subjectKind=provider&action=session.refuse')).body
        .items;
    const before = await refusals();
    await signIn(town.visitor(), 'verified:who@example.org');
    const [refusal, ...others] = await refusals();
    expect(others).toEqual(before);
    expect(refusal).toMatchObject({
      person: null,
      subject: { id: 'hall' },
      after: { how: 'provider', problem: 'provider-no-account' },
    });
    expect(JSON.stringify(refusal)).not.toContain('who@');
  });

  test('one address does not make us ask a provider without end', async () => {
    const visitor = town.visitor('10.9.9.9');
    await toReturn(visitor, 'verified:guess@example.org');
    const path = `/session/providers/hall/return?code=x&state=y`;
    const answers = await Promise.all(times(60, () => visitor.copy().get(path)));
    const limited = answers.filter(({ headers }) =>
      headers.get('location')!.endsWith('too-many-attempts'),
    );
    expect(limited).toHaveLength(10);
  });

  test('a provider that is removed signs its people out, and nobody in', async () => {
    const { id, email } = await invited([{ role: 'coordinator', cityId: SENDER }]);
    const { visitor: steward } = await town.signedIn([{ role: 'steward' }]);
    const unaffected = await town.signedIn([{ role: 'coordinator', cityId: SENDER }]);
    const added = await steward.post('/identity-providers', {
      ...{ id: 'leaving', cityId: SENDER, name: 'City hall', issuer, clientId: 'pobratym' },
      clientSecret: 'a secret of the city hall and of pobratym',
    });
    expect(added.status).toBe(201);
    await town.sql(`insert into provider_identity values ('leaving', $1, $2)`, [
      `verified:${email}`,
      id,
    ]);
    const visitor = town.visitor();
    const back = await toReturn(visitor, `verified:${email}`, 'leaving');
    expect((await visitor.get(back)).headers.get('location')).toBe('/');
    const late = town.visitor();
    const tooLate = await toReturn(late, `verified:${email}`, 'leaving');
    expect((await steward.delete('/identity-providers/leaving')).status).toBe(204);
    expect(await stateOf(visitor)).toBe('nobody');
    expect(await stateOf(unaffected.visitor)).toBe('whole');
    expect((await late.get(tooLate)).headers.get('location')).toBe(
      '/sign-in?problem=provider-unknown',
    );
    expect((await steward.delete('/identity-providers/leaving')).status).toBe(404);
  });

  test.each(['none', '%00', 'HALL', 'hall%2F..'])('there is no provider %s', async (id) => {
    const { visitor: steward } = await town.signedIn([{ role: 'steward' }]);
    const start = await town.visitor().get(`/session/providers/${id}/start`);
    expect(start.headers.get('location')).toBe('/sign-in?problem=provider-unknown');
    const back = await town.visitor().get(`/session/providers/${id}/return?code=x&state=y`);
    expect(back.headers.get('location')).toBe('/sign-in?problem=provider-refused');
    expect((await steward.delete(`/identity-providers/${id}`)).status).toBe(404);
  });

  test('the secret is sealed, never shown, and an issuer without TLS is refused', async () => {
    const steward = await town.signedIn([{ role: 'steward' }]);
    const listed = await steward.visitor.get('/identity-providers');
    expect(JSON.stringify(listed.body)).not.toContain('a secret of the city hall');
    const [{ secret }] = await town.sql(
      `select encode(client_secret, 'escape') as secret from identity_provider where id = 'hall'`,
    );
    expect(secret).not.toContain('a secret of the city hall');
    for (const wrong of [
      'http://id.example.org',
      'ftp://x',
      'https://u:p@id.example.org',
      'https://:p@x.org',
      'x',
    ]) {
      const answer = await steward.visitor.post('/identity-providers', {
        ...{ id: 'wrong', cityId: RECEIVER, name: 'x', issuer: wrong },
        ...{ clientId: 'x', clientSecret: 'x' },
      });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/issuer' }] } });
    }
    const again = await steward.visitor.post('/identity-providers', {
      ...{ id: 'hall', cityId: RECEIVER, name: 'x', issuer: 'https://x.example' },
      ...{ clientId: 'x', clientSecret: 'x' },
    });
    expect(again).toMatchObject({
      status: 409,
      body: { type: expect.stringMatching(/provider-exists$/) },
    });
  });
});

/** Logs in by the provider's own forms, as a browser would. → the address that it sends back to. */
async function loginAtProvider(issuer: string, first: string, account: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = first;
  let form: Record<string, string> | undefined;
  for (let hops = 0; hops < 12; hops++) {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      body: form && new URLSearchParams(form),
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      cookies.set(name!, value!);
    }
    const location = response.headers.get('location');
    if (location) {
      url = new URL(location, url).href;
      form = undefined;
      if (!url.startsWith(issuer)) return url;
      continue;
    }
    const html = await response.text();
    const action = /action="([^"]+)"/.exec(html)?.[1];
    if (!action) throw new Error(`No form at ${url}: ${response.status} ${html.slice(0, 500)}`);
    const isLogin = html.includes('name="login"');
    url = new URL(action, url).href;
    form = isLogin ? { prompt: 'login', login: account, password: 'x' } : { prompt: 'consent' };
  }
  throw new Error('The provider does not come to an end');
}

async function startProvider(port: number, redirectUris: string[]): Promise<ChildProcess> {
  const script = path.join(__dirname, 'support', 'oidc-provider.mjs');
  const child = fork(script, [String(port), ...redirectUris], {
    execArgv: [],
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr!.on('data', (text: Buffer) => (said += text.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', (text: Buffer) => text.includes('ready') && resolve());
    child.once('exit', () => reject(new Error(`The provider has ended: ${said}`)));
  });
  return child;
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
