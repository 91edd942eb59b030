import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { createDatabase, TestDatabase } from '../../test/support/database';
import { CategoryMemory, itemKey } from './category-memory';
import { proposeCategory } from './classifier/propose-category';

const CITIES = ['a-ua', 'b-ua', 'c-pl', 'd-de'];
const [A, B, C, D] = CITIES as [string, string, string, string];

// Goal: what a person has called goods is proposed next time, and no city's choice alone is told to
// others.
describe('the memory of categories', () => {
  let own: TestDatabase;
  let owner: DataSource;
  let database: DataSource;
  let memory: CategoryMemory;
  let personId: string;

  beforeAll(async () => {
    own = await createDatabase();
    owner = await new DataSource({ type: 'postgres', url: own.ownerUrl }).initialize();
    // As API and worker, with their rights alone.
    database = await new DataSource({ type: 'postgres', url: own.url }).initialize();
    memory = new CategoryMemory(database);
    await owner.query(
      `insert into city (id, name_en, country, latitude, longitude, source)
       select id, id, upper(right(id, 2)), 50, 24, 'test' from unnest($1::text[]) id`,
      [CITIES],
    );
    [{ id: personId }] = await owner.query(`insert into person default values returning id`);
  });
  beforeEach(() => owner.query(`truncate category_choice`));
  afterAll(async () => {
    await database.destroy();
    await owner.destroy();
    await own.drop();
  });

  const remember = (cityId: string, item: string, category: string) =>
    database.transaction((tx) => memory.remember(tx, { cityId, item, category, personId }));
  const propose = async (cityId: string | null, item: string) =>
    (await memory.propose(database.manager, cityId, [item]))[0];
  const remembered = (category: string) => ({ category, flags: ['category_remembered'] });

  test('a choice of the city is proposed however the item is written', async () => {
    await remember(A, '5 Дронів «Mavic»', 'rescue');
    for (const item of ['дронів mavic', 'ДРОНІВ, MAVIC (12)', '  7 дронів  Mavic! ']) {
      expect(await propose(A, item)).toEqual(remembered('rescue'));
    }
    expect(await propose(A, 'дрони')).toEqual(proposeCategory('дрони'));
  });

  test('the latest choice of a city wins, and says who and when', async () => {
    await remember(A, 'ковдри', 'clothing');
    await remember(A, 'ковдри', 'clothing');
    const [first] = await owner.query(`select * from category_choice`);
    expect(first).toMatchObject({ choice_count: 2, chosen_by: personId, category: 'clothing' });
    await remember(A, 'Ковдри', 'bedding');
    expect(await propose(A, 'ковдри')).toEqual(remembered('bedding'));
    const rows = await owner.query(`select * from category_choice`);
    expect(rows).toEqual([expect.objectContaining({ category: 'bedding', choice_count: 1 })]);
    expect(rows[0].chosen_at > first.chosen_at).toBe(true);
  });

  test('the choice of one other city is not told', async () => {
    await remember(A, 'ковдри', 'medical');
    for (const city of [B, null]) {
      expect(await propose(city, 'ковдри')).toEqual({ category: 'bedding', flags: [] });
    }
  });

  test('what two cities chose alike is proposed to others, until one chooses otherwise', async () => {
    await remember(A, 'ковдри', 'medical');
    await remember(B, 'ковдри', 'medical');
    for (const city of [C, null])
      expect(await propose(city, 'ковдри')).toEqual(remembered('medical'));
    await remember(D, 'ковдри', 'shelter');
    expect(await propose(C, 'ковдри')).toEqual(proposeCategory('ковдри'));
    expect(await propose(A, 'ковдри')).toEqual(remembered('medical'));
    expect(await propose(D, 'ковдри')).toEqual(remembered('shelter'));
  });

  test('many items are answered in their order by one query', async () => {
    await remember(A, 'ковдри', 'shelter');
    const items = ['рис', '5 ковдри', '', '12', 'ковдри', 'qwrtz', 'рис'];
    const query = jest.spyOn(database.manager, 'query');
    const found = await memory.propose(database.manager, A, items);
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
    expect(found).toEqual(
      items.map((item) =>
        item.includes('ковдри') ? remembered('shelter') : proposeCategory(item),
      ),
    );
    expect(await memory.propose(database.manager, A, [])).toEqual([]);
  });

  test('two people who choose at once leave one choice', async () => {
    const chosen = ['food', 'medical', 'food', 'energy', 'food', 'medical'];
    await Promise.all(chosen.map((category) => remember(A, 'набір', category)));
    const rows = await owner.query(`select category, choice_count as count from category_choice`);
    expect(rows).toHaveLength(1);
    expect(chosen).toContain(rows[0].category);
  });

  test('no city, category or person that is not there is remembered', async () => {
    await expect(remember('nowhere-ua', 'ковдри', 'food')).rejects.toThrow('foreign key');
    await expect(remember(A, 'ковдри', 'gold')).rejects.toThrow('foreign key');
    const stranger = { cityId: A, item: 'ковдри', category: 'food', personId: randomUUID() };
    await expect(database.transaction((tx) => memory.remember(tx, stranger))).rejects.toThrow(
      'foreign key',
    );
    expect(await propose(A, 'ковдри')).toEqual({ category: 'bedding', flags: [] });
  });

  test('the application cannot delete a choice', async () => {
    await expect(database.query(`delete from category_choice`)).rejects.toThrow('permission');
  });

  test('any text is remembered, or has no letter', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 20 })),
        async (item) => {
          await remember(A, item, 'water');
          const [proposal] = await memory.propose(database.manager, A, [item]);
          const wanted = itemKey(item) === '' ? proposeCategory(item) : remembered('water');
          expect(proposal).toEqual(wanted);
        },
      ),
      { numRuns: 150 },
    );
    await remember(A, 'їжа '.repeat(20_000), 'water');
    await remember(A, '𝒜ß'.repeat(500), 'water');
  });
});
