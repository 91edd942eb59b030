/** ISO 3166-1 alpha-2, but for the states with which nothing new is agreed. */
const CODES =
  'AD AE AL AM AR AT AU AZ BA BE BG BR CA CH CL CN CO CY CZ DE DK EE EG ES FI FR GB GE GR HR HU ' +
  'ID IE IL IN IS IT JO JP KE KR KZ LI LT LU LV MA MC MD ME MK MN MT MX MY NG NL NO NZ PE PH PK ' +
  'PL PT QA RO RS SA SE SG SI SK SM TH TN TR TW UA US UY UZ VA VN XK ZA';

/** Countries to choose from, in the order of their names in a language. */
export function countryOptions(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return CODES.split(' ')
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}
