import type { TFunction } from 'i18next';

const KG_PER_TONNE = 1000;
/** A space that does not break: a number never parts from its unit. */
const NBSP = '\u00a0';

/** In pages: tonnes with one decimal above a tonne, kilograms below. */
export function massText(massKg: number, t: TFunction, locale: string): string {
  if (Math.abs(massKg) >= KG_PER_TONNE) return tonnesText(massKg, t, locale);
  return exactMassText(massKg, t, locale);
}

/** For the books, where rounding would look like a fault: kilograms, to the gram. */
export function exactMassText(massKg: number, t: TFunction, locale: string): string {
  return number(massKg, locale, 0, 3) + NBSP + t('unit.kg');
}

/** For a column in one unit: always tonnes with one decimal, and `<0.1` for what rounds to 0.0. */
export function tonnesText(massKg: number, t: TFunction, locale: string): string {
  return tonnesNumber(massKg, locale) + NBSP + t('unit.t');
}

export function tonnesNumber(massKg: number, locale: string): string {
  const tonnes = massKg / KG_PER_TONNE;
  if (tonnes > 0 && tonnes < 0.05) return '<' + number(0.1, locale, 1, 1);
  return number(tonnes, locale, 1, 1);
}

/** Said back below a field while one types: `12000` → «12 тонн», with every gram of it. */
export function massWords(massKg: number, t: TFunction, locale: string): string {
  if (massKg >= KG_PER_TONNE) {
    // Grams over a million: a division of doubles would say 12.000000000000002 tonnes.
    const tonnes = Math.round(massKg * 1000) / 1_000_000;
    return t('mass.tonnes', { count: tonnes, number: number(tonnes, locale, 0, 6) });
  }
  return t('mass.kilograms', { count: massKg, number: number(massKg, locale, 0, 3) });
}

export function number(value: number, locale: string, minimum = 0, maximum = 3): string {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: minimum,
    maximumFractionDigits: maximum,
  }).format(value);
}
