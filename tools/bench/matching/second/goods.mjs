// The goods of the second generator: packed in boxes, of brands and sizes.
import fs from 'node:fs';
import { parse } from 'csv-parse/sync';

const LANGUAGES = ['uk', 'en', 'pl', 'de'];

/**
 * → `[{ category, pieceKg, box, boxesMax, sizes, brands, words: { uk, en, pl, de } }]` of goods.csv.
 * The n-th words of a row in each language are one kind of goods: irons, not small appliances.
 */
export function readBoxedGoods() {
  const text = fs.readFileSync(new URL('goods.csv', import.meta.url));
  return parse(text, { columns: true, delimiter: ';' }).flatMap((row) => {
    const words = LANGUAGES.map((language) => [language, listed(row[language])]);
    const kinds = Math.max(...words.map(([, list]) => list.length));
    return Array.from({ length: kinds }, (_, n) => ({
      category: row.category,
      pieceKg: Number(row.piece_kg),
      box: Number(row.box),
      boxesMax: Number(row.boxes_max),
      sizes: listed(row.sizes),
      brands: listed(row.brands),
      words: Object.fromEntries(words.map(([language, list]) => [language, list[n] ?? list[0]])),
    }));
  });
}

const listed = (text) => (text === '' ? [] : text.split('|'));
