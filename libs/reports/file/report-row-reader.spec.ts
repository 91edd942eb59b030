import { sayError } from '../error-texts';
import { mapHeader } from './header';
import { REPORT_COLUMNS, type ReportColumn, type ReportSide } from './report-column';
import { ReportRowReader } from './report-row-reader';

const RIGHT: Partial<Record<ReportColumn, string>> = {
  date: '2023-04-13',
  partner_city: 'Київ',
  item: 'ковдри',
  mass_kg: '12,5',
  source_url: 'https://city.example/news',
};

/** Reads a row that is right but for the given cells. */
function readRow(cells: Partial<Record<ReportColumn, string>>, side: ReportSide = 'receiver') {
  const reader = new ReportRowReader(mapHeader(REPORT_COLUMNS, null, side), {
    side,
    today: '2026-03-15',
  });
  const all = { ...RIGHT, ...cells };
  return reader.read(3, { cells: REPORT_COLUMNS.map((column) => all[column] ?? '') });
}

type Cells = Partial<Record<ReportColumn, string>>;

describe('a row', () => {
  it('that is right has no errors', () => {
    for (const side of ['sender', 'receiver', 'public_source'] as const) {
      expect(readRow({}, side).errors).toEqual([]);
    }
  });

  it('names the place of an error, what stood there and what was expected', () => {
    expect(readRow({ mass_kg: '-5' }).errors).toEqual([
      {
        row: 3,
        column: 'mass_kg',
        value: '-5',
        code: 'number-negative',
        params: {},
      },
    ]);
  });

  it.each<[Cells, ReportColumn | null, string]>([
    [{ item: ' ' }, 'item', 'empty'],
    [{ partner_city: '' }, 'partner_city', 'empty'],
    [{ date: '' }, 'date', 'empty'],
    [{ date: '31.02.2023' }, 'date', 'no day'],
    [{ date: '03/04/2023' }, 'date', 'can be read as'],
    [{ date: '2022-11' }, 'date', 'only a month'],
    [{ date: '2022' }, 'date', 'only a year'],
    [{ date_precision: 'month' }, 'date_precision', 'public source'],
    [{ date_precision: 'roughly' }, 'date_precision', 'unknown'],
    [{ mass_kg: '0' }, 'mass_kg', 'zero'],
    [{ mass_kg: 'NaN' }, 'mass_kg', 'not a number'],
    [{ mass_kg: '1e30' }, 'mass_kg', 'exponent'],
    [{ mass_kg: '=A1' }, 'mass_kg', 'formula'],
    [{ mass_kg: '1,234' }, 'mass_kg', 'can be read as'],
    [{ quantity: '0', unit: 'box' }, 'quantity', 'zero'],
    [{ quantity: '5', unit: 'elephants' }, 'unit', 'unknown'],
    [{ quantity: '5 elephants' }, 'quantity', 'unknown'],
    [{ quantity: '5 шт', unit: 'box' }, 'quantity', 'says'],
    [{ quantity: '1.23456', unit: 'kg' }, 'quantity', '3 decimals'],
    [{ quantity: '12', unit: 't' }, 'mass_kg', 'given twice'],
    [{ packages: '1,5' }, 'packages', 'whole'],
    [{ value: '100' }, 'currency', 'no currency'],
    [{ currency: 'EUR' }, 'value', 'no value'],
    [{ value: '100', currency: 'euro' }, 'currency', 'not a code'],
    [{ value: '-1', currency: 'EUR' }, 'value', 'negative'],
    [{ source_url: 'javascript:alert(1)' }, 'source_url', 'web address'],
    [{ mass_kg: '' }, null, 'neither a mass nor a quantity nor a value'],
    [{ note: 'a\0b' }, 'note', 'NUL'],
    [{ note: 'ї'.repeat(33_000) }, 'note', '64 KB'],
  ])('of a city is refused: %j', (cells, column, reason) => {
    for (const side of ['sender', 'receiver'] as const) {
      const { errors } = readRow(cells, side);
      expect(errors).toMatchObject([{ row: 3, column }]);
      expect(sayError('en', errors[0]!).message).toContain(reason);
      expect(errors[0]?.value.length).toBeLessThanOrEqual(200);
    }
  });

  it('tells all that is wrong with it at once', () => {
    const { errors } = readRow({ item: '', date: 'x', mass_kg: 'x', packages: 'x', value: 'x' });
    expect(errors.map(({ column }) => column)).toEqual([
      'item',
      'date',
      'mass_kg',
      'packages',
      'value',
      'currency',
    ]);
  });

  it('with too few or too many cells is refused, and nothing is read from it', () => {
    const reader = new ReportRowReader(
      mapHeader(['item', 'date', 'partner_city', 'mass_kg'], null, 'sender'),
      { side: 'sender', today: '2026-03-15' },
    );
    const cells = ['ковдри', '2023-04-13', 'Київ'];
    for (const wrong of [cells, [...cells, '5', 'x']]) {
      const { errors, item } = reader.read(1, { cells: wrong });
      expect(errors).toMatchObject([{ row: 1, column: null }]);
      expect(sayError('en', errors[0]!).message).toBe(
        `The row has ${wrong.length} cells, the header 4.`,
      );
      expect(item).toBe('');
    }
    expect(reader.read(1, { cells: [...cells, '5', ' '] }).errors).toEqual([]);
  });

  it('of hostile cells takes no long time', () => {
    const startedAt = performance.now();
    const long = (text: string) => text.repeat(60_000);
    for (const text of [long('T'), long('.'), long("'"), long('1'), long('1 '), long('#a+')]) {
      const cells = Object.fromEntries(
        REPORT_COLUMNS.map((column) => [column, `${text.slice(0, 60_000)} x`]),
      ) as Cells;
      readRow({ ...cells, source_url: `https://${text.slice(0, 60_000)} x` }, 'public_source');
    }
    // Quadratic time would be minutes.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('may have a sum of money alone, or a count alone', () => {
    const money = readRow({ mass_kg: '', value: '1 234,50', currency: 'eur' });
    expect(money).toMatchObject({ valueText: '1234.5', currency: 'EUR', errors: [] });
    const count = readRow({ mass_kg: '', quantity: '20 шт.' });
    expect(count).toMatchObject({ quantityMilli: 20_000n, unit: 'piece', errors: [] });
  });

  it('has a mass where its quantity is one', () => {
    const tonnes = readRow({ mass_kg: '', quantity: '1,5', unit: 'т' });
    expect(tonnes).toMatchObject({ massGrams: 1_500_000n, unit: 't', quantityMilli: 1_500n });
    const agreeing = readRow({ mass_kg: '1 500', quantity: '1,5', unit: 'т' });
    expect(agreeing).toMatchObject({ massGrams: 1_500_000n, errors: [] });
  });
});

describe('a row of a public source', () => {
  it.each<[Cells, string | null, string]>([
    [{ date: '2022-11-05' }, '2022-11-05', 'day'],
    [{ date: '2022-11-05', date_precision: 'day' }, '2022-11-05', 'day'],
    [{ date: '2022-11-05', date_precision: 'month' }, '2022-11-01', 'month'],
    [{ date: '2022-11' }, '2022-11-01', 'month'],
    [{ date: '2022-11', date_precision: 'місяць' }, '2022-11-01', 'month'],
    [{ date: '2022' }, null, 'period'],
    [{ date: '2022', date_precision: 'period' }, null, 'period'],
    [{ date: 'spring 2022', date_precision: 'period' }, null, 'period'],
    [{ date: '', date_precision: 'period' }, null, 'period'],
    [{ date: '', date_precision: 'unknown' }, null, 'unknown'],
    [{ date: '' }, null, 'unknown'],
  ])('keeps how precise its date is: %j', (cells, occurredOn, datePrecision) => {
    const row = readRow(cells, 'public_source');
    expect(row).toMatchObject({ occurredOn, datePrecision, dateText: cells.date, errors: [] });
  });

  it.each<[Cells, ReportColumn]>([
    [{ date: '2022-11', date_precision: 'day' }, 'date'],
    [{ date: '2022', date_precision: 'month' }, 'date'],
    [{ date: '', date_precision: 'month' }, 'date'],
    [{ date: 'spring 2022' }, 'date'],
    [{ date: '31.02.2023', date_precision: 'period' }, 'date'],
    [{ date: '2027', date_precision: 'period' }, 'date'],
    [{ date_precision: 'week' }, 'date_precision'],
    [{ source_url: '' }, 'source_url'],
    [{ source_url: 'city.example' }, 'source_url'],
    [{ item: '' }, 'item'],
    [{ mass_kg: '1,234' }, 'mass_kg'],
  ])('is refused: %j', (cells, column) => {
    expect(readRow(cells, 'public_source').errors).toMatchObject([{ column }]);
  });

  it('keeps what a city could not leave open', () => {
    const open: Cells = { partner_city: '', mass_kg: '', quantity: '3', unit: 'truckloads' };
    const row = readRow({ ...open, value: '10000' }, 'public_source');
    expect(row).toMatchObject({
      partnerCity: null,
      quantityMilli: 3_000n,
      unit: null,
      unitText: 'truckloads',
      valueText: '10000',
      currency: null,
      errors: [],
    });
  });
});
