import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { deflateRawSync } from 'node:zlib';
import { textCell, textRows, workbookOf } from '../../../../test/support/workbook';
import { zipOf } from '../../../../test/support/zip';
import { type ReportFileOptions, readReportFile } from '../read-report-file';
import { ReportFileError } from '../report-file.error';
import type { ReportRow } from '../report-row';

const SHAPES = readFileSync(join(__dirname, '../fixtures/shapes.xlsx'));
const HEADER = ['item', 'date', 'partner_city', 'mass_kg', 'reference', 'extra'];
const RIGHT = ['ковдри', '2023-04-13', 'Київ'];
const OPTIONS: ReportFileOptions = { side: 'sender', today: '2026-03-15' };

interface Read {
  rows: ReportRow[];
  fileErrors: ReportFileError['errors'];
}

async function read(bytes: Buffer, options: Partial<ReportFileOptions> = {}): Promise<Read> {
  const source = Readable.from([bytes.subarray(0, 5_000), bytes.subarray(5_000)]);
  const found: Read = { rows: [], fileErrors: [] };
  try {
    for await (const { rows } of readReportFile(source, { ...OPTIONS, ...options })) {
      found.rows.push(...rows);
    }
  } catch (error) {
    if (!(error instanceof ReportFileError)) throw error;
    found.fileErrors = error.errors;
  }
  return found;
}

/** A workbook with one row, which is right but for the cells behind the third. */
const rowWith = (cells: string, rest: Parameters<typeof workbookOf>[0] = {}) =>
  read(
    workbookOf({
      ...rest,
      rows: `${textRows(HEADER)}<row>${RIGHT.map(textCell).join('')}${cells}</row>`,
    }),
  );

const whatIsWrong = ({ rows }: Read) =>
  rows.flatMap(({ errors }) => errors.map(({ row, column, code }) => [row, column, code]));

const TEMPORARY = mkdtempSync(join(tmpdir(), 'pobratym-test-'));
const leftOvers = () => readdirSync(TEMPORARY);

beforeAll(() => void Object.assign(process.env, { TMPDIR: TEMPORARY }));
afterAll(() => rmSync(TEMPORARY, { recursive: true, force: true }));

describe('a workbook that LibreOffice has written', () => {
  it('is read from below its title, by the row numbers of its sheet', async () => {
    const { rows, fileErrors } = await read(SHAPES);
    expect(fileErrors).toEqual([]);
    expect(rows.map(({ row }) => row)).toEqual([4, 5, 6, 8, 9, 10]);
    expect(rows[0]).toMatchObject({ item: 'ковдри', massGrams: 100n, note: '1', errors: [] });
  });

  it('gives each row the day, the city and the waybill that are merged over it', async () => {
    const { rows } = await read(SHAPES);
    for (const row of rows.slice(0, 3)) {
      const shared = { reference: 'CMR 7', occurredOn: '2023-04-13', partnerCity: 'Дрогобич' };
      expect(row).toMatchObject({ ...shared, errors: [] });
    }
    expect(rows[3]!.reference).toBeNull();
  });

  it('counts a formula by its value, and a number in the unit that its format shows', async () => {
    const { rows } = await read(SHAPES);
    expect(rows[1]!.massGrams).toBe(12_500_000n);
    expect(rows[2]!.massGrams).toBe(1_234n);
    expect(rows[2]!.item).toBe('ліжка <дві> & матраци');
  });

  it('is told where it shows an error, only a month, or one amount for several rows', async () => {
    expect(whatIsWrong(await read(SHAPES))).toEqual([
      [8, 'mass_kg', 'cell-is-error'],
      [9, 'date', 'date-only-month'],
      [9, 'mass_kg', 'amount-merged'],
      [10, 'mass_kg', 'amount-merged'],
    ]);
  });

  it('is read by the sheet that is named, and told where there is none of that name', async () => {
    const { rows } = await read(SHAPES, { sheet: 'Sheet 2' });
    expect(rows).toMatchObject([{ row: 2, item: 'Blankets', massGrams: 12_500_000n, errors: [] }]);
    const { fileErrors } = await read(SHAPES, { sheet: 'Sheet 3' });
    const params = { sheet: 'Sheet 3', found: 'Вантаж, Sheet 2' };
    expect(fileErrors).toMatchObject([{ row: 0, code: 'sheet-missing', params }]);
  });

  const convert = existsSync('/usr/bin/soffice') ? it : it.skip;
  convert(
    'means the same as the CSV that it was made of',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'pobratym-test-'));
      try {
        const csv = [
          'номер,дата,місто-партнер,найменування,кількість,одиниця,маса_кг,вартість,валюта,примітка',
          'CMR 7,2023-04-13,Київ,ковдри,20,ящик,0.1,,,',
          ',2023-04-14,Łódź,"ліжка, ""двоярусні""",2.5,літр,1234567.8,1500.25,EUR,x',
          ',,,,,,,,,',
          'CMR 8,2023-05-01,Львів,генератор,,,"12,5 т",,,"два\nрядки"',
        ].join('\n');
        writeFileSync(join(folder, 'rows.csv'), csv);
        const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
        const filter = '--infilter=CSV:44,34,76,1,,0,false,true,false,false';
        const args = [profile, '--headless', filter, '--convert-to', 'xlsx', '--outdir', folder];
        execFileSync('soffice', [...args, join(folder, 'rows.csv')], { stdio: 'ignore' });
        const bare = ({ rows }: Read) => rows.map((row) => ({ ...row, row: 0, cells: [] }));
        const sheet = await read(readFileSync(join(folder, 'rows.xlsx')));
        const text = await read(Buffer.from(csv));
        expect(text.rows.flatMap(({ errors }) => errors)).toEqual([]);
        expect(bare(sheet)).toEqual(bare(text));
        expect(sheet.rows.map(({ row }) => row)).toEqual([2, 3, 5]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );
});

describe('a cell', () => {
  const mass = async (cell: string, rest = {}) => (await rowWith(cell, rest)).rows[0]!;

  it.each([
    ['<c><v>0.1</v></c>', 100n],
    ['<c t="n"><v>1.234</v></c>', 1_234n],
    ['<c><v>12500</v></c>', 12_500_000n],
    ['<c><v>1.25E1</v></c>', 12_500n],
    ['<c><v>0.30000000000000004</v></c>', 300n],
    ['<c><f>A1*2</f><v>7</v></c>', 7_000n],
    ['<c t="str"><f>A1&amp;" т"</f><v>12,5 т</v></c>', 12_500_000n],
    [
      '<c t="inlineStr"><is><r><t>1 </t></r><r><t>200</t></r><rPh><t>9</t></rPh></is></c>',
      1_200_000n,
    ],
    ['<c t="s"><v>0</v></c>', 44_000n],
    ['<x:c xmlns:x="urn:x"><x:v>5</x:v></x:c>', 5_000n],
  ])('%s is read', async (cell, grams) => {
    const row = await mass(cell, {
      strings: '<si><r><t>4</t></r><rPh><t>1</t></rPh><r><t>4</t></r></si>',
    });
    expect(row).toMatchObject({ errors: [], massGrams: grams });
  });

  it.each([
    ['<c r="D2"><f>A1*2</f></c>', 'formula-without-value', { cell: 'D2' }],
    ['<c r="D2"><f>A1*2</f><v></v></c>', 'formula-without-value', { cell: 'D2' }],
    ['<c r="D2"><f t="shared" si="0"/><v/></c>', 'formula-without-value', { cell: 'D2' }],
    ['<c r="D2" t="e"><v>#REF!</v></c>', 'cell-is-error', { cell: 'D2', error: '#REF!' }],
    ['<c t="b"><v>1</v></c>', 'number-unreadable', {}],
    ['<c><v>-5</v></c>', 'number-negative', {}],
    ['<c><v>0</v></c>', 'mass-zero', {}],
    ['<c t="inlineStr"><is><t>1.234</t></is></c>', 'number-two-readings', {}],
  ])('%s is refused by the row and the column', async (cell, code, params) => {
    const { errors } = await mass(cell);
    expect(errors).toMatchObject([{ row: 2, column: 'mass_kg', code, params }]);
  });

  it('of an unknown column is refused where it holds a formula without a value', async () => {
    const read = await rowWith('<c><v>5</v></c><c r="F2"><f>NOW()</f></c>');
    expect(whatIsWrong(read)).toEqual([[2, 'extra', 'formula-without-value']]);
  });

  it('keeps a number that is no amount as it stands', async () => {
    const { rows } = await rowWith('<c><v>5</v></c><c><v>1.234</v></c>');
    expect(rows).toMatchObject([{ reference: '1.234' }]);
  });

  it('of more than 64 KB is refused, also where it is shared', async () => {
    const long = 'x'.repeat(64 * 1024);
    const strings = `<si><t>${long}</t></si><si><t>${long}y</t></si>`;
    const at = (index: number) =>
      rowWith(`<c><v>5</v></c><c t="s"><v>${index}</v></c>`, { strings });
    expect(whatIsWrong(await at(0))).toEqual([]);
    expect(whatIsWrong(await at(1))).toEqual([[2, 'reference', 'cell-too-long']]);
  });

  it.each([
    ['', '45029'],
    ['<workbookPr date1904="1"/>', '43567'],
    ['<workbookPr date1904="true"/>', '43567.75'],
  ])('is a day by its format, counted as %j says', async (properties, serial) => {
    const styles =
      '<numFmts><numFmt numFmtId="165" formatCode="dd\\.mm\\.yyyy"/></numFmts>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs>';
    for (const style of [1, 2]) {
      const date = `<c s="${style}"><v>${serial}</v></c>`;
      const cells = `${textCell('a')}${date}${textCell('Київ')}<c><v>1</v></c>`;
      const rows = `${textRows(HEADER)}<row>${cells}</row>`;
      const found = await read(workbookOf({ rows, styles, properties }));
      expect(found.rows).toMatchObject([{ occurredOn: '2023-04-13', errors: [] }]);
    }
    const plain = `${textCell('a')}<c s="0"><v>${serial}</v></c>${textCell('Київ')}<c><v>1</v></c>`;
    const rows = `${textRows(HEADER)}<row>${plain}</row>`;
    const found = await read(workbookOf({ rows, styles, properties }));
    expect(whatIsWrong(found)).toEqual([[2, 'date', 'date-unreadable']]);
  });
});

describe('a workbook that is made to harm', () => {
  const row = (cells: string) => `${textRows(HEADER)}<row>${cells}</row>`;
  const sheetOf = (xml: string) => workbookOf({ parts: { 'xl/worksheets/sheet1.xml': xml } });
  const bombOf = (size: number, claimed = size) =>
    zipOf([
      { name: '_rels/.rels', data: Buffer.from('<a/>') },
      { name: 'xl/big.xml', deflated: deflateRawSync(Buffer.alloc(size, 32)), size: claimed },
    ]);
  const LAUGHS =
    '<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;&l;&l;&l;">]><worksheet><sheetData><row>' +
    '<c t="inlineStr"><is><t>&m;</t></is></c></row></sheetData></worksheet>';
  const FETCH =
    '<!DOCTYPE a SYSTEM "file:///etc/passwd"><worksheet><sheetData></sheetData></worksheet>';

  it.each([
    ['unpacks to more than 20 times its size', bombOf(30 * 1024 * 1024), 'workbook-swollen'],
    ['has billion laughs', sheetOf(LAUGHS), 'workbook-damaged'],
    ['has a document type of elsewhere', sheetOf(FETCH), 'workbook-damaged'],
    ['is deep', sheetOf(`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`), 'workbook-damaged'],
    ['is no XML', sheetOf('<worksheet><sheetData><row></sheetData>'), 'workbook-damaged'],
    ['is cut', SHAPES.subarray(0, 4000), 'workbook-damaged'],
    [
      'names a part that is not there',
      workbookOf({ parts: { 'xl/worksheets/sheet1.xml': null } }),
      'workbook-damaged',
    ],
    [
      'has a cell of no column',
      workbookOf({ rows: row('<c r="ABCD2"><v>1</v></c>') }),
      'workbook-damaged',
    ],
    ['has a row twice', workbookOf({ rows: '<row r="2"/><row r="2"/>' }), 'workbook-damaged'],
    [
      'has a cell of no type',
      workbookOf({ rows: row('<c t="q"><v>1</v></c>') }),
      'workbook-damaged',
    ],
    [
      'names a text that is not there',
      workbookOf({ rows: row('<c t="s"><v>9</v></c>') }),
      'workbook-damaged',
    ],
    [
      'has no sheet',
      workbookOf({ parts: { 'xl/workbook.xml': '<workbook/>' } }),
      'workbook-no-sheet',
    ],
    ['has nothing in it', workbookOf({}), 'file-no-header'],
    ['has a header only', workbookOf({ rows: textRows(HEADER) }), 'file-no-rows'],
    [
      'is of another kind',
      zipOf([{ name: '_rels/.rels', data: Buffer.from('<a/>') }]),
      'file-archive',
    ],
  ])('is refused: it %s', async (_, bytes, code) => {
    const { rows, fileErrors } = await read(bytes);
    expect(rows).toEqual([]);
    expect(fileErrors).toMatchObject([{ column: null, code }]);
    expect(leftOvers()).toEqual([]);
  });

  it('is refused as soon as more comes out of a part than it declares', async () => {
    const deflated = deflateRawSync(Buffer.alloc(50 * 1024 * 1024, '<row></row>'));
    const lying = zipOf([{ name: '_rels/.rels', deflated, size: 100 }]);
    expect((await read(lying)).fileErrors).toMatchObject([{ code: 'workbook-swollen' }]);
  });

  it('is refused where one long text is named by each cell', async () => {
    const strings = `<si><t>${'x'.repeat(60_000)}</t></si>`;
    const cells = '<c t="s"><v>0</v></c>'.repeat(20);
    const { rows, fileErrors } = await read(
      workbookOf({ strings, rows: textRows(HEADER) + `<row>${cells}</row>`.repeat(1000) }),
    );
    expect(fileErrors).toMatchObject([{ code: 'workbook-swollen' }]);
    expect(rows.length).toBeLessThan(100);
  });

  it('is refused where a row is longer than 2 MB', async () => {
    const strings = `<si><t>${'x'.repeat(60_000)}</t></si>`;
    const rows = textRows(HEADER) + `<row>${'<c t="s"><v>0</v></c>'.repeat(40)}</row>`;
    const { fileErrors } = await read(workbookOf({ strings, rows }));
    expect(fileErrors).toMatchObject([{ code: 'sheet-row-too-long', params: { row: '2' } }]);
  });

  it('leaves nothing on the disk where its reader turns away', async () => {
    const rows = textRows(HEADER, ...Array.from({ length: 3000 }, () => [...RIGHT, '5']));
    const source = Readable.from([workbookOf({ rows })]);
    for await (const { rows: first } of readReportFile(source, OPTIONS)) {
      expect(first).toHaveLength(1000);
      break;
    }
    expect(leftOvers()).toEqual([]);
  });
});
