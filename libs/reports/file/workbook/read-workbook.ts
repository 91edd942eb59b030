import fs from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileRecord } from '../file-record';
import { Archive, swollen } from './archive';
import { readMergedColumns } from './merged-cells';
import { SharedStrings } from './shared-strings';
import { type CellMeaning, sheetRows } from './sheet-rows';
import { MergedSpreader } from './spread-merged';
import { openWorkbook } from './workbook';

/**
 * A text that stands once in the file may be named by each cell: what comes out of a workbook is
 * held to the same 20 times as what is unpacked, or to as much as does no harm.
 */
const TEXT_RATIO_MAX = 20;
const TEXT_LENGTH_FLOOR = 32 * 1024 * 1024;

/**
 * Streams the rows of one sheet of a workbook: the one of that name, or the first. The list of a
 * workbook's parts stands at its end, so it waits on disk meanwhile; memory does not grow with its
 * length. Throws BrokenText where it cannot be read.
 */
export async function* readWorkbook(
  bytes: AsyncIterable<Uint8Array>,
  sheetName: string | undefined,
): AsyncGenerator<FileRecord[]> {
  const folder = await mkdtemp(join(os.tmpdir(), 'pobratym-workbook-'));
  let archive: Archive | undefined;
  let strings: SharedStrings | null = null;
  try {
    const target = fs.createWriteStream(join(folder, 'workbook'));
    await pipeline(Readable.from(bytes), target);
    const sizeBytes = target.bytesWritten;
    archive = await Archive.open(join(folder, 'workbook'), sizeBytes);
    const { sheetPart, stringsPart, ...meaning } = await openWorkbook(archive, sheetName);
    if (stringsPart !== null) {
      strings = new SharedStrings(join(folder, 'strings'));
      await strings.fill(archive, stringsPart);
    }
    yield* readSheet(archive, sheetPart, sizeBytes, { strings, ...meaning });
  } finally {
    strings?.close();
    archive?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function* readSheet(
  archive: Archive,
  part: string,
  sizeBytes: number,
  meaning: CellMeaning,
): AsyncGenerator<FileRecord[]> {
  const spreader = new MergedSpreader(await readMergedColumns(archive, part));
  const textLengthMax = Math.max(TEXT_LENGTH_FLOOR, sizeBytes * TEXT_RATIO_MAX);
  let textLength = 0;
  for await (const rows of sheetRows(archive, part, meaning)) {
    for (const row of rows) {
      spreader.fill(row);
      for (const cell of row.cells) textLength += cell.length;
    }
    if (textLength > textLengthMax) throw swollen();
    yield rows;
  }
}
