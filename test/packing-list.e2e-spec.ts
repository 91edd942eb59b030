import { csv, recordStep, signPartnership } from './support/builders';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';
import { zipOf } from './support/zip';

const PAIR = { sendingCityId: 'bytom-pl', receivingCityId: 'drohobych-ua' };
const HEADER = 'item,quantity,unit,mass_kg';

/** A workbook as small as it can be, with the rows as XML. */
function workbook(rows: string): Buffer {
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const rels = (target: string, type: string) =>
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
    `<Relationship Id="r1" Type="${types}/${type}" Target="${target}"/></Relationships>`;
  const parts = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': rels('xl/workbook.xml', 'officeDocument'),
    'xl/_rels/workbook.xml.rels': rels('worksheets/sheet1.xml', 'worksheet'),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${types}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
  };
  return zipOf(Object.entries(parts).map(([name, text]) => ({ name, data: Buffer.from(text) })));
}

const row = (number: number, cells: string): string => `<row r="${number}">${cells}</row>`;
const text = (cell: string, value: string): string =>
  `<c r="${cell}" t="inlineStr"><is><t>${value}</t></is></c>`;
const head = row(1, text('A1', 'найменування') + text('B1', 'маса_кг'));

// Goal: what was packed becomes drafts, all of it or nothing, and each wrong row is named.
describe('a packing list', () => {
  const running = new RunningApps();
  let api: Api;
  let partnershipId: string;

  beforeAll(async () => {
    await running.start();
    api = new Api(running.app);
    partnershipId = await signPartnership(api);
  });
  afterAll(() => running.stop());

  const count = async (): Promise<number> =>
    (await running.app.database.query(`select count(*)::int as count from shipment`))[0].count;

  function send(
    content: string | Uint8Array,
    fields: Record<string, string | undefined> = {},
    headers: Record<string, string> = {},
  ) {
    const form = new FormData();
    const all = { ...PAIR, dryRun: 'true', ...fields };
    for (const [name, value] of Object.entries(all)) if (value !== undefined) form.set(name, value);
    form.set('file', new Blob([content as never]), 'list');
    const caller = new Api(running.app);
    caller.headers = () => ({ ...api.headers(), ...headers });
    return caller.postForm('/shipments/packing-list', form);
  }

  test('shows what it would become, and what is wrong with each row', async () => {
    const before = await count();
    const rows = ['Blankets,20,box,', 'Canned meat,,,"12,5 т"', 'Flour,,,-3', ',1,box,'];
    const { status, body } = await send(csv(HEADER, ...rows));
    expect(status).toBe(200);
    expect(body.shipments).toMatchObject([
      {
        receivingCityId: PAIR.receivingCityId,
        partnershipId,
        reference: null,
        plannedOn: null,
        lines: [
          { row: 1, category: 'bedding', isCategoryProposed: true, quantity: 20, unit: 'box' },
          { row: 2, category: 'food', massKg: 12_500, quantity: null },
        ],
      },
    ]);
    expect(body.errorCount).toBe(2);
    expect(body.errors).toMatchObject([
      { row: 3, column: 'mass_kg', value: '-3', detail: expect.stringContaining('negative') },
      { row: 4, column: 'item', value: '' },
    ]);
    expect(await count()).toBe(before);
  });

  test('is stored as a whole or not at all', async () => {
    const before = await count();
    const bad = await send(csv(HEADER, 'Flour,,,100', 'Flour,,,x'), { dryRun: 'false' });
    expect(bad.status).toBe(422);
    expect(bad.body).toMatchObject({ errorCount: 1, rowErrors: [{ row: 2, column: 'mass_kg' }] });
    expect(await count()).toBe(before);

    const good = await send(csv(HEADER, 'Flour,,,100', 'Beds,3,piece,'), { dryRun: 'false' });
    expect(good.status).toBe(201);
    expect(good.body.items).toMatchObject([
      { state: 'draft', partnershipId, lines: [{ massKg: 100 }, { quantity: 3, unit: 'piece' }] },
    ]);
    expect(await count()).toBe(before + 1);
  });

  test('sent again with its key has no second effect', async () => {
    const key = { 'idempotency-key': 'list-1' };
    const list = csv(HEADER, 'Rice,,,40');
    const first = await send(list, { dryRun: 'false' }, key);
    const before = await count();
    const again = await send(list, { dryRun: 'false' }, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await count()).toBe(before);
    const other = await send(csv(HEADER, 'Rice,,,41'), { dryRun: 'false' }, key);
    expect([other.status, other.body.type]).toEqual([
      422,
      'https://pobratym.org/problems/idempotency-key-reused',
    ]);
  });

  test('sent again with its key is answered, though it could not be accepted any more', async () => {
    const tie = await signPartnership(api, { sender: 'legnica-pl', receiver: 'drohobych-ua' });
    const key = { 'idempotency-key': 'list-2' };
    const fields = { dryRun: 'false', sendingCityId: 'legnica-pl' };
    const list = csv('item,mass_kg', 'Rice,40');
    const first = await send(list, fields, key);
    expect(first.status).toBe(201);
    const ended = await recordStep(api, tie, 'terminated', '2023-01-01', {
      ...{ forCityId: 'legnica-pl', reason: 'No more' },
    });
    expect(ended.status).toBe(201);
    expect((await send(list, fields)).status).toBe(422);
    const again = await send(list, fields, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const stranger = await running.app.asPerson([{ role: 'coordinator', cityId: 'lviv-ua' }]);
    expect((await send(list, fields, { ...key, ...stranger.headers() })).status).toBe(403);
  });

  // A statement for each shipment would take minutes, and the test its limit of one.
  test('of ten thousand shipments is stored as a set, in its order', async () => {
    const before = await count();
    const rows = Array.from({ length: 10_000 }, (_, n) => `Rice ${n},5,R${n}`);
    const list = csv('item,mass_kg,reference', ...rows);
    const key = { 'idempotency-key': 'list-of-many' };
    const { status, body } = await send(list, { dryRun: 'false' }, key);
    expect([status, body.items?.length]).toEqual([201, 10_000]);
    for (const n of [0, 4_999, 9_999]) {
      const lines = [{ item: `Rice ${n}`, lineNumber: 1 }];
      expect(body.items[n]).toMatchObject({ reference: `R${n}`, state: 'draft', lines });
    }
    expect(await count()).toBe(before + 10_000);
    const [events] = await running.app.database.query(
      `select count(distinct subject_id)::int as count from audit_event
       where action = 'shipment.draft' and subject_id = any($1)
         and city_ids = array['bytom-pl', 'drohobych-ua'] and person_id is not null`,
      [body.items.map(({ id }: { id: string }) => id)],
    );
    expect(events.count).toBe(10_000);
    expect((await send(list, { dryRun: 'false' }, key)).body.items).toHaveLength(10_000);
    expect(await count()).toBe(before + 10_000);
  });

  test('has a shipment for each case, or else reference with day and city', async () => {
    const list = csv(
      'case,reference,date,partner_city,item,mass_kg',
      'a,,2030-05-01,Drohobych,Flour,1',
      'a,,,Drohobych,Rice,2',
      ',CMR 7,2030-05-01,Drohobych,Oil,3',
      ',CMR 7,2030-05-01,Drohobych,Salt,4',
      ',CMR 7,2030-05-02,Drohobych,Sugar,5',
      ',,,Drohobych,Tea,6',
      ',,,Drohobych,Honey,7',
    );
    const { body } = await send(list, { receivingCityId: undefined });
    expect(body.errors).toEqual([]);
    const shapes = body.shipments.map((one: typeof body) => [
      one.reference,
      one.plannedOn,
      one.lines.map(({ massKg }: { massKg: number }) => massKg),
    ]);
    expect(shapes).toEqual([
      [null, '2030-05-01', [1, 2]],
      ['CMR 7', '2030-05-01', [3, 4]],
      ['CMR 7', '2030-05-02', [5]],
      [null, null, [6]],
      [null, null, [7]],
    ]);
  });

  test('is one shipment where all its rows go to one city and name none', async () => {
    const header = 'date,partner_city,item,mass_kg';
    const rows = ['2030-05-01,Drohobych,Flour,1', ',Drohobych,Rice,2', ',Drohobych,Tea,3'];
    const fields = { receivingCityId: undefined };
    const one = await send(csv(header, ...rows), fields);
    expect(one.body.shipments).toMatchObject([{ plannedOn: '2030-05-01', lines: [{}, {}, {}] }]);
    const two = await send(csv(header, ...rows, '2030-05-02,Drohobych,Salt,4'), fields);
    expect(two.body.shipments).toHaveLength(4);
  });

  test('to a city without a partnership is refused in each of its rows', async () => {
    const list = csv(HEADER, 'Flour,,,5', 'Rice,,,6');
    const { body } = await send(list, { receivingCityId: 'kyiv-ua' });
    expect(body.errors).toMatchObject([{ row: 1 }, { row: 2, value: 'kyiv-ua' }]);
  });

  test('means the same as a workbook with Ukrainian headers', async () => {
    const rows =
      head +
      row(2, text('A2', 'Борошно') + '<c r="B2"><v>0.30000000000000004</v></c>') +
      row(4, text('A4', 'Ковдри') + text('B4', '12,5 т')) +
      row(5, text('A5', 'Рис') + '<c r="B5"><f>1+1</f><v>1.234</v></c>');
    const { status, body } = await send(workbook(rows));
    expect([status, body.errors]).toEqual([200, []]);
    const list = csv('найменування;маса_кг', 'Борошно;0,3', 'Ковдри;12,5 т', 'Рис;1,2340');
    const same = await send(list);
    const lines = (of: typeof body) =>
      of.shipments[0].lines.map(({ row: _, ...line }: { row: number }) => line);
    expect(lines(body)).toEqual(lines(same.body));
    expect(body.shipments[0].lines.map(({ massKg }: { massKg: number }) => massKg)).toEqual([
      0.3, 12_500, 1.234,
    ]);
  });

  test('names the cell of a formula that has no value', async () => {
    const rows = head + row(7, text('A7', 'Flour') + '<c r="B7"><f>SUM(B2:B6)</f></c>');
    const { body } = await send(workbook(rows));
    expect(body.errors).toMatchObject([
      { row: 7, column: 'mass_kg', detail: expect.stringContaining('B7') },
    ]);
    const ukrainian = await send(workbook(rows), {}, { 'accept-language': 'uk' });
    expect(ukrainian.body.errors[0].detail).toMatch(/[іїє].*B7/);
  });

  test('that is a renamed photo is refused with words', async () => {
    const { status, body } = await send(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    expect(status).toBe(200);
    expect(body.errors).toMatchObject([{ row: 0, detail: expect.stringContaining('PNG picture') }]);
  });

  test.each([
    ['a sum at its foot', 'Total,,,500', 'item'],
    ['a quantity of nothing', 'Flour,5,,', 'unit'],
    ['a mass that may be in grams', 'Flour,,,2000000', 'mass_kg'],
  ])('with %s is refused', async (_, bad, column) => {
    const { body } = await send(csv(HEADER, 'Flour,,,500', bad));
    expect(body.errors).toMatchObject([{ row: 2, column }]);
  });

  test('may have a large mass that is confirmed', async () => {
    const large = { dryRun: 'false', confirmLargeMass: 'true' };
    const { status, body } = await send(csv(HEADER, 'Flour,,,2000000'), large);
    expect([status, body.items?.[0].lines[0].massKg]).toEqual([201, 2_000_000]);
  });

  test('to a city without a partnership is refused at the row', async () => {
    const { body } = await send(csv(HEADER, 'Flour,,,5'), { receivingCityId: 'kyiv-ua' });
    expect(body.errors).toMatchObject([{ row: 1, column: 'partner_city', value: 'kyiv-ua' }]);
    const other = { receivingCityId: 'kyiv-ua', partnershipId };
    expect((await send(csv(HEADER, 'Flour,,,5'), other)).body.errorCount).toBe(1);
  });

  test('has at most 1,000 lines a shipment and 10,000 rows', async () => {
    const long = (rows: number) => csv(HEADER, ...Array<string>(rows).fill('Flour,,,5'));
    const lines = await send(long(1_001));
    expect([lines.body.errorCount, lines.body.errors[0].row]).toEqual([1, 1_001]);
    expect((await send(long(1_000))).body.errorCount).toBe(0);
    const rows = await send(long(10_001));
    expect(rows.body).toMatchObject({ shipments: [], errorCount: 1, errors: [{ row: 0 }] });
    expect(rows.body.errors[0].detail).toContain('10,000 rows');
    const wrong = await send(csv(HEADER, ...Array<string>(1_200).fill('Flour,,,x')));
    expect([wrong.body.errorCount, wrong.body.errors.length]).toEqual([1_200, 1_000]);
  });

  const WIDE = 'item,mass_kg,note,reference,declaration,packages,value,currency,date';

  // Right in the preview is right in the store, and what is typed in may not say it either.
  test.each([
    ['a control character in the item', 'Ri\u0001ce,5,,,,,,,', 'item'],
    ['a control character in the note', 'Rice,5,be\u0007ll,,,,,,', 'note'],
    ['a control character in the reference', 'Rice,5,,R\u001b1,,,,,', 'reference'],
    ['a control character in the declaration', 'Rice,5,,,d\u007f,,,,', 'declaration'],
    ['more than a million packages', 'Rice,5,,,,1000001,,,', 'packages'],
    ['a sum that the columns cannot hold', 'Rice,5,,,,,9999999999999,KWD,', 'value'],
    ['a sum of a billion billions', 'Rice,5,,,,,1000000000000,EUR,', 'value'],
    ['a day of the year 9999', 'Rice,5,,,,,,,9999-12-31', 'date'],
    ['a reference of 201 characters', `Rice,5,,${'a'.repeat(200)}😀,,,,,`, 'reference'],
    ['an item of 1,001 characters', `${'a'.repeat(1000)}😀,5,,,,,,,`, 'item'],
  ])('with %s is refused at its cell, when looked at and when stored', async (_, bad, column) => {
    const before = await count();
    const list = csv(WIDE, bad);
    const seen = await send(list);
    expect([seen.status, seen.body.errorCount]).toEqual([200, 1]);
    expect(seen.body.errors).toMatchObject([{ row: 1, column }]);
    expect(JSON.stringify(seen.body)).not.toMatch(/\\ud[89a-f]/);
    const ukrainian = await send(list, {}, { 'accept-language': 'uk' });
    expect(ukrainian.body.errors[0].detail).toMatch(/[іїє]/);
    const stored = await send(list, { dryRun: 'false' });
    expect(stored.body).toMatchObject({ status: 422, rowErrors: [{ row: 1, column }] });
    expect(await count()).toBe(before);
  });

  test('is stored with what just fits, cut between characters and never inside one', async () => {
    const item = `${'a'.repeat(998)}😀😀`;
    const reference = `${'r'.repeat(199)}😀`;
    const note = `${'n'.repeat(4998)}😀😀😀`;
    const row = `${item},5,${note},${reference},,1000000,999999999999.999,KWD,2199-12-31`;
    expect((await send(csv(WIDE, row))).body.errors).toEqual([]);
    const { status, body } = await send(csv(WIDE, row), { dryRun: 'false' });
    expect([status, body.items?.[0]]).toMatchObject([
      201,
      {
        ...{ reference, note: `${'n'.repeat(4998)}😀😀`, plannedDispatchOn: '2199-12-31' },
        lines: [{ item, packages: 1_000_000, value: 999_999_999_999.999 }],
      },
    ]);
  });

  test('shows half of a character in a workbook as a broken one, wherever it stands', async () => {
    const heads = ['item', 'mass_kg', 'note', 'reference', 'declaration'];
    const named = heads.map((name, n) => text(`${'ABCDE'[n]}1`, name)).join('');
    const half = '_xD83D_';
    const cells =
      text('A2', `Ri${half}ce`) +
      '<c r="B2"><v>5</v></c>' +
      ['C2', 'D2', 'E2'].map((cell) => text(cell, `x${half}_xDE00_${half}`)).join('');
    const list = workbook(row(1, named) + row(2, cells));
    expect((await send(list)).body.errors).toEqual([]);
    const { status, body } = await send(list, { dryRun: 'false' });
    expect(status).toBe(201);
    // Two halves that meet are whole.
    const mended = 'x😀\ufffd';
    expect(body.items).toMatchObject([
      { reference: mended, note: mended, lines: [{ item: 'Ri\ufffdce' }] },
    ]);
  });

  test.each([
    ['receivingCityId', 'atlantis'],
    ['dryRun', 'perhaps'],
    ['partnershipId', 'x'],
    ['colour', 'red'],
  ])('with a wrong field %s is refused by its name', async (name, value) => {
    const { status, body } = await send(csv(HEADER, 'Flour,,,5'), { [name]: value });
    expect([status, body.errors[0].pointer]).toEqual([422, `/${name}`]);
  });
});
