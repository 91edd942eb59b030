import { kindInFileName, PaperFormat, PaperKind } from './paper-kind';
import { PaperCity, PaperValues } from './paper-values';

const CITY_LENGTH_MAX = 40;
/** Letters that do not come apart into a Latin one and a sign. */
const LATIN: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** `letter-of-intent-drohobych-ua-lodz-pl.docx`: ASCII, so that every mail and disk takes it. */
export function paperFileName(kind: PaperKind, format: PaperFormat, values: PaperValues): string {
  const parts = [kindInFileName(kind), cityPart(values.first), cityPart(values.second)];
  return `${parts.join('-')}.${format}`;
}

function cityPart(city: PaperCity): string {
  const name = plainLetters(city.nameEn ?? '').slice(0, CITY_LENGTH_MAX);
  return `${name.replace(/-+$/, '') || 'city'}-${plainLetters(city.country).slice(0, 2) || 'xx'}`;
}

function plainLetters(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{ASCII}]/gu, (letter) => LATIN[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}|['’ʼ]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
