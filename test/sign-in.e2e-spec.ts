import { hash } from '@node-rs/argon2';
import { RECEIVER, SENDER } from './support/builders';
import { COOKIE, count, OTHER_PASSWORD, PASSWORD, times, Town } from './support/town';

// Goal: whoever knows the password gets in, whoever guesses it does not, and neither learns more
// from an answer than the other.
describe('signing in', () => {
  const town = new Town();
  beforeAll(() => town.start());
  afterAll(() => town.running.stop());

  test('begins a session that says who one is and what one may do', async () => {
    const { id, email } = await town.newPerson([
      { role: 'coordinator', cityId: RECEIVER },
      { role: 'researcher', cityId: SENDER },
    ]);
    const visitor = town.visitor();
    expect((await visitor.get('/session')).body).toMatchObject({
      state: 'nobody',
      person: null,
      roles: [],
      hasSecondFactor: false,
    });
    const { status, body } = await visitor.signIn(`  ${email.toUpperCase()} `, PASSWORD);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'whole',
      person: { id, email, name: 'Test', language: 'uk' },
      hasSecondFactor: false,
    });
    expect(body.roles).toEqual([
      { role: 'coordinator', cityId: RECEIVER },
      { role: 'researcher', cityId: SENDER },
    ]);
    expect(body.actions).toEqual(expect.arrayContaining(['delivery.record', 'account.manage']));
    expect(body.actions).not.toContain('user.manage');
    expect((await visitor.get('/session')).body).toEqual(body);
  });

  test('gives a cookie that no script reads and no other site sends, kept as a hash', async () => {
    const { email } = await town.newPerson();
    const visitor = town.visitor();
    const { headers } = await visitor.signIn(email, PASSWORD);
    const [line] = headers.getSetCookie();
    expect(line).toMatch(/; HttpOnly/);
    expect(line).toMatch(/; SameSite=Lax/);
    expect(line).toMatch(/; Path=\//);
    expect(line).not.toMatch(/Domain/);
    const secret = visitor.cookies.get(COOKIE)!;
    expect(secret).toMatch(/^[\w-]{43}$/);
    const [{ kept }] = await town.sql(`select string_agg(session::text, '') as kept from session`);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(Buffer.from(secret).toString('hex'));
  });

  test('answers the same to a wrong password, an unknown, an erased and a passwordless one', async () => {
    const known = await town.newPerson();
    const erased = await town.newPerson();
    await town.sql(`update person set erased_at = now() where id = $1`, [erased.id]);
    const passwordless = await town.newPerson();
    await town.sql(`update credential set password_hash = null where person_id = $1`, [
      passwordless.id,
    ]);
    const answers = [
      await town.visitor().signIn(known.email, OTHER_PASSWORD),
      await town.visitor().signIn('nobody@example.org', PASSWORD),
      await town.visitor().signIn(erased.email, PASSWORD),
      await town.visitor().signIn(passwordless.email, PASSWORD),
    ];
    for (const { status, body, headers } of answers) {
      expect(status).toBe(401);
      expect(body).toEqual(answers[0]!.body);
      expect(headers.getSetCookie()).toEqual([]);
    }
    expect(answers[0]!.body.type).toMatch(/wrong-credentials$/);
  });

  test.each(['known', 'unknown'])(
    'lets 10 of 240 guesses at once through, and then nobody: %s account',
    async (kind) => {
      const person = await town.newPerson();
      const email = kind === 'known' ? person.email : `no-${person.email}`;
      const guesses = await Promise.all(
        times(240, () => town.visitor().signIn(email, OTHER_PASSWORD)),
      );
      expect(count(guesses, 401)).toBe(10);
      expect(count(guesses, 429)).toBe(230);
      const refused = guesses.find(({ status }) => status === 429)!;
      expect(refused.body).toMatchObject({ type: expect.stringMatching(/too-many-attempts$/) });
      const waitSeconds = Number(refused.headers.get('retry-after'));
      expect(waitSeconds).toBeGreaterThan(800);
      expect(waitSeconds).toBeLessThanOrEqual(900);
      // The right password does not get in either: a guess that hits learns nothing.
      expect((await town.visitor().signIn(email, PASSWORD)).status).toBe(429);
      // Another account is as before.
      const other = await town.newPerson();
      expect((await town.visitor().signIn(other.email, PASSWORD)).status).toBe(200);
    },
  );

  test('is possible again when the window is over, and a success forgets the failures', async () => {
    const { email } = await town.newPerson();
    for (let n = 0; n < 11; n++) await town.visitor().signIn(email, OTHER_PASSWORD);
    expect((await town.visitor().signIn(email, PASSWORD)).status).toBe(429);
    await town.endWindows();
    expect((await town.visitor().signIn(email, PASSWORD)).status).toBe(200);
    for (let round = 0; round < 2; round++) {
      for (let n = 0; n < 9; n++) await town.visitor().signIn(email, OTHER_PASSWORD);
      expect((await town.visitor().signIn(email, PASSWORD)).status).toBe(200);
    }
  });

  test('lets 50 of 60 guesses from one address through, whatever else the client claims', async () => {
    const { email } = await town.newPerson();
    const guesses = await Promise.all(
      times(60, (n) => town.visitor(`192.0.2.${n}, 198.51.100.7`).signIn(`${n}@example.net`, 'x')),
    );
    expect(count(guesses, 401)).toBe(50);
    expect(count(guesses, 429)).toBe(10);
    expect((await town.visitor('198.51.100.7').signIn(email, PASSWORD)).status).toBe(429);
    expect((await town.visitor('198.51.100.8').signIn(email, PASSWORD)).status).toBe(200);
  });

  test('does not forget the guesses of an address after a success', async () => {
    const { email } = await town.newPerson();
    const visitor = town.visitor();
    for (let n = 0; n < 49; n++) await visitor.signIn(`other-${n}@example.net`, 'x');
    expect((await visitor.signIn(email, PASSWORD)).status).toBe(200);
    expect((await visitor.signIn(email, PASSWORD)).status).toBe(429);
  });

  test('hashes a password anew that was hashed by less', async () => {
    const { id, email } = await town.newPerson();
    const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1 });
    const keptOf = async () =>
      (await town.sql(`select password_hash as kept from credential where person_id = $1`, [id]))[0]
        .kept as string;
    await town.sql(`update credential set password_hash = $2 where person_id = $1`, [id, weak]);
    expect((await town.visitor().signIn(email, OTHER_PASSWORD)).status).toBe(401);
    expect(await keptOf()).toBe(weak);
    expect((await town.visitor().signIn(email, PASSWORD)).status).toBe(200);
    const fresh = await keptOf();
    expect(fresh).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await town.visitor().signIn(email, PASSWORD)).status).toBe(200);
    expect(await keptOf()).toBe(fresh);
  });

  test('begins no session by a password that is changed while it is looked at', async () => {
    const { id, email } = await town.newPerson();
    const visitor = town.visitor();
    const changed = await hash(OTHER_PASSWORD);
    const answer = await town.running.app.database.transaction(async (tx) => {
      await tx.query(`select 1 from person where id = $1 for update`, [id]);
      const signIn = visitor.signIn(email, PASSWORD);
      await town.untilSomebodyWaits();
      await tx.query(`update credential set password_hash = $2 where person_id = $1`, [
        id,
        changed,
      ]);
      return { signIn };
    });
    expect((await answer.signIn).status).toBe(401);
    expect(await town.sql(`select 1 from session where person_id = $1`, [id])).toEqual([]);
    expect((await visitor.signIn(email, OTHER_PASSWORD)).status).toBe(200);
  });

  test('refuses what is no e-mail and password, and repeats neither', async () => {
    const visitor = town.visitor();
    const secret = 'my-secret-words';
    for (const body of [
      {},
      { email: 'a@example.org' },
      { email: 'a@example.org', password: 7 },
      { email: ['a@example.org'], password: secret },
      { email: 'a@example.org\u0000', password: secret },
      { email: 'a@example.org', password: secret.repeat(100) },
      { email: 'a@example.org', password: secret, stage: 'whole' },
    ]) {
      const answer = await visitor.post('/session', body);
      expect(answer.status).toBe(422);
      expect(JSON.stringify(answer.body)).not.toContain(secret);
    }
  });

  test('writes down who came in and what was tried, without an address or a name', async () => {
    const { id, email } = await town.newPerson();
    const stranger = 'somebody.else@example.net';
    const before = (await town.sql(`select coalesce(max(id), 0) as id from audit_event`))[0].id;
    await town.visitor().signIn(email, OTHER_PASSWORD);
    await town.visitor().signIn(stranger, OTHER_PASSWORD);
    await town.visitor().signIn(email, PASSWORD);
    const rows = await town.sql(
      `select person_id, action, subject_id, city_ids, network, audit_event::text as line
       from audit_event where id > $1 order by id`,
      [before],
    );
    expect(rows).toMatchObject([
      { person_id: null, action: 'session.refuse', subject_id: id, city_ids: [RECEIVER] },
      { person_id: null, action: 'session.refuse', subject_id: 'unknown', city_ids: [] },
      { person_id: id, action: 'session.begin', subject_id: id, city_ids: [RECEIVER] },
    ]);
    for (const { line, network } of rows) {
      expect(network).toMatch(/^10\.1\.\d+\.0\/24$/);
      for (const private_ of [email, stranger, PASSWORD, OTHER_PASSWORD, 'Test']) {
        expect(line).not.toContain(private_);
      }
    }
  });

  test('writes down once that the limit was reached, not each guess past it', async () => {
    const { id, email } = await town.newPerson();
    await Promise.all(times(40, () => town.visitor().signIn(email, OTHER_PASSWORD)));
    const actions = (await town.history(id)).map(({ action }: { action: string }) => action);
    expect(actions.filter((action: string) => action === 'session.refuse')).toHaveLength(10);
    expect(actions.filter((action: string) => action === 'session.limit')).toHaveLength(1);
  });
});
