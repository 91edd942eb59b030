// Waybills that begin anew each year, so that a number alone tells two shipments; and how they suffer.

const STYLES = [
  (number) => String(number),
  (number) => `№${number}`,
  (number) => `${number}/H`,
  (number) => `WB${String(number).padStart(4, '0')}`,
  (number) => `HT-${String(number).padStart(3, '0')}`,
  (number) => `${number}/GUM`,
  (number) => `Lief. ${number}`,
  (number) => `TIR-${number * 3 + 1000}`,
];
const FIRST_MAX = 140;
const CYRILLIC = { B: 'В', H: 'Н', T: 'Т', I: 'І', M: 'М' };

/** → a function of the year that gives the next number of that year. */
export function waybillsOf(random) {
  const style = random.pick(STYLES);
  const lastOfYear = new Map();
  return (year) => {
    const last = lastOfYear.get(year) ?? random.whole(0, FIRST_MAX);
    const number = last + random.whole(1, 3);
    lastOfYear.set(year, number);
    return style(number);
  };
}

/** The number as the receiver's clerk copies it; `slips` is the share with a wrong digit. */
export function copied(random, waybill, year, slips) {
  if (random.chance(slips)) return slipped(random, waybill);
  const ways = [
    () => `${waybill}/${year}`,
    () => `ТТН ${waybill}`,
    () => `CMR${waybill.replace(/\W/g, '')}`,
    () => waybill.toLowerCase().replace(/[-/]/, '.'),
    () => waybill.replace(/[BHTIM]/g, (letter) => CYRILLIC[letter]),
    () => waybill.replace(/(?=\d)/, ' '),
    () => waybill.replace(/\D/g, ''),
  ];
  return random.pick(ways)().trim();
}

/** A digit lost, or two swapped; another number may come out of it. */
function slipped(random, waybill) {
  const digits = [...waybill.matchAll(/\d/g)].map(({ index }) => index);
  if (digits.length < 2) return waybill;
  const at = digits[random.whole(0, digits.length - 2)];
  const isLost = random.chance(0.5) && digits.length > 2;
  const left = isLost ? waybill[at + 1] : waybill[at + 1] + waybill[at];
  return waybill.slice(0, at) + left + waybill.slice(at + 2);
}
