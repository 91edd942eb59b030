// Masses in hundredths of a kilogram, and how they are written.

const GRAMS_PER_POUND = 453.59237;

/** Without zeros behind, as a spreadsheet writes it. */
export const hundredths = (whole) => String(whole / 100);

/** How a city writes kilograms; never with three decimals, which could be thousands. */
export const KG_STYLES = {
  point: (centikg) => hundredths(centikg),
  comma: (centikg) => hundredths(centikg).replace('.', ','),
  spaced: (centikg) => {
    const [whole, fraction] = hundredths(centikg).split('.');
    const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ' ');
    return fraction === undefined ? spaced : `${spaced},${fraction}`;
  },
};

/** A mass as people like them: often round. */
export function roundedMass(random, kg) {
  const step = random.weighted({ round: 45, half: 35, fine: 20 });
  if (step === 'fine') return Math.max(100, Math.round(kg * 10) * 10);
  const roundStep = kg >= 1000 ? 5000 : kg >= 150 ? 1000 : kg >= 30 ? 500 : 100;
  const centikg = step === 'half' ? 50 : roundStep;
  return Math.max(100, Math.round((kg * 100) / centikg) * centikg);
}

/** Weighed again: within 2 %, and not the same. */
export function weighedAgain(random, centikg) {
  const sign = random.chance(0.5) ? 1 : -1;
  const exact = Math.max(1, Math.round(centikg * random.between(0.002, 0.0195)));
  const weighed = centikg + sign * exact;
  // A scale shows tens of grams for a box, and half kilograms for a pallet.
  const step = centikg >= 50_000 ? 50 : centikg >= 5_000 ? 10 : 1;
  const shown = Math.round(weighed / step) * step;
  const isNear = shown !== centikg && Math.abs(shown - centikg) <= centikg * 0.02;
  return isNear ? shown : weighed;
}

/**
 * The mass rounded, or in another unit → `{ massText, quantity, unit }`; where the mass stands in the
 * column of quantities, `massText` is empty.
 */
export function writtenOtherwise(random, centikg) {
  const kg = centikg / 100;
  const step = kg >= 2000 ? 100 : kg >= 200 ? 10 : 1;
  const rounded = Math.round(kg / step) * step;
  const ways = { lb: 2 };
  if (rounded !== kg && rounded > 0 && kg >= 20) ways.rounded = 5;
  if (kg >= 200) ways.t = 4;
  if (kg < 100) ways.g = 3;
  const way = random.weighted(ways);
  if (way === 'rounded') {
    const about = random.chance(0.2) ? '≈ ' : '';
    return { massText: `${about}${rounded}`, quantity: '', unit: '' };
  }
  const { number, words } = inUnit(way, kg);
  const word = random.pick(words);
  if (random.chance(0.2)) return { massText: '', quantity: number, unit: word };
  const text = random.chance(0.5) ? number.replace('.', ',') : number;
  return { massText: `${text} ${word}`, quantity: '', unit: '' };
}

function inUnit(unit, kg) {
  if (unit === 't') {
    const number = kg >= 5000 ? Math.round(kg / 100) / 10 : Math.round(kg / 10) / 100;
    return { number: String(number), words: ['т', 'тонн', 't', 'т.'] };
  }
  if (unit === 'g') return { number: String(Math.round(kg * 1000)), words: ['г', 'g', 'гр.'] };
  const pounds = (kg * 1000) / GRAMS_PER_POUND;
  const number = kg >= 100 ? Math.round(pounds) : Math.round(pounds * 10) / 10;
  return { number: String(number), words: ['lb', 'lbs', 'фунтів'] };
}
