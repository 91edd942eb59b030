import { randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { hashSecret, newSecret, ROLES } from '@pobratym/identity';
import { ask } from './support/ask-scene';
import { Asker, arriveInSession, createAskers } from './support/askers';
import { csv, dispatchShipment, draftPartnership, line, RECEIVER } from './support/builders';
import { SENDER } from './support/builders';
import { signPartnership } from './support/builders';
import { addDocument, uploadDocument } from './support/documents';
import { Api } from './support/http';
import { SCENES } from './support/rights-scenes';
import { createRightsWorld, RightsWorld } from './support/rights-world';
import { RunningApps } from './support/running-apps';
import { PASSWORD, times, Town } from './support/town';
import { zipOf } from './support/zip';

const STRANGER = 'lviv-ua';
const FRIEND = 'krakow-pl';

// Goal: whoever has an account in one city gets nothing of another, whatever they put where an id
// can stand, and can set nothing that a request does not ask for.
describe('a coordinator and administrator of another city', () => {
  const running = new RunningApps();
  let world: RightsWorld;
  let thief: Api;
  /** Of the thief's own city: signed with a friend. */
  let ownTie: string;
  let ownShipment: { id: string; lines: { id: string }[] };

  beforeAll(async () => {
    const app = await running.start();
    world = await createRightsWorld(app);
    thief = await app.asPerson([
      { role: 'coordinator', cityId: STRANGER },
      { role: 'administrator', cityId: STRANGER },
      { role: 'researcher', cityId: STRANGER },
    ]);
    ownTie = await signPartnership(world.api, { sender: FRIEND, receiver: STRANGER });
    const draft = await world.api.post('/shipments', {
      partnershipId: ownTie,
      sendingCityId: FRIEND,
      receivingCityId: STRANGER,
      lines: [line(10)],
    });
    const sent = await world.api.post(`/shipments/${draft.body.id}/dispatch`, {
      dispatchedOn: '2023-05-02',
    });
    ownShipment = sent.body;
  }, 120_000);
  afterAll(() => running.stop());

  const everything = async () => {
    const tables = ['shipment', 'delivery', 'partnership', 'partnership_step', 'report'];
    const counts = tables.map((table) => `(select count(*) from ${table}) as ${table}`);
    return (await running.app.database.query(`select ${counts.join(', ')}`))[0];
  };

  const DELIVERY = { receivedOn: '2023-06-01', lines: [line(5)] };
  const PLACES: [string, (world: RightsWorld) => [string, object], number[]][] = [
    [
      'a foreign partnership in a shipment',
      (w) => [
        '/shipments',
        {
          partnershipId: w.signedId,
          sendingCityId: STRANGER,
          receivingCityId: RECEIVER,
          lines: [line(1)],
        },
      ],
      [422],
    ],
    [
      'a foreign sender in a shipment',
      (w) => [
        '/shipments',
        {
          partnershipId: w.signedId,
          sendingCityId: SENDER,
          receivingCityId: RECEIVER,
          lines: [line(1)],
        },
      ],
      [403],
    ],
    [
      'a foreign receiver in a delivery',
      () => [
        '/deliveries',
        {
          ...DELIVERY,
          sendingCityId: STRANGER,
          receivingCityId: RECEIVER,
          isOutsidePartnership: true,
        },
      ],
      [403],
    ],
    [
      'a foreign shipment in a delivery',
      (w) => [
        '/deliveries',
        {
          ...DELIVERY,
          shipmentId: w.shipment.id,
          sendingCityId: FRIEND,
          receivingCityId: STRANGER,
        },
      ],
      [422],
    ],
    [
      'a foreign line in an own delivery',
      (w) => [
        `/shipments/${ownShipment.id}/deliveries`,
        { receivedOn: '2023-06-01', lines: [line(5, { shipmentLineId: w.shipment.lines[0]!.id })] },
      ],
      [422],
    ],
    [
      'a foreign shipment in the address',
      (w) => [`/shipments/${w.shipment.id}/deliveries`, DELIVERY],
      [404],
    ],
    [
      'a foreign movement in an own correction',
      (w) => [
        `/shipments/${ownShipment.id}/corrections`,
        { reason: 'duplicate', movementId: w.movementId },
      ],
      [422, 403],
    ],
    [
      'a foreign line in an own correction',
      (w) => [
        `/shipments/${ownShipment.id}/corrections`,
        {
          reason: 'typing_error',
          lines: [line(5, { lineId: w.shipment.lines[0]!.id })],
        },
      ],
      [422, 403],
    ],
    [
      'a foreign line in an own movement',
      (w) => [
        `/shipments/${ownShipment.id}/movements`,
        {
          kind: 'loss',
          occurredOn: '2023-06-01',
          lines: [{ lineId: w.shipment.lines[0]!.id, massKg: 1 }],
        },
      ],
      [422, 403],
    ],
    [
      'what a foreign city holds, passed on',
      (w) => [
        '/shipments',
        {
          sendingCityId: STRANGER,
          receivingCityId: 'kyiv-ua',
          lines: [line(5, { sourceDeliveryLineId: w.deliveryLineId })],
        },
      ],
      [422],
    ],
    [
      'two foreign cities in a partnership',
      () => [
        '/partnerships',
        {
          firstCityId: RECEIVER,
          secondCityId: SENDER,
          kind: 'solidarity',
          areas: ['health'],
          occurredOn: '2024-01-01',
          decidedBy: 'x',
        },
      ],
      [403],
    ],
    [
      'a foreign city to act for',
      () => [
        '/partnerships',
        {
          firstCityId: STRANGER,
          secondCityId: SENDER,
          kind: 'solidarity',
          areas: ['health'],
          occurredOn: '2024-01-01',
          decidedBy: 'x',
          forCityId: SENDER,
        },
      ],
      [403],
    ],
    [
      'a foreign partnership in a step',
      (w) => [
        `/partnerships/${w.draftedId}/steps`,
        { kind: 'terminated', occurredOn: '2024-01-01', decidedBy: 'x', reason: 'x' },
      ],
      [404],
    ],
    [
      'a known foreign partnership in a step',
      (w) => [
        `/partnerships/${w.signedId}/steps`,
        { kind: 'terminated', occurredOn: '2024-01-01', decidedBy: 'x', reason: 'x' },
      ],
      [403],
    ],
    [
      'a foreign document in an own step',
      (w) => [
        `/partnerships/${ownTie}/steps`,
        {
          kind: 'suspended',
          occurredOn: '2024-01-01',
          decidedBy: 'x',
          documentIds: [w.documentId],
        },
      ],
      [422],
    ],
    [
      'a role in a foreign city',
      () => [
        '/users',
        {
          email: 'x@example.org',
          name: 'X',
          language: 'uk',
          roles: [{ role: 'coordinator', cityId: RECEIVER }],
        },
      ],
      [403, 401],
    ],
    [
      'the role of a steward',
      () => [
        '/users',
        { email: 'x@example.org', name: 'X', language: 'uk', roles: [{ role: 'steward' }] },
      ],
      [403, 401],
    ],
  ];

  test.each(PLACES)('with %s gets nothing', async (_, make, statuses) => {
    const before = await everything();
    const [path, body] = make(world);
    const answer = await thief.post(path, body);
    const isRefused = statuses.includes(answer.status);
    expect({ path, isRefused, body: answer.body }).toMatchObject({ isRefused: true });
    expect(await everything()).toEqual(before);
  });

  test('is told the same of a foreign line or template as of one that is not there', async () => {
    const kept = { cityId: SENDER, name: 'Each month', plan: { lines: [line(1)] } };
    const { body: template } = await world.api.post('/shipment-templates', kept);
    const answers = [];
    for (const lineId of [world.shipment.lines[0]!.id, randomUUID()]) {
      const lines = [
        line(10, { shipmentLineId: ownShipment.lines[0]!.id }),
        line(1, { shipmentLineId: lineId, differenceReason: 'surplus' }),
      ];
      const arrived = { ...DELIVERY, lines };
      const cities = { sendingCityId: FRIEND, receivingCityId: STRANGER };
      answers.push([
        await thief.post(`/shipments/${ownShipment.id}/deliveries`, arrived),
        await thief.post('/deliveries', { ...arrived, ...cities }),
      ]);
    }
    expect(answers[0]!.map(({ status }) => status)).toEqual([422, 422]);
    const bodies = answers.map((pair) => pair.map(({ body }) => body));
    expect(bodies[0]).toEqual(bodies[1]);

    const removed = [];
    for (const id of [template.id, randomUUID()]) {
      const { status, body } = await thief.delete(`/shipment-templates/${id}`);
      removed.push({ status, body: { ...body, instance: '' } });
    }
    expect(removed[0]).toMatchObject({ status: 404 });
    expect(removed[0]).toEqual(removed[1]);
  });

  describe('that gives a record of its own the id of a foreign one', () => {
    const parties = () => ({
      partnershipId: ownTie,
      sendingCityId: STRANGER,
      receivingCityId: FRIEND,
      lines: [line(9)],
    });
    const receiveAs = (id: string) => {
      const cities = { sendingCityId: FRIEND, receivingCityId: STRANGER };
      return thief.post('/deliveries', { ...DELIVERY, id, ...cities });
    };
    const correct = (path: string, lineId: string) =>
      world.api.post(`${path}/corrections`, {
        ...{ reason: 'other', note: 'Stolen by N.', lines: [line(4, { lineId })] },
      });
    const items = async (path: string) => (await thief.get(path)).body.items;

    test('reads no correction of it, nor its movements, ledger or documents', async () => {
      const sent = await dispatchShipment(world.api, world.signedId, [line(5)]);
      await correct(`/shipments/${sent.id}`, sent.lines[0].id);
      const cities = { sendingCityId: SENDER, receivingCityId: RECEIVER };
      const { body: got } = await world.api.post('/deliveries', { ...DELIVERY, ...cities });
      await correct(`/deliveries/${got.id}`, got.lines[0].id);
      for (const path of [`/shipments/${sent.id}`, `/deliveries/${got.id}`]) {
        expect((await world.api.get(`${path}/corrections`)).body.items).toHaveLength(1);
        expect((await thief.get(`${path}/corrections`)).status).toBe(404);
      }

      expect((await receiveAs(sent.id)).status).toBe(201);
      expect((await thief.post('/shipments', { id: got.id, ...parties() })).status).toBe(201);
      for (const path of [`/deliveries/${sent.id}`, `/shipments/${got.id}`]) {
        for (const part of ['corrections', 'movements', 'documents']) {
          expect(await items(`${path}/${part}`)).toEqual([]);
        }
      }
      const books = (await thief.get(`/deliveries/${sent.id}/ledger`)).body;
      expect(books.entries).toMatchObject([{ reason: 'receipt', massKg: 5 }]);
    });

    test('adds nothing to a foreign movement, and is not undone with it', async () => {
      const sent = await dispatchShipment(world.api, world.signedId, [line(50)]);
      const path = `/shipments/${sent.id}`;
      const lost = { kind: 'loss', occurredOn: '2023-05-06' };
      const { status, body: loss } = await world.api.post(`${path}/movements`, lost);
      expect([status, loss]).toEqual([201, expect.anything()]);
      expect((await receiveAs(loss.id)).status).toBe(201);
      expect((await world.api.get(`${path}/movements`)).body.items).toMatchObject([{ massKg: 50 }]);
      const undone = { reason: 'duplicate', movementId: loss.id };
      expect((await world.api.post(`${path}/corrections`, undone)).status).toBe(201);
      expect((await thief.get(`/deliveries/${loss.id}/ledger`)).body.mass.received).toBe(5);
      expect((await world.api.get(`${path}/ledger`)).body.mass).toMatchObject({ inTransit: 50 });
    });

    test('publishes nothing of it by the id of a published delivery', async () => {
      const [{ id }] = await running.app.database.query(
        `select id from delivery where side = 'public_source' limit 1`,
      );
      expect((await thief.post('/shipments', { id, ...parties() })).status).toBe(201);
      const left = await thief.post(`/shipments/${id}/dispatch`, { dispatchedOn: '2023-05-02' });
      expect(left.status).toBe(200);
      const shown = await running.app.asNobody().get(`/statistics/cities?city=${FRIEND}`);
      expect(shown.body.items).toMatchObject([{ coverage: 'no_data', massDispatchedKg: null }]);
    });
  });

  test('cannot correct a foreign step, nor name a foreign city’s signatory', async () => {
    const [{ id }] = await running.app.database.query(
      `select id from partnership_step where partnership_id = $1 limit 1`,
      [world.signedId],
    );
    const step = { kind: 'areas_chosen', occurredOn: '2022-03-01', decidedBy: 'x' };
    const path = `/partnerships/${ownTie}/steps`;
    expect((await thief.post(path, { ...step, correctsId: id })).status).toBe(422);
    const drafted = await draftPartnership(world.api, {
      sender: FRIEND,
      receiver: STRANGER,
      kind: 'cooperation',
    });
    const names = [STRANGER, RECEIVER].map((cityId) => ({ cityId, name: 'X', office: 'Mayor' }));
    const signed = { kind: 'signed', occurredOn: '2023-01-01', decidedBy: 'x', signatories: names };
    expect((await thief.post(`/partnerships/${drafted}/steps`, signed)).status).toBe(422);
  });

  test('files no report for another city, and none whose rows are of another', async () => {
    const header = 'date,reporting_city,partner_city,item,mass_kg';
    const row = '2023-05-02,Drohobych,Bytom,Meat,5';
    expect((await thief.fileReport('receiver', RECEIVER, csv(header, row))).status).toBe(403);
    expect((await thief.fileReport('receiver', undefined, csv(header, row))).status).toBe(403);
    const report = await thief.followReport('receiver', STRANGER, csv(header, row));
    expect(report).toMatchObject({ state: 'rejected', errorCount: 1 });
  });

  // Each list, asked in each way for what is another's.
  test.each([
    `/shipments?receivingCity=${RECEIVER}`,
    `/shipments?sendingCity=${SENDER}`,
    `/deliveries?receivingCity=${RECEIVER}`,
    `/deliveries?sendingCity=${SENDER}`,
    `/reports?city=${RECEIVER}`,
    `/differences?city=${RECEIVER}`,
    `/statistics/cities?city=${RECEIVER}`,
    `/exports/deliveries.csv?receivingCity=${RECEIVER}`,
    `/partnerships?city=${RECEIVER}`,
  ])('GET %s holds none of it', async (path) => {
    const text = await thief.text(path);
    for (const id of [world.shipment.id, world.deliveryId, world.reportId, world.draftedId]) {
      expect(text).not.toContain(id);
    }
    if (path.startsWith('/statistics')) {
      // The 500 kg of the public source, and nothing of the 660 that the city itself has.
      expect(JSON.parse(text).items).toMatchObject([{ massReceivedKg: 500, massInTransitKg: 0 }]);
    }
  });

  test('a cursor of one’s own making opens no other list', async () => {
    const cursor = Buffer.from(world.shipment.id).toString('base64url');
    const text = await thief.text(`/shipments?cursor=${cursor}`);
    expect(text).not.toContain(world.shipment.id);
  });

  test('every place where an id can stand is in this test or in that of the rights', async () => {
    const document = await describeApi(running.app.url);
    const bodies = JSON.stringify(
      Object.values(document.paths).flatMap((methods) =>
        Object.values(methods).map(({ requestBody }) => requestBody ?? null),
      ),
    );
    const inputs = [...bodies.matchAll(/schemas\/(\w+)/g)].map(([, name]) => name!);
    const nested = [
      ...['DeliveryLineInput', 'AidLineInput', 'SignatoryDto', 'ShipmentLineInput'],
      ...['MovedLineInput', 'CorrectedShipmentLineInput', 'CorrectedDeliveryLineInput'],
    ];
    const places = [...new Set([...inputs, ...nested])]
      .flatMap((name) => Object.keys(document.components.schemas[name]?.properties ?? {}))
      .filter((name) => /(^id|Ids?)$/.test(name));
    expect([...new Set(places)].sort()).toEqual(
      [
        ...['cityId', 'correctsId', 'documentIds', 'firstCityId', 'forCityId', 'id'],
        ...['lineId', 'movementId', 'partnershipId', 'receivingCityId', 'secondCityId'],
        ...['sendingCityId', 'shipmentId', 'sourceDeliveryLineId'],
        ...['shipmentLineId', ...(inputs.includes('AddProviderDto') ? ['clientId'] : [])],
      ].sort(),
    );
  });
});

describe('mass assignment', () => {
  const running = new RunningApps();
  let world: RightsWorld;
  let anyone: Asker;

  beforeAll(async () => {
    const app = await running.start();
    world = await createRightsWorld(app);
    anyone = createAskers(app.database, world)[0]!;
  }, 120_000);
  afterAll(() => running.stop());

  /** Columns that a request must never set: of every table. */
  const columns = async (): Promise<string[]> => {
    const rows: { name: string }[] = await running.app.database.query(
      `select distinct column_name as name from information_schema.columns
       where table_schema = 'public'`,
    );
    return rows.map(({ name }) =>
      name.replace(/_([a-z])/g, (_, sign: string) => sign.toUpperCase()),
    );
  };

  const WITH_BODY = Object.entries(SCENES).filter(([name]) => !name.startsWith('GET '));

  test('no route takes a field that it does not ask for, whatever column there is', async () => {
    const everything = [RECEIVER, SENDER].flatMap((cityId) =>
      ROLES.filter((role) => role !== 'steward').map((role) => ({ role, cityId })),
    );
    const declared = await declaredFields(running.app.url);
    const names = [...(await columns()), '__proto__', 'isAdmin', 'x'];
    let tried = 0;
    const faults: string[] = [];
    for (const [route, scenes] of WITH_BODY) {
      const scene = [scenes].flat()[0]!;
      const me = await arriveInSession(running.app.database, [...everything, { role: 'steward' }]);
      const sent = (await scene.request?.(world, me)) ?? {};
      if (!sent.body) continue;
      for (const name of names) {
        if (declared[route]!.includes(name)) continue;
        const body = JSON.parse(JSON.stringify(sent.body)) as Record<string, unknown>;
        Object.defineProperty(body, name, { value: 'x', enumerable: true });
        const asker = { ...anyone, arrive: () => Promise.resolve(me) };
        const request = () => ({ ...sent, body });
        const { status, detail } = await ask(world, asker, route, { ...scene, request });
        tried++;
        if (status !== 422 && status !== 400) faults.push(`${route} ${name}: ${status} ${detail}`);
      }
    }
    expect(faults.slice(0, 20)).toEqual([]);
    expect(tried).toBeGreaterThan(1000);
  }, 900_000);
});

interface Described {
  components: { schemas: Record<string, { properties?: Record<string, unknown> }> };
  paths: Record<string, Record<string, { requestBody?: object }>>;
}

const describeApi = async (url: string): Promise<Described> =>
  (await (await fetch(`${url}/api/openapi.json`)).json()) as Described;

/** Route → the fields of its JSON body, as the OpenAPI document names them. */
async function declaredFields(url: string): Promise<Record<string, string[]>> {
  const { components, paths } = await describeApi(url);
  return Object.fromEntries(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody }]) => {
        const schema = /schemas\/(\w+)/.exec(JSON.stringify(requestBody ?? {}))?.[1] ?? '';
        const fields = Object.keys(components.schemas[schema]?.properties ?? {});
        return [`${method.toUpperCase()} ${path.replace('/api/v1', '')}`, fields];
      }),
    ),
  );
}

describe('a stolen token', () => {
  const town = new Town();
  beforeAll(() => town.start());
  afterAll(() => town.running.stop());

  const withToken = (token: string) => new Api({ url: town.running.app.url, token });

  test('is worthless the moment that it is revoked, on every route', async () => {
    const { visitor } = await town.signedIn();
    const expiresOn = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const made = await visitor.post('/tokens', { name: 'scanner', scopes: ['aid'], expiresOn });
    const stolen = withToken(made.body.token);
    expect((await stolen.get('/shipments')).status).toBe(200);
    expect((await visitor.delete(`/tokens/${made.body.id}`)).status).toBe(204);
    for (const path of ['/shipments', '/cities', '/session', '/statistics/cities']) {
      expect((await stolen.get(path)).status).toBe(401);
    }
  });

  test('opens nothing when it is expired, cut, or of somebody who was erased', async () => {
    const { id, visitor } = await town.signedIn();
    const token = `pbr_${newSecret()}`;
    const add = (secret: string, until: string) =>
      town.sql(
        `insert into personal_token (person_id, name, secret_hash, scopes, expires_at)
         values ($1, 'x', $2, '{read}', now() + $3::interval)`,
        [id, hashSecret(secret), until],
      );
    await add(token, '1 day');
    const old = `pbr_${newSecret()}`;
    await add(old, '-1 second');
    expect((await withToken(token).get('/cities')).status).toBe(200);
    for (const wrong of [
      old,
      token.slice(0, -1),
      token.slice(4),
      `${token}x`,
      'pbr_',
      `' or 1=1`,
    ]) {
      expect((await withToken(wrong).get('/cities')).status).toBe(401);
    }
    // Nor does it sign in at a browser, nor stand in an address.
    const cookie = { cookie: `pobratym_session=${token}` };
    const own = await fetch(`${town.running.app.url}/api/v1/tokens`, { headers: cookie });
    expect(own.status).toBe(401);
    const inAddress = `${town.running.app.url}/api/v1/tokens?access_token=${token}`;
    expect((await fetch(inAddress)).status).toBe(401);
    await town.sql(`update person set erased_at = now() where id = $1`, [id]);
    expect((await withToken(token).get('/cities')).status).toBe(401);
    expect((await visitor.get('/users/me')).status).toBe(401);
  });
});

describe('ten thousand guesses at a password', () => {
  const town = new Town();
  beforeAll(() => town.start());
  afterAll(() => town.running.stop());

  test('from as many addresses: ten are looked at, and the right one among the rest is not', async () => {
    const { email } = await town.newPerson();
    const guesses = times(10_000, (n) => (n === 5_000 ? PASSWORD : `guess number ${n}`));
    const statuses: Record<number, number> = {};
    const guess = async (n: number) => {
      const visitor = town.visitor(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);
      const { status } = await visitor.signIn(email, guesses[n]!);
      statuses[status] = (statuses[status] ?? 0) + 1;
    };
    const queue = guesses.keys();
    const worker = async () => {
      for (const n of queue) await guess(n);
    };
    await Promise.all(times(32, worker));
    expect(statuses).toEqual({ 401: 10, 429: 9_990 });
    const open = await town.sql(`select 1 from session`);
    expect(open).toEqual([]);
  }, 900_000);
});

describe('a document', () => {
  const running = new RunningApps();
  let api: Api;
  let tie: string;
  beforeAll(async () => {
    api = new Api(await running.start({ worker: false }));
    tie = await draftPartnership(api);
  });
  afterAll(() => running.stop());

  const upload = (name: string, content: Uint8Array | string) =>
    uploadDocument(api, tie, 'other', { name, content: Buffer.from(content) });
  const stored = async () => (await running.app.database.query(`select count(*) from file`))[0];

  const HTML = '<!doctype html><script>fetch("/api/v1/users")</script>';
  const bomb = () => {
    const zeros = deflateRawSync(Buffer.alloc(200 * 1024 * 1024));
    const size = 200 * 1024 * 1024;
    return zipOf([
      { name: '[Content_Types].xml', data: Buffer.from('<Types/>') },
      { name: 'word/document.xml', deflated: zeros, size },
    ]);
  };

  test.each<[string, string, () => Uint8Array | string, string]>([
    ['an HTML page named .pdf', 'agreement.pdf', () => HTML, 'document-type'],
    [
      'an HTML page with the head of a PDF',
      'agreement.pdf',
      () => `%PDF-1.7\n${HTML}`,
      'document-',
    ],
    ['a script named .png', 'photo.png', () => 'alert(1)', 'document-type'],
    [
      'an SVG picture',
      'map.svg',
      () => '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'document-type',
    ],
    ['a zip bomb named .docx', 'agreement.docx', bomb, 'document-unsafe'],
    ['nothing', 'empty.pdf', () => '', 'document-unreadable'],
  ])('that is %s is refused and leaves nothing', async (_, name, content, type) => {
    const before = await stored();
    const answer = await upload(name, content());
    expect(answer.status).toBe(422);
    expect(answer.body.type).toContain(`problems/${type}`);
    expect(answer.body.errors[0].pointer).toBe('/file');
    expect(await stored()).toEqual(before);
  });

  test.each([
    '../../../etc/passwd.pdf',
    '..\\..\\windows\\system.pdf',
    '/etc/cron.d/evil.pdf',
    'C:\\evil.pdf',
    '....//evil.pdf',
    'угода\u202Efdp.exe.pdf',
    '.htaccess.pdf',
    `${'a'.repeat(400)}.pdf`,
  ])('named %s is kept by a name that leads nowhere', async (name) => {
    const id = await addDocument(api, tie, 'other', { name });
    const { body } = await api.get(`/partnerships/${tie}/documents`);
    const kept = body.items.find((item: { id: string }) => item.id === id).name as string;
    expect(kept).toMatch(/^[^./\\][^/\\\p{Cc}\u202a-\u202e\u2066-\u2069]*\.pdf$/u);
    expect(kept.length).toBeLessThanOrEqual(120);
    const url = `${running.app.url}/api/v1/partnerships/${tie}/documents/${id}/file`;
    const file = await fetch(url, { headers: api.headers() });
    expect(file.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(file.headers.get('content-disposition')).not.toMatch(/\.\.[/\\]/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(file.headers.get('content-type')).toBe('application/pdf');
  });

  test('cannot be reached under another partnership, nor its file by its own id', async () => {
    const id = await addDocument(api, tie, 'other');
    const other = await draftPartnership(api, { kind: 'cooperation' });
    expect((await api.get(`/partnerships/${other}/documents/${id}/file`)).status).toBe(404);
    expect((await api.get(`/files/${id}`)).status).toBe(404);
  });
});

describe('a request that another site makes a browser send', () => {
  const town = new Town();
  beforeAll(() => town.start());
  afterAll(() => town.running.stop());

  test.each([
    ['as a new browser says', { 'sec-fetch-site': 'cross-site' }],
    ['from a sister domain', { 'sec-fetch-site': 'same-site' }],
    ['as an old browser says', { origin: 'https://evil.example' }],
    ['from a page without an origin', { origin: 'null' }],
  ])('%s changes nothing, cookie or not', async (_, told) => {
    const { visitor, id } = await town.signedIn();
    const cookie = [...visitor.cookies].map((pair) => pair.join('=')).join('; ');
    const send = (method: string, path: string, type: string, body?: string) =>
      fetch(`${town.running.app.url}/api/v1${path}`, {
        method,
        body,
        headers: { cookie, 'content-type': type, ...(told as Record<string, string>) },
      });
    const json = 'application/json';
    const form = 'application/x-www-form-urlencoded';
    expect((await send('DELETE', '/users/me/sessions', json)).status).toBe(403);
    expect((await send('PATCH', '/users/me', json, '{"name":"x"}')).status).toBe(403);
    expect((await send('POST', '/session', form, 'email=a&password=b')).status).toBe(403);
    expect((await send('POST', '/session', 'text/plain', '{}')).status).toBe(403);
    expect((await visitor.get('/users/me')).body.name).toBe('Test');
    expect(await town.sql(`select 1 from session where person_id = $1`, [id])).toHaveLength(1);
  });

  test('is not even sent the cookie: it is SameSite, and no answer lets other sites read', async () => {
    const { visitor } = await town.signedIn();
    const answer = await visitor.get('/users/me');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('a session that was fixed by an attacker is not the one that the victim signs in to', async () => {
  const town = new Town();
  await town.start();
  try {
    const attacker = await town.signedIn();
    const { email } = await town.newPerson();
    // The victim's browser carries the attacker's cookie, and one of the attacker's making.
    const victim = attacker.visitor.copy();
    expect((await victim.signIn(email, PASSWORD)).status).toBe(200);
    expect((await attacker.visitor.get('/users/me')).status).toBe(401);
    const made = town.visitor();
    const fixed = newSecret();
    made.cookies.set('pobratym_session', fixed);
    expect((await made.signIn(email, PASSWORD)).status).toBe(200);
    expect(made.cookies.get('pobratym_session')).not.toBe(fixed);
    const other = town.visitor();
    other.cookies.set('pobratym_session', fixed);
    expect((await other.get('/users/me')).status).toBe(401);
  } finally {
    await town.running.stop();
  }
});
