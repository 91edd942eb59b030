const COUNTRY_NAMES = {
  uk: new Intl.DisplayNames(['uk'], { type: 'region', fallback: 'none' }),
  en: new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }),
};

/**
 * The short name of a country in the nominative: `PL` → `Польща`, `Poland`.
 * @param code ISO 3166-1 alpha-2, in either case
 * @returns undefined where the code is not of that form or means no country
 */
export function countryName(code: string, language: 'uk' | 'en'): string | undefined {
  // `ZZ` is "unknown region", for which Intl has a name.
  if (!/^[a-z]{2}$/i.test(code) || /^zz$/i.test(code)) return undefined;
  return COUNTRY_NAMES[language].of(code.toUpperCase());
}
