import { stat } from 'node:fs/promises';
import { BrokenText } from '../broken-text';
import { Archive } from './archive';
import { listSheets } from './workbook';

export interface SheetNames {
  /** In their order. */
  names: string[];
  /** Which is read where none is named. */
  first: string | undefined;
}

/** The sheets of a workbook on disk; null where it is none, or cannot be read. */
export async function readSheetNames(path: string): Promise<SheetNames | null> {
  const { size } = await stat(path);
  let archive: Archive | undefined;
  try {
    archive = await Archive.open(path, size);
    const { sheets } = await listSheets(archive);
    const first = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
    return { names: sheets.map(({ name }) => name), first: first?.name };
  } catch (error) {
    if (error instanceof BrokenText) return null;
    throw error;
  } finally {
    archive?.close();
  }
}
