import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { CATEGORY_CODES, CategoryCode } from './category-code';
import { proposeCategory } from './propose-category';
import { compileStems } from './stem-matcher';
import { STEM_LISTS } from './stems/stem-lists';

const PUBLIC_CASES = join(__dirname, '../../../data/public-cases.csv');
/** Draws the half of the rows that was read while the lists were written. */
const SEED = 20240517;

interface Row {
  item: string;
  checked_category: CategoryCode;
}

interface Tally {
  rows: number;
  right: number;
  unsure: number;
  confidentlyWrong: number;
}

const NO_ROWS: Tally = { rows: 0, right: 0, unsure: 0, confidentlyWrong: 0 };

describe('published cases of aid', () => {
  const rows = parse<Row>(readFileSync(PUBLIC_CASES), { columns: true, bom: true });
  const isSeen = drawHalf(rows.length);
  const seen = tally(rows.filter((_, index) => isSeen.has(index)));
  const setAside = tally(rows.filter((_, index) => !isSeen.has(index)));
  const all = tally(rows);

  test('90 % of the rows are right and at most 3 % confidently wrong', () => {
    process.stdout.write(
      [
        confusionTable(rows),
        describeTally('seen while the lists were written', seen),
        describeTally('set aside', setAside),
        describeTally('all', all),
        '',
      ].join('\n'),
    );
    expect(all.rows).toBe(306);
    expect(all.right / all.rows).toBeGreaterThanOrEqual(0.9);
    expect(all.confidentlyWrong / all.rows).toBeLessThanOrEqual(0.03);
  });

  test('the half set aside passes by itself', () => {
    expect(setAside.rows).toBe(153);
    expect(setAside.right / setAside.rows).toBeGreaterThanOrEqual(0.9);
    expect(setAside.confidentlyWrong / setAside.rows).toBeLessThanOrEqual(0.03);
  });
});

// Goods that no row of the file names in these words.
const GOODS: [CategoryCode, string[]][] = [
  [
    'food',
    ['тушкована яловичина', 'paste făinoase', 'Babynahrung', 'bottles of water', 'рис, 2 т'],
  ],
  ['medical', ['апарат УЗД', 'Krankenhausbetten', 'łóżka szpitalne', 'beds for the hospital']],
  ['medical', ['мед. ліжка', 'мед. халати']],
  ['medical', ['турнікети', 'kerekesszékek', 'oxygen generator', 'fauteuils roulants']],
  ['hygiene', ['підгузки', 'Waschmittel', 'proszek do prania', 'wet wipes', 'mydlá']],
  ['clothing', ['термобілизна', 'Winterjacken', 'buty zimowe', 'thermal underwear']],
  ['bedding', ['двоярусні ліжка', 'Isomatten', 'śpiwory', 'duvets', 'segas']],
  ['shelter', ['шифер', 'Wohncontainer', 'namioty', 'plywood', 'модульне містечко']],
  ['household', ['пральні машини', 'Kühlschränke', 'garnki', 'microwaves', 'посуд']],
  [
    'energy',
    ['трансформатор 630 кВА', 'Heizlüfter', 'latarki', 'power bank', 'тепл. гармати, дрова'],
  ],
  ['energy', ['aggregátorok', 'groupe électrogène', 'spare parts for generators', 'šildytuvai']],
  ['water', ['занурювальні насоси', 'Wasserfilter', 'zbiorniki na wodę', 'Ersatzteile für Pumpen']],
  ['vehicles', ['сміттєвоз', 'Krankenwagen', 'wóz bojowy', 'fire engine', 'tűzoltóautó', 'пікапи']],
  ['vehicles', ['шкільний автобус', 'Drehleiter', 'tires', 'lorry with a crane', 'brandbil']],
  ['rescue', ['пожежні рукави', 'Feuerwehrhelme', 'węże pożarnicze', 'boots for firefighters']],
  ['it', ['радіостанції', 'Drucker', 'telefony komórkowe', 'Starlink', 'датчики та сервери']],
  ['education', ['шкільні парти', 'Schulbücher', 'zabawki', 'playground equipment', 'õpikud']],
  ['reconstruction', ['екскаватор', 'Betonmischer', 'elektronarzędzia', 'wheel loader']],
  ['money', ['10 000 €', 'Geldspende', 'pomoc finansowa', 'funds for the purchase of a bus']],
  ['services', ['лікування дітей', 'Unterbringung', 'kolonie dla dzieci', 'training for medics']],
  ['other', ['квадрокоптери', 'Weihnachtspäckchen', 'sprzęt sportowy', 'gifts', 'wine']],
];

describe('proposeCategory', () => {
  test.each(GOODS.flatMap(([category, items]) => items.map((item) => [item, category] as const)))(
    '%s is %s',
    (item, category) => {
      const proposal = proposeCategory(item);
      expect(proposal.category).toBe(category);
      expect(proposal.flags).not.toContain('category_unsure');
    },
  );

  test.each([
    ['ковдри, одяг та медикаменти', 'bedding'],
    ['Lebensmittel und Hygieneartikel', 'food'],
    ['humanitarian aid: medicines, food', 'medical'],
    ['дрони; генератори', 'other'],
  ])('%s is mixed, and the first named counts', (item, category) => {
    expect(proposeCategory(item)).toEqual({ category, flags: ['category_mixed'] });
  });

  test.each([
    ['fire hoses and helmets', 'rescue'],
    ['пожежні та комунальні автомобілі', 'vehicles'],
    ['одяг, 3 фури', 'clothing'],
    ['autobus (Solaris), tramwaj', 'vehicles'],
  ])('%s is not mixed', (item, category) => {
    expect(proposeCategory(item)).toEqual({ category, flags: [] });
  });

  test('a lorry of food is food, a lorry of aid is other, a lorry is a vehicle', () => {
    expect(proposeCategory('2 фури з продуктами').category).toBe('food');
    expect(proposeCategory('Lkw mit Hilfsgütern')).toEqual({ category: 'other', flags: [] });
    expect(proposeCategory('вантажівки').category).toBe('vehicles');
  });

  test('a pallet is a measure, and a Polish verb is no Hungarian boiler', () => {
    expect(proposeCategory('20 palet').category).toBe('other');
    expect(proposeCategory('Przekazano 20 palet żywności')).toEqual({
      category: 'food',
      flags: [],
    });
  });

  test('spelling does not count: case, marks, apostrophes, Latin letters among Cyrillic', () => {
    for (const item of ["комп'ютери", 'КОМП’ЮТЕРИ', 'компʼютери', 'кoмп`ютeри']) {
      expect(proposeCategory(item).category).toBe('it');
    }
    for (const item of ['Schulmöbel', 'SCHULMOEBEL', 'Schulmo\u0308bel', 'Schul\u00admöbel']) {
      expect(proposeCategory(item).category).toBe('education');
    }
    expect(proposeCategory('меди\u0301чне обладнання').category).toBe('medical');
  });

  test.each([
    [
      '',
      ' ',
      '\0',
      '-',
      '???',
      '12,5',
      '🚒',
      '\ud800',
      'qwrtzp',
      'йцщфг',
      '医療',
      'دواء',
      '\u202e',
    ],
    ["'; DROP SCHEMA item; --", '<script>', '#{7*7}', '=1+1', '(((((', ')))', '{{constructor}}'],
    ['x'.repeat(64 * 1024), '(,'.repeat(32 * 1024), 'ß¿'.repeat(2_000), 'ﷺ'.repeat(2_000)],
    ['constructor', '__proto__', 'допомога', 'Spendenaktion', 'support', 'обладнання'],
  ])('what names no goods is other and unsure', (...items) => {
    for (const item of items) {
      expect(proposeCategory(item)).toEqual({ category: 'other', flags: ['category_unsure'] });
    }
  });

  test('any characters are read without a throw', () => {
    const next = randomNumbers(SEED);
    for (let run = 0; run < 5_000; run++) {
      const codes = Array.from(
        { length: next() * 200 },
        () => next() * (run % 2 ? 0x10000 : 0x530),
      );
      expect(CATEGORY_CODES).toContain(proposeCategory(String.fromCharCode(...codes)).category);
    }
  });
});

describe('the stem lists', () => {
  const NAMING = ['goods', 'carrier', 'parts', 'hint', 'generic'];
  const stems = compileStems(STEM_LISTS).filter(({ kind }) => NAMING.includes(kind));

  test('no stem is hidden by another list’s stem of another category', () => {
    const hidden = stems.filter(
      ({ text, category }) =>
        proposeCategory(text.replace(/[*$]| \.\./g, '')).category !== category,
    );
    expect(hidden.map(({ language, text }) => `${language}: ${text}`)).toEqual([]);
  });

  test('each stem has letters that we hold', () => {
    const broken = stems.filter(({ words }) =>
      words.some(({ symbols }) => symbols.length === 0 || symbols.includes(0)),
    );
    expect(broken).toEqual([]);
  });
});

function tally(rows: Row[]): Tally {
  const sum = { ...NO_ROWS, rows: rows.length };
  for (const { item, checked_category: checked } of rows) {
    const { category, flags } = proposeCategory(item);
    const isUnsure = flags.includes('category_unsure');
    if (isUnsure) sum.unsure++;
    if (category === checked) sum.right++;
    else if (!isUnsure) sum.confidentlyWrong++;
  }
  return sum;
}

function describeTally(title: string, { rows, right, unsure, confidentlyWrong }: Tally): string {
  const percent = (count: number) => `${((100 * count) / rows).toFixed(1)} %`;
  return (
    `${title}: ${rows} rows, right ${percent(right)}, confidently wrong ` +
    `${percent(confidentlyWrong)} (${confidentlyWrong}), unsure ${percent(unsure)}`
  );
}

/** Rows: checked; columns: proposed. */
function confusionTable(rows: Row[]): string {
  const cell = (text: string | number) => String(text || '.').padStart(6);
  const lines = CATEGORY_CODES.map((checked) => {
    const own = rows.filter((row) => row.checked_category === checked);
    const counts = CATEGORY_CODES.map(
      (code) => own.filter(({ item }) => proposeCategory(item).category === code).length,
    );
    return checked.padEnd(15) + counts.map(cell).join('');
  });
  const header = CATEGORY_CODES.map((code) => cell(code.slice(0, 5))).join('');
  return ['checked ↓ proposed →'.padEnd(15).slice(0, 15) + header, ...lines, ''].join('\n');
}

function drawHalf(count: number): Set<number> {
  const next = randomNumbers(SEED);
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return new Set(order.slice(0, Math.floor(count / 2)));
}

/** mulberry32: the same numbers from the same seed, from 0 to 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
