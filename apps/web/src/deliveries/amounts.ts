import type { TFunction } from 'i18next';
import { massText, number } from '../mass';

export const UNITS = [
  'piece',
  'box',
  'pallet',
  'package',
  'set',
  'pair',
  'litre',
  'vehicle',
] as const;
export type Unit = (typeof UNITS)[number];

interface Amounts {
  quantity: number | null;
  unit: string | null;
  massKg: number | null;
  value: number | null;
  currency: string | null;
}

/** A count with its unit in the right plural: «3 палети». */
export function quantityText(
  quantity: number,
  unit: string | null,
  t: TFunction,
  locale: string,
): string {
  const text = number(quantity, locale);
  const known = UNITS.find((one) => one === unit);
  if (known === undefined) return unit ? `${text} ${unit}` : text;
  return t(`unit.${known}`, { count: quantity, number: text });
}

export function moneyText(value: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(value);
}

/** All that is known of how much there is: mass, count, sum of money. */
export function amountsText(line: Amounts, t: TFunction, locale: string): string {
  return [
    line.massKg !== null && massText(line.massKg, t, locale),
    line.quantity !== null && quantityText(line.quantity, line.unit, t, locale),
    line.value !== null && line.currency !== null && moneyText(line.value, line.currency, locale),
  ]
    .filter((part) => part !== false)
    .join(', ');
}

/** The sum in whole grams; null where no line has a mass. */
export function totalMassKg(lines: readonly { massKg: number | null }[]): number | null {
  const masses = lines.map((line) => line.massKg).filter((massKg) => massKg !== null);
  if (masses.length === 0) return null;
  return masses.reduce((total, massKg) => total + Math.round(massKg * 1000), 0) / 1000;
}
