import { nameKey, PlaceIndex } from '@pobratym/cities';
import { readTies, TIE_COLUMNS, TIE_ERRORS_MAX, TIE_ROWS_MAX, TieWorld } from './tie-import';

const city = (id: string, rest: object = {}) => ({
  id,
  country: id.slice(-2).toUpperCase(),
  nameEn: id,
  wikidata: null,
  katottg: null,
  unlocode: null,
  ...rest,
});
const named = (cityId: string, name: string) => ({ cityId, key: nameKey(name) });

const WORLD: TieWorld = {
  places: new PlaceIndex(
    [
      city('lviv-ua', { wikidata: 'Q36036', katottg: 'UA46060250010015970' }),
      city('mykolaiv-ua'),
      city('mykolaiv-lviv-ua'),
      city('halle-de'),
      city('halle-westfalen-de'),
      city('lublin-pl', { unlocode: 'PLLUL' }),
      city('moscow-ru'),
      city('sambir-ua'),
      city('sambir-pl'),
    ],
    [
      named('lviv-ua', 'Lemberg'),
      named('mykolaiv-ua', 'Миколаїв'),
      named('mykolaiv-lviv-ua', 'Миколаїв'),
      named('halle-de', 'Halle'),
      named('halle-westfalen-de', 'Halle'),
      named('sambir-ua', 'Sambir'),
      named('sambir-pl', 'Sambir'),
    ],
    [],
    [],
  ),
  aggressorStates: new Set(['RU']),
  today: '2025-06-01',
};

const ROW = {
  ukrainian_city_id: 'lviv-ua',
  foreign_city_id: 'lublin-pl',
  kind: 'twinning',
  since: '2004-05-06',
  status: 'active',
  source_url: 'https://example.org/ties',
  note: '',
};
type Row = Partial<Record<keyof typeof ROW, string>>;

const HEADER = TIE_COLUMNS.join(',');
const lineOf = (row: Row) =>
  TIE_COLUMNS.map((column) => `"${{ ...ROW, ...row }[column].replace(/"/g, '""')}"`).join(',');
const fileOf = (...rows: Row[]) => [HEADER, ...rows.map(lineOf), ''].join('\n');
const read = (text: string | Buffer) => readTies(Buffer.from(text as string), WORLD);

// Goal: a list is read as it was meant, or each thing that is wrong with it is told by its place.
describe('a list of ties', () => {
  test('is read into ties', () => {
    expect(read(fileOf({ note: ' signed in "Lviv", twice ' }))).toEqual({
      rows: 1,
      ties: [
        {
          cityIds: ['lviv-ua', 'lublin-pl'],
          kind: 'twinning',
          status: 'active',
          signedOn: '2004-05-06',
          datePrecision: 'day',
          inForceFrom: '2004-05-06',
          sourceUrl: 'https://example.org/ties',
          note: 'signed in "Lviv", twice',
        },
      ],
      errors: [],
      errorCount: 0,
    });
  });

  test.each([
    ['a byte order mark', `\uFEFF${fileOf({})}`],
    ['semicolons', fileOf({}).replaceAll(',', ';')],
    ['tabs', fileOf({}).replaceAll(',', '\t')],
    ['the line ends of Windows', fileOf({}).replaceAll('\n', '\r\n')],
    ['the line ends of old', fileOf({}).replaceAll('\n', '\r')],
    ['a header in quotes and capitals', fileOf({}).replace(HEADER, quoted(HEADER.toUpperCase()))],
    ['blank rows', `${fileOf({})}\n\n,,,,,,\n`],
    ['no line end behind the last row', fileOf({}).trimEnd()],
  ])('may have %s', (_, text) => {
    expect(read(text)).toMatchObject({ rows: 1, errors: [], ties: [{ kind: 'twinning' }] });
  });

  test('may have its columns in any order', () => {
    const columns = [...TIE_COLUMNS].reverse();
    const text = [columns.join(','), columns.map((column) => ROW[column]).join(',')].join('\n');
    expect(read(text)).toMatchObject({ errors: [], ties: [{ cityIds: ['lviv-ua', 'lublin-pl'] }] });
  });

  test.each([
    ['2004-05-06', { signedOn: '2004-05-06', datePrecision: 'day', inForceFrom: '2004-05-06' }],
    ['2004-05', { signedOn: '2004-05-01', datePrecision: 'month', inForceFrom: '2004-05-01' }],
    ['2004', { signedOn: null, datePrecision: 'period', inForceFrom: '2004-01-01' }],
    ['', { signedOn: null, datePrecision: 'unknown', inForceFrom: null }],
    ['2025', { signedOn: null, datePrecision: 'period', inForceFrom: '2025-01-01' }],
    ['2025-06-01', { signedOn: '2025-06-01', datePrecision: 'day', inForceFrom: '2025-06-01' }],
  ])('keeps %p as exactly as it is known', (since, known) => {
    expect(read(fileOf({ since }))).toMatchObject({ errors: [], ties: [known] });
  });

  test.each([
    ['Lemberg', 'lublin-pl', ['lviv-ua', 'lublin-pl']],
    ['Q36036', 'PLLUL', ['lviv-ua', 'lublin-pl']],
    ['UA46060250010015970', 'lublin-pl', ['lviv-ua', 'lublin-pl']],
    // The name alone is that of two cities; its column says which is meant.
    ['Sambir', 'Sambir', ['sambir-ua', 'sambir-pl']],
  ])('reads the cities %p and %p', (ukrainian, foreign, cityIds) => {
    const row = { ukrainian_city_id: ukrainian, foreign_city_id: foreign };
    expect(read(fileOf(row))).toMatchObject({ errors: [], ties: [{ cityIds }] });
  });

  test.each<[Row, string, string]>([
    [{ ukrainian_city_id: 'Atlantis' }, 'ukrainian_city_id', 'must be a city that is known'],
    [{ ukrainian_city_id: '' }, 'ukrainian_city_id', 'must be a city that is known'],
    [{ ukrainian_city_id: 'Миколаїв' }, 'ukrainian_city_id', 'mykolaiv-lviv-ua, mykolaiv-ua'],
    [{ foreign_city_id: 'Halle' }, 'foreign_city_id', 'halle-de, halle-westfalen-de'],
    [{ foreign_city_id: 'constructor' }, 'foreign_city_id', 'must be a city that is known'],
    [{ foreign_city_id: 'sambir-ua' }, 'foreign_city_id', 'must be a city outside Ukraine'],
    [{ ukrainian_city_id: 'sambir-pl' }, 'ukrainian_city_id', 'must be a city in Ukraine'],
    [{ kind: 'friendship' }, 'kind', 'must be one of twinning, cooperation, solidarity'],
    [{ kind: 'Twinning' }, 'kind', 'must be one of'],
    [{ status: 'signed' }, 'status', 'must be one of active, unknown, terminated'],
    [{ status: '' }, 'status', 'must be one of'],
    [{ since: '06.05.2004' }, 'since', 'must be YYYY-MM-DD'],
    [{ since: '2004-5-6' }, 'since', 'must be YYYY-MM-DD'],
    [{ since: '2023-02-29' }, 'since', 'must be YYYY-MM-DD'],
    [{ since: '2004-13' }, 'since', 'must be YYYY-MM-DD'],
    [{ since: '1004' }, 'since', 'must be YYYY-MM-DD'],
    [{ since: '20040506' }, 'since', 'must be YYYY-MM-DD'],
    [{ since: 'about 2004' }, 'since', 'must be YYYY-MM-DD'],
    [{ since: '=2004' }, 'since', 'must be YYYY-MM-DD'],
    [{ since: '2025-06-02' }, 'since', 'must not lie in the future'],
    [{ since: '2025-07' }, 'since', 'must not lie in the future'],
    [{ since: '2026' }, 'since', 'must not lie in the future'],
    [{ source_url: '' }, 'source_url', 'from http:// or https:// on'],
    [{ source_url: 'javascript:alert(1)' }, 'source_url', 'from http:// or https:// on'],
    [{ source_url: 'https://' }, 'source_url', 'from http:// or https:// on'],
    [{ source_url: 'https://a.example b' }, 'source_url', 'from http:// or https:// on'],
    [{ source_url: `https://example.org/${'a'.repeat(2000)}` }, 'source_url', 'at most 2000'],
    [{ note: 'a\u0001b' }, 'note', 'must hold no control characters'],
    [{ note: 'a'.repeat(5001) }, 'note', 'must be at most 5000 characters'],
    [{ foreign_city_id: 'moscow-ru' }, 'status', 'RU is on the list of aggressor states'],
    [
      { foreign_city_id: 'moscow-ru', status: 'unknown' },
      'status',
      'RU is on the list of aggressor states',
    ],
  ])('%p is refused at its cell', (row, column, detail) => {
    const { errors, ties, rows } = read(fileOf({ foreign_city_id: 'halle-de' }, row));
    expect(errors).toEqual([
      { row: 2, column, value: expect.any(String), detail: expect.stringContaining(detail) },
    ]);
    const stood = row[column as keyof Row] ?? ROW.status;
    expect(stood.startsWith(errors[0]!.value.replace('…', ''))).toBe(true);
    expect(ties).toHaveLength(1);
    expect(rows).toBe(2);
  });

  test('may say that a tie with an aggressor state was ended', () => {
    const row = { foreign_city_id: 'moscow-ru', status: 'terminated' };
    expect(read(fileOf(row))).toMatchObject({ errors: [], ties: [{ status: 'terminated' }] });
  });

  test('tells every fault of a row at once', () => {
    const { errors } = read(fileOf({ kind: 'x', status: 'y', since: 'z', source_url: '' }));
    expect(errors.map(({ column }) => column)).toEqual(['kind', 'status', 'since', 'source_url']);
  });

  test('names each tie once, in whatever words', () => {
    const { errors, ties } = read(
      fileOf({}, { kind: 'cooperation' }, { ukrainian_city_id: 'Lemberg', status: 'terminated' }),
    );
    expect(errors).toEqual([
      {
        row: 3,
        column: null,
        value: 'Lemberg, lublin-pl, twinning',
        detail: 'this tie stands in row 1 already',
      },
    ]);
    expect(ties.map(({ kind }) => kind)).toEqual(['twinning', 'cooperation']);
  });

  test('counts blank rows where it tells a row, and not among its rows', () => {
    const { errors, rows } = read(`${HEADER}\n\n${lineOf({})}\n,,,,,,\n${lineOf({ kind: 'x' })}`);
    expect(errors).toMatchObject([{ row: 4, column: 'kind', value: 'x' }]);
    expect(rows).toBe(2);
  });
});

describe('a file that is no list of ties', () => {
  test.each([
    ['nothing', '', TIE_COLUMNS.map((column) => [column, 'must be in the header'])],
    ['a column is missing', HEADER.replace(',since', ''), [['since', 'must be in the header']]],
    ['a column too many', `${HEADER},region`, [['region', 'is no column of a list of ties']]],
    ['a column without a name', `${HEADER},`, [[null, 'is no column of a list of ties']]],
    ['a column twice', `${HEADER},since`, [['since', 'must stand in the header once']]],
  ])('%s: refused at the header', (_, header, wanted) => {
    const { errors, ties } = read(header && `${header}\n${lineOf({})}`);
    expect(errors.map(({ row, column }) => [row, column])).toEqual(
      wanted.map(([column]) => [0, column]),
    );
    for (const [index, [, detail]] of wanted.entries()) {
      expect(errors[index]!.detail).toContain(detail);
    }
    expect(ties).toEqual([]);
  });

  test.each([
    ['cells too many', `${lineOf({})},more`, 'must have 7 cells as the header has, not 8'],
    ['cells too few', 'lviv-ua,lublin-pl', 'must have 7 cells as the header has, not 2'],
    ['a quote that is never closed', '"lviv-ua', 'has a cell whose quote is never closed'],
    ['a quote inside a cell', 'lviv"ua,', 'has a quote inside a cell'],
    ['text behind a closing quote', '"lviv"ua,', 'has a cell that goes on behind'],
  ])('%s: refused at the row', (_, second, detail) => {
    const { errors } = read(`${HEADER}\n${lineOf({})}\n${second}\n`);
    expect(errors).toMatchObject([
      { row: 2, column: null, detail: expect.stringContaining(detail) },
    ]);
  });

  test.each([
    ['UTF-16', Buffer.from(fileOf({}), 'utf16le')],
    ['Windows-1251', Buffer.from([...Buffer.from(HEADER), 0x0a, 0xcb, 0xfc, 0xe2, 0xb3, 0xe2])],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0xff])],
  ])('%s: refused as a whole', (_, bytes) => {
    const { errors, ties } = read(bytes);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors[0]).toMatchObject({ row: 0 });
    expect(ties).toEqual([]);
  });

  test(`has at most ${TIE_ROWS_MAX} rows`, () => {
    const rowsOf = (count: number) => `${HEADER}\n${'\n'.repeat(count - 1)}${lineOf({})}`;
    expect(read(rowsOf(TIE_ROWS_MAX))).toMatchObject({ rows: 1, errors: [] });
    const { errors, ties } = read(rowsOf(TIE_ROWS_MAX + 1));
    expect(errors).toMatchObject([{ row: 0, detail: expect.stringContaining('at most 20000') }]);
    expect(ties).toEqual([]);
  });

  test(`tells at most ${TIE_ERRORS_MAX} faults, and counts them all`, () => {
    const bad = lineOf({ kind: 'x'.repeat(300) });
    const { errors, errorCount } = read([HEADER, ...Array<string>(1200).fill(bad)].join('\n'));
    expect(errors).toHaveLength(TIE_ERRORS_MAX);
    expect(errorCount).toBe(1200);
    expect(errors[0]!.value).toBe(`${'x'.repeat(199)}…`);
  });
});

function quoted(header: string): string {
  return header.replace(/[^,]+/g, '"$&"');
}
