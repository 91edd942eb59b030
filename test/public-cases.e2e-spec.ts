import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';

type Row = Record<string, string>;

const DATA = path.resolve(__dirname, '../data');
const read = (file: string): Row[] =>
  parse(fs.readFileSync(path.join(DATA, file)), { columns: true });

/** Folded more coarsely than the reader does it, and by other code. */
const fold = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\p{M}'’ʼ]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Every name of every city that is loaded: how many cities bear it. */
function readNames(): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  const add = (name: string | undefined, city: string) => {
    if (!name) return;
    const key = fold(name);
    names.set(key, (names.get(key) ?? new Set()).add(city));
  };
  for (const { city_id, name_en, name_uk, name_native } of read('cities.csv')) {
    for (const name of [city_id, name_en, name_uk, name_native]) add(name, city_id!);
  }
  for (const file of ['city-names.csv', 'exonyms.csv']) {
    for (const { city_id, name } of read(file)) add(name, city_id!);
  }
  return names;
}

const countOf = (list: Row[], is: (row: Row) => boolean): number => list.filter(is).length;

// Goal: a file that nobody here made, in the words of 105 web pages, is kept row by row, and what
// cannot be told of its cities is flagged and counted, as a recount by the plainest means says.
describe('the published cases, filed as a report of a public source', () => {
  const running = new RunningApps();
  const cases = read('public-cases.csv');
  const names = readNames();
  const cityOf = (text: string): string | undefined => {
    const found = [...(names.get(fold(text)) ?? [])];
    return found.length === 1 ? found[0] : undefined;
  };
  const isUnknown = (row: Row, column: string) => cityOf(row[column]!) === undefined;
  let api: Api;
  let report: Row & { casesPosted: number };
  let lines: Row[];

  beforeAll(async () => {
    api = new Api(await running.start());
    const bytes = fs.readFileSync(path.join(DATA, 'public-cases.csv'));
    report = await api.followReport('public_source', undefined, bytes, 'public-cases.csv');
    await running.app.settle();
    lines = parse(await api.text('/exports/deliveries.csv'), { columns: true, bom: true });
  });
  afterAll(() => running.stop());

  test('loses no row and no case', () => {
    expect(cases.length).toBeGreaterThan(300);
    expect(report).toMatchObject({
      ...{ state: 'posted', errorCount: 0, rowCount: cases.length, linesPosted: cases.length },
      casesPosted: new Set(cases.map((row) => row.case)).size,
    });
    expect(lines).toHaveLength(cases.length);
  });

  test('keeps the cells of each row as they stood', async () => {
    const kept: { row: number; cells: string[] }[] = [];
    let cursor = '';
    do {
      const { body } = await api.get(`/reports/${report.id}/lines?limit=200${cursor}`);
      kept.push(...body.items);
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(kept.map(({ row }) => row)).toEqual(cases.map((_, n) => n + 1));
    expect(kept.map(({ cells }) => cells)).toEqual(cases.map((row) => Object.values(row)));
  });

  test('tells each city that has one name, and flags and counts each other', () => {
    const wanted = cases.map((row, n) => ({
      report_row: String(n + 1),
      receiving_city_id: cityOf(row.reporting_city!) ?? '',
      sending_city_id: cityOf(row.partner_city!) ?? '',
    }));
    const found = lines
      .map(({ report_row, receiving_city_id, sending_city_id }) => ({
        ...{ report_row, receiving_city_id, sending_city_id },
      }))
      .sort((a, b) => Number(a.report_row) - Number(b.report_row));
    expect(found).toEqual(wanted);
    for (const [flag, column] of [
      ['sending_city_unknown', 'partner_city'],
      ['receiving_city_unknown', 'reporting_city'],
    ] as const) {
      const flagged = countOf(lines, (line) => line.flags!.split(/[^a-z_]+/).includes(flag));
      expect([flag, flagged]).toEqual([flag, countOf(cases, (row) => isUnknown(row, column))]);
    }
    // Else the test would say nothing.
    expect(countOf(cases, (row) => isUnknown(row, 'partner_city'))).toBeGreaterThan(20);
  });

  test('keeps what the page calls a city that cannot be told', async () => {
    const rows: { row: number; text: string }[] = await running.app.database.query(
      `select l.report_row as row, d.sending_city_text as text
       from delivery d join delivery_line l on l.delivery_id = d.id
       where d.sending_city_id is null order by l.report_row`,
    );
    const unknown = cases.flatMap((row, n) =>
      isUnknown(row, 'partner_city') ? [{ row: n + 1, text: row.partner_city || '—' }] : [],
    );
    expect(rows).toEqual(unknown);
  });

  test('counts the cases of a city that is not known for its country', async () => {
    const { body } = await api.get('/statistics/cities');
    const counted = new Map<string, number>(
      body.items.map((row: { cityId: string | null; country: string; cases: number }) => [
        row.cityId ?? row.country,
        row.cases,
      ]),
    );
    const naive = new Map<string, Set<string>>();
    for (const row of cases) {
      const key = cityOf(row.reporting_city!) ?? row.receiver_country!;
      naive.set(key, (naive.get(key) ?? new Set()).add(row.case!));
    }
    expect(Object.fromEntries([...counted].sort())).toEqual(
      Object.fromEntries([...naive].map(([key, set]) => [key, set.size] as const).sort()),
    );
    expect([...counted.values()].reduce((sum, count) => sum + count, 0)).toBe(report.casesPosted);
  });
});
