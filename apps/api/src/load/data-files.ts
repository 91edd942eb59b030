import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

/** `data/` of the project; its README names source and licence of each file. */
const DATA_FOLDER = path.resolve(__dirname, '../../../../..', 'data');

export const dataFile = (name: string): string => path.join(findDataFolder(), name);

/** The sources run from `apps/`, the build from `dist/apps/`: the folder is one level apart. */
function findDataFolder(): string {
  const nearer = path.resolve(__dirname, '../../../..', 'data');
  return fs.existsSync(nearer) ? nearer : DATA_FOLDER;
}

export function readDataFile<Column extends string>(name: string): Record<Column, string>[] {
  return parse(fs.readFileSync(dataFile(name)), { columns: true, bom: true });
}
