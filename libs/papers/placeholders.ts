import { cleanText } from './clean-text';
import { countryName } from './country-name';
import { PaperCity, PaperValues } from './paper-values';
import { Bilingual } from './paper-template';

/** What stands where there is no value: a line to fill in by hand. */
export const BLANK = '__________';
const BLANK_DAY_UK = `«___» ${BLANK} 20__ р.`;
const BLANK_DAY_EN = `___ ${BLANK} 20__`;

/** What one place of a paper is filled with: `city` in a signature, `area` in a list of areas. */
export interface Filling {
  values: PaperValues;
  city?: PaperCity;
  area?: Bilingual;
}
type Resolve = (filling: Filling) => string | null | undefined;

const CITY_PLACEHOLDERS: Record<string, (city: PaperCity) => string | null | undefined> = {
  nameUk: (city) => city.nameUk,
  nameEn: (city) => city.nameEn,
  countryUk: (city) => city.countryUk || countryName(city.country, 'uk'),
  countryEn: (city) => city.countryEn || countryName(city.country, 'en'),
  authorityUk: (city) => city.authorityUk,
  authorityEn: (city) => city.authorityEn,
  signerUk: (city) => city.signerUk,
  signerEn: (city) => city.signerEn,
  signerTitleUk: (city) => city.signerTitleUk,
  signerTitleEn: (city) => city.signerTitleEn,
};

function ofCity(name: string, pick: (filling: Filling) => PaperCity | undefined) {
  return Object.entries(CITY_PLACEHOLDERS).map(([field, resolve]): [string, Resolve] => [
    `${name}.${field}`,
    (filling) => {
      const city = pick(filling);
      return city && resolve(city);
    },
  ]);
}

/** Placeholder → its value; a Map, so that no name from a file meets what every object has. */
const PLACEHOLDERS = new Map<string, Resolve>([
  ...ofCity('first', ({ values }) => values.first),
  ...ofCity('second', ({ values }) => values.second),
  ['dayUk', ({ values }) => dayInWords(values.day, 'uk') ?? BLANK_DAY_UK],
  ['dayEn', ({ values }) => dayInWords(values.day, 'en-GB') ?? BLANK_DAY_EN],
  ['placeUk', ({ values }) => values.place?.uk],
  ['placeEn', ({ values }) => values.place?.en],
  ['areasUk', ({ values }) => listed(values.areas.map((area) => area.uk))],
  ['areasEn', ({ values }) => listed(values.areas.map((area) => area.en))],
  ['areaUk', ({ area }) => area && uncapitalised(area.uk)],
  ['areaEn', ({ area }) => area && uncapitalised(area.en)],
  ['blank', () => undefined],
  ...ofCity('city', ({ city }) => city),
]);

export const PLACEHOLDER_NAMES = [...PLACEHOLDERS.keys()];
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** The names between `{{` and `}}`, also wrong ones. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, name]) => name!.trim());

/** Whether a `{{` or `}}` stands alone, so that a reader would take it for a placeholder. */
export const hasLonelyBraces = (text: string): boolean =>
  /\{\{|\}\}/.test(text.replace(PLACEHOLDER, ''));

/** In one pass, so that braces within a value stay what they are: text. */
export function fillPlaceholders(text: string, filling: Filling): string {
  return text.replace(PLACEHOLDER, (_, name: string) => {
    const value = PLACEHOLDERS.get(name.trim())?.(filling);
    return cleanText(value ?? '') || BLANK;
  });
}

function dayInWords(day: string | null | undefined, locale: string): string | undefined {
  if (!day) return undefined;
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}

const listed = (labels: string[]): string => labels.map(uncapitalised).filter(Boolean).join('; ');

/** Labels begin with a capital; within a sentence they do not, unless it is an abbreviation. */
function uncapitalised(label: string): string {
  const text = cleanText(label);
  return /^\p{Lu}(?!\p{Lu})/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}
