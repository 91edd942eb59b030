import { ROLES } from '@pobratym/identity';
import { arriveInSession, Asker } from './support/askers';
import { ask } from './support/ask-scene';
import { draftShipment, line, RECEIVER, SENDER, signPartnership } from './support/builders';
import { Api } from './support/http';
import { Holding } from './support/people';
import { SCENES } from './support/rights-scenes';
import { createRightsWorld, RightsWorld } from './support/rights-world';
import { RunningApps } from './support/running-apps';
import { PASSWORD, Town } from './support/town';
import { Visitor } from './support/visitor';

const STRANGER = 'lviv-ua';

interface SignedIn {
  id: string;
  visitor: Visitor;
}

// Goal: what is done through the interface can be read by who answers for it, and by nobody changed.
describe('what is done with a shipment', () => {
  const town = new Town();
  let tieId: string;
  let coordinator: SignedIn;
  let administrators: Record<'sender' | 'receiver' | 'stranger', SignedIn>;

  beforeAll(async () => {
    await town.start();
    tieId = await signPartnership(new Api(town.running.app));
    coordinator = await town.signedIn([{ role: 'coordinator', cityId: SENDER }]);
    const administratorOf = (cityId: string) => town.signedIn([{ role: 'administrator', cityId }]);
    administrators = {
      sender: await administratorOf(SENDER),
      receiver: await administratorOf(RECEIVER),
      stranger: await administratorOf(STRANGER),
    };
  }, 60_000);
  afterAll(() => town.running.stop());

  async function draft(): Promise<string> {
    const { status, body } = await coordinator.visitor.post('/shipments', {
      ...{ partnershipId: tieId, sendingCityId: SENDER, receivingCityId: RECEIVER },
      lines: [line(1000)],
    });
    expect(status).toBe(201);
    return body.id;
  }
  const dispatch = (id: string, dispatchedOn: string) =>
    coordinator.visitor.post(`/shipments/${id}/dispatch`, { dispatchedOn });
  async function read({ visitor }: SignedIn, query: Record<string, string>) {
    const answer = await visitor.get(`/audit?${new URLSearchParams(query).toString()}`);
    expect(answer.status).toBe(200);
    return answer.body.items;
  }

  test('is told to the administrators of both cities, the doer by name to their own', async () => {
    const id = await draft();
    expect((await dispatch(id, '2023-05-02')).status).toBe(200);
    for (const [reader, name, cityId] of [
      ['sender', 'Test', SENDER],
      ['receiver', null, RECEIVER],
    ] as const) {
      const event = {
        person: { id: coordinator.id, name },
        via: 'session',
        network: expect.stringMatching(/^10\.1\.\d+\.0\/24$/),
        subject: { kind: 'shipment', id },
        cityIds: [cityId],
      };
      expect(await read(administrators[reader], { subjectId: id })).toMatchObject([
        {
          ...event,
          action: 'shipment.dispatch',
          before: { state: 'draft' },
          after: { state: 'dispatched' },
        },
        { ...event, action: 'shipment.draft', before: null },
      ]);
    }
    const queries: Record<string, string>[] = [
      { subjectId: id },
      { city: SENDER },
      { person: coordinator.id },
    ];
    for (const query of queries) {
      expect(await read(administrators.stranger, query)).toEqual([]);
    }
  });

  test('has no row where it was refused', async () => {
    const countRows = async () =>
      (await town.sql(`select 1 from audit_event where subject_kind = 'shipment'`)).length;
    const before = await countRows();
    const thief = await town.running.app.asPerson([{ role: 'coordinator', cityId: STRANGER }]);
    expect((await draftShipment(thief, tieId)).status).toBe(403);
    const id = await draft();
    expect((await dispatch(id, '2001-01-01')).status).toBe(409);
    expect(await countRows()).toBe(before + 1);
  });

  test('cannot be written into the log, changed or taken out of it by HTTP', async () => {
    const steward = await town.signedIn([{ role: 'steward' }]);
    const id = await draft();
    const [event] = await read(administrators.sender, { subjectId: id });
    const whole = () =>
      town.sql(`select md5(string_agg(e::text, '' order by id)) from audit_event e`);
    const before = await whole();
    const body = { action: 'shipment.draft', cityIds: [SENDER], personId: steward.id };
    for (const { visitor } of [administrators.sender, steward]) {
      for (const path of ['/audit', `/audit/${event.id}`]) {
        const answers = [
          await visitor.post(path, body),
          await visitor.put(path, body),
          await visitor.patch(path, body),
          await visitor.delete(path),
        ];
        expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      }
    }
    expect(await whole()).toEqual(before);
  });

  test('and a guess at the password of who did it is told where they work', async () => {
    const { id, email } = await town.newPerson([{ role: 'coordinator', cityId: SENDER }]);
    expect((await town.visitor().signIn(email, `not ${PASSWORD}`)).status).toBe(401);
    const query = { subjectKind: 'person', subjectId: id };
    expect(await read(administrators.sender, query)).toMatchObject([
      { action: 'session.refuse', person: null, via: 'nobody' },
    ]);
    expect(await read(administrators.stranger, query)).toEqual([]);
  });

  test.each([
    ['city=Bytom', '/city'],
    ['subjectKind=shipment%00', '/subjectKind'],
    ['subjectKind=Shipment', '/subjectKind'],
    ['subjectId=%00', '/subjectId'],
    ['person=me', '/person'],
    [`action=' or true --`, '/action'],
    ['action=a.b&action=c.d', '/action'],
    ['from=2024-02-30', '/from'],
    ['to=yesterday', '/to'],
    ['limit=0', '/limit'],
    ['limit=201', '/limit'],
    ['cursor=x', '/cursor'],
    [`cursor=${Buffer.from('1 or true').toString('base64url')}`, '/cursor'],
    ['cityIds=lviv-ua', '/cityIds'],
  ])('is not asked for by %s', async (query, pointer) => {
    const { status, body } = await administrators.sender.visitor.get(`/audit?${query}`);
    expect(status).toBe(422);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
  });
});

// Goal: nothing is changed without a trace, by whatever route. They are those of the test of rights,
// so one that is new is asked here too.
describe('each change that a route makes', () => {
  const running = new RunningApps();
  let world: RightsWorld;
  beforeAll(async () => {
    world = await createRightsWorld(await running.start());
  }, 120_000);
  afterAll(() => running.stop());

  const EVERYTHING: Holding[] = [
    ...[RECEIVER, SENDER].flatMap((cityId) =>
      ROLES.filter((role) => role !== 'steward').map((role) => ({ role, cityId })),
    ),
    { role: 'steward' },
  ];

  /** Nothing is changed: it only says what would be. */
  const CHANGES_NOTHING = ['POST /ties/import', 'POST /shipments/packing-list'];
  /** Their scenes are refused for what they send; their own tests look at the log. */
  const REFUSED = [
    'DELETE /users/me/second-factor',
    'POST /partnerships',
    'POST /partnerships/{id}/steps',
    'POST /session',
    'POST /session/letters/look',
    'POST /session/letters/use',
    'POST /session/second-factor',
    'POST /users/me/erasure',
    'POST /users/me/recovery-codes',
    'POST /users/me/second-factor/confirmation',
    'PUT /users/me/password',
  ];

  test('leaves a row that says who made it', async () => {
    const silent = new Set<string>();
    const refused = new Set<string>();
    for (const [route, scenes] of Object.entries(SCENES)) {
      if (route.startsWith('GET ')) continue;
      for (const scene of [scenes].flat()) {
        const me = await arriveInSession(running.app.database, EVERYTHING);
        const asker = { arrive: () => Promise.resolve(me) } as Asker;
        const { status } = await ask(world, asker, route, scene);
        const rows = await running.app.database.query(
          `select 1 from audit_event where person_id = $1`,
          [me.personId],
        );
        if (status >= 300) refused.add(route);
        else if (rows.length === 0) silent.add(route);
      }
    }
    expect([...silent]).toEqual(CHANGES_NOTHING);
    expect([...refused].sort()).toEqual(REFUSED);
  }, 60_000);

  test('of a partnership and its aid has left one each', async () => {
    const rows: { subject: string; actions: string[] }[] = await running.app.database.query(
      `select subject_id as subject, array_agg(action order by id) as actions from audit_event
       where subject_id = any($1) group by subject_id`,
      [[world.signedId, world.shipment.id, world.deliveryId, world.reportId, world.documentId]],
    );
    const told = new Map(rows.map(({ subject, actions }) => [subject, actions]));
    expect(told.get(world.signedId)!.slice(0, 5)).toEqual([
      'partnership.begin',
      'partnership.areas_chosen',
      'partnership.partner_approached',
      'partnership.agreement_drafted',
      'partnership.signed',
    ]);
    expect(told.get(world.shipment.id)!.slice(0, 2)).toEqual([
      'shipment.draft',
      'shipment.dispatch',
    ]);
    expect(told.get(world.deliveryId)).toEqual(['delivery.record']);
    expect(told.get(world.reportId)).toEqual(['report.file', 'report.post']);
    expect(told.get(world.documentId)).toEqual(['document.add']);
  });
});
