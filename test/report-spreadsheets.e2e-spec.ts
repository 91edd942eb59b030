import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { RECEIVER } from './support/builders';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';

const SOFFICE = '/usr/bin/soffice';
const isHere = fs.existsSync(SOFFICE);
/** Semicolon, quote, the number of the character set, texts as they are shown. */
const csvIn = (charset: number) =>
  `csv:Text - txt - csv (StarCalc):59,34,${charset},1,,0,false,true,false`;
const WINDOWS_1251 = 34;
const UTF_16 = 65535;

const NAMESPACES = ['office', 'table', 'text', 'style', 'number=datastyle', 'of=of:1.2']
  .map((name) => {
    const [prefix = '', namespace = prefix] = name.split('=');
    const [last, version = '1.0'] = namespace.split(':');
    return `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${last}:${version}"`;
  })
  .join(' ');
const DAY_STYLE = `
  <number:date-style style:name="N1"><number:year number:style="long"/><number:text>-</number:text>
    <number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>
  </number:date-style>
  <style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>
  <style:style style:name="hidden" style:family="table">
    <style:table-properties table:display="false"/></style:style>`;

const cell = (inner: string, attributes = ''): string =>
  `<table:table-cell ${attributes}>${inner}</table:table-cell>`;
const text = (words: string, attributes = ''): string =>
  cell(`<text:p>${words}</text:p>`, `office:value-type="string" ${attributes}`);
const number = (value: number | null): string =>
  value === null ? cell('') : cell('', `office:value-type="float" office:value="${value}"`);
const day = (value: string, attributes = ''): string =>
  cell(
    '',
    `table:style-name="day" office:value-type="date" office:date-value="${value}" ${attributes}`,
  );
const formula = (words: string, type: string, value: string): string =>
  cell('', `table:formula="of:=${words}" office:value-type="${type}" ${value}`);
const row = (cells: string, attributes = ''): string =>
  `<table:table-row ${attributes}>${cells}</table:table-row>`;
const sheet = (name: string, rows: string[], attributes = ''): string =>
  `<table:table table:name="${name}" ${attributes}>${rows.join('')}</table:table>`;

const HEADER = row(
  ['номер', 'дата', 'місто-партнер', 'найменування', 'кількість', 'одиниця', 'маса_кг']
    .map((name) => text(name))
    .join(''),
);
const COVERED = '<table:covered-table-cell/>'.repeat(3);
const OVER_TWO = 'table:number-columns-spanned="1" table:number-rows-spanned="2"';

/** A document as LibreOffice writes it, that holds what people do to their tables. */
function document({ isMerged }: { isMerged: boolean }): string {
  const span = isMerged ? OVER_TWO : '';
  const first = text('CMR 7', span) + day('2023-05-02', span) + text('Битом', span);
  const rows = [
    HEADER,
    row(first + text('ковдри') + number(20) + text('ящик') + number(0.1)),
    row(
      (isMerged ? COVERED : first) +
        formula(
          '&quot;гене&quot;&amp;&quot;ратор&quot;',
          'string',
          'office:string-value="генератор"',
        ) +
        number(null) +
        cell('') +
        formula('2*6250.25', 'float', 'office:value="12500.5"'),
    ),
    // A row that a filter or a person hides is in the file all the same.
    row(
      text('') +
        day('2023-05-03') +
        text('Битом') +
        text('вода') +
        number(2.5) +
        text('літр') +
        number(1234567.8),
      'table:visibility="collapse"',
    ),
    row(text('') + cell('')),
    row(
      text('CMR 8') +
        text('04.05.2023') +
        text('Битом') +
        text('мило “Ґ”') +
        number(null) +
        cell('') +
        text('12,5 т'),
      'table:visibility="filter"',
    ),
  ];
  const other = [
    HEADER,
    row(
      text('') +
        day('2023-05-09') +
        text('Битом') +
        text('цвяхи') +
        number(null) +
        cell('') +
        number(7),
    ),
  ];
  const hidden = 'table:style-name="hidden"';
  return `<?xml version="1.0" encoding="UTF-8"?>
    <office:document ${NAMESPACES} office:version="1.3"
      office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
      <office:automatic-styles>${DAY_STYLE}</office:automatic-styles>
      <office:body><office:spreadsheet>
        ${sheet('Вантаж', rows)}${sheet('Довідник', [row(text('дата'))], hidden)}
        ${sheet('Архів', other)}
      </office:spreadsheet></office:body></office:document>`;
}

/** What the first sheet says. */
const LINES = [
  ['CMR 7', '2023-05-02', 'ковдри', 20, 'box', 0.1],
  ['CMR 7', '2023-05-02', 'генератор', null, null, 12500.5],
  [null, '2023-05-03', 'вода', 2.5, 'litre', 1234567.8],
  ['CMR 8', '2023-05-04', 'мило “Ґ”', null, null, 12500],
];

if (!isHere) console.log('No soffice: the spreadsheets that LibreOffice saves are not tried.');

// Goal: what a spreadsheet program really saves means to us what its user sees in it.
(isHere ? describe : describe.skip)('a report that LibreOffice has saved', () => {
  const running = new RunningApps();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pobratym-test-'));
  let api: Api;

  const inFolder = (name: string) => path.join(folder, name);

  function convert(name: string, to: string, ending = to.split(':')[0]!): Buffer {
    const own = `-env:UserInstallation=file://${inFolder('profile')}`;
    const out = fs.mkdtempSync(inFolder('out-'));
    const args = [own, '--headless', '--convert-to', to, '--outdir', out, inFolder(name)];
    execFileSync(SOFFICE, args, { stdio: 'ignore' });
    return fs.readFileSync(path.join(out, `${path.parse(name).name}.${ending}`));
  }

  beforeAll(async () => {
    api = new Api(await running.start());
    fs.writeFileSync(inFolder('merged.fods'), document({ isMerged: true }));
    fs.writeFileSync(inFolder('plain.fods'), document({ isMerged: false }));
  });
  afterAll(async () => {
    fs.rmSync(folder, { recursive: true, force: true });
    await running.stop();
  });

  async function linesOf(content: Buffer, name: string) {
    const report = await api.followReport('receiver', RECEIVER, content, name);
    const { items } = (await api.get(`/reports/${report.id}/errors`)).body;
    expect(items).toEqual([]);
    expect(report).toMatchObject({ state: 'posted', rowCount: 4, casesPosted: 3 });
    return running.app.database.query(
      `select d.reference, d.received_on::text, l.item, (l.quantity_milli / 1000.0)::float8 as quantity,
         l.unit,
         (l.mass_grams / 1000.0)::float8 as mass
       from delivery d join delivery_line l on l.delivery_id = d.id
       where d.report_id = $1 order by l.report_row`,
      [report.id],
    );
  }
  const values = (rows: object[]) => rows.map((one) => Object.values(one));

  test('as XLSX keeps days, decimals, formulas, merged and hidden rows of its first sheet', async () => {
    expect(values(await linesOf(convert('merged.fods', 'xlsx'), 'a.xlsx'))).toEqual(LINES);
  }, 120_000);

  test('as ODS is refused with what to do, and as XLSX made of it is read', async () => {
    fs.writeFileSync(inFolder('saved.ods'), convert('merged.fods', 'ods'));
    const ods = fs.readFileSync(inFolder('saved.ods'));
    const refused = await api.followReport('receiver', RECEIVER, ods, 'saved.ods');
    const { items } = (await api.get(`/reports/${refused.id}/errors`)).body;
    expect(items).toMatchObject([{ row: 0, code: 'file-opendocument' }]);
    expect(values(await linesOf(convert('saved.ods', 'xlsx'), 'saved.xlsx'))).toEqual(LINES);
  }, 120_000);

  test('as an old XLS is refused with what to do', async () => {
    const old = convert('plain.fods', 'xls');
    const { id } = await api.followReport('receiver', RECEIVER, old, 'old.xls');
    const { items } = (await api.get(`/reports/${id}/errors`)).body;
    expect(items).toMatchObject([{ row: 0, code: 'file-old-office' }]);
  }, 120_000);

  test.each([
    ['Windows-1251', WINDOWS_1251],
    ['UTF-16', UTF_16],
  ])(
    'as CSV in %s is read',
    async (_, charset) => {
      const content = convert('plain.fods', csvIn(charset));
      expect(values(await linesOf(content, 'plain.csv'))).toEqual(LINES);
    },
    120_000,
  );

  test('as CSV names the rows that have lost what was merged over them', async () => {
    const content = convert('merged.fods', csvIn(WINDOWS_1251));
    const report = await api.followReport('receiver', RECEIVER, content, 'merged.csv');
    const { items } = (await api.get(`/reports/${report.id}/errors`)).body;
    expect(items.map(({ row: n, code }: { row: number; code: string }) => [n, code])).toEqual([
      [2, 'date-missing'],
      [2, 'partner-city-missing'],
    ]);
  }, 120_000);
});
