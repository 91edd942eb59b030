/** As Ukrainian papers write numbers: a comma for decimals, a space that does not break. */
const NUMBER = new Intl.NumberFormat('uk-UA', { maximumFractionDigits: 3 });

/** Unknown is a dash and never nothing. */
export const figure = (value: number | null): string =>
  value === null ? '—' : NUMBER.format(value).replace(/\s/g, '\u00a0');

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
