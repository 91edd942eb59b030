import { COMMON_PASSWORDS } from './common-passwords';

export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 200;
/** Of the text as it comes: a character may be written as several, which are folded into one. */
export const PASSWORD_TEXT_LENGTH_MAX = 4 * PASSWORD_LENGTH_MAX;

/** Whose password it is to be: what everybody knows of a person is no secret. */
export interface PasswordOwner {
  email: string;
  name: string;
}

/** As it is hashed: the same letters on every keyboard and system (NFKC). */
export const foldPassword = (password: string): string => password.normalize('NFKC');

/**
 * What is wrong with a new password, as words that follow "password", or null. No rule asks for
 * digits or signs: they make a password harder to keep, not to guess (NIST SP 800-63B, 5.1.1.2).
 */
export function faultOfPassword(password: string, owner: PasswordOwner): string | null {
  const folded = foldPassword(password);
  const length = [...folded].length;
  if (length < PASSWORD_LENGTH_MIN) {
    return `must have at least ${PASSWORD_LENGTH_MIN} characters: take four words by chance`;
  }
  if (length > PASSWORD_LENGTH_MAX) return `must have at most ${PASSWORD_LENGTH_MAX} characters`;
  const plain = folded.toLowerCase();
  if (/^[\d\s()+./-]+$/.test(plain)) {
    return 'must not be digits alone: telephone numbers and days are guessed first';
  }
  if (isOfOwnWords(plain, owner)) {
    return 'must be more than your name, your e-mail or Pobratym, with digits or signs at most';
  }
  if (isGuessedFirst(plain)) {
    return 'is one of those that are guessed first: take four words by chance';
  }
  return null;
}

/** What is left when the owner's words are taken out is too little to be a secret. */
function isOfOwnWords(plain: string, { email, name }: PasswordOwner): boolean {
  const own = ['pobratym', 'побратим', ...wordsOf(email), ...wordsOf(name)];
  const longestFirst = own.sort((a, b) => b.length - a.length);
  const letters = lettersOf(plain);
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ''), letters);
  return rest.length < letters.length && rest.length < REST_LENGTH_MIN;
}

const REST_LENGTH_MIN = 6;
const OWN_WORD_LENGTH_MIN = 3;

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= OWN_WORD_LENGTH_MIN);

const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '');

const DISTINCT_COUNT_MIN = 5;

/** Seen as those see it who guess: without what people add, and with letters for signs. */
function isGuessedFirst(plain: string): boolean {
  if (new Set(plain).size < DISTINCT_COUNT_MIN) return true;
  const bare = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const forms = [plain, bare].flatMap((text) => [text, withLetters(text)]).map(unitOf);
  if (forms.some((form) => form.length * 2 >= plain.length && isRow(form))) return true;
  return [...forms, lettersOf(plain)].some(isListed);
}

const LETTER_OF_SIGN: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const withLetters = (text: string): string =>
  [...text].map((sign) => LETTER_OF_SIGN[sign] ?? sign).join('');

/** `abc-abc-abc` is `abc`. */
function unitOf(text: string): string {
  const joined = text.replace(/[\s._-]+/g, '');
  return /^(.+?)\1+$/su.exec(joined)?.[1] ?? joined;
}

/** A common password, or two of them in one. */
function isListed(text: string): boolean {
  if (COMMON_PASSWORDS.has(text)) return true;
  for (let at = 3; at <= text.length - 3; at++) {
    if (COMMON_PASSWORDS.has(text.slice(0, at)) && COMMON_PASSWORDS.has(text.slice(at)))
      return true;
  }
  return false;
}

/** Keys or letters in a row, forwards or backwards; at its end the row begins anew. */
function isRow(text: string): boolean {
  const reversed = [...text].reverse().join('');
  return ROWS.some((row) => row.includes(text) || row.includes(reversed));
}

const ROWS = [
  '0123456789',
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  'йцукенгшщзхїфівапролджєячсмитьбю',
  'йцукенгшщзхъфывапролджэячсмитьбю',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
].map((row) => row.repeat(3));
