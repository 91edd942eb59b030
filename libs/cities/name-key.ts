const LETTERS: Record<string, string> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
};

/**
 * Folds a place's name, so that `Lódz`, `ŁÓDŹ` and `łódź` are one key. Marks go from Latin letters
 * only: й and ї are letters of their own. Apostrophes go, other punctuation becomes a space.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßłøđıæœ]/g, (letter) => LETTERS[letter]!)
    .replace(/['’ʼ`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
