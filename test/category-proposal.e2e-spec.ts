import { DataSource } from 'typeorm';
import { CategoryMemory } from '@pobratym/cities';
import { RECEIVER, SENDER } from './support/builders';
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
