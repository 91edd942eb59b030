/** Cyrillic capitals that look like Latin ones, and what they look like. */
const LOOKALIKES: Record<string, string> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  І: 'I',
  Ї: 'I',
  Ј: 'J',
  Ѕ: 'S',
};

/** Words before a number that say what kind of number it is, as they look in Latin capitals. */
const KINDS =
  /^(?:(?:E?CMR|WB|WAYBILL|AWB|TTH|TTN|NR|NO|N|№|REF|INV|HAKЛAДHA)(?![A-Z])[^A-Z0-9]*)+/;

/**
 * What two sides' ways to write one number have in common: ` cmr-000 417/22` → `417`, `41722`. The
 * first is without a year at its end, behind a slash: numbers begin anew each year, and the day
 * tells the years apart. The second has it, as who leaves out the slash writes it. Empty where
 * nothing is left.
 */
export function referenceKeys(reference: string | null): string[] {
  if (reference === null) return [];
  const latin = reference
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[А-ЯІЇЄҐЈЅ]/g, (letter) => LOOKALIKES[letter] ?? letter)
    .trim();
  const named = latin.replace(KINDS, '');
  const keys = [named.replace(/[/\\]\s*(?:20)?[0-9]{2}\s*$/, ''), named, latin]
    .map((text) => text.replace(/[^\p{L}\p{N}]+/gu, '').replace(/(?<![0-9])0+(?=[0-9])/g, ''))
    .filter((key) => key !== '');
  return [...new Set(keys.slice(0, 2))];
}

/**
 * One sign lost or added, or two neighbours swapped: as hands do. One that is another is no such
 * slip: numbers in a row differ so. Short numbers are too alike.
 */
export function isAlike(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < 4 || Math.abs(one.length - other.length) > 1) {
    return false;
  }
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let [oneEnd, otherEnd] = [one.length, other.length];
  while (oneEnd > start && otherEnd > start && one[oneEnd - 1] === other[otherEnd - 1]) {
    oneEnd--;
    otherEnd--;
  }
  const [left, right] = [one.slice(start, oneEnd), other.slice(start, otherEnd)];
  if (left.length + right.length === 1) return true;
  return left.length === 2 && left === [...right].reverse().join('');
}
