import { COMMON_PASSWORDS } from './common-passwords';
import { faultOfPassword, foldPassword } from './password-rules';

const OWNER = { email: 'olena.koval@drohobych.example', name: 'Олена Коваль' };
const manySigns = (count: number) =>
  Array.from({ length: count }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('');
const faultOf = (password: string) => faultOfPassword(password, OWNER);

// Goal: what is guessed first is refused, with what to do instead, and nothing else is.
describe('a new password', () => {
  test.each([
    'correct horse battery staple',
    'жовта парасоля танцює вальс',
    'wieloryb na rowerze',
    'x9$4!7&ab#1c',
    '8f3c1a97e2b04d',
    'Olena met a hedgehog',
    '🌾🚚🌻🏥🌾🚚🌻🏥🧺🪵🧯🛏️',
    manySigns(200),
  ])('may be %s', (password) => {
    expect(faultOf(password)).toBeNull();
  });

  test.each([
    ['a shortcut', 'at least 12'],
    ['elevenchars', 'at least 12'],
    [manySigns(201), 'at most 200'],
    // 201 letters that come as 402: folding makes one of each two.
    ['й'.repeat(201), 'at most 200'],
    ['380501234567', 'digits alone'],
    ['+380 50 123-45-67', 'digits alone'],
    ['24.02.2022 14.10.2026', 'digits alone'],
    ['aaaaaaaaaaaaaaaa', 'guessed first'],
    ['abababababab1', 'guessed first'],
    ['Password2026!', 'guessed first'],
    ['P@ssw0rd2026', 'guessed first'],
    ['passwordpassword', 'guessed first'],
    ['pass-word-pass-word', 'guessed first'],
    ['p.a.s.s.w.o.r.d.1', 'guessed first'],
    ['qwertyuiopasdf', 'guessed first'],
    ['fdsapoiuytrewq', 'guessed first'],
    ['qwertyuiop123', 'guessed first'],
    ['йцукенгшщзхї', 'guessed first'],
    ['abcdefghijklmnop', 'guessed first'],
    ['1qaz2wsx3edc4rfv', 'guessed first'],
    ['iloveyouforever', 'guessed first'],
    ['AdminPassword1', 'guessed first'],
    ['СлаваУкраїні2022', 'guessed first'],
    ['slavaukraini24', 'guessed first'],
    ['gfhjkmgfhjkm', 'guessed first'],
    ['olena.koval@drohobych.example', 'your name'],
    ['OlenaKoval1987', 'your name'],
    ['ОленаКоваль1987', 'your name'],
    ['koval-drohobych-24', 'your name'],
    ['Pobratym-2026', 'your name'],
    ['побратим побратим', 'your name'],
  ])('may not be %s', (password, reason) => {
    expect(faultOf(password)).toContain(reason);
  });

  test('is the same whichever way its letters are written', () => {
    const [composed, decomposed] = ['ї'.normalize('NFC'), 'ї'.normalize('NFD')];
    expect(composed).not.toBe(decomposed);
    expect(foldPassword(composed)).toBe(foldPassword(decomposed));
    expect(foldPassword('ｐａｓｓ')).toBe('pass');
  });
});

describe('the list of common passwords', () => {
  test('is as a folded password is compared with it', () => {
    const all = [...COMMON_PASSWORDS];
    expect(all.length).toBeGreaterThan(2000);
    expect(all.filter((word) => word !== foldPassword(word).toLowerCase())).toEqual([]);
  });
});
