import { en } from './en';
import { uk } from './uk';

export const LANGUAGES = ['en', 'uk'] as const;
export type Language = (typeof LANGUAGES)[number];

type English = typeof en;
type Ukrainian = typeof uk;
type Text = { message: string; expected: string };

/** Kebab-case, stable: it is stored, and others may act on it. */
export type ErrorCode = keyof English;

type BlanksIn<Words extends string> = Words extends `${string}{${infer Name}}${infer Rest}`
  ? Name | BlanksIn<Rest>
  : never;
type Blanks<One extends Text> = BlanksIn<One['message'] | One['expected']>;

/** What must be given with a code: a text for each blank, or nothing where it has none. */
export type ParamsOf<Code extends ErrorCode> = [Blanks<English[Code]>] extends [never]
  ? []
  : [params: Readonly<Record<Blanks<English[Code]>, string>>];

export interface ReportFault {
  code: ErrorCode;
  params: Readonly<Record<string, string>>;
}

/** Codes whose Ukrainian text has other blanks than the English one: the type check wants none. */
type Mismatched = {
  [Code in ErrorCode]:
    | Exclude<Blanks<English[Code]>, Blanks<Ukrainian[Code]>>
    | Exclude<Blanks<Ukrainian[Code]>, Blanks<English[Code]>> extends never
    ? never
    : Code;
}[ErrorCode];
type Texts<Wrong extends never> = Record<Language, Record<ErrorCode | Wrong, Text>>;

const TEXTS: Texts<Mismatched> = { en, uk };

/** What is wrong, and what to write instead. */
export function sayError(language: Language, { code, params }: ReportFault): Text {
  const { message, expected } = TEXTS[language][code];
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  return { message: fill(message), expected: fill(expected) };
}

/** The column that a rejected file is given back with, and the word before what is expected. */
export const ERROR_COLUMN: Record<Language, { header: string; expected: string }> = {
  en: { header: 'error', expected: 'Expected' },
  uk: { header: 'помилка', expected: 'Потрібно' },
};

/** True of our own column of errors, in a file that was mended and is filed again. */
export const isErrorColumn = (header: string): boolean =>
  LANGUAGES.some((language) => ERROR_COLUMN[language].header === header);

/** The language of `Accept-Language` that is wanted most, of those we have; else English. */
export function wantedLanguage(acceptLanguage = ''): Language {
  let wanted: Language = 'en';
  let bestQuality = 0;
  for (const range of acceptLanguage.toLowerCase().split(',')) {
    const [tag = '', ...parameters] = range.trim().split(/[\s;]+/);
    const language = LANGUAGES.find((known) => known === tag.split('-')[0]);
    const quality = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
    if (language && quality > bestQuality) [wanted, bestQuality] = [language, quality];
  }
  return wanted;
}
