import { RECEIVER, SENDER } from './support/builders';
import { Town } from './support/town';
import { Visitor } from './support/visitor';

const HERE = RECEIVER;
const ELSEWHERE = SENDER;

interface Event {
  id: string;
  action: string;
  subject: { kind: string; id: string };
  person: { id: string; name: string | null } | null;
  cityIds: string[];
}

// Goal: who answers for a city reads what was done there, and learns nothing of other cities by it.
describe('the log of what was done', () => {
  const town = new Town();
  let here: { id: string; visitor: Visitor };
  let steward: { id: string; visitor: Visitor };
  let ids: Record<'here' | 'shared' | 'elsewhere' | 'nowhere', string>;

  beforeAll(async () => {
    await town.start();
    here = await town.signedIn([{ role: 'administrator', cityId: HERE }]);
    steward = await town.signedIn([{ role: 'steward' }]);
    ids = {
      here: await add('test.here', [HERE], here.id),
      shared: await add('test.shared', [HERE, ELSEWHERE], here.id),
      elsewhere: await add('test.elsewhere', [ELSEWHERE], steward.id),
      nowhere: await add('test.nowhere', [], steward.id),
    };
  });
  afterAll(() => town.running.stop());

  async function add(action: string, cityIds: string[], personId: string | null) {
    const [{ id }] = await town.sql(
      `insert into audit_event (person_id, via, network, action, subject_kind,
         subject_id, city_ids, before, after)
       values ($3, 'session', '192.0.2.0/24', $1, 'test', 'T-1', $2, '{"state": "old"}',
         '{"state": "new"}') returning id`,
      [action, cityIds, personId],
    );
    return id as string;
  }
  const read = async (visitor: Visitor, query = ''): Promise<Event[]> => {
    const { status, body } = await visitor.get(`/audit?limit=200${query}`);
    expect(status).toBe(200);
    return body.items;
  };
  const idsOf = (events: Event[]) => events.map(({ id }) => id);

  test('is read by administrators of their cities, and of no others', async () => {
    const found = idsOf(await read(here.visitor));
    expect(found).toEqual(expect.arrayContaining([ids.here, ids.shared]));
    expect(found).not.toContain(ids.elsewhere);
    expect(found).not.toContain(ids.nowhere);
  });

  test('is read by stewards of what belongs to no city alone', async () => {
    const events = await read(steward.visitor);
    expect(idsOf(events)).toContain(ids.nowhere);
    expect(events.filter(({ cityIds }) => cityIds.length > 0)).toEqual([]);
    for (const id of [ids.here, ids.shared, ids.elsewhere]) {
      expect(idsOf(events)).not.toContain(id);
    }
  });

  test('is closed to coordinators, researchers, tokens and nobody', async () => {
    const coordinator = await town.signedIn([{ role: 'coordinator', cityId: HERE }]);
    const researcher = await town.signedIn([{ role: 'researcher', cityId: HERE }]);
    expect((await coordinator.visitor.get('/audit')).status).toBe(403);
    expect((await researcher.visitor.get('/audit')).status).toBe(403);
    expect((await town.visitor().get('/audit')).status).toBe(401);
    const { url, token } = town.running.app;
    const byToken = await fetch(`${url}/api/v1/audit`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(byToken.status).toBe(403);
  });

  test('does not tell where else a person of the city works', async () => {
    const shared = (await read(here.visitor)).find(({ id }) => id === ids.shared);
    expect(shared?.cityIds).toEqual([HERE]);
    expect(await read(here.visitor, `&city=${ELSEWHERE}`)).toEqual([]);
    const other = await town.signedIn([{ role: 'administrator', cityId: ELSEWHERE }]);
    const there = await read(other.visitor, `&city=${ELSEWHERE}`);
    expect(idsOf(there)).toEqual(expect.arrayContaining([ids.shared, ids.elsewhere]));
  });

  test('names a person whom the reader may see, and gives the id of others and of the erased', async () => {
    const other = await town.signedIn([{ role: 'administrator', cityId: ELSEWHERE }]);
    const byOther = async (id: string) =>
      (await read(other.visitor)).find((event) => event.id === id)?.person;
    expect(await byOther(ids.shared)).toEqual({ id: here.id, name: null });
    expect(await byOther(ids.elsewhere)).toEqual({ id: steward.id, name: null });
    const own = (await read(here.visitor)).find(({ id }) => id === ids.here);
    expect(own?.person).toEqual({ id: here.id, name: 'Test' });

    const leaving = await town.signedIn([{ role: 'coordinator', cityId: HERE }]);
    await leaving.visitor.patch('/users/me', { language: 'en' });
    await here.visitor.post(`/users/${leaving.id}/erasure`);
    const done = (await read(here.visitor)).find(({ action }) => action === 'account.change');
    expect(done?.person).toEqual({ id: leaving.id, name: null });
    const byNobody = await add('test.nobody', [HERE], null);
    expect((await read(here.visitor)).find(({ id }) => id === byNobody)?.person).toBeNull();
  });

  test('shows what stood there and what stands there now, and from which network', async () => {
    const [event] = await read(here.visitor, '&action=test.here');
    expect(event).toMatchObject({
      id: ids.here,
      action: 'test.here',
      via: 'session',
      network: '192.0.2.0/24',
      subject: { kind: 'test', id: 'T-1' },
      before: { state: 'old' },
      after: { state: 'new' },
    });
  });

  test('is narrowed by record, person and action', async () => {
    const one = await add('test.narrow', [HERE], steward.id);
    expect(idsOf(await read(here.visitor, `&person=${steward.id}`))).toEqual([one]);
    expect(idsOf(await read(here.visitor, '&action=test.narrow'))).toEqual([one]);
    const ofRecord = idsOf(await read(here.visitor, '&subjectKind=test&subjectId=T-1'));
    expect(ofRecord).toContain(one);
    expect(await read(here.visitor, '&subjectKind=test&subjectId=T-2')).toEqual([]);
    expect((await here.visitor.get('/audit?person=x')).status).toBe(422);
    expect((await here.visitor.get('/audit?cursor=x')).status).toBe(422);
  });

  test('comes page by page, newest first, each event once', async () => {
    for (let n = 0; n < 5; n++) await add('test.page', [HERE], null);
    const all = idsOf(await read(here.visitor, '&action=test.page'));
    expect(all).toEqual([...all].sort((a, b) => Number(b) - Number(a)));
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await here.visitor.get(`/audit?action=test.page&limit=2${cursor}`);
      seen.push(...idsOf(body.items));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(all);
    expect(seen).toHaveLength(5);
  });

  test('does not grow by being read', async () => {
    const [before] = await town.sql(`select count(*) from audit_event`);
    await read(here.visitor);
    expect(await town.sql(`select count(*) from audit_event`)).toEqual([before]);
  });
});
