import { DataSource } from 'typeorm';
import { CategoryMemory } from '@pobratym/cities';
import { csv, RECEIVER, SENDER, signPartnership } from './support/builders';
import { Api } from './support/http';
import { createPerson } from './support/people';
import { RunningApps } from './support/running-apps';

const ask = (api: Api, item: string, city?: string) =>
  api.get(
    `/categories/proposal?${new URLSearchParams({ item, ...(city && { city }) }).toString()}`,
  );

// Goal: while a line is being written its category and its amounts are proposed, a city's own
// choices first; and what a city has chosen is told to nobody else.
describe('the proposal for an item', () => {
  const running = new RunningApps();
  let database: DataSource;
  let coordinator: Api;
  let personId: string;

  beforeAll(async () => {
    const app = await running.start({ worker: false });
    database = app.applicationDatabase;
    coordinator = await app.asPerson([{ role: 'coordinator', cityId: RECEIVER }]);
    personId = (await createPerson(app.database, [])).id;
  });
  afterAll(() => running.stop());

  const remember = (cityId: string, item: string, category: string) =>
    database.transaction((tx) =>
      new CategoryMemory(database).remember(tx, { cityId, item, category, personId }),
    );

  test('has a category, and the amounts that its words state', async () => {
    const { status, body } = await ask(coordinator, '≈ 40 мішків борошна по 25 кг');
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ category: 'food', flags: [], isRemembered: false },
      ...{ massKg: 1000, quantity: 40, unit: 'package', isApproximate: true },
    });
  });

  test('leaves open what could mean two things', async () => {
    const { body } = await ask(coordinator, 'xyzzy 1.200 t');
    expect(body).toEqual({
      ...{ category: 'other', flags: ['category_unsure', 'amount_ambiguous'], isRemembered: false },
      ...{ massKg: null, quantity: null, unit: null, isApproximate: false },
    });
  });

  test('follows what the city chose before, for those who see its aid', async () => {
    await remember(RECEIVER, '5 ковдр', 'medical');
    const own = await ask(coordinator, '12 Ковдр', RECEIVER);
    expect(own.body).toMatchObject({
      ...{ category: 'medical', flags: ['category_remembered'], isRemembered: true },
      ...{ quantity: 12, unit: 'piece' },
    });
    const byWords = { category: 'bedding', isRemembered: false };
    expect((await ask(coordinator, '12 Ковдр')).body).toMatchObject(byWords);
    expect((await ask(running.app.asNobody(), '12 Ковдр')).body).toMatchObject(byWords);
  });

  test('is refused for a city of others, whether it is there or not', async () => {
    const stranger = await running.app.asPerson([{ role: 'coordinator', cityId: 'lviv-ua' }]);
    const researcher = await running.app.asPerson([{ role: 'researcher', cityId: RECEIVER }]);
    for (const asker of [stranger, researcher]) {
      const answers = [
        await ask(asker, 'ковдр', RECEIVER),
        await ask(asker, 'ковдр', 'nowhere-ua'),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403]);
      for (const { body } of answers) expect(JSON.stringify(body)).not.toContain('medical');
    }
    expect((await ask(running.app.asNobody(), 'ковдр', RECEIVER)).status).toBe(401);
  });

  test('follows other cities only where two agree and none does not', async () => {
    await remember(SENDER, 'спальні мішки', 'shelter');
    expect((await ask(coordinator, 'спальні мішки', RECEIVER)).body.category).toBe('bedding');
    await remember('lviv-ua', 'Спальні мішки', 'shelter');
    const { body } = await ask(coordinator, 'спальні мішки', RECEIVER);
    expect(body).toMatchObject({ category: 'shelter', isRemembered: true });
    await remember('kyiv-ua', 'спальні мішки', 'clothing');
    expect((await ask(coordinator, 'спальні мішки', RECEIVER)).body.category).toBe('bedding');
  });

  test.each([
    ['', '/item'],
    ['x'.repeat(1001), '/item'],
    ['a\0b', '/item'],
  ])('names what is wrong with the question', async (item, pointer) => {
    const { status, body } = await ask(coordinator, item);
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ pointer }]);
  });

  test('asks for a city by its id', async () => {
    const { status, body } = await ask(coordinator, 'ковдр', 'Не місто');
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ pointer: '/city' }]);
  });
});

describe('a category that a person corrects', () => {
  const running = new RunningApps();
  afterAll(() => running.stop());

  test('is proposed for the same words the next time', async () => {
    await running.start({ worker: false });
    const own = await running.app.asPerson([{ role: 'coordinator', cityId: 'lviv-ua' }]);
    const line = { category: 'other', item: 'Zmivalka 3000', massKg: 5 };
    const got = await own.post('/deliveries', {
      ...{ sendingCityId: 'bytom-pl', receivingCityId: 'lviv-ua', isOutsidePartnership: true },
      ...{ receivedOn: '2023-05-05', lines: [line] },
    });
    const ask = () => own.get('/categories/proposal?item=Zmivalka%207&city=lviv-ua');
    expect((await ask()).body.category).toBe('other');
    const corrected = await own.post(`/deliveries/${got.body.id}/corrections`, {
      reason: 'wrong_item',
      lines: [{ ...line, category: 'hygiene', lineId: got.body.lines[0].id }],
    });
    expect(corrected.status).toBe(201);
    expect((await ask()).body.category).toBe('hygiene');
  });
});

// Goal: a file is read as its city speaks, and a file of many rows is not a question a row.
describe('the rows of a file that name no category', () => {
  const running = new RunningApps();
  const HEADER = 'date,reporting_city,partner_city,category,item,mass_kg,source_url';
  let api: Api;
  let personId: string;

  beforeAll(async () => {
    api = new Api(await running.start());
    personId = (await createPerson(running.app.database, [])).id;
    await signPartnership(api);
    for (const [cityId, item, category] of [
      [RECEIVER, 'Ковдри', 'medical'],
      [RECEIVER, 'Zmivalka 3000', 'hygiene'],
      [SENDER, 'Ковдри', 'shelter'],
      ['lviv-ua', 'Zmivalka', 'energy'],
      ['kyiv-ua', 'Спальні мішки', 'clothing'],
      ['lviv-ua', 'спальні мішки', 'clothing'],
    ] as const) {
      await running.app.database.transaction((tx) =>
        new CategoryMemory(running.app.database).remember(tx, { cityId, item, category, personId }),
      );
    }
  });
  afterAll(() => running.stop());

  async function categoriesOf(side: string, cityId: string | undefined, rows: string[]) {
    const report = await api.followReport(side, cityId, csv(HEADER, ...rows));
    expect(report).toMatchObject({ state: 'posted', linesPosted: rows.length });
    const table = side === 'sender' ? 'shipment' : 'delivery';
    const flags = side === 'sender' ? `'{}'::text[]` : 'l.flags';
    const lines: { category: string; proposed: boolean; flags: string[] }[] =
      await running.app.database.query(
        `select l.category, l.is_category_proposed as proposed, ${flags} as flags
         from ${table} t join ${table}_line l on l.${table}_id = t.id
         where t.report_id = $1 order by l.report_row`,
        [report.id],
      );
    return lines.map(({ category, proposed, flags: list }) => [category, proposed, ...list]);
  }

  test('are of the category that the filing city chose before, marked as proposed', async () => {
    const rows = ['ковдри', '12 Zmivalka!', 'спальні мішки', 'борошно', 'zmivalka xyzzy'].map(
      (item, n) => `2023-05-02,,Bytom,,${item},${n + 1},`,
    );
    const own = '2023-05-02,,Bytom,bedding,ковдри,9,';
    expect(await categoriesOf('receiver', RECEIVER, [...rows, own])).toEqual([
      ['medical', true, 'category_remembered'],
      ['hygiene', true, 'category_remembered'],
      ['clothing', true, 'category_remembered'],
      ['food', true],
      ['other', true, 'category_unsure'],
      ['bedding', false],
    ]);
    const sent = ['2023-05-02,,Drohobych,,ковдри,3,'];
    expect(await categoriesOf('sender', SENDER, sent)).toEqual([['shelter', true]]);
  });

  test('in a file of several cities each follow their own', async () => {
    const rows = ['Drohobych', 'Lviv'].map(
      (city, n) => `2023-05-03,${city},Bytom,,zmivalka,${n + 1},`,
    );
    expect(await categoriesOf('receiver', undefined, rows)).toEqual([
      ['hygiene', true, 'category_remembered'],
      ['energy', true, 'category_remembered'],
    ]);
  });

  test('of a public source tell nobody what a city chose for itself', async () => {
    const rows = ['ковдри', 'спальні мішки'].map(
      (item, n) => `2023-05-04,,Bytom,,${item},${n + 1},https://example.org/`,
    );
    expect(await categoriesOf('public_source', RECEIVER, rows)).toEqual([
      ['bedding', true],
      ['clothing', true, 'category_remembered'],
    ]);
  });

  test('are asked for together, however many they are', async () => {
    const recall = jest.spyOn(CategoryMemory.prototype, 'recall');
    const rows = Array.from({ length: 2_500 }, (_, n) => `2023-05-05,,Bytom,,ковдри ${n},1,`);
    const found = await categoriesOf('receiver', RECEIVER, rows);
    expect(found.filter(([category]) => category !== 'medical')).toEqual([]);
    expect(recall.mock.calls.length).toBeLessThanOrEqual(3);
    expect(recall.mock.calls.flatMap(([, asked]) => asked)).toHaveLength(2_500);
    recall.mockRestore();
  });

  test('of a packing list follow the sender', async () => {
    const form = new FormData();
    form.set('sendingCityId', SENDER);
    form.set('receivingCityId', RECEIVER);
    form.set('dryRun', 'true');
    form.set('file', new Blob([csv('item,mass_kg', 'Ковдри,5', 'Борошно,6')]), 'list.csv');
    const { body } = await api.postForm('/shipments/packing-list', form);
    expect(body.shipments[0].lines).toMatchObject([
      { category: 'shelter', isCategoryProposed: true, flags: ['category_remembered'] },
      { category: 'food', isCategoryProposed: true, flags: [] },
    ]);
  });
});
