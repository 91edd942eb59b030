import { stringify } from 'csv-stringify/sync';
import * as fc from 'fast-check';
import { BrokenText } from './broken-text';
import { csvRecords } from './csv-records';

async function* chunksOf(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}

async function recordsOf(text: string, delimiter: ',' | ';' | '\t' = ',', size = 1_000_000) {
  const records: string[][] = [];
  let error: unknown = null;
  try {
    for await (const batch of csvRecords(chunksOf(text, size), delimiter)) records.push(...batch);
  } catch (thrown) {
    error = thrown;
  }
  return { records, error };
}

describe('records', () => {
  it('of any file that csv-stringify writes have the same cells', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', ' ', 'ї', "'") }),
    );
    const rows = fc
      .integer({ min: 2, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width })));
    const settings = fc.record({
      delimiter: fc.constantFrom(',' as const, ';' as const, '\t' as const),
      recordDelimiter: fc.constantFrom('\r\n', '\n', '\r'),
      isQuoted: fc.boolean(),
      size: fc.integer({ min: 1, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(rows, settings, async (cells, set) => {
        const text = stringify(cells, {
          delimiter: set.delimiter,
          record_delimiter: set.recordDelimiter,
          quoted: set.isQuoted,
          quoted_match: /[\r\n]/,
        });
        const { records, error } = await recordsOf(text, set.delimiter, set.size);
        expect(error).toBeNull();
        expect(records).toEqual(cells);
      }),
      { numRuns: 500 },
    );
  });

  it('end with any mix of line ends, and the last with none', async () => {
    const { records } = await recordsOf('a,b\r\nc,d\re,f\n\ng,"h\r\ni"', ',', 1);
    expect(records).toEqual([['a', 'b'], ['c', 'd'], ['e', 'f'], [''], ['g', 'h\r\ni']]);
  });

  it('before a quote that is never closed are handed on', async () => {
    const { records, error } = await recordsOf('a,b\r\n1,2\r\n3,"4\r\n5,6\r\n');
    expect(records).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect((error as BrokenText).message).toContain('never closed');
  });

  it.each([
    ['a,b\r\n1,"2"3\r\n', 'behind a closing quote'],
    ['a,b\r\n1, "2,3"\r\n', 'behind spaces'],
  ])('are not guessed where the quoting is wrong: %j', async (text, reason) => {
    const { records, error } = await recordsOf(text);
    expect(records).toEqual([['a', 'b']]);
    expect((error as BrokenText).message).toContain(reason);
  });

  it('keep a quote behind other letters, as spreadsheet programs do', async () => {
    const { records, error } = await recordsOf('a,b\r\npipe 2",2"3"\r\n"x""",2');
    expect(error).toBeNull();
    expect(records.slice(1)).toEqual([
      ['pipe 2"', '2"3"'],
      ['x"', '2'],
    ]);
  });

  it('are bounded, so an open quote cannot fill the memory', async () => {
    const { records, error } = await recordsOf(`a,b\r\n1,"${'x'.repeat(3_000_000)}`, ',', 65_536);
    expect(records).toEqual([['a', 'b']]);
    expect((error as BrokenText).message).toContain('longer than 2 MB');
  });

  it('are handed on as they come, and the source is closed when the reader stops', async () => {
    let isClosed = false;
    async function* endless(): AsyncGenerator<Buffer> {
      try {
        for (;;) yield Buffer.from('a,b\r\n');
      } finally {
        isClosed = true;
      }
    }
    for await (const batch of csvRecords(endless(), ',')) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(isClosed).toBe(true);
  });

  it('fail as their source fails', async () => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield Buffer.from('a,b\r\n');
      throw new Error('the disk is gone');
    }
    const read = async () => {
      for await (const batch of csvRecords(failing(), ',')) expect(batch).toEqual([['a', 'b']]);
    };
    await expect(read()).rejects.toThrow('the disk is gone');
  });
});
