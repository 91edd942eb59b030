import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { csvRecords } from './csv-records';
import { decode } from './decode';
import { detectDelimiter } from './delimiter';
import { detectEncoding } from './encoding';

const FOLDER = dirname(require.resolve('csv-spectrum/package.json'));
const CASES = readdirSync(join(FOLDER, 'csvs')).map((file) => file.replace(/\.csv$/, ''));
/** The package's JSON tells another number than its CSV; what the CSV says is right. */
const PHONE = { 'Contact Phone Number': '2095257564' };

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size)
    yield bytes.subarray(start, start + size);
}

/** The way of a report file: its encoding, its delimiter, its records. */
async function read(bytes: Buffer, size: number): Promise<Record<string, string>[]> {
  const detected = detectEncoding(bytes);
  const text = decode(inPieces(bytes, size), detected);
  const records: string[][] = [];
  const delimiter = detectDelimiter(bytes.toString(), 'receiver');
  for await (const batch of csvRecords(text, delimiter)) records.push(...batch);
  const [header = [], ...rows] = records;
  return rows.map((row) => Object.fromEntries(header.map((name, n) => [name, row[n] ?? ''])));
}

// Goal: files that nobody here made mean to our reader what their makers say they mean.
describe('each case of csv-spectrum', () => {
  it('is here', () => expect(CASES).toHaveLength(12));

  it.each(CASES)('%s is read as its JSON says', async (name) => {
    const bytes = readFileSync(join(FOLDER, 'csvs', `${name}.csv`));
    const json: object = JSON.parse(readFileSync(join(FOLDER, 'json', `${name}.json`), 'utf8'));
    const wanted = [json].flat().map((row) => ('Counties' in row ? { ...row, ...PHONE } : row));
    for (const size of [1, 7, 1_000_000]) expect(await read(bytes, size)).toEqual(wanted);
  });
});
