import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { parse } from 'csv-parse/sync';
import { CitiesService, City, PlaceIndex } from '@pobratym/cities';
import { Clock } from '@pobratym/platform';
import { Category } from '../libs/cities/category.entity';
import { CellError, readReportFile } from '../libs/reports/file';
import { readReportLine } from '../libs/reports/report-line';
import { RunningApps } from './support/running-apps';

const ROOT = path.resolve(__dirname, '..');
const TODAY = '2026-06-30';
const LINES = 20_000;

interface Truth {
  sender_row: string;
  receiver_row: string;
  kind: string;
}

/** All rows as the project reads them, and all that it finds wrong. */
async function readAll(file: string, side: 'sender' | 'receiver', places: PlaceIndex) {
  const errors: CellError[] = [];
  const lines = [];
  const countryColumns = { receiving: -1, sending: -1 };
  for await (const { rows } of readReportFile(fs.createReadStream(file), { side, today: TODAY })) {
    for (const row of rows) {
      lines.push(readReportLine(row, { side, cityId: null, places, countryColumns }, errors));
    }
  }
  return { errors, lines };
}

// Goal: a matcher is tried on files whose shares are known, and which the project itself can read.
describe('generated reports', () => {
  const apps = new RunningApps();
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'reports-'));
  const file = (name: string) => path.join(dir, 'one', `${name}.csv`);
  let places: PlaceIndex;
  let truth: Truth[];

  const generate = (out: string, ...options: string[]) =>
    execFileSync(process.execPath, [
      ...[path.join(ROOT, 'tools/generate-reports.mjs'), '--out', path.join(dir, out)],
      ...options,
    ]);
  const bytes = (out: string) =>
    ['sender', 'receiver', 'truth'].map((name) =>
      fs.readFileSync(path.join(dir, out, `${name}.csv`), 'utf8'),
    );

  beforeAll(async () => {
    generate('one', '--lines', String(LINES));
    truth = parse(fs.readFileSync(file('truth')), { columns: true });
    const { applicationDatabase: database } = await apps.start({ worker: false });
    const repositories = [database.getRepository(City), database.getRepository(Category)] as const;
    places = await new CitiesService(...repositories, database, new Clock()).places();
  });
  afterAll(async () => {
    await apps.stop();
    fs.rmSync(dir, { recursive: true });
  });

  test.each(['sender', 'receiver'] as const)('of a %s are read without an error', async (side) => {
    const { errors, lines } = await readAll(file(side), side, places);
    expect(errors).toEqual([]);
    expect(lines.length).toBeGreaterThanOrEqual(LINES);
    expect(lines.filter((line) => line?.mass_grams === null)).toEqual([]);
  });

  test('have the shares of the specification', () => {
    const share = (kind: string) =>
      new Set(truth.filter((row) => row.kind === kind).map((row) => row.sender_row)).size / LINES;
    expect(share('split')).toBeCloseTo(0.08, 2);
    expect(share('sum')).toBeCloseTo(0.04, 2);
    expect(share('missing')).toBeCloseTo(0.05, 2);
    expect(truth.filter(({ kind }) => kind === 'extra').length / LINES).toBeCloseTo(0.04, 2);
  });

  test('are the same of one seed, and others of another', () => {
    generate('first', '--lines', '900', '--seed', '7');
    generate('again', '--lines', '900', '--seed', '7');
    generate('other', '--lines', '900', '--seed', '8');
    expect(bytes('again')).toEqual(bytes('first'));
    expect(bytes('other')).not.toEqual(bytes('first'));
  });
});
