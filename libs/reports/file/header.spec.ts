import { sayError } from '../error-texts';
import { isTagRow, mapHeader } from './header';
import { HEADERS, REPORT_COLUMNS, type ReportSide } from './report-column';
import { ReportFileError } from './report-file.error';

const NEEDED = ['date', 'partner_city', 'item'];

function errorsOf(headers: string[], side: ReportSide = 'sender', tags: string[] | null = null) {
  try {
    mapHeader(headers, tags, side);
  } catch (error) {
    return (error as ReportFileError).errors.map(({ row, column, value, ...fault }) => {
      return { row, column, value, ...sayError('en', fault) };
    });
  }
  throw new Error('nothing was refused');
}

describe('a header', () => {
  it('is read in English and in Ukrainian, in any order', () => {
    const english = [...REPORT_COLUMNS].reverse();
    expect(mapHeader(english, null, 'sender').columns).toEqual(english);
    const ukrainian = REPORT_COLUMNS.map((column) => HEADERS[column][1] as string);
    expect(ukrainian).toContain('маса_кг');
    expect(mapHeader(ukrainian, null, 'sender').columns).toEqual([...REPORT_COLUMNS]);
  });

  it.each([
    ['MASS_KG', 'mass_kg'],
    [' mass (kg) ', 'mass_kg'],
    ['маса, кг', 'mass_kg'],
    ['\u00a0Маса\u00a0кг', 'mass_kg'],
    ['\ufeffreference', 'reference'],
    ["місто'партнер", 'partner_city'],
    ['Місто-партнер', 'partner_city'],
    ['Найменування'.normalize('NFD'), 'item'],
    ['Source URL', 'source_url'],
    ['№', null],
    ['', null],
    ['__proto__', null],
  ])('does not depend on case, spaces and signs: %j is %s', (header, column) => {
    const others = NEEDED.filter((needed) => needed !== column);
    expect(mapHeader([header, ...others], null, 'sender').columns[0]).toBe(column);
  });

  it('may say that its masses are in tonnes', () => {
    expect(mapHeader([...NEEDED, 'маса, т'], null, 'sender').massUnit).toBe('t');
    expect(mapHeader([...NEEDED, 'weight (lbs)'], null, 'sender').massUnit).toBe('lb');
    expect(mapHeader([...NEEDED, 'вага'], null, 'sender').massUnit).toBe('kg');
  });

  it('with a column twice is refused, and both places are named', () => {
    expect(errorsOf([...NEEDED, 'Найменування'])).toEqual([
      {
        row: 0,
        column: 'item',
        value: 'Найменування',
        message:
          'The column item stands twice: as “item” in column 3 and as “Найменування” in column 4.',
        expected: expect.stringContaining('One column item'),
      },
    ]);
  });

  it('with the same unknown column twice is read', () => {
    expect(mapHeader([...NEEDED, 'x', 'x'], null, 'sender').columns.slice(3)).toEqual([null, null]);
  });

  it('without a needed column is refused: each is named, with what was found', () => {
    const errors = errorsOf(['дата', 'колір'], 'public_source');
    expect(errors.map(({ column }) => column)).toEqual(['item', 'partner_city', 'source_url']);
    for (const { row, message } of errors) {
      expect(row).toBe(0);
      expect(message).toContain('the header has: дата, колір');
    }
    expect(errors[1]?.expected).toContain('partner_city or місто-партнер');
  });

  it('needs no source from a city', () => {
    expect(mapHeader(NEEDED, null, 'receiver').columns).toEqual(NEEDED);
    expect(errorsOf(NEEDED, 'public_source').map(({ column }) => column)).toEqual(['source_url']);
  });
});

describe('a row of HXL tags', () => {
  it('is told from a row of data', () => {
    expect(isTagRow(['#date', '', ' #item +name'])).toBe(true);
    expect(isTagRow(['#12', '2023-04-13', 'blankets'])).toBe(false);
    expect(isTagRow(['#date', '2023-04-13'])).toBe(false);
    expect(isTagRow(['', ''])).toBe(false);
  });

  it('wins over the header', () => {
    const headers = ['item', 'what', 'when', 'from', 'note'];
    const tags = ['#status', '#item+name', '#date+received', '#org+sender', ''];
    // The tag #status is none of ours, so the header of the first column would hold, and clash.
    expect(errorsOf(headers, 'receiver', tags)[0]?.message).toContain('twice');
    expect(mapHeader(['x', ...headers.slice(1)], tags, 'receiver').columns).toEqual([
      null,
      'item',
      'date',
      'partner_city',
      'note',
    ]);
  });

  it('means the own city and the partner by the side that reports', () => {
    const tags = ['#org+sender', '#org+receiver', '#date+shipped', '#date+received', '#item+name'];
    const headers = ['a', 'b', 'c', 'd', 'e'];
    const columns = (side: ReportSide) => mapHeader(headers, tags, side).columns;
    expect(columns('sender')).toEqual(['reporting_city', 'partner_city', 'date', null, 'item']);
    expect(columns('receiver')).toEqual(['partner_city', 'reporting_city', null, 'date', 'item']);
  });

  it('may have its attributes in any order', () => {
    const tags = ['#output+sent+kg+weight+num', '#date', '#item', '#org+receiver'];
    expect(mapHeader(['a', 'b', 'c', 'd'], tags, 'sender').columns[0]).toBe('mass_kg');
  });
});
