import { createHash } from 'node:crypto';
import { csv, RECEIVER, SENDER, signPartnership } from './support/builders';
import { Answer, Api } from './support/http';
import { RunningApps } from './support/running-apps';

const HEADER = 'reference,date,partner_city,item,quantity,unit,mass_kg,value,currency,note';
const ROWS = [
  ['CMR 7', '2023-05-02', 'Битом', 'ковдри', '20', 'box', '0.1', '', '', 'x'],
  ['CMR 7', '2023-05-02', 'Битом', 'генератор', '', '', '12500', '1500.25', 'EUR', ''],
  ['', '2023-05-03', 'Битом', 'вода "Карпати"', '2.5', 'litre', '1234567.8', '', '', 'a\nb'],
];
const FIELDS = HEADER.replace('partner_city', 'partnerCity')
  .replace('mass_kg', 'massKg')
  .split(',');
const AMOUNTS = ['quantity', 'massKg', 'value'];

type Line = Record<string, unknown>;
const toLine = (row: string[], shift = ''): Line =>
  Object.fromEntries(
    FIELDS.flatMap((field, n) => {
      const text = row[n]!;
      if (text === '') return [];
      if (field === 'item') return [[field, text + shift]];
      return [[field, AMOUNTS.includes(field) ? Number(text) : text]];
    }),
  );
const good = (item: string): Line => ({
  date: '2023-05-02',
  partnerCity: 'Bytom',
  item,
  massKg: 5,
});

// Goal: a program files lines as a person files a table, and they mean the same.
describe('a report of lines', () => {
  const running = new RunningApps();
  let api: Api;

  beforeAll(async () => {
    api = new Api(await running.start());
    await signPartnership(api);
  });
  afterAll(() => running.stop());

  const object = (lines: unknown, rest: object = {}) =>
    api.post('/reports', { side: 'receiver', cityId: RECEIVER, lines, ...rest });

  async function stream(
    body: BodyInit,
    query: Record<string, string> = { side: 'receiver', cityId: RECEIVER },
  ): Promise<Answer> {
    const address = `${running.app.url}/api/v1/reports?${new URLSearchParams(query).toString()}`;
    const headers = { ...api.headers(), 'content-type': 'application/x-ndjson; charset=utf-8' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    const response = await fetch(address, init);
    return { status: response.status, type: '', body: (await response.json()) as Line };
  }

  const ndjson = (lines: Line[]): string => lines.map((one) => `${JSON.stringify(one)}\n`).join('');

  async function finish(filed: { status: number; body: object }) {
    const report = await api.followFiled(filed);
    const { items: errors } = (await api.get(`/reports/${report.id}/errors?limit=200`)).body;
    return { report, errors };
  }

  const linesOf = (id: string): Promise<object[]> =>
    running.app.database.query(
      `select d.reference, d.received_on::text as day, d.note, l.category, regexp_replace(l.item, ' \\d$', '') as item,
         l.quantity_milli, l.unit, l.mass_grams, l.value_minor, l.currency
       from delivery d join delivery_line l on l.delivery_id = d.id
       where d.report_id = $1 order by l.report_row`,
      [id],
    );

  test('means the same as a table of the same rows, as an object and as a stream', async () => {
    const quoted = ROWS.map((row) => row.map((cell) => `"${cell.replace(/"/g, '""')}"`).join());
    const table = await api.followReport('receiver', RECEIVER, csv(HEADER, ...quoted));
    expect(table).toMatchObject({ state: 'posted', casesPosted: 2 });
    const lines = await linesOf(table.id);
    expect(lines).toHaveLength(3);
    for (const answer of [
      await object(ROWS.map((row) => toLine(row, ' 1'))),
      await stream(ndjson(ROWS.map((row) => toLine(row, ' 2')))),
      // A file of such lines, with a mark before it, blank lines and the line ends of Windows.
      await api.fileReport(
        'receiver',
        RECEIVER,
        `\ufeff\r\n${ndjson(ROWS.map((row) => toLine(row, ' 3'))).replaceAll('\n', '\r\n\r\n')}`,
        'lines.ndjson',
      ),
    ]) {
      const { report, errors } = await finish(answer);
      expect(errors).toEqual([]);
      expect(report).toMatchObject({ state: 'posted', rowCount: 3, casesPosted: 2 });
      expect(await linesOf(report.id)).toEqual(lines);
    }
  });

  test('is a file like any other: kept, and counted once', async () => {
    const lines = [good('once')];
    const { report } = await finish(await object(lines));
    const sha256 = createHash('sha256').update(ndjson(lines)).digest('hex');
    expect(report).toMatchObject({ fileName: 'lines.ndjson', sha256 });
    for (const again of [await object(lines), await stream(ndjson(lines))]) {
      expect(again).toMatchObject({ status: 409, body: { reportId: report.id } });
    }
    const { items } = (await api.get(`/reports/${report.id}/lines`)).body;
    expect(items).toMatchObject([{ row: 1 }]);
    expect(items[0].cells.filter((cell: string) => cell !== '')).toEqual([
      ...['2023-05-02', 'Bytom', 'once', '5'],
    ]);
  });

  test('names each line that is wrong, and stores nothing', async () => {
    const bad: [unknown, string, string | null][] = [
      [17, 'line-not-object', null],
      [null, 'line-not-object', null],
      [{ ...good('a'), weight: 5 }, 'field-unknown', 'weight'],
      [{ ...good('b'), mass_kg: 5 }, 'field-unknown', 'mass_kg'],
      [{ ...good('c'), receiverCountry: 'UA' }, 'field-unknown', 'receiverCountry'],
      [{ ...good('d'), massKg: true }, 'field-not-text', 'mass_kg'],
      [{ ...good('e'), item: { uk: 'мило' } }, 'field-not-text', 'item'],
      [{ ...good('f'), massKg: -5 }, 'number-negative', 'mass_kg'],
      [{ ...good('g'), massKg: 1e-9 }, 'number-exponent', 'mass_kg'],
      [{ ...good('h'), massKg: '1.234' }, 'number-two-readings', 'mass_kg'],
      [{ ...good('i'), date: '2023-02-30' }, 'date-no-such-day', 'date'],
      [{ ...good('j'), note: 'a\u0000b' }, 'cell-nul', 'note'],
      [{ ...good('k'), note: 'a\ud800b' }, 'cell-half-character', 'note'],
      [{ ...good('l'), note: 'x'.repeat(70_000) }, 'cell-too-long', 'note'],
      [{ ...good('m'), partnerCity: 'Atlantis' }, 'city-unknown', 'partner_city'],
      [{ ...good('n'), 'a\ud800': 1 }, 'field-unknown', 'a\ufffd'],
      [{ ...good('o'), constructor: 'x' }, 'field-unknown', 'constructor'],
    ];
    const lines = [good('p'), ...bad.map(([one]) => one)];
    const { report, errors } = await finish(await object(lines));
    expect(report).toMatchObject({ state: 'rejected', errorCount: bad.length });
    const told = errors.map(({ row, code, column }: Line) => [row, code, column]);
    expect(told).toEqual(bad.map(([, code, column], n) => [n + 2, code, column]));
    expect(await linesOf(report.id)).toEqual([]);
    // Given back as a table, in which each line has its errors.
    const marked = await api.text(`/reports/${report.id}/errors.csv`);
    expect(marked).toContain('weight: “weight” is not a field of a line.');
    expect(marked.split('\r\n')[0]).toContain('partner_city,category,item');
  });

  test('keeps a number as it is, however it could be read as text', async () => {
    const { report } = await finish(await object([{ ...good('t'), massKg: 1.234 }]));
    expect(await linesOf(report.id)).toMatchObject([{ mass_grams: '1234' }]);
  });

  test('that is no JSON is told line by line', async () => {
    const body = `${JSON.stringify(good('u'))}\n{"item": \n\n{}\n[1]\n`;
    const { report, errors } = await finish(await stream(body));
    expect(report.state).toBe('rejected');
    expect(errors.map(({ row, code }: Line) => [row, code])).toEqual([
      [2, 'line-not-json'],
      ...['item-missing', 'date-missing', 'partner-city-missing', 'amount-missing'].map((code) => [
        4,
        code,
      ]),
      [5, 'line-not-object'],
    ]);
  });

  test('is streamed: of more lines than an object may hold', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent === 30_000) return controller.close();
        const from = sent;
        sent += 2_000;
        const lines = Array.from({ length: 2_000 }, (_, n) => ({
          ...good(`v ${from + n}`),
          note: 'x'.repeat(200),
        }));
        controller.enqueue(Buffer.from(ndjson(lines)));
      },
    });
    const { report } = await finish(await stream(body as never));
    expect(report).toMatchObject({ state: 'posted', linesPosted: 30_000 });
  }, 240_000);

  test.each([
    ['without lines', { side: 'receiver' }, '/lines'],
    ['with none', { side: 'receiver', lines: [] }, '/lines'],
    ['with lines that are no list', { side: 'receiver', lines: {} }, '/lines'],
    ['of no side', { lines: [good('w')] }, '/side'],
    ['of a city that is none', { side: 'receiver', cityId: 'no-ua', lines: [{}] }, '/cityId'],
    ['with a field of its own', { side: 'receiver', lines: [{}], weight: 1 }, '/weight'],
    ['with a sheet', { side: 'receiver', lines: [{}], sheet: 'A' }, '/sheet'],
    ['with a list in a list', { side: 'receiver', lines: [[1]] }, '/lines/0'],
  ])('%s is refused at its field', async (_, body, pointer) => {
    const answer = await api.post('/reports', body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
  });

  test('that is no object is refused, and so is a field that is said twice', async () => {
    for (const body of [[good('x')], 'lines', 5]) {
      expect((await api.post('/reports', body)).status).toBe(422);
    }
    const twice = await api.post('/reports?side=sender', { side: 'sender', lines: [{}] });
    expect(twice.body.errors).toMatchObject([{ pointer: '/side' }]);
  });

  test('needs the same rights, and tells nobody else', async () => {
    const stranger = await running.app.asPerson([{ role: 'coordinator', cityId: 'lviv-ua' }]);
    const body = { side: 'receiver', cityId: RECEIVER, lines: [good('y')] };
    expect((await stranger.post('/reports', body)).status).toBe(403);
    expect((await running.app.asNobody().post('/reports', body)).status).toBe(401);
  });
});

// Goal: what was read somewhere can be found there again, or told to have changed.
describe('the source of a report', () => {
  const running = new RunningApps();
  let api: Api;

  beforeAll(async () => {
    api = new Api(await running.start());
  });
  afterAll(() => running.stop());

  const source = {
    ...{ sourceReadOn: '2024-03-01', sourceHash: 'ab'.repeat(32) },
    codedBy: 'Марія Ґалаґан',
  };
  const line = { ...good('z'), sourceUrl: 'https://example.org/', senderCountry: 'PL' };
  const file = (rest: object, side = 'public_source') =>
    api.post('/reports', { side, cityId: RECEIVER, lines: [line], ...rest });

  test('says the day on which it was read, what was read, and who coded it', async () => {
    const unknown = { ...line, partnerCity: 'Somewhere' };
    const filed = await file({ ...source, lines: [unknown] });
    expect(filed).toMatchObject({ status: 202, body: source });
    await running.app.settle();
    const own = await api.get(`/reports/${filed.body.id}`);
    expect(own.body).toMatchObject({ state: 'posted', ...source });
    const published = await running.app.asNobody().get(`/reports/${filed.body.id}`);
    expect(published.body).toMatchObject({ ...source, codedBy: null });
    const [delivery] = (await api.get('/deliveries')).body.items;
    expect(delivery).toMatchObject({ sendingCityText: 'Somewhere', sendingCountry: 'PL' });
  });

  test('may be left open', async () => {
    const unsaid = { sourceReadOn: null, sourceHash: null, codedBy: null };
    expect(await file({})).toMatchObject({ status: 202, body: unsaid });
  });

  test.each([
    [{ sourceReadOn: '2999-01-01' }, '/sourceReadOn'],
    [{ sourceReadOn: '2024-02-30' }, '/sourceReadOn'],
    [{ sourceHash: 'AB'.repeat(32) }, '/sourceHash'],
    [{ sourceHash: 'ab' }, '/sourceHash'],
    [{ codedBy: ' ' }, '/codedBy'],
    [{ codedBy: 'x'.repeat(201) }, '/codedBy'],
  ])('%j is refused at its field', async (rest, pointer) => {
    const answer = await file(rest);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
  });

  test('is of a public source alone, in the database too', async () => {
    const answer = await file(source, 'receiver');
    expect(answer.status).toBe(422);
    const pointers = answer.body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).toEqual(['/sourceReadOn', '/sourceHash', '/codedBy']);
    const own = await api.followReport('receiver', SENDER, csv('date'));
    await expect(
      running.app.database.query(`update report set coded_by = 'x' where id = $1`, [own.id]),
    ).rejects.toThrow('report_source_is_public');
  });
});
