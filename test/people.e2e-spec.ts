import { LetterKind, letterUrl, NOT_PERSONAL, PERSONAL_DATA } from '@pobratym/identity';
import { RECEIVER, SENDER } from './support/builders';
import { count, OTHER_PASSWORD, PASSWORD, stateOf, times, Town } from './support/town';
import { Visitor } from './support/visitor';

const HERE = RECEIVER;
const ELSEWHERE = SENDER;
const ADMINISTRATOR = { role: 'administrator', cityId: HERE } as const;
const COORDINATOR = { role: 'coordinator', cityId: HERE } as const;
const STEWARD = { role: 'steward' } as const;

let invited = 0;
const newEmail = () => `invited-${++invited}@example.org`;
const invitation = (rest: object = {}) => ({
  email: newEmail(),
  name: 'Олена Коваль',
  language: 'uk',
  roles: [COORDINATOR],
  ...rest,
});

/** What a mailbox would have: the links of a person's letters, the newest last. */
async function linksOf(town: Town, email: string): Promise<string[]> {
  const letters: { id: string; kind: LetterKind }[] = await town.sql(
    `select l.id, l.kind from letter l join person_detail using (person_id)
     where email = $1 order by l.id`,
    [email],
  );
  return letters.map((letter) => letterUrl(town.running.app.config, letter).split('/').at(-1)!);
}

const rolesOf = async (town: Town, id: string): Promise<string[]> =>
  (
    await town.sql(
      `select concat_ws(' ', role, city_id) as held from person_role where person_id = $1
       order by 1`,
      [id],
    )
  ).map(({ held }: { held: string }) => held);

const actionsOf = async (town: Town, id: string): Promise<string[]> =>
  (await town.history(id)).map(({ action }: { action: string }) => action);

// Goal: who leads a city lets people in there, and nowhere else.
describe('the people of a city', () => {
  const town = new Town();
  let administrator: { id: string; visitor: Visitor };
  let steward: { id: string; visitor: Visitor };

  beforeAll(async () => {
    await town.start();
    administrator = await town.signedIn([ADMINISTRATOR]);
    steward = await town.signedIn([STEWARD]);
  });
  afterEach(() => town.endWindows());
  afterAll(() => town.running.stop());

  test('are invited by a letter, and come in by the password that they choose', async () => {
    const input = invitation({ email: `  Olena.${newEmail()} `, name: ' Олена \n Коваль ' });
    const { status, body } = await administrator.visitor.post('/users', input);
    expect(status).toBe(201);
    const email = input.email.trim().toLowerCase();
    expect(body).toMatchObject({ email, name: 'Олена Коваль', language: 'uk' });
    expect(body.roles).toEqual([COORDINATOR]);
    expect(body.invitation).toMatchObject({ sentAt: null, isExpired: false });
    const outbox = await town.sql(
      `select data from outbox o join letter l on l.id = (o.data ->> 'letterId')::uuid
       where o.queue = 'letters' and l.person_id = $1`,
      [body.id],
    );
    expect(outbox).toHaveLength(1);

    const [letter] = await linksOf(town, email);
    const visitor = town.visitor();
    const look = await visitor.post('/session/letters/look', { letter });
    expect(look.body).toEqual({ kind: 'invitation', email, name: 'Олена Коваль', language: 'uk' });
    const use = { letter, password: PASSWORD, name: 'Олена Ковальчук' };
    expect((await visitor.post('/session/letters/use', use)).status).toBe(204);
    const signedIn = await visitor.signIn(email, PASSWORD);
    expect(signedIn.body).toMatchObject({ state: 'whole', person: { name: 'Олена Ковальчук' } });
    const after = await administrator.visitor.get(`/users/${body.id}`);
    expect(after.body).toMatchObject({ name: 'Олена Ковальчук', invitation: null });
    expect(await actionsOf(town, body.id)).toEqual([
      'person.invite',
      'invitation.accept',
      'session.begin',
    ]);
  });

  test('are told in the history without name or address', async () => {
    const input = invitation();
    const { body } = await administrator.visitor.post('/users', input);
    const [{ text }] = await town.sql(
      `select string_agg(audit_event::text, '') as text from audit_event where subject_id = $1`,
      [body.id],
    );
    expect(text).toContain('coordinator');
    expect(text).not.toContain(input.email);
    expect(text).not.toContain('Олена');
  });

  test.each([
    [{ email: 'olena' }, '/email'],
    [{ email: 'a@x.org, b@x.org' }, '/email'],
    [{ email: '"a b"@x.org' }, '/email'],
    [{ email: 'a@x.org\r\nBcc: b@x.org' }, '/email'],
    [{ email: 'Olena <a@x.org>' }, '/email'],
    [{ name: ' ' }, '/name'],
    [{ language: 'ru' }, '/language'],
    [{ roles: [] }, '/roles'],
    [{ roles: [{ role: 'mayor', cityId: HERE }] }, '/roles/0/role'],
    [{ roles: [{ role: 'coordinator' }] }, '/roles/0/cityId'],
    [{ roles: [COORDINATOR, { role: 'coordinator', cityId: 'no-such-city' }] }, '/roles/1/cityId'],
    [{ roles: [{ role: 'steward', cityId: HERE }] }, '/roles/0/cityId'],
    [{ id: '00000000-0000-7000-8000-000000000000' }, '/id'],
  ])('are not invited with %j', async (wrong, pointer) => {
    const peopleCount = () => town.sql(`select count(*)::int as count from person`);
    const before = await peopleCount();
    const { status, body } = await steward.visitor.post('/users', invitation(wrong));
    expect(status).toBe(422);
    expect(body.errors.map((fault: { pointer: string }) => fault.pointer)).toContain(pointer);
    expect(await peopleCount()).toEqual(before);
  });

  test.each([
    ['in another city', [{ role: 'coordinator', cityId: ELSEWHERE }]],
    ['in both cities', [COORDINATOR, { role: 'coordinator', cityId: ELSEWHERE }]],
    ['as steward', [STEWARD]],
  ])('are not invited by an administrator %s', async (_, roles) => {
    const input = invitation({ roles });
    expect((await administrator.visitor.post('/users', input)).status).toBe(403);
    expect(await linksOf(town, input.email)).toEqual([]);
    expect((await steward.visitor.post('/users', input)).status).toBe(201);
  });

  test('of two invitations of one address at once, one makes the person', async () => {
    const email = newEmail();
    const answers = await Promise.all(
      times(6, () => administrator.visitor.post('/users', invitation({ email }))),
    );
    expect(count(answers, 201) + count(answers, 429)).toBe(6);
    expect(count(answers, 201)).toBe(5);
    const ids = new Set(answers.flatMap(({ body }) => (body.email ? [body.id] : [])));
    expect(ids.size).toBe(1);
    // Each letter has ended the one before.
    const [{ open }] = await town.sql(
      `select count(*)::int as open from letter join person_detail using (person_id)
       where email = $1 and used_at is null`,
      [email],
    );
    expect(open).toBe(1);
  });

  test('who have an account elsewhere get the roles, keep what is theirs, and are told', async () => {
    const other = await town.newPerson([{ role: 'researcher', cityId: ELSEWHERE }]);
    const input = invitation({ email: other.email, name: 'Somebody else', language: 'en' });
    const { status, body } = await administrator.visitor.post('/users', input);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: other.id,
      email: other.email,
      name: 'Test',
      language: 'uk',
      roles: [COORDINATOR],
      invitation: null,
    });
    expect(await rolesOf(town, other.id)).toEqual([
      `coordinator ${HERE}`,
      `researcher ${ELSEWHERE}`,
    ]);
    // The letter tells of it and opens nothing.
    const [letter] = await linksOf(town, other.email);
    expect((await town.visitor().post('/session/letters/look', { letter })).status).toBe(410);
    expect((await town.visitor().signIn(other.email, PASSWORD)).status).toBe(200);
    const told = (await town.history(other.id)).find(({ action }: { action: string }) =>
      action.startsWith('person.'),
    );
    expect(told).toMatchObject({ cityIds: [HERE], after: { roles: ['coordinator'] } });
  });

  test('are seen where they hold a role, with the roles of there alone', async () => {
    const both = await town.newPerson([COORDINATOR, { role: 'researcher', cityId: ELSEWHERE }]);
    const stranger = await town.newPerson([{ role: 'coordinator', cityId: ELSEWHERE }]);
    const roleless = await town.newPerson([]);
    const shown = (await administrator.visitor.get('/users?limit=200')).body.items;
    const ids = shown.map(({ id }: { id: string }) => id);
    expect(ids).toContain(both.id);
    expect(ids).toContain(administrator.id);
    for (const { id } of [stranger, roleless, steward]) expect(ids).not.toContain(id);
    const cities = shown.flatMap(({ roles }: { roles: { cityId: string }[] }) =>
      roles.map(({ cityId }) => cityId),
    );
    expect(new Set(cities)).toEqual(new Set([HERE]));
    for (const { id } of [stranger, roleless, steward]) {
      expect((await administrator.visitor.get(`/users/${id}`)).status).toBe(404);
      expect((await steward.visitor.get(`/users/${id}`)).status).toBe(200);
    }
    expect((await administrator.visitor.get('/users/none')).status).toBe(404);
    const here = await administrator.visitor.get(`/users?city=${HERE}&limit=200`);
    expect(here.body.items).toEqual(shown);
    // Nor is it told by leaving somebody out or not who of one's own works elsewhere.
    const elsewhere = await administrator.visitor.get(`/users?city=${ELSEWHERE}`);
    expect(elsewhere).toMatchObject({ status: 200, body: { items: [] } });
    const bySteward = await steward.visitor.get(`/users?city=${ELSEWHERE}&limit=200`);
    const found = bySteward.body.items.map(({ id }: { id: string }) => id);
    expect(found).toEqual(expect.arrayContaining([both.id, stranger.id]));
    expect(found).not.toContain(administrator.id);
  });

  test('are listed page by page, each once', async () => {
    const all = (await steward.visitor.get('/users?limit=200')).body.items;
    expect(all.length).toBeGreaterThan(5);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await steward.visitor.get(`/users?limit=2${cursor}`);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(all.map(({ id }: { id: string }) => id));
  });

  test('are invited again while they have not come in; the link before is worthless', async () => {
    const input = invitation();
    const { body } = await administrator.visitor.post('/users', input);
    const again = await administrator.visitor.post(`/users/${body.id}/invitation`);
    expect(again).toMatchObject({ status: 200, body: { id: body.id } });
    const [first, second] = await linksOf(town, input.email);
    const use = (letter: string | undefined) =>
      town.visitor().post('/session/letters/use', { letter, password: PASSWORD });
    expect((await use(first)).status).toBe(410);
    expect((await use(second)).status).toBe(204);
    const late = await administrator.visitor.post(`/users/${body.id}/invitation`);
    expect(late).toMatchObject({
      status: 409,
      body: { type: expect.stringMatching('already-in') },
    });
    const stranger = await town.signedIn([{ role: 'administrator', cityId: ELSEWHERE }]);
    expect((await stranger.visitor.post(`/users/${body.id}/invitation`)).status).toBe(404);
  });

  test('get no more than five invitations a day', async () => {
    const { body } = await administrator.visitor.post('/users', invitation());
    for (let n = 0; n < 4; n++) {
      const answer = await administrator.visitor.post(`/users/${body.id}/invitation`);
      expect(answer.status).toBe(200);
    }
    const answer = await administrator.visitor.post(`/users/${body.id}/invitation`);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

// Goal: nobody gives what they may not, and the installation is never left without a steward.
describe('the roles of a person', () => {
  const town = new Town();
  let administrator: { id: string; visitor: Visitor };
  beforeAll(async () => {
    await town.start();
    administrator = await town.signedIn([ADMINISTRATOR]);
  });
  afterEach(() => town.sql(`delete from person_role where role = 'steward'`));
  afterAll(() => town.running.stop());

  const put = (visitor: Visitor, id: string, roles: object[]) =>
    visitor.put(`/users/${id}/roles`, { roles });

  test('are set in the city of who asks, and left as they are in others', async () => {
    const person = await town.signedIn([COORDINATOR, { role: 'researcher', cityId: ELSEWHERE }]);
    const wanted = [ADMINISTRATOR, { role: 'researcher', cityId: HERE }];
    expect((await put(administrator.visitor, person.id, wanted)).status).toBe(204);
    expect(await rolesOf(town, person.id)).toEqual([
      `administrator ${HERE}`,
      `researcher ${ELSEWHERE}`,
      `researcher ${HERE}`,
    ]);
    const [event] = await town.sql(
      `select person_id as "by", city_ids as cities, before, after from audit_event
       where subject_id = $1 and action = 'person.change_roles'`,
      [person.id],
    );
    expect(event).toEqual({
      by: administrator.id,
      cities: [HERE],
      before: { roles: ['coordinator'] },
      after: { roles: ['administrator', 'researcher'] },
    });
  });

  test('that change give the sessions of the person a new secret, and nobody else’s', async () => {
    const person = await town.signedIn([COORDINATOR]);
    const stranger = await town.signedIn([COORDINATOR]);
    const [own, others] = [person, stranger].map(({ visitor }) => [...visitor.cookies.values()]);
    await put(administrator.visitor, person.id, [COORDINATOR]);
    await person.visitor.get('/session');
    expect([...person.visitor.cookies.values()]).toEqual(own);
    await put(administrator.visitor, person.id, [ADMINISTRATOR]);
    const { body } = await person.visitor.get('/session');
    expect(body.roles).toEqual([ADMINISTRATOR]);
    expect([...person.visitor.cookies.values()]).not.toEqual(own);
    await stranger.visitor.get('/session');
    expect([...stranger.visitor.cookies.values()]).toEqual(others);
  });

  test('as they are already are no change', async () => {
    const person = await town.newPerson([COORDINATOR]);
    expect((await put(administrator.visitor, person.id, [COORDINATOR, COORDINATOR])).status).toBe(
      204,
    );
    expect(await actionsOf(town, person.id)).toEqual([]);
  });

  test.each([
    ['a role in another city', [COORDINATOR, { role: 'coordinator', cityId: ELSEWHERE }]],
    ['the steward’s role', [STEWARD]],
  ])('are not granted by an administrator: %s, to others or themselves', async (_, roles) => {
    const person = await town.newPerson([COORDINATOR]);
    for (const id of [person.id, administrator.id]) {
      const before = await rolesOf(town, id);
      expect((await put(administrator.visitor, id, roles)).status).toBe(403);
      expect(await rolesOf(town, id)).toEqual(before);
    }
  });

  test('of who is not seen are not found', async () => {
    const stranger = await town.newPerson([{ role: 'coordinator', cityId: ELSEWHERE }]);
    expect((await put(administrator.visitor, stranger.id, [COORDINATOR])).status).toBe(404);
    expect(await rolesOf(town, stranger.id)).toEqual([`coordinator ${ELSEWHERE}`]);
  });

  test('are not changed by a coordinator, nor by a token of who has every role', async () => {
    const coordinator = await town.signedIn([COORDINATOR]);
    const answer = await put(coordinator.visitor, coordinator.id, [ADMINISTRATOR]);
    expect(answer.status).toBe(403);
    const { app } = town.running;
    const byToken = await fetch(`${app.url}/api/v1/users`, {
      headers: { authorization: `Bearer ${app.token}` },
    });
    expect(byToken.status).toBe(403);
  });

  test('taken away from all of a city leave the person unseen there', async () => {
    const person = await town.newPerson([COORDINATOR]);
    expect((await put(administrator.visitor, person.id, [])).status).toBe(204);
    expect(await rolesOf(town, person.id)).toEqual([]);
    expect((await administrator.visitor.get(`/users/${person.id}`)).status).toBe(404);
  });

  test('of the last steward who can sign in stay', async () => {
    const steward = await town.signedIn([STEWARD, COORDINATOR]);
    const refused = await put(steward.visitor, steward.id, [COORDINATOR]);
    expect(refused).toMatchObject({
      status: 409,
      body: { type: expect.stringMatching('last-steward') },
    });
    // One who was invited and has not come in does not count.
    const { body } = await steward.visitor.post('/users', invitation({ roles: [STEWARD] }));
    expect((await put(steward.visitor, steward.id, [COORDINATOR])).status).toBe(409);
    expect((await put(steward.visitor, body.id, [])).status).toBe(204);
    const second = await town.newPerson([STEWARD]);
    expect((await put(steward.visitor, steward.id, [COORDINATOR])).status).toBe(204);
    expect(await rolesOf(town, second.id)).toEqual(['steward']);
  });

  test('of two stewards who take each other away at once, one stays', async () => {
    const pairs = await Promise.all(times(2, () => town.signedIn([STEWARD])));
    const [one, two] = pairs as [(typeof pairs)[0], (typeof pairs)[0]];
    const answers = await Promise.all([put(one.visitor, two.id, []), put(two.visitor, one.id, [])]);
    expect(count(answers, 204)).toBe(1);
    const [{ left }] = await town.sql(
      `select count(*)::int as left from person_role where role = 'steward'`,
    );
    expect(left).toBe(1);
  });
});

// Goal: a link opens what it was written for, once, and tells nobody who has an account.
describe('a letter', () => {
  const town = new Town();
  beforeAll(() => town.start());
  afterEach(() => town.endWindows());
  afterAll(() => town.running.stop());

  const ask = (email: string) => town.visitor().post('/session/password-reset', { email });
  const use = (letter: string | undefined, rest: object = {}) =>
    town.visitor().post('/session/letters/use', { letter, password: OTHER_PASSWORD, ...rest });
  const reset = async (email: string) => {
    expect((await ask(email)).status).toBe(202);
    return (await linksOf(town, email)).at(-1)!;
  };

  test('for a new password sets it, ends every session and what was asked for besides', async () => {
    const person = await town.signedIn();
    const stranger = await town.signedIn();
    const first = await reset(`  ${person.email.toUpperCase()} `.trim().toLowerCase());
    const second = await reset(person.email);
    expect((await use(first)).status).toBe(410);
    expect((await use(second)).status).toBe(204);
    expect(await stateOf(person.visitor)).toBe('nobody');
    expect(await stateOf(stranger.visitor)).toBe('whole');
    expect((await town.visitor().signIn(person.email, PASSWORD)).status).toBe(401);
    expect((await town.visitor().signIn(person.email, OTHER_PASSWORD)).status).toBe(200);
    expect((await use(second, { password: PASSWORD })).status).toBe(410);
    expect(await actionsOf(town, person.id)).toEqual(
      expect.arrayContaining(['password_reset.ask', 'password_reset.use']),
    );
  });

  test('does not take off the second factor', async () => {
    const person = await town.withSecondFactor();
    expect((await use(await reset(person.email))).status).toBe(204);
    const visitor = town.visitor();
    expect((await visitor.signIn(person.email, OTHER_PASSWORD)).body.state).toBe('second_factor');
  });

  test('used by eight at once is used by one', async () => {
    const { email } = await town.newPerson();
    const letter = await reset(email);
    const answers = await Promise.all(
      times(8, (n) => use(letter, { password: `${OTHER_PASSWORD} ${n}` })),
    );
    expect(count(answers, 204)).toBe(1);
    expect(count(answers, 410)).toBe(7);
    const winner = answers.findIndex(({ status }) => status === 204);
    const signedIn = await town.visitor().signIn(email, `${OTHER_PASSWORD} ${winner}`);
    expect(signedIn.status).toBe(200);
  });

  test('is left as it was by a password that is refused', async () => {
    const { email } = await town.newPerson();
    const letter = await reset(email);
    const refused = await use(letter, { password: 'password2026' });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/password' }] } });
    const named = await use(letter, { name: 'Олена' });
    expect(named).toMatchObject({ status: 422, body: { errors: [{ pointer: '/name' }] } });
    expect((await use(letter)).status).toBe(204);
  });

  test.each([
    ['password_reset', '59 minutes', 200],
    ['password_reset', '61 minutes', 410],
    ['invitation', '6 days 23 hours', 200],
    ['invitation', '7 days 1 minute', 410],
  ])('of the kind %s is after %s answered with %i', async (kind, age, status) => {
    const steward = await town.signedIn([STEWARD]);
    const input = invitation();
    await steward.visitor.post('/users', input);
    if (kind === 'password_reset') await ask(input.email);
    const links = await linksOf(town, input.email);
    await town.sql(
      `update letter set expires_at = expires_at - $1::interval
       where person_id = (select person_id from person_detail where email = $2)`,
      [age, input.email],
    );
    const letter = links.at(-1);
    expect((await town.visitor().post('/session/letters/look', { letter })).status).toBe(status);
    expect((await use(letter)).status).toBe(status === 200 ? 204 : 410);
  });

  test('that we did not write, or that was changed, opens nothing', async () => {
    const { email } = await town.newPerson();
    const letter = await reset(email);
    const [id, signature] = letter.split('.') as [string, string];
    const other = (text: string) => (text[5] === 'A' ? 'B' : 'A');
    const [row] = await town.sql(`select id from letter order by id desc limit 1`);
    const asInvitation = letterUrl(town.running.app.config, { id: row.id, kind: 'invitation' });
    const foreignKey = letterUrl(
      { ...town.running.app.config, secretKey: 'another key of thirty-two characters' },
      { id: row.id, kind: 'password_reset' },
    );
    for (const forged of [
      `${id.slice(0, 5)}${other(id)}${id.slice(6)}.${signature}`,
      `${id}.${signature.slice(0, 5)}${other(signature)}${signature.slice(6)}`,
      `${id}.${signature.slice(0, 20)}`,
      `${id}.`,
      row.id,
      asInvitation.split('/').at(-1)!,
      foreignKey.split('/').at(-1)!,
    ]) {
      expect((await use(forged)).status).toBe(410);
    }
    expect((await use(letter)).status).toBe(204);
  });

  test('has nothing in the database by which its link could be made', async () => {
    const { email } = await town.newPerson();
    const [, signature] = (await reset(email)).split('.');
    const [{ kept }] = await town.sql(
      `select (select string_agg(letter::text, '') from letter)
         || (select string_agg(outbox::text, '') from outbox) as kept`,
    );
    expect(kept).not.toContain(signature);
    const hex = Buffer.from(signature!, 'base64url').toString('hex');
    expect(kept).not.toContain(hex);
  });

  test('is asked for with the same answer whether or not there is such an account', async () => {
    const known = await town.newPerson();
    const unknown = 'nobody-here@example.org';
    for (let n = 0; n < 3; n++) {
      const [one, two] = [await ask(known.email), await ask(unknown)];
      expect(one.status).toBe(202);
      expect([two.status, two.body]).toEqual([one.status, one.body]);
    }
    const [one, two] = [await ask(known.email), await ask(unknown)];
    expect(one.status).toBe(429);
    expect(two.status).toBe(429);
    expect(two.body.type).toBe(one.body.type);
    expect(await linksOf(town, known.email)).toHaveLength(3);
    const [{ strangers }] = await town.sql(
      `select count(*)::int as strangers from person_detail where email = $1`,
      [unknown],
    );
    expect(strangers).toBe(0);
  });

  test('lets in who was kept out by the guesses of others', async () => {
    const { email } = await town.newPerson();
    for (let n = 0; n < 11; n++) await town.visitor().signIn(email, 'wrong');
    expect((await town.visitor().signIn(email, PASSWORD)).status).toBe(429);
    expect((await use(await reset(email))).status).toBe(204);
    expect((await town.visitor().signIn(email, OTHER_PASSWORD)).status).toBe(200);
  });
});

// Goal: who asks is handed all that we hold of them, and who asks to be forgotten is.
describe('what is held of a person', () => {
  const town = new Town();
  beforeAll(() => town.start());
  afterAll(() => town.running.stop());

  test('stands in one list, column by column', async () => {
    const columns: { name: string; table: string; isReference: boolean }[] = await town.sql(
      `select c.table_name || '.' || c.column_name as name, c.table_name as table,
         exists (select from pg_constraint k
           where k.contype = 'f' and k.confrelid = 'person'::regclass
             and k.conrelid = format('public.%I', c.table_name)::regclass
             and k.conkey[1] = c.ordinal_position) as "isReference"
       from information_schema.columns c where c.table_schema = 'public'`,
    );
    const listed = PERSONAL_DATA.flatMap(({ table, whose, shown, withheld = {} }) =>
      [whose, ...shown, ...Object.keys(withheld)].map((column) => `${table}.${column}`),
    );
    const known = columns.map(({ name }) => name);
    const names = PERSONAL_DATA.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(
      [...listed, ...Object.keys(NOT_PERSONAL)].filter((name) => !known.includes(name)),
    ).toEqual([]);
    expect(Object.keys(NOT_PERSONAL).filter((name) => listed.includes(name))).toEqual([]);
    const ofPeople = PERSONAL_DATA.filter(({ whose }) => /^(person_id|id)$/.test(whose));
    const tables = [...ofPeople.map(({ table }) => table), 'attempt'];
    const looksPersonal =
      /(^|_)(person|email|mail|phone|name|user|network|address|ip|agent)(_|$)|_by$/;
    const asked = columns
      .filter(({ name, table, isReference }) => {
        const column = name.split('.')[1]!;
        return isReference || tables.includes(table) || looksPersonal.test(column);
      })
      .map(({ name }) => name);
    expect(asked.length).toBeGreaterThan(60);
    expect(asked.filter((name) => !listed.includes(name) && !(name in NOT_PERSONAL))).toEqual([]);
  });

  test('is handed to its person as a file, without a secret and without anybody else’s', async () => {
    const person = await town.withSecondFactor([ADMINISTRATOR]);
    const colleague = await town.signedIn([ADMINISTRATOR]);
    await person.visitor.post('/tokens', {
      name: 'scanner',
      scopes: ['read'],
      expiresOn: inDays(3),
    });
    await person.visitor.post('/users', invitation());
    await colleague.visitor.put(`/users/${person.id}/roles`, {
      roles: [ADMINISTRATOR, COORDINATOR],
    });
    const { status, headers, body } = await person.visitor.get('/users/me/data');
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toContain('attachment');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(Object.keys(body.data)).toEqual(PERSONAL_DATA.map(({ name }) => name));
    const { data } = body;
    expect(data.detail).toEqual([{ email: person.email, name: 'Test', language: 'uk' }]);
    expect(data.person).toEqual([expect.objectContaining({ id: person.id, erasedAt: null })]);
    expect(data.roles).toHaveLength(2);
    expect(data.tokens).toEqual([expect.objectContaining({ name: 'scanner' })]);
    expect(data.recoveryCodes).toHaveLength(10);
    expect(data.credential[0].totpConfirmedAt).toMatch(/^20/);
    expect(data.lettersWritten).toHaveLength(1);
    expect(data.done.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['person.invite', 'token.make', 'person.export']),
    );
    expect(data.doneByOthers).toEqual([expect.objectContaining({ action: 'person.change_roles' })]);
    expect(body.withheld.credential.passwordHash).toContain('secret');
    const text = JSON.stringify(body);
    expect(text).not.toContain(colleague.id);
    expect(text).not.toContain(colleague.email);
    expect(text).not.toContain('argon2');
    const [secrets] = await town.sql(
      `select encode(s.secret_hash, 'hex') as session, encode(t.secret_hash, 'hex') as token
       from session s join personal_token t using (person_id) where s.person_id = $1`,
      [person.id],
    );
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  });

  test('is erased when its person asks; the history keeps the id', async () => {
    const person = await town.withSecondFactor([COORDINATOR]);
    const stranger = await town.signedIn([COORDINATOR]);
    await person.visitor.post('/tokens', {
      name: 'scanner',
      scopes: ['read'],
      expiresOn: inDays(3),
    });
    await town.visitor().post('/session/password-reset', { email: person.email });
    const wrong = await person.visitor.post('/users/me/erasure', { password: OTHER_PASSWORD });
    expect(wrong.status).toBe(422);
    expect(await stateOf(person.visitor)).toBe('whole');
    const done = await person.visitor.post('/users/me/erasure', { password: PASSWORD });
    expect(done.status).toBe(204);
    expect(person.visitor.cookies.size).toBe(0);
    for (const { table, whose, erasure } of PERSONAL_DATA) {
      const [{ left }] = await town.sql(
        `select count(*)::int as left from ${table} where ${whose}::text = $1`,
        [person.id],
      );
      if (erasure === 'deleted') expect([table, left]).toEqual([table, 0]);
    }
    const [kept] = await town.sql(
      `select erased_at is not null as erased from person where id = $1`,
      [person.id],
    );
    expect(kept).toEqual({ erased: true });
    expect((await town.history(person.id)).at(-1)).toMatchObject({
      action: 'person.erase',
      cityIds: [HERE],
    });
    expect((await town.visitor().signIn(person.email, PASSWORD)).status).toBe(401);
    expect(await stateOf(stranger.visitor)).toBe('whole');
    expect(await rolesOf(town, stranger.id)).toEqual([`coordinator ${HERE}`]);
    // The address is free for somebody new.
    const administrator = await town.signedIn([ADMINISTRATOR]);
    const { body } = await administrator.visitor.post(
      '/users',
      invitation({ email: person.email }),
    );
    expect(body.id).not.toBe(person.id);
  });

  test('is erased by who administers all of their cities, or by a steward', async () => {
    const administrator = await town.signedIn([ADMINISTRATOR]);
    const steward = await town.signedIn([STEWARD]);
    const own = await town.newPerson([COORDINATOR]);
    const shared = await town.newPerson([COORDINATOR, { role: 'researcher', cityId: ELSEWHERE }]);
    const colleague = await town.newPerson([COORDINATOR, STEWARD]);
    const stranger = await town.newPerson([{ role: 'researcher', cityId: ELSEWHERE }]);
    const erase = (visitor: Visitor, { id }: { id: string }) =>
      visitor.post(`/users/${id}/erasure`).then(({ status }) => status);
    expect(await erase(administrator.visitor, own)).toBe(204);
    expect(await erase(administrator.visitor, shared)).toBe(403);
    expect(await erase(administrator.visitor, colleague)).toBe(403);
    expect(await erase(administrator.visitor, stranger)).toBe(404);
    for (const person of [shared, colleague, stranger]) {
      expect(await erase(steward.visitor, person)).toBe(204);
      expect(await erase(steward.visitor, person)).toBe(404);
    }
  });

  test('of the last steward is not erased, by themselves or by another who cannot sign in', async () => {
    await town.sql(`delete from person_role where role = 'steward'`);
    const last = await town.signedIn([STEWARD]);
    const own = await last.visitor.post('/users/me/erasure', { password: PASSWORD });
    expect(own.status).toBe(409);
    expect((await last.visitor.post(`/users/${last.id}/erasure`)).status).toBe(409);
    expect(await stateOf(last.visitor)).toBe('whole');
    await town.newPerson([STEWARD]);
    const done = await last.visitor.post('/users/me/erasure', { password: PASSWORD });
    expect(done.status).toBe(204);
  });
});

const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
