// What is sent: each kind of goods in four languages, one to three wordings each.
import fs from 'node:fs';
import { parse } from 'csv-parse/sync';

export const LANGUAGES = ['uk', 'en', 'pl', 'de'];

/**
 * → `[{ category, pieceKg, unit, perPackage, countMax, words: { uk: [], en: [], pl: [], de: [] } }]`
 * of goods.csv. Money and services are not among them: a line has a mass, and these weigh nothing.
 */
export function readGoods() {
  const text = fs.readFileSync(new URL('goods.csv', import.meta.url));
  return parse(text, { columns: true, delimiter: ';' }).map((row) => ({
    category: row.category,
    pieceKg: Number(row.piece_kg),
    unit: row.unit,
    perPackage: Number(row.per_package),
    countMax: Number(row.count_max),
    words: Object.fromEntries(LANGUAGES.map((language) => [language, row[language].split('|')])),
  }));
}

/** How a unit is written in a language; all of it is read by libs/reports/file/unit.ts. */
export const UNIT_WORDS = {
  piece: {
    uk: ['шт', 'шт.', 'од.'],
    en: ['piece', 'pcs'],
    pl: ['szt.', 'szt'],
    de: ['Stück', 'Stk.'],
  },
  box: {
    uk: ['ящик', 'коробок', 'кор.'],
    en: ['box', 'boxes'],
    pl: ['karton', 'kartonów'],
    de: ['Karton', 'Kisten'],
  },
  package: {
    uk: ['уп.', 'упаковок'],
    en: ['package', 'packs'],
    pl: ['op.', 'opakowań'],
    de: ['Packung', 'Pakete'],
  },
  set: {
    uk: ['набір', 'компл.'],
    en: ['set', 'sets'],
    pl: ['zestaw', 'kpl.'],
    de: ['Satz', 'set'],
  },
  pair: { uk: ['пара', 'пар'], en: ['pair', 'pairs'], pl: ['para', 'par'], de: ['Paar', 'Paare'] },
  litre: { uk: ['л', 'літрів'], en: ['litre', 'l'], pl: ['litr', 'l'], de: ['l', 'Liter'] },
  vehicle: {
    uk: ['од. техніки', 'авто'],
    en: ['vehicle', 'vehicles'],
    pl: ['pojazd', 'samochód'],
    de: ['Fahrzeug', 'Fahrzeuge'],
  },
};
