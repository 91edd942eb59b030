import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { AmountDoubt } from './amount-doubt';
import { UNITS_OF_COUNT } from './amount-words';
import { readAmounts } from './read-amounts';

const PUBLIC_CASES = join(__dirname, '../../../data/public-cases.csv');

/** As one reads it aloud: `2000 kg, 5 piece`. Rough amounts have a sign, doubts a question mark. */
function say(text: string): string {
  const { massGrams, quantityMilli, unit, isApproximate, doubts } = readAmounts(text);
  const said = [
    ...(massGrams === null ? [] : [`${inThousands(massGrams)} kg`]),
    ...(quantityMilli === null ? [] : [`${inThousands(quantityMilli)} ${unit ?? '-'}`]),
    ...doubts.map((doubt) => `${doubt}?`),
  ].join(', ');
  return (isApproximate ? '≈ ' : '') + said;
}

const inThousands = (value: bigint): string => {
  const rest = (value % 1000n).toString().padStart(3, '0').replace(/0+$/, '');
  return `${value / 1000n}${rest && `.${rest}`}`;
};

// Goal: what a text says of how much there is, is read; what it may not mean is never guessed.
describe('an amount in words', () => {
  test.each([
    ['12,5 т', '12500 kg'],
    ['300 кг', '300 kg'],
    ['20т борошна', '20000 kg'],
    ['5 ton żywności', '5000 kg'],
    ['14,5 t Hilfsgüter', '14500 kg'],
    ['1,5 тис. тонн', '1500000 kg'],
    ['1,234.5 kg', '1234.5 kg'],
    ['1.234,5 kg', '1234.5 kg'],
    ['0,0005 кг солі', '0.001 kg'],
    ['5 lb', '2.268 kg'],
    ['10 центнерів картоплі', '1000 kg'],
    ['20 т (20 000 кг)', '20000 kg'],
    ['вантажівки з 20 т допомоги', '20000 kg'],
  ])('%s has a mass', (text, said) => expect(say(text)).toBe(said));

  test.each([
    ['37 генераторів', '37 piece'],
    ['120 Betten', '120 piece'],
    ['1 200 шт.', '1200 piece'],
    ['2 тис. ковдр', '2000 piece'],
    ['2000 ковдр', '2000 piece'],
    ['генератори - 37 шт.', '37 piece'],
    ['5 медичних ліжок', '5 piece'],
    ['Передано 37 генераторів', '37 piece'],
    ['Przekazano 12 agregatów prądotwórczych', '12 piece'],
    ['5 генераторів 5,5 кВт', '5 piece'],
    ['3 автобуси', '3 vehicle'],
    ['2 фури', '2 vehicle'],
    ['20 palet', '20 pallet'],
    ['20 Paletten Hilfsgüter', '20 pallet'],
    ['45 Kartons mit Prothesenteilen', '45 box'],
    ['20 великих коробок з одягом', '20 box'],
    ['100 food parcels', '100 package'],
    ['10 комплектів термобілизни', '10 set'],
    ['57 pairs of pants', '57 pair'],
    ['500 л води', '500 litre'],
    ['6 x 1,5 л води', '9 litre'],
    ['2 x 24 шт', '48 piece'],
  ])('%s has a count', (text, said) => expect(say(text)).toBe(said));

  test.each([
    ['20 palet (10 ton)', '10000 kg, 20 pallet'],
    ['вода, 6 палет, 5 т', '5000 kg, 6 pallet'],
    ['5 генераторів по 200 кг', '1000 kg, 5 piece'],
    ['40 Säcke à 25 kg Mehl', '1000 kg, 40 package'],
    ['40 мішків борошна по 25 кг', '1000 kg, 40 package'],
    ['40 worków, po 25 kg', '1000 kg, 40 package'],
    ['3 pallets of 500 kg', '1500 kg, 3 pallet'],
    ['10 упаковок по 500 г', '5 kg, 10 package'],
    ['20 коробок по 100 шт.', '20 box'],
    // Of what the three are it says nothing.
    ['3 x 500 kg', '1500 kg'],
    ['25 kg x 40', '1000 kg'],
  ])('%s: each of them is multiplied', (text, said) => expect(say(text)).toBe(said));

  test('a lorry that carries is a measure, not a vehicle that was given', () => {
    expect(say('2 фури по 20 т')).toBe('40000 kg');
    expect(say('2 фури з продуктами')).toBe('');
    expect(say('одяг, 3 фури')).toBe('');
  });

  test.each([
    ['≈ 20 тонн', '≈ 20000 kg'],
    ['понад 20 тонн продуктів', '≈ 20000 kg'],
    ['mehr als 20 Tonnen Lebensmittel', '≈ 20000 kg'],
    ['ok. 5 ton odzieży', '≈ 5000 kg'],
    ['about 120 beds', '≈ 120 piece'],
  ])('%s is rough', (text, said) => expect(say(text)).toBe(said));

  test.each<[string, AmountDoubt]>([
    ['1.200 t', 'number_two_readings'],
    ['1,200 beds', 'number_two_readings'],
    ['12.5.3 kg', 'number_unreadable'],
    ['-5 т', 'number_unreadable'],
    ['2 x 3 x 500 kg', 'number_unreadable'],
    ['10–12 т', 'range'],
    ['від 10 до 12 т', 'range'],
    ['10 bis 12 t', 'range'],
    ['5-6 генераторів', 'range'],
    ['до 20 т', 'at_most'],
    ['less than 20 t of food', 'at_most'],
    ['рис 25 кг/мішок', 'of_each'],
    ['мішки по 25 кг', 'of_each'],
    ['25 kg bags of rice', 'of_each'],
    ['Lkw 7,5 t', 'mass_or_capacity'],
    ['екскаватор 5 т', 'mass_or_capacity'],
    ['тушкованка 525 г', 'pack_or_all'],
    ['500 pounds', 'mass_or_money'],
    ['холодильник 300 л', 'size_or_amount'],
    ['water tank 1000 l', 'size_or_amount'],
    ['2022 генератори', 'year_or_count'],
    ['5 т борошна, 5 т цукру', 'several_masses'],
    ['20 palet, 400 kartonów', 'several_counts'],
    ['100 ковдр і 100 матраців', 'several_counts'],
    ['5 генераторів, ковдри', 'several_goods'],
    ['генератори 5 насосів', 'several_goods'],
    ['99999999999 t', 'too_large'],
  ])('%s could mean two things', (text, doubt) => {
    expect(readAmounts(text)).toEqual({
      massGrams: null,
      quantityMilli: null,
      unit: null,
      isApproximate: false,
      isAmbiguous: true,
      doubts: [doubt],
    });
  });

  test('a doubt of the mass leaves the count, and the other way round', () => {
    expect(say('5 генераторів 200 кг')).toBe('5 piece, each_or_all?');
    expect(say('18 000 Konserven 400 g')).toBe('18000 piece, pack_or_all?');
    expect(say('12 т: 20 palet, 400 kartonów')).toBe('12000 kg, several_counts?');
  });

  test.each([
    ...['Mercedes 815', 'Mercedes 815 автобус', 'Solaris Urbino 12 buses', 'VW-T5-Transporter'],
    ...[
      '3-phase generator',
      '5-ton truck',
      '45-seater bus',
      '220 V',
      '10 kW',
      'генератори 5,5 кВт',
    ],
    ...[
      '€ 5000',
      '5000 € for generators',
      '5 тис. грн',
      '50 000 eurot',
      '5 т. грн',
      '80% алкоголь',
    ],
    ...[
      'Zhytomyr No. 2',
      'Лікарня № 2',
      '2022 г.',
      'автобуси 2009-2010 років',
      '12 місяців',
      '10:30',
    ],
    ...['4x4 pickups', 'генератор 150 л.с.', '1. Генератори 2. Ковдри', '100 дітей', '2 школи'],
    ...['автобус на 45 місць', 'кабель 3x2,5 мм', '1e30 kg', '0 т', 'two lorries', '№', ''],
  ])('%s holds no amount', (text) => expect(say(text)).toBe(''));

  test('any text is read to integers above zero, or to null', () => {
    const word = fc.constantFrom(
      ...[
        '12',
        '1.200',
        '3,5',
        '0',
        '1 000',
        '-',
        'x',
        'т',
        'кг',
        'шт.',
        'по',
        'генераторів',
        'до',
      ],
      ...[
        '(',
        ')',
        '/',
        '≈',
        'beds',
        'г',
        'л',
        '€',
        ',',
        '.',
        'тис',
        'bags',
        'each',
        'of',
        '9'.repeat(40),
      ],
    );
    const words = fc.array(word, { maxLength: 12 }).map((list) => list.join(' '));
    const glued = fc.array(word, { maxLength: 12 }).map((list) => list.join(''));
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), words, glued);
    fc.assert(
      fc.property(texts, (text) => {
        const read = readAmounts(text);
        for (const value of [read.massGrams, read.quantityMilli]) {
          if (value !== null && (typeof value !== 'bigint' || value <= 0n)) return false;
        }
        const isKnown = read.unit === null || UNITS_OF_COUNT.includes(read.unit);
        const isPair = (read.quantityMilli === null) === (read.unit === null);
        return isKnown && isPair && read.isAmbiguous === read.doubts.length > 0;
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([
    ['x'.repeat(64 * 1024), '1 '.repeat(32 * 1024), '1.'.repeat(32 * 1024), '9'.repeat(64 * 1024)],
    ['\ud800 5 т', '5 т\0', '5 \u202e т', '٥ كغ', '５ kg', '<script>5 t</script>', "5 t'; drop--"],
  ])('a hostile text is read without a throw', (...texts) => {
    for (const text of texts) expect(() => readAmounts(text)).not.toThrow();
  });
});

interface Row {
  item: string;
  quantity: string;
  unit: string;
}

/** Read by a person, row by row: none says how much in its own words, though many hold a number. */
const WITHOUT_AMOUNT = [
  ...['міські автобуси SOLARIS URBINO 12', 'квадрокоптери Dji Mavic 3', 'автобус марки Volvo'],
  ...['низькопідлогові автобуси 2009-2010 років випуску', 'генератори 5,5 кВт', 'чай'],
  ...['генератор 3,5 кВт', 'pociągi metra (60 starszych wagonów)', 'Medikamente (August 2022)'],
  ...['VW-T5-Transporter', 'Solaranlage über 39 kWp', 'Bettwäsche für die Poliklinik Nr. 2'],
  ...['tramvaje T3', 'trolejbusy 14Tr', 'elektrocentrály 5,5 až 15 kW', 'seven-seater minibus'],
  ...['donations raised in first 40 hours', 'Scania diiselbussid (8 liigendiga)', '45-seater bus'],
  ...[
    '50 000 eurot humanitaarabi kaupade soetamiseks',
    'H-Milch (zwei Sattelzüge)',
    'koce, śpiwory',
  ],
  ...['samochód pożarniczy z drabiną hydrauliczną 30 m', 'third vehicle bought from donations'],
  ...[
    'прихисток для сотень мешканців',
    "прихисток для тисяч харків'ян",
    'humanitárna pomoc (kamión)',
  ],
  ...['Schulmöbel für drei Klassenzimmer', 'caisses de vin (Saint-Émilion)', 'Groß-Generatoren'],
  ...['комплекти термобілизни', 'комплекти одноразових хімічних грілок для ніг', 'żywność'],
  ...['Lkw mit Hubarbeitsbühne (GIZ)', 'pairs of firefighting pants and coats', 'médicaments'],
  ...['транспортний хаб для допомоги з інших міст', 'public transport buses of Rīgas satiksme'],
];

describe('published cases of aid', () => {
  const rows = parse<Row>(readFileSync(PUBLIC_CASES), { columns: true, bom: true });

  test('a number that is a model, a year, a size or a price is no amount', () => {
    const items = new Set(rows.map(({ item }) => item));
    expect(WITHOUT_AMOUNT.filter((item) => !items.has(item))).toEqual([]);
    expect(WITHOUT_AMOUNT.length).toBeGreaterThanOrEqual(38);
    expect(WITHOUT_AMOUNT.filter((item) => say(item) !== '')).toEqual([]);
    const read = rows.map(({ item }) => readAmounts(item));
    const masses = read.filter(({ massGrams }) => massGrams !== null).length;
    const counts = read.filter(({ quantityMilli }) => quantityMilli !== null).length;
    const doubts = read.filter(({ isAmbiguous }) => isAmbiguous).length;
    process.stdout.write(
      `items as published: ${rows.length}, masses read ${masses}, counts ${counts}, doubts ${doubts}\n`,
    );
    // Their amounts stand in columns of their own.
    expect([masses, counts, doubts]).toEqual([0, 0, 0]);
  });

  test('the count before the item is read, or left, and never wrong', () => {
    const counted = rows.filter(({ quantity, unit }) => quantity !== '' && unit === 'pcs');
    const outcomes = counted.map(({ quantity, item }) => {
      const { quantityMilli } = readAmounts(`${quantity} ${item}`);
      if (quantityMilli === null) return 'left';
      return quantityMilli === BigInt(quantity) * 1000n ? 'right' : 'wrong';
    });
    const count = (outcome: string) => outcomes.filter((found) => found === outcome).length;
    process.stdout.write(
      `their counts put before them: ${counted.length}, right ${count('right')}, ` +
        `left ${count('left')}, wrong ${count('wrong')}\n`,
    );
    expect(count('wrong')).toBe(0);
    expect(count('right') / counted.length).toBeGreaterThanOrEqual(0.85);
  });
});
