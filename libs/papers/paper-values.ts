import { FieldFault } from '@pobratym/platform';
import { characterMissingInPdfFont, cleanText } from './clean-text';
import { PaperFormat } from './paper-kind';
import { Bilingual } from './paper-template';

/**
 * What a paper is filled with. What is null, undefined or empty becomes a line to fill in by hand.
 * Texts are not trusted: they are printed as they are, on one line each, and never read as a
 * template.
 */
export interface PaperValues {
  /**
   * The city that the paper comes from. Decision, explanatory note and letter of intent rest on
   * Ukrainian law: there it is the Ukrainian city.
   */
  first: PaperCity;
  second: PaperCity;
  /** Labels of the areas of cooperation, at most {@link AREAS_MAX}. */
  areas: Bilingual[];
  /** Calendar day, YYYY-MM-DD. */
  day?: string | null;
  /** Where the paper is made, in the nominative. */
  place?: Partial<Bilingual> | null;
  /** Becomes the date of creation within the file; no text shows it. */
  madeAt: Date;
}

/** Names stand in the nominative: the templates are worded so that none is declined. */
export interface PaperCity {
  nameUk?: string | null;
  nameEn?: string | null;
  /** ISO 3166-1 alpha-2: part of the file's name, and the country's name where none is given. */
  country: string;
  countryUk?: string | null;
  countryEn?: string | null;
  /** The body of self-government: `Дрогобицька міська рада`, `Drohobych City Council`. */
  authorityUk?: string | null;
  authorityEn?: string | null;
  /** Who signs, and as what: `Міський голова`, `Mayor`. */
  signerUk?: string | null;
  signerEn?: string | null;
  signerTitleUk?: string | null;
  signerTitleEn?: string | null;
}

export const AREAS_MAX = 50;
export const VALUE_LENGTH_MAX = 300;

const CITY_TEXTS = [
  'nameUk',
  'nameEn',
  'country',
  'countryUk',
  'countryEn',
  'authorityUk',
  'authorityEn',
  'signerUk',
  'signerEn',
  'signerTitleUk',
  'signerTitleEn',
] as const;

/** What keeps a paper from being made, each fault with the JSON pointer of its value. */
export function faultsOfValues(values: PaperValues, format: PaperFormat): FieldFault[] {
  const faults: FieldFault[] = [];
  if (values.day && !isCalendarDay(values.day)) {
    faults.push({ pointer: '/day', detail: 'must be a calendar day, YYYY-MM-DD' });
  }
  if (values.areas.length > AREAS_MAX) {
    faults.push({ pointer: '/areas', detail: `must be at most ${AREAS_MAX}` });
  }
  for (const [pointer, text] of textsOf(values)) {
    const detail = faultOfText(cleanText(text), format);
    if (detail) faults.push({ pointer, detail });
  }
  return faults;
}

function* textsOf(values: PaperValues): Generator<[pointer: string, text: string]> {
  for (const side of ['first', 'second'] as const) {
    for (const name of CITY_TEXTS) yield [`/${side}/${name}`, values[side][name] ?? ''];
  }
  for (const language of ['uk', 'en'] as const) {
    yield [`/place/${language}`, values.place?.[language] ?? ''];
    for (const [index, area] of values.areas.entries()) {
      yield [`/areas/${index}/${language}`, area[language]];
    }
  }
}

function faultOfText(text: string, format: PaperFormat): string | undefined {
  if (text.length > VALUE_LENGTH_MAX) return `must have at most ${VALUE_LENGTH_MAX} characters`;
  const missing = format === 'pdf' ? characterMissingInPdfFont(text) : undefined;
  return missing && `has “${missing}”, which the font of the PDF lacks: take DOCX instead`;
}

function isCalendarDay(text: string): boolean {
  const moment = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(moment.getTime()) &&
    moment.toISOString().startsWith(text)
  );
}
