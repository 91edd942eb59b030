import fs from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { RECEIVER, SENDER, signPartnership } from './support/builders';
import { Answer, Api } from './support/http';
import { RunningApps } from './support/running-apps';

const LIST = require.resolve('big-list-of-naughty-strings');
const listed = JSON.parse(fs.readFileSync(LIST, 'utf8')) as string[];
/** What the list leaves out: what cannot be stored, and what cannot be seen. */
const MORE = [
  '\u0000',
  'a\u0000b',
  '\u0007',
  '\u202e',
  '\ufffe',
  "'=1+1",
  '"; drop',
  'x'.repeat(300),
];
const STRINGS: string[] = [...new Set([...listed, ...MORE])];
/** Half of a surrogate pair: a file in UTF-8 cannot hold it, JSON can. */
const HALVES = ['\ud800', 'a\udfffb'];
/** Shows something, and has no control character but tabs and line ends. */
const IS_TEXT = /^(?=.*\S)[^\0-\x08\x0b\x0c\x0e-\x1f\x7f\p{Cs}]*$/su;
/** What the shortest field of text takes. */
const SHORT = 100;
const AT_ONCE = 8;

type Row = Record<string, string>;
const GOOD: Row = {
  reference: '',
  date: '2023-05-02',
  reporting_city: 'Drohobych',
  partner_city: 'Bytom',
  category: 'food',
  item: 'Canned meat',
  quantity: '2',
  unit: 'box',
  packages: '1',
  mass_kg: '5',
  value: '10',
  currency: 'EUR',
  declaration: '',
  source_url: 'https://example.org/',
  case: '',
  date_precision: 'day',
  note: '',
  'of their own': '',
};
const COLUMNS = Object.keys(GOOD);
/** Whose text stands by itself in the record; a note also bears what no column of ours is. */
const KEPT = ['item', 'reference', 'note'];

/** A text as it is kept: what our own guard before it has put there goes, as STANDARDS.md §4 says. */
const kept = (text: string): string =>
  text
    .trim()
    .normalize('NFC')
    .replace(/^'(?='*[=+\-@\t\r])/, '');

function at(body: unknown, pointer: string): unknown {
  const names = pointer.split('/').slice(1);
  return names.reduce<unknown>((node, name) => (node as Record<string, unknown>)?.[name], body);
}

function put(body: object, pointer: string, value: unknown): void {
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  const name = pointer.slice(parent.length + 1);
  (at(body, parent) as Record<string, unknown>)[name] = value;
}

async function forEachAtOnce<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const run = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
}

// Goal: whatever anybody types is either refused at its place or stored and given back unchanged;
// nothing fails, and nothing is changed on the way.
describe('each naughty string', () => {
  const running = new RunningApps();
  let api: Api;
  let partnershipId: string;

  beforeAll(async () => {
    api = new Api(await running.start());
    partnershipId = await signPartnership(api);
  });
  afterAll(() => running.stop());

  async function all(path: string): Promise<{ row: number; [field: string]: unknown }[]> {
    const items: { row: number }[] = [];
    let cursor = '';
    do {
      const { status, body } = await api.get(`${path}limit=200${cursor}`);
      expect(status).toBe(200);
      items.push(...body.items);
      cursor = body.nextCursor === null ? '' : `&cursor=${encodeURIComponent(body.nextCursor)}`;
    } while (cursor !== '');
    return items;
  }

  const fileOf = (rows: Row[]): string =>
    stringify([COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))]);

  describe.each(['receiver', 'public_source'])('in a report of side %s', (side) => {
    test.each(COLUMNS)('as %s', async (column) => {
      const rows = STRINGS.map((text) => ({ ...GOOD, [column]: text }));
      const refusal = await api.followReport(side, RECEIVER, fileOf(rows));
      const errors = await all(`/reports/${refusal.id}/errors?`);
      expect(errors).toHaveLength(refusal.errorCount);
      expect(refusal.state).toBe(errors.length > 0 ? 'rejected' : 'posted');
      const bad = new Set(errors.map(({ row }) => row));
      expect([...bad].filter((row) => row < 1 || row > rows.length)).toEqual([]);
      const good = rows.filter((_, n) => !bad.has(n + 1));
      if (good.length === 0) return;
      // Refused whole: what is left is filed by itself.
      const posted =
        bad.size === 0 ? refusal : await api.followReport(side, RECEIVER, fileOf(good));
      expect(posted).toMatchObject({ state: 'posted', linesPosted: good.length });
      const lines = await all(`/reports/${posted.id}/lines?`);
      expect(lines.map(({ cells }) => cells)).toEqual(good.map((row) => Object.values(row)));
      if (!KEPT.includes(column)) return;
      const found: Row[] = await running.app.database.query(
        `select item, reference, note from delivery d join delivery_line l on l.delivery_id = d.id
         where d.report_id = $1 order by l.report_row`,
        [posted.id],
      );
      expect(found.map((row) => row[column] ?? '')).toEqual(good.map((row) => kept(row[column]!)));
    });
  });

  test('as the header of a column that nobody knows', async () => {
    const texts = STRINGS.filter((text) => !text.includes('\0'));
    const header = ['date', 'partner_city', 'item', 'mass_kg', ...texts];
    const row = ['2023-05-02', 'Bytom', 'Meat', '7', ...texts.map((_, n) => `v${n}`)];
    const report = await api.followReport('receiver', RECEIVER, stringify([header, row]));
    expect(report).toMatchObject({ state: 'posted', linesPosted: 1 });
    const { items } = (await api.get(`/reports/${report.id}/lines`)).body;
    expect(items[0].cells).toEqual(row);
    const { note } = (await api.get(`/deliveries/${items[0].deliveryId}`)).body;
    for (let n = 0; n < texts.length; n++) expect(note).toContain(`: v${n}`);
  });

  /** The record with this text in these fields. */
  function withText(good: object, pointers: string[], text: string): object {
    const body = structuredClone(good);
    for (const pointer of pointers) put(body, pointer, text);
    return body;
  }
  const toldOf = ({ body }: Answer): string[] =>
    (body.errors as { pointer: string }[]).map(({ pointer }) => pointer);

  /** What is text is taken and given back; all else is refused in each field. */
  async function returnsTexts(path: string, good: object, pointers: string[]): Promise<void> {
    const sent = new Map<string, string>();
    await forEachAtOnce([...STRINGS, ...HALVES], async (text) => {
      const answer = await api.post(path, withText(good, pointers, text));
      if (!IS_TEXT.test(text)) {
        expect([text, answer.status]).toEqual([text, 422]);
        expect(toldOf(answer).sort()).toEqual([...pointers].sort());
      } else if (text.length > SHORT) {
        // Longer than some of the fields, and not than others.
        expect([text, answer.status]).toEqual([text, 422]);
      } else {
        expect([text, answer.status]).toEqual([text, 201]);
        sent.set(answer.body.id, text);
      }
    });
    expect(sent.size).toBeGreaterThan(400);
    const records = (await all(`${path}?`)).filter(({ id }) => sent.has(String(id)));
    expect(records).toHaveLength(sent.size);
    for (const record of records) {
      const text = sent.get(String(record.id));
      for (const pointer of pointers)
        expect([pointer, at(record, pointer)]).toEqual([pointer, text]);
    }
  }

  /** No code, day, number or id is any of these. */
  async function refusesCodes(path: string, good: object, pointers: string[]): Promise<void> {
    await forEachAtOnce([...STRINGS, ...HALVES], async (text) => {
      const answer = await api.post(path, withText(good, pointers, text));
      expect([text, answer.status]).toEqual([text, 422]);
      expect(toldOf(answer).filter((pointer) => !pointers.includes(pointer))).toEqual([]);
    });
    // What looks like the id of a city comes further, and finds none.
    const ids = STRINGS.filter((text) => /^[a-z0-9-]+$/.test(text));
    for (const text of ids) {
      for (const pointer of pointers.filter((name) => name.endsWith('CityId'))) {
        const { status } = await api.post(path, withText(good, [pointer], text));
        expect([403, 404, 409, 422]).toContain(status);
      }
    }
    const texts = STRINGS.filter((text) => IS_TEXT.test(text) && text.length <= 40);
    const lines = texts.map((category) => ({ ...line, category }));
    const answer = await api.post(path, { ...good, lines });
    expect(answer.status).toBe(422);
    expect(toldOf(answer)).toEqual(lines.map((_, n) => `/lines/${n}/category`));
  }

  const line = {
    ...{ category: 'food', item: 'Meat', quantity: 2, unit: 'box', packages: 1, massKg: 5 },
    ...{ value: 10, currency: 'EUR', batch: 'A', expiresOn: '2030-01-01', isColdChain: false },
  };
  const pair = { sendingCityId: SENDER, receivingCityId: RECEIVER };
  const under = (parent: string, names: string[]) => names.map((name) => `${parent}/${name}`);
  const textsOfLine = ['/lines/0/item', '/lines/0/batch'];
  const codesOfLine = under(
    '/lines/0',
    Object.keys(line).filter((name) => !textsOfLine.includes(`/lines/0/${name}`)),
  );

  test('in a draft of a shipment', async () => {
    const ofLeg = ['carrier', 'vehicle', 'driver', 'borderCrossing', 'hub'];
    const good = { partnershipId, ...pair, legs: [{ mode: 'road' }], lines: [line] };
    await returnsTexts('/shipments', good, [
      '/reference',
      '/note',
      ...under('', ['declarationCode', 'funder', 'consignor', 'consignee']),
      ...under('/legs/0', ofLeg),
      ...textsOfLine,
    ]);
    await refusesCodes('/shipments', good, [
      ...under('', ['id', 'partnershipId', 'sendingCityId', 'receivingCityId']),
      ...under('', ['plannedDispatchOn', 'plannedArrivalOn', 'clearedOn']),
      ...under('/legs/0', ['mode', 'departedOn']),
      ...codesOfLine,
    ]);
  }, 240_000);

  test('in a delivery', async () => {
    const good = {
      ...{ ...pair, receivedOn: '2023-05-03', receivedAt: '2023-05-03T10:00:00Z' },
      lines: [{ ...line, differenceReason: 'other', differenceNote: 'none was announced' }],
    };
    await returnsTexts('/deliveries', good, [
      ...under('', ['reference', 'note', 'place', 'receivedBy']),
      ...[...textsOfLine, '/lines/0/differenceNote'],
    ]);
    await refusesCodes('/deliveries', good, [
      ...under('', ['id', 'shipmentId', 'sendingCityId', 'receivingCityId']),
      ...under('', ['receivedOn', 'receivedAt', 'isOutsidePartnership']),
      ...[...codesOfLine, '/lines/0/shipmentLineId', '/lines/0/differenceReason'],
    ]);
  }, 240_000);
});
