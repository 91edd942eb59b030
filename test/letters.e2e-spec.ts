import { letterUrl } from '@pobratym/identity';
import { RECEIVER } from './support/builders';
import { MailServer, startMailServer } from './support/mail-server';
import { arriveInSession } from './support/askers';
import { RunningApps } from './support/running-apps';
import { PASSWORD } from './support/town';
import { Visitor } from './support/visitor';

let invited = 0;
const INVITATION = {
  name: 'Ґалина Їжак',
  language: 'uk',
  roles: [{ role: 'coordinator', cityId: RECEIVER }],
};

/** An administrator at a browser. */
async function newAdministrator(running: RunningApps): Promise<Visitor> {
  const held = [{ role: 'administrator' as const, cityId: RECEIVER }];
  const { headers } = await arriveInSession(running.app.database, held);
  const visitor = new Visitor(running.app);
  const [name, value] = headers.cookie!.split('=') as [string, string];
  visitor.cookies.set(name, value);
  return visitor;
}

// Goal: what was promised to be sent is sent, once, to one address, and says it in its language.
describe('a letter by a mail server', () => {
  const running = new RunningApps();
  let mail: MailServer;
  let administrator: Visitor;

  beforeAll(async () => {
    mail = await startMailServer();
    const config = { smtpUrl: mail.url, publicUrl: 'https://aid.example.org' };
    await running.start({ config, worker: true });
    administrator = await newAdministrator(running);
    // Its cookie has another name where the pages are reached by TLS.
    const secret = administrator.cookies.get('pobratym_session')!;
    administrator.cookies.set('__Host-pobratym_session', secret);
  });
  afterEach(() => void mail.mails.splice(0));
  afterAll(async () => {
    await running.stop();
    await mail.stop();
  });

  async function invite(rest: object = {}) {
    const email = `invited-${++invited}@example.org`;
    const answer = await administrator.post('/users', { email, ...INVITATION, ...rest });
    expect(answer.status).toBe(201);
    return answer.body as { id: string; email: string };
  }
  const sentAtOf = async ({ id }: { id: string }) =>
    (await administrator.get(`/users/${id}`)).body.invitation.sentAt;

  const deadJobs = () =>
    running.app.database
      .query(`delete from dead_job returning queue, remedy`)
      .then(([rows]) => rows);

  test('comes to the invited with a subject in Cyrillic and a link that works', async () => {
    const person = await invite();
    await running.app.settle();
    expect(mail.mails).toHaveLength(1);
    const { recipients, parsed, raw } = mail.mails[0]!;
    expect(recipients).toEqual([person.email]);
    expect(parsed.subject).toBe('Запрошення до «Побратима»');
    expect(parsed.text).toContain('Вітаємо, Ґалина Їжак!');
    expect(parsed.text).toContain('Test запрошує Вас');
    expect(parsed.text).toContain('Дрогобич: координатор');
    const link = /https:\/\/aid\.example\.org\/letters\/([\w.-]+)/;
    const [, letter] = link.exec(parsed.text!)!;
    expect(link.exec(parsed.html as string)![1]).toBe(letter);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(raw).toMatch(/^From: Pobratym <pobratym@localhost>\r$/m);
    expect(raw).not.toMatch(/List-Unsubscribe|X-Mailer/i);
    expect(await sentAtOf(person)).toMatch(/^20/);
    const visitor = new Visitor(running.app);
    const used = await visitor.post('/session/letters/use', { letter, password: PASSWORD });
    expect(used.status).toBe(204);
    expect((await visitor.signIn(person.email, PASSWORD)).status).toBe(200);
  });

  test('comes in the language of who reads it', async () => {
    await invite({ language: 'en' });
    await running.app.settle();
    expect(mail.mails[0]!.parsed.subject).toBe('Your invitation to Pobratym');
    expect(mail.mails[0]!.parsed.text).toContain('Drohobych: coordinator');
  });

  test('has no header and no recipient that a name has written', async () => {
    const name = `Олена\r\nBcc: mayor@example.org\r\nSubject: Other <x@example.org>, y@example.org`;
    const person = await invite({ name });
    await running.app.settle();
    const { recipients, parsed, raw } = mail.mails[0]!;
    expect(recipients).toEqual([person.email]);
    expect(parsed.subject).toBe('Запрошення до «Побратима»');
    expect(parsed.bcc).toBeUndefined();
    const headers = raw.slice(0, raw.indexOf('\r\n\r\n'));
    expect(headers).not.toMatch(/mayor|Bcc|Other/i);
    expect(headers).toContain(`To: ${person.email}`);
  });

  test('is tried again when the server is not ready, and then sent once', async () => {
    mail.refuse(2, 451);
    const before = mail.refusedCount();
    const person = await invite();
    await running.app.settle();
    expect(mail.refusedCount() - before).toBe(2);
    expect(mail.mails.map(({ recipients }) => recipients)).toEqual([[person.email]]);
    expect(await sentAtOf(person)).toMatch(/^20/);
  });

  test('is tried again also after all attempts of a job have failed', async () => {
    mail.refuse(4, 451);
    const person = await invite();
    await running.app.settle();
    expect(mail.mails.map(({ recipients }) => recipients)).toEqual([[person.email]]);
    expect(await sentAtOf(person)).toMatch(/^20/);
  }, 30_000);

  test('that the server refuses for good is not tried again, and shows as not sent', async () => {
    mail.refuse(1, 550);
    const before = mail.refusedCount();
    const person = await invite();
    await running.app.settle();
    expect(mail.refusedCount() - before).toBe(1);
    expect(mail.mails).toEqual([]);
    expect(await sentAtOf(person)).toBeNull();
    expect(await deadJobs()).toEqual([{ queue: 'letters', remedy: 'record_anew' }]);
    await administrator.post(`/users/${person.id}/invitation`);
    await running.app.settle();
    expect(mail.mails).toHaveLength(1);
  });

  test('that no server took while it was good is among the dead jobs', async () => {
    mail.refuse(1, 451);
    const person = await invite();
    await running.app.database.query(
      `update letter set created_at = created_at - interval '9 days',
         expires_at = expires_at - interval '9 days' where person_id = $1 and sent_at is null`,
      [person.id],
    );
    await running.app.settle();
    expect(mail.mails).toEqual([]);
    expect(await deadJobs()).toEqual([{ queue: 'letters', remedy: 'record_anew' }]);
  });

  test('that was taken back before it was sent is not sent', async () => {
    mail.refuse(1, 451);
    const person = await invite();
    await running.app.database.query(
      `update letter set used_at = now() where person_id = $1 and sent_at is null`,
      [person.id],
    );
    await running.app.settle();
    expect(mail.mails).toEqual([]);
  });

  test('tells who has an account of further rights, without a link that opens anything', async () => {
    const person = await invite();
    await running.app.settle();
    const [letter] = await running.app.database.query(
      `select id, kind from letter where person_id = $1`,
      [person.id],
    );
    const text = letterUrl(running.app.config, letter).split('/').at(-1);
    const visitor = new Visitor(running.app);
    await visitor.post('/session/letters/use', { letter: text, password: PASSWORD });
    mail.mails.splice(0);
    const more = [...INVITATION.roles, { role: 'researcher', cityId: RECEIVER }];
    await invite({ email: person.email, roles: more });
    await running.app.settle();
    const { parsed } = mail.mails[0]!;
    expect(parsed.subject).toBe('Ваші права у «Побратимі» розширено');
    expect(parsed.text).toContain('https://aid.example.org/sign-in');
    expect(parsed.text).not.toContain('/letters/');
  });

  test('for a new password comes to the account that asked, and to nobody without one', async () => {
    const person = await invite();
    await running.app.settle();
    mail.mails.splice(0);
    for (const email of [person.email, 'nobody-here@example.org']) {
      const asked = await new Visitor(running.app).post('/session/password-reset', { email });
      expect(asked.status).toBe(202);
    }
    await running.app.settle();
    expect(mail.mails.map(({ recipients }) => recipients)).toEqual([[person.email]]);
    expect(mail.mails[0]!.parsed.subject).toBe('Новий пароль до «Побратима»');
  });
});

describe('without a mail server', () => {
  const running = new RunningApps();
  beforeAll(() => running.start());
  afterAll(() => running.stop());

  test('a letter waits for nobody, and shows as not sent', async () => {
    const administrator = await newAdministrator(running);
    const email = 'invited@example.org';
    const { body } = await administrator.post('/users', { email, ...INVITATION });
    await running.app.settle();
    const { invitation } = (await administrator.get(`/users/${body.id}`)).body;
    expect(invitation).toMatchObject({ sentAt: null, isExpired: false });
  });
});
