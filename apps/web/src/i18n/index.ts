import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import { uk } from './uk';

export const LANGUAGES = ['uk', 'en-GB'] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED_AS = 'pobratym.language';

/** What was chosen before, else what the browser asks for, else Ukrainian. */
export function firstLanguage(stored: string | null, wanted: readonly string[]): Language {
  for (const tag of [stored ?? '', ...wanted]) {
    const language = LANGUAGES.find(
      (known) => tag.toLowerCase().split('-')[0] === known.split('-')[0],
    );
    if (language) return language;
  }
  return 'uk';
}

export function setUpLanguage(): void {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    document.title = `${i18next.t('product')} · ${i18next.t('tagline')}`;
  });
  void i18next.use(initReactI18next).init({
    lng: firstLanguage(readStored(), navigator.languages),
    fallbackLng: false,
    resources: { uk: { translation: uk }, 'en-GB': { translation: en } },
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  });
}

export function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(STORED_AS, language);
  } catch {
    // A browser that keeps nothing still speaks the language that was chosen, until it is closed.
  }
  void i18next.changeLanguage(language);
}

/** What a person has asked for in their account, unless something else was chosen here. */
export function adoptLanguage(language: string): void {
  if (readStored() === null) void i18next.changeLanguage(firstLanguage(null, [language]));
}

/** As accounts know it. */
export const accountLanguage = (language: Language): 'uk' | 'en' =>
  language === 'uk' ? 'uk' : 'en';

function readStored(): string | null {
  try {
    return localStorage.getItem(STORED_AS);
  } catch {
    return null;
  }
}
