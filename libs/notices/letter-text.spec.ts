import { textOf } from './letter-text';

const LETTER = {
  kind: 'invitation',
  isNotice: false,
  name: 'Ґалина Їжак',
  language: 'uk',
  inviter: 'Олена Коваль',
  roles: [
    { role: 'steward', city: null },
    { role: 'coordinator', city: 'Дрогобич' },
  ],
} as const;
const PLACE = { site: 'https://aid.example.org', link: 'https://aid.example.org/letters/x.y' };
type Letter = Parameters<typeof textOf>[0];
const write = (rest: Partial<Letter> = {}) =>
  textOf({ ...LETTER, roles: [...LETTER.roles], ...rest }, PLACE);

// Goal: a letter says who, where, what to do and what happens if one does nothing.
describe('the text of a letter', () => {
  test('of an invitation names who invites, to what, and where', () => {
    const { subject, text, html } = write();
    expect(subject).toBe('Запрошення до «Побратима»');
    for (const words of [text, html]) {
      expect(words).toContain('Ґалина Їжак');
      expect(words).toContain('Олена Коваль запрошує Вас');
      expect(words).toContain('Дрогобич: координатор');
      expect(words).toContain('розпорядник системи');
      expect(words).toContain(PLACE.link);
    }
    expect(write({ inviter: null }).text).toContain('Вас запрошено');
    expect(write({ language: 'en' }).text).toContain('Олена Коваль invites you');
  });

  test('of further rights asks for no password, and of a reset names no role', () => {
    expect(write({ isNotice: true }).subject).toBe('Ваші права у «Побратимі» розширено');
    expect(write({ isNotice: true }).text).toContain('нового пароля не потрібно');
    const reset = write({ kind: 'password_reset' });
    expect(reset.subject).toBe('Новий пароль до «Побратима»');
    expect(reset.text).not.toContain('координатор');
  });

  test.each(['uk', 'en'] as const)('names every kind of letter and role: %s', (language) => {
    const roles = (['coordinator', 'administrator', 'researcher', 'steward'] as const).map(
      (role) => ({ role, city: 'X' }),
    );
    for (const rest of [{}, { isNotice: true }, { kind: 'password_reset' } as const]) {
      const { subject, text } = write({ language, roles, ...rest });
      expect(`${subject}${text}`).not.toMatch(/undefined|null|\[object/);
    }
  });

  test('holds no mark-up and no line of a person’s name', () => {
    const name = `<img src="https://evil.example/x.png">\r\nBcc: mayor@example.org & 'co'`;
    const { subject, text, html } = write({ name, inviter: name });
    expect(html).not.toContain('<img');
    expect(html).toContain('&#60;img');
    expect(text).not.toMatch(/^Bcc:/m);
    expect(subject).not.toContain('evil');
    expect(html.match(/https?:\/\//g)!.length).toBe(write().html.match(/https?:\/\//g)!.length + 2);
  });

  test('of who holds many roles stays a letter', () => {
    const roles = Array.from({ length: 300 }, () => ({ role: 'researcher' as const, city: 'X' }));
    expect(write({ roles }).text.match(/X: дослідник/g)).toHaveLength(20);
  });

  test('loads nothing from anywhere', () => {
    expect(write().html).not.toMatch(/<(img|script|link|iframe|style)|url\(|src=/i);
  });
});
