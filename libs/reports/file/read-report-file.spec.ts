import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { sayError } from '../error-texts';
import { readReportFile } from './read-report-file';
import type { ReportSide } from './report-column';
import { ReportFileError } from './report-file.error';
import type { ReportRow } from './report-row';

const PUBLIC_CASES = join(__dirname, '../../../data/public-cases.csv');
const TODAY = '2026-03-15';
const HEADER = 'reference,date,partner_city,item,quantity,unit,mass_kg,value,currency,note';
const ROW = 'CMR 7,2023-04-13,Київ,ковдри,20,box,"12,5",,,';

interface Read {
  rows: ReportRow[];
  encoding: string;
  delimiter: string;
  /** The ReportFileError's entries, where one was thrown. */
  fileErrors: ReportFileError['errors'];
}

async function read(
  content: string | Buffer,
  side: ReportSide = 'receiver',
  chunkSize = 1_000_000,
): Promise<Read> {
  const bytes = Buffer.from(content);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += chunkSize) {
      yield bytes.subarray(start, start + chunkSize);
    }
  }
  const read: Read = { rows: [], encoding: '', delimiter: '', fileErrors: [] };
  try {
    for await (const { header, rows } of readReportFile(chunks(), { side, today: TODAY })) {
      expect(rows.length).toBeLessThanOrEqual(1_000);
      read.rows.push(...rows);
      Object.assign(read, { encoding: header.encoding, delimiter: header.delimiter });
    }
  } catch (error) {
    if (!(error instanceof ReportFileError)) throw error;
    read.fileErrors = error.errors;
  }
  return read;
}

const withoutCells = ({ rows }: Read) => rows.map((row) => ({ ...row, cells: [] }));

describe('a report file', () => {
  const text = `${HEADER}\r\n${ROW}\r\nCMR 8,14.04.2023,Łódź,koce,,,"1 200",,,x\r\n`;
  const ukrainian =
    'номер;дата;місто-партнер;найменування;кількість;одиниця;' +
    'маса, кг;вартість;валюта;примітка\r\n' +
    'CMR 7;13.04.2023;Київ;ковдри;20;ящик;12,5;;;\r\n' +
    'CMR 8;14.04.2023;Лодзь;ковдри;;;1 200;;;x\r\n';

  it.each([
    ['plain UTF-8', Buffer.from(text)],
    ['a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['line feeds', Buffer.from(text.replaceAll('\r\n', '\n'))],
    ['carriage returns', Buffer.from(text.replaceAll('\r\n', '\r'))],
    ['no line end at its end', Buffer.from(text.trimEnd())],
    ['semicolons', Buffer.from(text.replaceAll('"12,5"', '12.5').replaceAll(',', ';'))],
    ['tabs', Buffer.from(text.replaceAll('"12,5"', '12.5').replaceAll(',', '\t'))],
    ['Excel’s line of the delimiter', Buffer.from(`sep=,\r\n${text}`)],
    ['UTF-16LE', iconv.encode(`\ufeff${text}`, 'utf-16le')],
    ['UTF-16BE', iconv.encode(`\ufeff${text}`, 'utf-16be')],
    ['UTF-16LE without a mark', iconv.encode(text, 'utf-16le')],
    ['UTF-16BE without a mark', iconv.encode(text, 'utf-16be')],
  ])('with %s means the same', async (_, bytes) => {
    const expected = await read(text);
    expect(expected.rows.map(({ partnerCity }) => partnerCity)).toEqual(['Київ', 'Łódź']);
    expect(expected.rows.flatMap(({ errors }) => errors)).toEqual([]);
    for (const chunkSize of [1, 1_000_000]) {
      const found = await read(bytes, 'receiver', chunkSize);
      expect(found.fileErrors).toEqual([]);
      expect(withoutCells(found)).toEqual(withoutCells(expected));
    }
  });

  it('in Windows-1251 with semicolons and decimal commas is read', async () => {
    const found = await read(iconv.encode(ukrainian, 'windows-1251'));
    expect(found).toMatchObject({ encoding: 'windows-1251', delimiter: ';', fileErrors: [] });
    expect(withoutCells(found)).toEqual(withoutCells(await read(ukrainian)));
    expect(found.rows[0]).toMatchObject({
      row: 1,
      reference: 'CMR 7',
      occurredOn: '2023-04-13',
      datePrecision: 'day',
      partnerCity: 'Київ',
      item: 'ковдри',
      quantityMilli: 20_000n,
      unit: 'box',
      massGrams: 12_500n,
      errors: [],
    });
  });

  it('in Windows-1250 is read', async () => {
    const polish = `${HEADER}\r\n,2023-04-13,Łódź,śpiwory i łóżka,3,szt.,,,,\r\n`;
    const found = await read(iconv.encode(polish, 'windows-1250'));
    expect(found.encoding).toBe('windows-1250');
    expect(found.rows[0]).toMatchObject({ partnerCity: 'Łódź', item: 'śpiwory i łóżka' });
  });

  it('may have line ends, delimiters and quotes inside quotes', async () => {
    const { rows } = await read(`${HEADER}\r\n,2023-04-13,Київ,"a\r\n""b"", c",,,1,,,\r\n${ROW}`);
    expect(rows.map(({ item, row }) => [row, item])).toEqual([
      [1, 'a\r\n"b", c'],
      [2, 'ковдри'],
    ]);
  });

  it('keeps the cells as they stood', async () => {
    const { rows } = await read(`${HEADER}\r\n  CMR 7 ,2023-04-13,Київ, й ,,," 12,5",,,\r\n`);
    expect(rows[0]?.cells.slice(0, 4)).toEqual(['  CMR 7 ', '2023-04-13', 'Київ', ' й ']);
    expect(rows[0]).toMatchObject({ reference: 'CMR 7', item: 'й', massGrams: 12_500n });
  });

  it('keeps unknown columns as notes', async () => {
    const { rows } = await read(
      'item,date,partner_city,mass_kg,note,Колір,\r\nковдри,2023-04-13,Київ,5,так,синій,x\r\n',
    );
    expect(rows[0]?.note).toBe('так\nКолір: синій\ncolumn 7: x');
  });

  it('may have a row of HXL tags, which is not counted', async () => {
    const { rows } = await read(
      'what,day,from,kg\r\n#item+name,#date+received,#org+sender,\r\nковдри,2023-04-13,Київ,5\r\n',
    );
    expect(rows[0]).toMatchObject({ row: 1, item: 'ковдри', partnerCity: 'Київ', errors: [] });
  });

  it('counts blank rows, so that a row is found where it is said to be', async () => {
    const { rows } = await read(`\r\n${HEADER}\r\n\r\n${ROW}\r\n,,,,,,,,,\r\n${ROW}\r\n\r\n`);
    expect(rows.map(({ row }) => row)).toEqual([2, 4]);
  });

  it('may have empty cells behind the last column', async () => {
    const { rows } = await read(`${HEADER}\r\n${ROW},,\r\n`);
    expect(rows[0]?.errors).toEqual([]);
  });

  it('takes off what an export put before text that a spreadsheet would run', async () => {
    const { rows } = await read(`${HEADER}\r\n'@7,2023-04-13,Київ,'=1+1,,,5,,,'так'\r\n`);
    expect(rows[0]).toMatchObject({ reference: '@7', item: '=1+1', note: "'так'" });
  });

  it('of real published cases is read whole', async () => {
    const { rows, fileErrors } = await read(readFileSync(PUBLIC_CASES), 'public_source');
    expect(fileErrors).toEqual([]);
    expect(rows.flatMap(({ errors }) => errors)).toEqual([]);
    expect(rows).toHaveLength(306);
    expect(new Set(rows.map(({ caseKey }) => caseKey)).size).toBe(105);
    const count = (precision: string) =>
      rows.filter(({ datePrecision }) => datePrecision === precision).length;
    expect(['day', 'month', 'period', 'unknown'].map(count)).toEqual([38, 132, 21, 115]);
    const unitTexts = new Set(rows.map(({ unitText }) => unitText));
    expect(unitTexts).toEqual(new Set([null, 'truckloads', 'trains', 'classrooms']));
  });
});

describe('a file that is no report', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex');

  it.each([
    ['nothing', Buffer.alloc(0), 'The file is empty.'],
    ['a byte order mark only', Buffer.from('\ufeff'), 'The file is empty.'],
    ['blank lines only', Buffer.from('\r\n \r\n'), 'The file is empty.'],
    ['a header only', Buffer.from(`${HEADER}\r\n`), 'a header but no rows'],
    ['a header and blank rows', Buffer.from(`${HEADER}\r\n,,,,,,,,,\r\n`), 'a header but no rows'],
    ['a PNG named .csv', png, 'a PNG picture'],
    ['half a workbook', Buffer.from('PK\x03\x04xl/workbook.xml'), 'Excel workbook is damaged'],
    ['a Word document', Buffer.from('PK\x03\x04word/document.xml'), 'a Word document'],
    ['other bytes', Buffer.from([5, 0, 1, 2, 3, 0, 0, 0, 9]), 'a binary file'],
  ])('is refused: %s', async (_, bytes, reason) => {
    const { rows, fileErrors } = await read(bytes);
    expect(rows).toEqual([]);
    expect(fileErrors).toEqual([
      {
        row: 0,
        column: null,
        value: '',
        code: expect.any(String),
        params: expect.any(Object),
      },
    ]);
    expect(sayError('en', fileErrors[0]!).message).toContain(reason);
  });

  it('is refused where a needed column is missing', async () => {
    const { fileErrors } = await read('item;дата\r\nковдри;2023-04-13\r\n');
    expect(fileErrors).toMatchObject([{ row: 0, column: 'partner_city', value: 'item, дата' }]);
  });

  it('is refused where a column stands twice', async () => {
    const { fileErrors } = await read('item,date,partner_city,дата\r\na,2023-04-13,b,c\r\n');
    expect(fileErrors).toMatchObject([{ row: 0, column: 'date' }]);
    expect(sayError('en', fileErrors[0]!).message).toContain(
      'in column 2 and as “дата” in column 4',
    );
  });

  it('is refused at a quote that is never closed, in the row where it opens', async () => {
    const { fileErrors } = await read(`${HEADER}\r\n${ROW}\r\n,"x\r\n${ROW}\r\n`);
    expect(fileErrors).toMatchObject([{ row: 2, column: null }]);
    expect((await read(`"${HEADER}\r\n${ROW}`)).fileErrors).toMatchObject([{ row: 0 }]);
  });

  it('is refused at a byte that is not UTF-8, after the rows before it', async () => {
    const good = `${HEADER}\r\n${`${ROW}\r\n`.repeat(2_000)}`;
    const bytes = Buffer.concat([Buffer.from(good), iconv.encode(`${ROW}\r\n`, 'windows-1251')]);
    const { rows, fileErrors } = await read(bytes);
    expect(rows.length).toBeGreaterThanOrEqual(1_000);
    expect(fileErrors).toMatchObject([{ row: 2_001, value: '0xCA' }]);
  });

  it('is refused past 1,000,000 rows', async () => {
    const block = Buffer.from('x,2023-04-13,y,1\n'.repeat(10_000));
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('item,date,partner_city,mass_kg\n');
      for (;;) yield block;
    }
    let rowCount = 0;
    const all = async () => {
      const options = { side: 'receiver', today: TODAY } as const;
      for await (const { rows } of readReportFile(chunks(), options)) rowCount += rows.length;
    };
    await expect(all()).rejects.toThrow('more than 1,000,000 rows');
    expect(rowCount).toBe(1_000_000);
  });
});
