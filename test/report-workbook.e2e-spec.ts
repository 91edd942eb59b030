import { csv, RECEIVER, SENDER, signPartnership } from './support/builders';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';
import { textCell, textRows, workbookOf } from './support/workbook';

const HEADER = [
  'номер',
  'дата',
  'місто-партнер',
  'найменування',
  'кількість',
  'одиниця',
  'маса_кг',
];
const GOODS = [
  ['CMR 7', 'ковдри', '20', 'ящик', '0.1'],
  ['CMR 7', 'генератор', '', '', '12500'],
  ['', 'вода', '2.5', 'літр', '1234567.8'],
];
const STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';

const number = (text: string): string => (text === '' ? '<c/>' : `<c><v>${text}</v></c>`);

/** The same rows in both formats; `shift` keeps one file from being taken for the other. */
function rowsOf(city: string, shift = ''): { text: string; sheet: Buffer } {
  const rows = GOODS.map(([reference, item, quantity, unit, mass]) => ({
    text: [reference, '2023-05-02', city, `${item}${shift}`, quantity, unit, mass].join(','),
    cells: [
      textCell(reference!),
      '<c s="1"><v>45048</v></c>',
      textCell(city),
      textCell(`${item}${shift}`),
      number(quantity!),
      textCell(unit!),
      number(mass!),
    ],
  }));
  const sheetRows = rows.map(({ cells }) => `<row>${cells.join('')}</row>`).join('');
  return {
    text: csv(HEADER.join(','), ...rows.map(({ text }) => text)),
    sheet: workbookOf({ rows: textRows(HEADER) + sheetRows, styles: STYLES }),
  };
}

// Goal: an XLSX is filed as a CSV is, and means the same.
describe('a report that is a workbook', () => {
  const apps = new RunningApps();
  let api: Api;

  beforeAll(async () => {
    api = new Api(await apps.start());
    await signPartnership(api);
  });
  afterAll(() => apps.stop());

  async function linesOf(reportId: string) {
    const { body } = await api.get(`/reports/${reportId}/lines`);
    const shipments = new Map<
      string,
      { reference: string; dispatchedOn: string; lines: object[] }
    >();
    const lines: object[] = [];
    for (const { shipmentId, lineId, cells } of body.items) {
      const shown = shipments.get(shipmentId) ?? (await api.get(`/shipments/${shipmentId}`)).body;
      shipments.set(shipmentId, shown);
      const line = shown.lines.find(({ id }: { id: string }) => id === lineId);
      const { reference, dispatchedOn } = shown;
      lines.push({ ...line, id: '', reportRow: 0, reference, dispatchedOn, cells });
    }
    return {
      lines,
      shipments: shipments.size,
      rows: body.items.map((line: { row: number }) => line.row),
    };
  }

  test('gives the same lines as the CSV with the same rows', async () => {
    const { text, sheet } = rowsOf('Дрогобич');
    const ofText = await api.followReport('sender', SENDER, text);
    const ofSheet = await api.followReport('sender', SENDER, sheet, 'вантаж.xlsx');
    expect(ofText).toMatchObject({ state: 'posted', linesPosted: 3, casesPosted: 2 });
    expect(ofSheet).toMatchObject({ state: 'posted', linesPosted: 3, casesPosted: 2 });
    const [one, other] = [await linesOf(ofText.id), await linesOf(ofSheet.id)];
    expect(one.lines).toHaveLength(3);
    expect(other.lines).toEqual(one.lines);
    expect(one.rows).toEqual([1, 2, 3]);
    expect(other.rows).toEqual([2, 3, 4]);
  });

  test('is refused whole where one cell is wrong, and given back as a CSV', async () => {
    const rows =
      textRows(HEADER) +
      `<row>${['', '2023-05-02', 'Дрогобич', 'ковдри', '', ''].map(textCell).join('')}<c r="G2"><f>1/0</f></c></row>` +
      `<row r="5">${['', '2023-05-02', 'Дрогобич', 'вода', '', ''].map(textCell).join('')}<c><v>1.234</v></c></row>`;
    const report = await api.followReport('sender', SENDER, workbookOf({ rows }), 'лист.xlsx');
    expect(report).toMatchObject({ state: 'rejected', errorCount: 1, rowCount: 2 });
    const { body } = await api.get(`/reports/${report.id}/errors`);
    expect(body.items).toMatchObject([
      { row: 2, column: 'mass_kg', code: 'formula-without-value', params: { cell: 'G2' } },
    ]);
    const answer = await fetch(`${apps.app.url}/api/v1/reports/${report.id}/errors.csv`, {
      headers: api.headers(),
    });
    expect(answer.headers.get('content-disposition')).toMatch(/\.csv/);
    expect(answer.headers.get('content-disposition')).not.toMatch(/xlsx/);
    const marked = await answer.text();
    expect(marked).toContain('mass_kg: The formula in cell G2');
    // What is given back means the same as a CSV: with three decimals it would have two readings.
    expect(marked).toContain(',1.2340,');
  });

  describe('of several sheets', () => {
    const rowsFor = (item: string) =>
      textRows(
        ['дата', 'місто-партнер', 'найменування', 'маса_кг'],
        ['2023-05-02', 'Битом', item, '5'],
      );
    const book = workbookOf({
      rows: rowsFor('мило'),
      sheets: [
        { name: 'Ліки', rows: rowsFor('бинти') },
        { name: 'Архів', rows: rowsFor('цвяхи'), isHidden: true },
      ],
    });
    const file = (sheet?: string, content: string | Buffer = book) =>
      api.fileReport('receiver', RECEIVER, content, 'книга.xlsx', sheet ? { sheet } : {});
    const itemsOf = async (id: string) => {
      const { body } = await api.get(`/reports/${id}/lines`);
      return body.items.map(({ cells }: { cells: string[] }) => cells[2]);
    };

    test('is read by the sheet that is named, else by the first, each once', async () => {
      const wanted = [
        [undefined, null, 'мило'],
        [' Ліки ', 'Ліки', 'бинти'],
        ['Архів', 'Архів', 'цвяхи'],
      ] as const;
      for (const [asked, sheet, item] of wanted) {
        const filed = await file(asked);
        expect(filed).toMatchObject({ status: 202, body: { sheet } });
        await apps.app.settle();
        expect(await itemsOf(filed.body.id)).toEqual([item]);
        const again = await file(asked);
        expect(again).toMatchObject({ status: 409, body: { reportId: filed.body.id } });
      }
      // The first by its name is the first.
      expect((await file('Sheet')).status).toBe(409);
    });

    test('is refused at once with the sheets that there are, where none is of that name', async () => {
      const { status, body } = await file('Лікі');
      expect(status).toBe(422);
      expect(body.errors).toEqual([
        { pointer: '/sheet', detail: 'must be a sheet of the workbook: Sheet, Ліки, Архів' },
      ]);
      for (const [sheet, content] of [
        ['Ліки', csv('дата,маса_кг')],
        ['Ліки', Buffer.from('ffd8ffe000104a464946', 'hex')],
        ['x'.repeat(101), book],
        ['a\0b', book],
      ] as const) {
        const answer = await file(sheet, content);
        expect(answer.body.errors).toMatchObject([{ pointer: '/sheet' }]);
      }
    });

    test('gives its errors back from the sheet that was read', async () => {
      const rows = textRows(
        ['дата', 'місто-партнер', 'найменування', 'маса_кг'],
        ['x', '', 'y', ''],
      );
      const bad = workbookOf({ rows: rowsFor('крупа'), sheets: [{ name: 'Хиби', rows }] });
      const { body } = await file('Хиби', bad);
      await apps.app.settle();
      const marked = await api.text(`/reports/${body.id}/errors.csv`);
      expect(marked).toContain('x,,y,,');
      expect(marked).not.toContain('крупа');
    });
  });

  test('is refused by its name where it is a photo', async () => {
    const photo = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
    const report = await api.followReport('receiver', RECEIVER, photo, 'report.xlsx');
    expect(report.state).toBe('rejected');
    const { body } = await api.get(`/reports/${report.id}/errors?language=uk`);
    expect(body.items).toMatchObject([
      { row: 0, code: 'file-picture', params: { format: 'JPEG' } },
    ]);
  });
});
