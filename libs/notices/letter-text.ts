import { LetterKind } from '@pobratym/identity';

export type Language = 'uk' | 'en';

interface Words {
  subject: string;
  greeting: (name: string) => string;
  /** Paragraphs before the link. */
  before: (site: string) => string[];
  button: string;
  /** Paragraphs after it. */
  after: string[];
}

/** Written in Ukrainian first; a reader is addressed politely and told what to do. */
const WORDS: Record<Language, Record<LetterKind, Words>> = {
  uk: {
    invitation: {
      subject: 'Запрошення до «Побратима»',
      greeting: (name) => `Вітаємо, ${name}!`,
      before: (site) => [
        `Вас запросили до «Побратима» (${site}) — системи, у якій міста-побратими ведуть облік допомоги.`,
        'Щоб увійти, перейдіть за посиланням і виберіть пароль.',
      ],
      button: 'Прийняти запрошення',
      after: [
        'Посилання дійсне сім днів і лише один раз.',
        'Якщо Ви не чекали цього листа, нічого не робіть: без пароля обліковий запис не діє.',
      ],
    },
    password_reset: {
      subject: 'Новий пароль до «Побратима»',
      greeting: (name) => `Вітаємо, ${name}!`,
      before: (site) => [
        `Хтось попросив новий пароль до Вашого облікового запису в «Побратимі» (${site}).`,
        'Якщо це були Ви, перейдіть за посиланням і виберіть пароль.',
      ],
      button: 'Вибрати новий пароль',
      after: [
        'Посилання дійсне одну годину і лише один раз. Після зміни пароля всі пристрої вийдуть із системи.',
        'Якщо це були не Ви, нічого не робіть: старий пароль діє далі.',
      ],
    },
  },
  en: {
    invitation: {
      subject: 'Your invitation to Pobratym',
      greeting: (name) => `Dear ${name},`,
      before: (site) => [
        `you have been invited to Pobratym (${site}), where sister cities keep account of aid.`,
        'To sign in, follow the link and choose a password.',
      ],
      button: 'Accept the invitation',
      after: [
        'The link is good for seven days, and once.',
        'If you did not expect this letter, do nothing: without a password the account is of no use.',
      ],
    },
    password_reset: {
      subject: 'A new password for Pobratym',
      greeting: (name) => `Dear ${name},`,
      before: (site) => [
        `somebody has asked for a new password for your account in Pobratym (${site}).`,
        'If it was you, follow the link and choose one.',
      ],
      button: 'Choose a new password',
      after: [
        'The link is good for one hour, and once. With the new password every device is signed out.',
        'If it was not you, do nothing: the old password stays.',
      ],
    },
  },
};

export interface LetterText {
  subject: string;
  text: string;
  html: string;
}

/** The same words as plain text and as plain HTML; no picture, nothing that tells who has read it. */
export function writeLetter(
  kind: LetterKind,
  language: Language,
  { name, site, link }: { name: string; site: string; link: string },
): LetterText {
  const { subject, greeting, before, button, after } = WORDS[language][kind];
  const first = [greeting(name), ...before(site)];
  const text = [...first, link, ...after].join('\n\n');
  const paragraph = (words: string) => `<p>${escapeHtml(words)}</p>`;
  const anchor = `<p><a href="${escapeHtml(link)}">${escapeHtml(button)}</a></p>`;
  const body = [...first.map(paragraph), anchor, paragraph(link), ...after.map(paragraph)];
  const head = `<!doctype html><html lang="${language}"><meta charset="utf-8"><body>`;
  return { subject, text: `${text}\n`, html: `${head}${body.join('\n')}</body></html>` };
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
