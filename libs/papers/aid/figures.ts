import { formatMinor, gramsFromKg, gramsToKg, minorFromJson } from '@pobratym/platform';

/** As Ukrainian papers write numbers: a comma for decimals, a space that does not break. */
const NUMBER = new Intl.NumberFormat('uk-UA', { maximumFractionDigits: 3 });

const unbroken = (text: string): string => text.replace(/\s/g, '\u00a0');

/** Unknown is a dash and never nothing. */
export const figure = (value: number | null): string =>
  value === null ? '—' : unbroken(NUMBER.format(value));

export const kilograms = (massKg: number | null): string => figure(massKg);

const UNITS: Record<string, string> = {
  piece: 'шт. / pcs',
  box: 'ящ. / box',
  pallet: 'пал. / pallet',
  package: 'уп. / pack',
  set: 'компл. / set',
  pair: 'пар / pair',
  litre: 'л / l',
  vehicle: 'авт. / veh.',
};

export const counted = (quantity: number | null, unit: string | null): string =>
  quantity === null ? '—' : `${figure(quantity)} ${UNITS[unit ?? ''] ?? ''}`.trim();

/** No currency has more digits behind the point. */
const MONEY_DIGITS = 4;

/**
 * With the digits that its currency has (ISO 4217): 1200.5 EUR is `1 200,50 EUR`, in yen no comma.
 * @param value decimal text, exact
 */
export function money(value: string, currency: string): string {
  const style = { style: 'currency', currency, currencyDisplay: 'code' } as const;
  const digits = new Intl.NumberFormat('uk-UA', style).resolvedOptions().minimumFractionDigits;
  const format = new Intl.NumberFormat('uk-UA', {
    ...style,
    minimumFractionDigits: digits,
    maximumFractionDigits: MONEY_DIGITS,
  });
  // Decimal text is formatted as it stands; TypeScript's library knows numbers alone.
  return unbroken(format.format(value as unknown as number));
}

/** What papers say of a line; unknown is null. */
export interface PaperAmounts {
  massKg: number | null;
  quantity: number | null;
  unit: string | null;
  value?: number | null;
  currency?: string | null;
}

/** A mass, a count, a sum of money, or several of them; nothing known is a dash. */
export function amounts({ massKg, quantity, unit, value, currency }: PaperAmounts): string {
  const parts = [
    massKg === null ? '' : `${kilograms(massKg)} кг / kg`,
    quantity === null ? '' : counted(quantity, unit),
    value === null || value === undefined || !currency ? '' : money(String(value), currency),
  ].filter(Boolean);
  return parts.join('; ') || '—';
}

/** Below a table: the mass of all, what has none, and a sum for each currency. Sums are exact. */
export function totals(lines: (PaperAmounts & { isNothing?: boolean })[]): string[] {
  const known = lines.filter((line) => !line.isNothing);
  const weighed = known.filter((line) => line.massKg !== null);
  const grams = weighed.reduce((sum, line) => sum + gramsFromKg(line.massKg!)!, 0n);
  const without = known.length - weighed.length;
  const mass = `Разом / Total: ${kilograms(gramsToKg(grams))} кг / kg`;
  const sums = new Map<string, bigint>();
  for (const { value, currency } of known) {
    if (value === null || value === undefined || !currency) continue;
    const minor = minorFromJson(value, MONEY_DIGITS)!;
    sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  }
  return [
    without === 0 ? mass : `${mass}; рядків без маси / lines without mass: ${without}`,
    ...[...sums].map(
      ([code, sum]) => `Вартість / Value: ${money(formatMinor(sum, MONEY_DIGITS), code)}`,
    ),
  ];
}
