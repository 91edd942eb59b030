import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createTransport } from 'nodemailer';

interface Caught {
  to: string;
  subject: string;
  file: string;
}

// Goal: a trial shows its letters to who runs it, and none leaves the machine.
describe('the mail catcher', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'mail-catcher-'));
  const caught: Caught[] = [];
  let catcher: { url: string; stop(): Promise<void> };

  beforeAll(async () => {
    const { startMailCatcher } = await import('../tools/start/mail-catcher.mjs' as string);
    catcher = await startMailCatcher({ dir, onMail: (mail: Caught) => caught.push(mail) });
  });
  afterEach(() => void caught.splice(0));
  afterAll(async () => {
    await catcher.stop();
    fs.rmSync(dir, { recursive: true });
  });

  const send = (rest: object = {}) =>
    createTransport(catcher.url).sendMail({
      from: 'pobratym@localhost',
      to: 'olena@example.org',
      subject: 'Запрошення до «Побратима»',
      text: 'Вітаємо!',
      ...rest,
    });

  test('tells of a letter and keeps it as a file that others cannot read', async () => {
    await send();
    const [{ to, subject, file }] = caught as [Caught];
    expect([to, subject]).toEqual(['olena@example.org', 'Запрошення до «Побратима»']);
    expect(path.dirname(file)).toBe(dir);
    expect(file).toMatch(/\.eml$/);
    expect(fs.readFileSync(file, 'utf8')).toContain('To: olena@example.org');
    expect(fs.statSync(file).mode & 0o077).toBe(0);
  });

  test('listens on the loopback alone', () => {
    expect(catcher.url).toMatch(/^smtp:\/\/127\.0\.0\.1:\d+$/);
  });

  test('tells nothing that a terminal would obey', async () => {
    const escape = String.fromCharCode(27);
    await send({ subject: `Red ${escape}[31m ґ` });
    expect(caught[0]!.subject).toBe('Red [31m ґ');
  });

  test('refuses a letter that is too large, and goes on', async () => {
    const kept = fs.readdirSync(dir).length;
    await expect(send({ text: 'x'.repeat(2_000_000) })).rejects.toMatchObject({
      responseCode: expect.any(Number),
    });
    expect(fs.readdirSync(dir)).toHaveLength(kept);
    await send();
    expect(caught).toHaveLength(1);
  });

  test('keeps the newest 200', async () => {
    for (let n = 0; n < 205; n++) fs.writeFileSync(path.join(dir, `2000-01-01-${n}.eml`), '');
    await send();
    expect(fs.readdirSync(dir)).toHaveLength(200);
    expect(fs.existsSync(caught[0]!.file)).toBe(true);
  });
});
