import { GUIDE_LANGUAGES, GuideLanguage } from './guide-text';

/** The language of `Accept-Language` that is wanted most, of those we have; else English. */
export function wantedLanguage(acceptLanguage = ''): GuideLanguage {
  let wanted: GuideLanguage = 'en';
  let bestQuality = 0;
  for (const range of acceptLanguage.toLowerCase().split(',')) {
    const [tag = '', ...parameters] = range.trim().split(/[\s;]+/);
    const language = GUIDE_LANGUAGES.find((known) => known === tag.split('-')[0]);
    const quality = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
    if (language && quality > bestQuality) [wanted, bestQuality] = [language, quality];
  }
  return wanted;
}
