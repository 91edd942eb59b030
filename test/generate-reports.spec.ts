import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { CitiesService, City, PlaceIndex } from '@pobratym/cities';
import { Clock } from '@pobratym/platform';
import { Category } from '../libs/cities/category.entity';
import { CellError, readReportFile } from '../libs/reports/file';
import { readReportLine } from '../libs/reports/report-line';
import { RunningApps } from './support/running-apps';

const ROOT = path.resolve(__dirname, '..');
const FIRST = 'tools/generate-reports.mjs';
const SECOND = 'tools/bench/matching/second-generator.mjs';
const TODAY = '2026-06-30';
const LINES = 12_000;
/** Three standard deviations of a share of 0.7 among 10,000 are 0.014. */
const NEAR = 0.015;
const DAY_MS = 86_400_000;

interface Line {
  /** As they stand in the file, without the case of the first letter. */
  reference: string;
  item: string;
  count: string;
  day: number;
  grams: number;
  category: string;
  isCategoryProposed: boolean;
  cities: string;
}

/** The rows of one truth, with what stands in both files. */
interface Tie {
  kind: string;
  sent: Line | undefined;
  received: Line | undefined;
}

interface Reports {
  sent: Line[];
  received: Line[];
  ties: Tie[];
  errors: CellError[];
}

const shareOf = <T>(all: T[], holds: (one: T) => boolean): number =>
  all.filter(holds).length / all.length;

function groupBy<T>(all: T[], keyOf: (one: T) => unknown): T[][] {
  const groups = new Map<unknown, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}

const expectShare = (share: number, wanted: number): void => {
  expect(share).toBeGreaterThan(wanted - NEAR);
  expect(share).toBeLessThan(wanted + NEAR);
};

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'reports-'));

function generate(program: string, name: string, lines: number, seed: number): string {
  const out = path.join(dir, name);
  const options = ['--out', out, '--lines', String(lines), '--seed', String(seed)];
  execFileSync(process.execPath, [path.join(ROOT, program), ...options], { stdio: 'pipe' });
  return out;
}

const textsOf = (out: string): string[] =>
  ['sender', 'receiver', 'truth'].map((name) =>
    fs.readFileSync(path.join(out, `${name}.csv`), 'utf8'),
  );

/** The rows as the project itself reads them. */
async function readLines(
  out: string,
  side: 'sender' | 'receiver',
  places: PlaceIndex,
  errors: CellError[],
): Promise<Line[]> {
  const lines: Line[] = [];
  const context = { side, cityId: null, places, countryColumns: { receiving: -1, sending: -1 } };
  const source = fs.createReadStream(path.join(out, `${side}.csv`));
  for await (const { rows } of readReportFile(source, { side, today: TODAY })) {
    for (const row of rows) {
      const line = readReportLine(row, context, errors);
      if (line === null) continue;
      lines.push({
        reference: row.reference ?? '',
        item: row.item.toLowerCase(),
        count: row.cells[6] ?? '',
        day: Date.parse(String(line.occurred_on)) / DAY_MS,
        grams: Number(line.mass_grams),
        category: String(line.category),
        isCategoryProposed: line.is_category_proposed === true,
        cities: `${String(line.sending_city_id)} ${String(line.receiving_city_id)}`,
      });
    }
  }
  return lines;
}

async function readReports(out: string, places: PlaceIndex): Promise<Reports> {
  const errors: CellError[] = [];
  const sent = await readLines(out, 'sender', places, errors);
  const received = await readLines(out, 'receiver', places, errors);
  const truth: Record<'sender_row' | 'receiver_row' | 'kind', string>[] = parse(
    fs.readFileSync(path.join(out, 'truth.csv')),
    { columns: true },
  );
  const ties = truth.map((row) => ({
    kind: row.kind,
    sent: sent[Number(row.sender_row || NaN) - 1],
    received: received[Number(row.receiver_row || NaN) - 1],
  }));
  return { sent, received, ties, errors };
}

// Goal: a matcher is counted by what is known to be true, on files that the project itself reads.
describe.each([
  ['the generator of reports', FIRST],
  ['the second generator', SECOND],
])('%s', (_, program) => {
  const apps = new RunningApps();
  let reports: Reports;
  const ofKind = (...kinds: string[]) => reports.ties.filter(({ kind }) => kinds.includes(kind));
  const sentOf = (kind: string) => new Set(ofKind(kind).map(({ sent }) => sent)).size;

  beforeAll(async () => {
    const { applicationDatabase: database } = await apps.start({ worker: false });
    const repositories = [database.getRepository(City), database.getRepository(Category)] as const;
    const places = await new CitiesService(...repositories, database, new Clock()).places();
    const out = generate(program, `${path.basename(program)}-all`, LINES, 1);
    reports = await readReports(out, places);
  });
  afterAll(async () => {
    await apps.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  test('writes files that are read without an error, a mass in each line', () => {
    const { errors, sent, received } = reports;
    expect(errors).toEqual([]);
    expect(sent).toHaveLength(LINES);
    expect([...sent, ...received].filter(({ grams }) => !(grams > 0))).toEqual([]);
  });

  test('tells of each row of both files', () => {
    const { sent, received, ties } = reports;
    expect(new Set(ties.flatMap((tie) => tie.sent ?? [])).size).toBe(sent.length);
    expect(new Set(ties.flatMap((tie) => tie.received ?? [])).size).toBe(received.length);
    const faults = ties.filter(
      ({ kind, sent: from, received: to }) =>
        (from === undefined) !== (kind === 'extra') ||
        (to === undefined) !== (kind === 'missing') ||
        (from && to && from.cities !== to.cities),
    );
    expect(faults).toEqual([]);
  });

  test('has the stated shares of what is split, summed, missing, extra and twice', () => {
    expectShare(sentOf('split') / LINES, 0.08);
    expectShare(sentOf('sum') / LINES, 0.04);
    expectShare(sentOf('missing') / LINES, 0.05);
    expectShare(ofKind('extra').length / LINES, 0.04);
    expectShare(ofKind('duplicate').length / reports.received.length, 0.03);
  });

  test('splits into two or three, and sums two or three', () => {
    const rowsOfSplit = groupBy(ofKind('split'), ({ sent }) => sent).map(({ length }) => length);
    const rowsOfSum = groupBy(ofKind('sum'), ({ received }) => received).map((one) => one.length);
    expect(new Set([...rowsOfSplit, ...rowsOfSum])).toEqual(new Set([2, 3]));
  });

  test('keeps masses as the kind says', () => {
    const ratios = (kind: string) =>
      ofKind(kind).map(({ sent, received }) => (received!.grams - sent!.grams) / sent!.grams);
    const most = (kind: string) => Math.max(...ratios(kind).map(Math.abs));
    expect(most('same')).toBe(0);
    expect(ratios('weighed').every((ratio) => ratio !== 0)).toBe(true);
    // The second one weighs net what was gross.
    expect(most('weighed')).toBeLessThanOrEqual(program === FIRST ? 0.02 : 0.051);
    expect(most('unit')).toBeLessThan(0.06);
    expect(Math.max(...ratios('short'))).toBeLessThan(0);
  });

  test('makes the same of one seed, and another of another', () => {
    const name = path.basename(program);
    const [first, again, other] = [
      generate(program, `${name}-first`, 900, 7),
      generate(program, `${name}-again`, 900, 7),
      generate(program, `${name}-other`, 900, 8),
    ].map(textsOf);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test('refuses what it does not understand', () => {
    expect(() => generate(program, 'none', 0, 1)).toThrow(/--lines must be a whole number/);
  });

  if (program === FIRST) firstNoise();
  else secondNoise();

  function firstNoise(): void {
    test('keeps the masses in the stated shares', () => {
      const all = ofKind('same', 'weighed', 'unit', 'short');
      const shares = { same: 0.7, weighed: 0.2, unit: 0.07, short: 0.03 };
      for (const [name, share] of Object.entries(shares)) {
        expectShare(
          shareOf(all, ({ kind }) => kind === name),
          share,
        );
      }
    });

    test('keeps three references of five, a third of them written otherwise', () => {
      const arrived = ofKind('same', 'weighed', 'unit', 'short', 'split');
      const kept = arrived.filter(({ received }) => received!.reference !== '');
      expectShare(kept.length / arrived.length, 0.6);
      const isOther = ({ sent, received }: Tie) => sent!.reference !== received!.reference;
      expectShare(shareOf(kept, isOther), 1 / 3);
    });

    test('sends shipments of one to six lines, for eighteen months a pair', () => {
      const shipments = groupBy(
        reports.sent,
        ({ cities, reference, day }) => `${cities} ${reference} ${day}`,
      );
      const sizes = shipments.map(({ length }) => length);
      expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([1, 6]);
      const pairs = groupBy(reports.sent, ({ cities }) => cities);
      expect(pairs).toHaveLength(LINES / 250);
      for (const lines of pairs) {
        const days = lines.map(({ day }) => day);
        const window = Math.max(...days) - Math.min(...days);
        expect(window).toBeGreaterThan(420);
        expect(window).toBeLessThanOrEqual(548);
      }
      expectShare(
        shareOf(reports.sent, ({ count }) => count !== ''),
        0.7,
      );
    });

    test('lets aid arrive after one to fourteen days, in other words', () => {
      const arrived = reports.ties.filter(({ sent, received }) => sent && received);
      const days = arrived.map(({ sent, received }) => received!.day - sent!.day);
      expect([Math.min(...days), Math.max(...days)]).toEqual([1, 14]);
      expect(shareOf(arrived, ({ sent, received }) => sent!.item === received!.item)).toBeLessThan(
        0.05,
      );
    });
  }

  function secondNoise(): void {
    test('has pairs of a few lines and of hundreds', () => {
      const sizes = groupBy(reports.sent, ({ cities }) => cities).map(({ length }) => length);
      expect(Math.min(...sizes)).toBeLessThan(10);
      expect(Math.max(...sizes)).toBeGreaterThan(300);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(400);
    });

    test('lets most arrive within ten days, some a month late, a few before', () => {
      const arrived = ofKind('same', 'weighed', 'unit', 'short', 'split');
      const days = arrived.map(({ sent, received }) => received!.day - sent!.day);
      expect([Math.min(...days), Math.max(...days)]).toEqual([-1, 30]);
      expect(shareOf(days, (late) => late < 10)).toBeGreaterThan(0.75);
    });

    test('has categories that are wrong, and numbers that come again each year', () => {
      const both = ofKind('same').filter(
        ({ sent, received }) => !sent!.isCategoryProposed && !received!.isCategoryProposed,
      );
      const wrong = shareOf(both, ({ sent, received }) => sent!.category !== received!.category);
      expect(wrong).toBeGreaterThan(0.1);
      const numbers = groupBy(
        reports.sent.filter(({ reference }) => reference !== ''),
        ({ cities, reference }) => `${cities} ${reference}`,
      );
      const isReused = (lines: Line[]) =>
        Math.max(...lines.map(({ day }) => day)) - Math.min(...lines.map(({ day }) => day)) > 100;
      expect(shareOf(numbers, isReused)).toBeGreaterThan(0.02);
    });

    test('sums over days', () => {
      const sums = groupBy(ofKind('sum'), ({ received }) => received);
      const ofDays = (ties: Tie[]) => new Set(ties.map(({ sent }) => sent!.day)).size > 1;
      expect(shareOf(sums, ofDays)).toBeGreaterThan(0.3);
    });

    test('shares no words with the first', () => {
      const [ours, theirs] = ['tools/reports/goods.csv', 'tools/bench/matching/second/goods.csv']
        .map((file) => fs.readFileSync(path.join(ROOT, file)))
        .map((text) => parse(text, { columns: true, delimiter: ';' }) as Record<string, string>[]);
      const words = (goods: Record<string, string>[]) =>
        goods.flatMap((one) =>
          ['uk', 'en', 'pl', 'de'].flatMap((language) => one[language]!.toLowerCase().split('|')),
        );
      const known = new Set(words(ours!));
      expect(ours!.length).toBeGreaterThanOrEqual(150);
      expect(words(theirs!).filter((word) => known.has(word))).toEqual([]);
    });
  }
});
