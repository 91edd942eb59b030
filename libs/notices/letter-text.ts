import { LetterToSend, Role } from '@pobratym/identity';
import { Language, MailText, oneLine, writeMail } from './mail-text';

type Reason = 'invitation' | 'further_rights' | 'password_reset';

interface Words {
  subject: string;
  /** Paragraphs before the link; the roles come after the first of them, where there are any. */
  before: (site: string, inviter: string | null) => string[];
  link: string;
  after: string[];
}

/** A reader is addressed politely, and told what to do and what happens if they do nothing. */
const UK: Record<Reason, Words> = {
  invitation: {
    subject: 'Запрошення до «Побратима»',
    before: (site, inviter) => [
      `${inviter === null ? 'Вас запрошено' : `${inviter} запрошує Вас`} до «Побратима» (${site}), ` +
        'де міста-побратими ведуть облік допомоги.',
      'Щоб почати, перейдіть за посиланням і виберіть пароль.',
    ],
    link: 'Прийняти запрошення',
    after: [
      'Посилання діє сім днів і лише один раз. Нікому його не передавайте.',
      'Якщо Ви не чекали на цей лист, нічого не робіть: без пароля ніхто не увійде.',
    ],
  },
  further_rights: {
    subject: 'Ваші права у «Побратимі» розширено',
    before: (site, inviter) => [
      inviter === null
        ? `Вам надано ширші права у «Побратимі» (${site}).`
        : `${inviter} надає Вам ширші права у «Побратимі» (${site}).`,
      'Увійдіть, як завжди: нового пароля не потрібно.',
    ],
    link: 'Увійти',
    after: ['Якщо Ви не знаєте, чому отримали ці права, напишіть адміністраторові свого міста.'],
  },
  password_reset: {
    subject: 'Новий пароль до «Побратима»',
    before: (site) => [
      `Хтось попросив новий пароль до Вашого облікового запису в «Побратимі» (${site}).`,
      'Якщо це були Ви, перейдіть за посиланням і виберіть новий пароль.',
    ],
    link: 'Вибрати новий пароль',
    after: [
      'Посилання діє одну годину і лише один раз. ' +
        'З новим паролем доведеться увійти знову на всіх пристроях.',
      'Якщо це були не Ви, нічого не робіть: теперішній пароль залишається.',
    ],
  },
};

const EN: Record<Reason, Words> = {
  invitation: {
    subject: 'Your invitation to Pobratym',
    before: (site, inviter) => [
      `${inviter === null ? 'You are invited' : `${inviter} invites you`} to Pobratym (${site}), ` +
        'where sister cities keep account of aid.',
      'To begin, follow the link and choose a password.',
    ],
    link: 'Accept the invitation',
    after: [
      'The link is good for seven days, and once. Give it to nobody.',
      'If you did not expect this letter, do nothing: without a password nobody gets in.',
    ],
  },
  further_rights: {
    subject: 'You have further rights in Pobratym',
    before: (site, inviter) => [
      `${inviter === null ? 'You are given' : `${inviter} gives you`} further rights ` +
        `in Pobratym (${site}).`,
      'Sign in as you always do: no new password is needed.',
    ],
    link: 'Sign in',
    after: [
      'If you do not know why you got these rights, write to the administrator of your city.',
    ],
  },
  password_reset: {
    subject: 'A new password for Pobratym',
    before: (site) => [
      `Somebody has asked for a new password for your account in Pobratym (${site}).`,
      'If it was you, follow the link and choose a new password.',
    ],
    link: 'Choose a new password',
    after: [
      'The link is good for one hour, and once. ' +
        'With the new password every device must sign in again.',
      'If it was not you, do nothing: the present password stays.',
    ],
  },
};

const LETTERS: Record<Language, Record<Reason, Words>> = { uk: UK, en: EN };

const GREETINGS: Record<Language, (name: string) => string> = {
  uk: (name) => `Вітаємо, ${name}!`,
  en: (name) => `Dear ${name},`,
};

const ROLES: Record<Language, Record<Role, string>> = {
  uk: {
    coordinator: 'координатор',
    administrator: 'адміністратор',
    researcher: 'дослідник',
    steward: 'розпорядник системи',
  },
  en: {
    coordinator: 'coordinator',
    administrator: 'administrator',
    researcher: 'researcher',
    steward: 'steward of the installation',
  },
};

/** More would be no letter any more; the pages show them all. */
const ROLES_TOLD_MAX = 20;

/** What a letter says, in the language of who reads it. */
export function textOf(
  letter: Omit<LetterToSend, 'id' | 'email'>,
  { site, link }: { site: string; link: string },
): MailText {
  const { kind, isNotice, language } = letter;
  const words = LETTERS[language][isNotice ? 'further_rights' : kind];
  const inviter = letter.inviter === null ? null : oneLine(letter.inviter);
  const [opening, ...rest] = words.before(site, inviter);
  const roles = kind === 'invitation' ? rolesOf(letter) : [];
  return writeMail(language, words.subject, [
    GREETINGS[language](oneLine(letter.name)),
    opening!,
    ...(roles.length > 0 ? [{ list: roles }] : []),
    ...rest,
    { link, words: words.link },
    ...words.after,
  ]);
}

function rolesOf({ roles, language }: Pick<LetterToSend, 'roles' | 'language'>): string[] {
  const told = roles.slice(0, ROLES_TOLD_MAX).map(({ role, city }) => {
    const name = ROLES[language][role];
    return city === null ? name : `${city}: ${name}`;
  });
  return roles.length > ROLES_TOLD_MAX ? [...told, '…'] : told;
}
