// Numbers of waybills: how a sender gives them out, and how a receiver writes them down.

const STYLES = [
  (number) => `CMR-${padded(number, 6)}`,
  (number) => `CMR ${number}`,
  (number, year) => `WZ/${number}/${year}`,
  (number, year) => `LS${year % 100}${padded(number, 5)}`,
  (number) => padded(number, 7),
  (number) => `HUM-${padded(number, 5)}`,
  (number, year) => `${year}-${padded(number, 4)}`,
  (number) => `MK ${padded(number, 5)}`,
  (number) => `TB${number}`,
];
// Cyrillic letters that look like these Latin ones.
const LOOKALIKES = {
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Е',
  H: 'Н',
  K: 'К',
  M: 'М',
  P: 'Р',
  T: 'Т',
  X: 'Х',
};

/** → a function of the year that gives a new reference at each call, in the style of one sender. */
export function referencesOf(random) {
  const style = random.pick(STYLES);
  let number = Math.floor(random.spread(20, 60_000));
  return (year) => {
    number += random.whole(1, 9);
    return style(number, year);
  };
}

/** The same reference as another person writes it; never the same text. */
export function respell(random, reference, year) {
  for (const way of random.sample(WAYS)) {
    const text = way(reference, random, year);
    if (text !== reference) return text;
  }
  return reference;
}

const WAYS = [
  (text) => text.toLowerCase(),
  (text, random) =>
    random.chance(0.5) ? text.replace(/[-/ ]+/g, ' ') : text.replace(/(\d{2,})(\d{3})$/, '$1 $2'),
  (text) => text.replace(/[-/ ]+/g, ''),
  (text) => text.replace(/(?<!\d)0+(?=\d)/, ''),
  (text, random) => text.replace(/(?<!\d)(?=\d)/, random.chance(0.5) ? '0' : '00'),
  (text) => (/^CMR/.test(text) ? text.replace(/^CMR\W*/, '') : `CMR-${text}`),
  (text) => text.replace(/[ABCEHKMPTX]/g, (letter) => LOOKALIKES[letter]),
  (text, _, year) => `${text}/${String(year % 100)}`,
];

const padded = (number, length) => String(number).padStart(length, '0');
