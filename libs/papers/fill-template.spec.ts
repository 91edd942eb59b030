import { fillTemplate, PairRow, SignatureRow } from './fill-template';
import { PaperValues } from './paper-values';
import { parseTemplate } from './parse-template';

const VALUES: PaperValues = {
  first: { nameUk: 'Ґанковичі', nameEn: 'Gankovychi', country: 'UA' },
  second: { nameUk: 'Лодзь', nameEn: 'Łódź', country: 'PL' },
  areas: [],
  madeAt: new Date('2026-05-15T10:00:00Z'),
};

const rowsOf = (body: string, values: Partial<PaperValues> = {}) =>
  fillTemplate(parseTemplate(`[title]\nuk: Лист\nen: Letter\n${body}`, 'letter.txt'), {
    ...VALUES,
    ...values,
  }).rows.slice(1);

const pairsOf = (body: string, values?: Partial<PaperValues>): string[][] =>
  (rowsOf(body, values) as PairRow[]).map(({ mark, text }) => [mark, text.uk, text.en]);

const line = (uk: string, en: string, block = 'text'): string =>
  `[${block}]\nuk: ${uk}\nen: ${en}\n`;

// Goal: each value stands in its place, as text, and what is missing can be seen.
describe('a filled paper', () => {
  test.each<[string, string, string, Partial<PaperValues>, string, string]>([
    ['a city', '{{first.nameUk}}', '{{second.nameEn}}', {}, 'Ґанковичі', 'Łódź'],
    [
      'a country by its code',
      '{{first.countryUk}}',
      '{{second.countryEn}}',
      {},
      'Україна',
      'Poland',
    ],
    [
      'a country as it is given',
      '{{second.countryUk}}',
      '{{second.countryEn}}',
      { second: { country: 'PL', countryUk: 'Республіка Польща' } },
      'Республіка Польща',
      'Poland',
    ],
    ['a day', '{{dayUk}}', '{{dayEn}}', { day: '2026-05-01' }, '1 травня 2026 р.', '1 May 2026'],
    ['no day', '{{dayUk}}', '{{dayEn}}', {}, '«___» __________ 20__ р.', '___ __________ 20__'],
    ['nothing', '{{placeUk}}', '{{first.signerEn}}', {}, '__________', '__________'],
    ['spaces alone', '{{placeUk}}', 'a', { place: { uk: ' \n' } }, '__________', 'a'],
    [
      'a code that is no country',
      '{{second.countryUk}}',
      'a',
      { second: { country: 'ZZ' } },
      '__________',
      'a',
    ],
    [
      'all areas, in small letters but for abbreviations',
      '{{areasUk}}',
      '{{areasEn}}',
      {
        areas: [
          { uk: 'Освіта', en: 'Education' },
          { uk: 'ІТ', en: 'IT' },
        ],
      },
      'освіта; ІТ',
      'education; IT',
    ],
    ['no areas', '{{areasUk}}', '{{areasEn}}', {}, '__________', '__________'],
  ])('shows %s', (_, uk, en, values, shownUk, shownEn) => {
    expect(pairsOf(line(uk, en), values)).toEqual([['', shownUk, shownEn]]);
  });

  test('never reads a value as a template', () => {
    const first = { ...VALUES.first, nameUk: '{{second.nameUk}}', nameEn: '$& $1 {{blank}}' };
    expect(pairsOf(line('{{first.nameUk}}', '{{first.nameEn}}'), { first })).toEqual([
      ['', '{{second.nameUk}}', '$& $1 {{blank}}'],
    ]);
  });

  test('shows nothing of a value that cannot be seen or turns the direction of writing', () => {
    const nameUk = '\u0000До\u202Eб\u200Bре\ud800\uFFFF\n\tмісто\u0007';
    const first = { ...VALUES.first, nameUk, nameEn: 'o\u0301' };
    expect(pairsOf(line('{{first.nameUk}}', '{{first.nameEn}}'), { first })).toEqual([
      ['', 'Добре місто', 'ó'],
    ]);
  });

  test('repeats a line for each area and ends it as a list does', () => {
    const item = line('{{areaUk}}', '{{areaEn}}', 'item');
    const areas = [
      { uk: 'Освіта', en: 'Education' },
      { uk: 'Культура', en: 'Culture' },
    ];
    expect(pairsOf(item, { areas })).toEqual([
      ['–', 'освіта;', 'education;'],
      ['–', 'культура.', 'culture.'],
    ]);
    expect(pairsOf(item)).toEqual([['–', '__________.', '__________.']]);
  });

  test('numbers articles, sections and points, alike in both languages', () => {
    const body = ['point', 'article', 'point', 'item', 'point', 'section', 'point']
      .map((block) => line('а', 'a', block))
      .join('');
    expect(pairsOf(body)).toEqual([
      ['1.', 'а', 'a'],
      ['', 'Стаття 1. а', 'Article 1. a'],
      ['1.1.', 'а', 'a'],
      ['–', 'а', 'a'],
      ['1.2.', 'а', 'a'],
      ['', '2. а', '2. a'],
      ['2.1.', 'а', 'a'],
    ]);
  });

  test('keeps a heading, a lead-in and the last words with what follows', () => {
    const body = ['text', 'article', 'point', 'item', 'item', 'text', 'signatures']
      .map((block) => line('а', 'a', block))
      .join('');
    expect(rowsOf(body).map((row) => row.isKeptWithNext)).toEqual([
      false,
      true,
      true,
      false,
      false,
      true,
      false,
    ]);
  });

  test('is signed by the first city, or by both, and says what is to be filled in', () => {
    const first = { ...VALUES.first, signerUk: 'Євген Їжак', signerEn: 'Yevhen Yizhak' };
    const text = (block: string) => line('За {{city.nameUk}}', 'For {{city.nameEn}}', block);
    const [one] = rowsOf(text('signature'), { first }) as SignatureRow[];
    const [both] = rowsOf(text('signatures'), { first }) as SignatureRow[];
    expect(one!.signatures.map(({ city }) => city.uk)).toEqual(['За Ґанковичі']);
    expect(both!.signatures.map(({ city }) => city.en)).toEqual(['For Gankovychi', 'For Łódź']);
    expect(one!.signatures[0]!.signer).toEqual({ uk: 'Євген Їжак', en: 'Yevhen Yizhak' });
    expect(both!.signatures[1]!.signer).toEqual({
      uk: '__________ (ім’я та прізвище)',
      en: '__________ (name)',
    });
  });

  test('ends no line before a dash or after the sign of a number', () => {
    expect(pairsOf(line('Сторона — місто, № 5', 'a'))).toEqual([
      ['', 'Сторона\u00a0— місто, №\u00a05', 'a'],
    ]);
  });
});
