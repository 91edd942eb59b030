import { writeNotice } from '@pobratym/notices';
import { draftShipment, line, RECEIVER, SENDER, signPartnership } from './support/builders';
import { Api } from './support/http';
import { MailServer, startMailServer } from './support/mail-server';
import { createPerson, Holding } from './support/people';
import { RunningApps } from './support/running-apps';

const SHIPMENT = '00000000-0000-7000-8000-0000000000aa';
const LINE = {
  ...{ item: 'Тушонка', category: 'food', quantity: 120, unit: 'box', massKg: 4200 },
};
let events = 0;

/** As a slice tells that something was dispatched; another event each time. */
function tellOfDispatch(
  running: RunningApps,
  { cityId = RECEIVER, once = `dispatched:${++events}`, lines = [LINE] as object[] } = {},
): Promise<boolean> {
  const data = { sendingCityId: SENDER, dispatchedOn: '2023-05-02', lines: lines as never[] };
  const about = { subjectKind: 'shipment', subjectId: SHIPMENT } as const;
  return running.app.applicationDatabase.transaction((tx) =>
    writeNotice(tx, { cityId, kind: 'shipment_dispatched', ...about, data, once }),
  );
}

// Goal: whoever answers for a city's aid gets to know of it, once each, and nobody else does.
describe('a notice by e-mail', () => {
  const running = new RunningApps();
  let mail: MailServer;

  beforeAll(async () => {
    mail = await startMailServer();
    const config = { smtpUrl: mail.url, publicUrl: 'https://aid.example.org' };
    await running.start({ config });
  });
  beforeEach(async () => {
    mail.mails.splice(0);
    await running.app.database.query(`delete from person_role where city_id = $1`, [RECEIVER]);
  });
  afterAll(async () => {
    await running.stop();
    await mail.stop();
  });

  async function newPerson(roles: Holding[], language = 'uk') {
    const { id } = await createPerson(running.app.database, roles);
    await running.app.database.query(
      `update person_detail set language = $2 where person_id = $1`,
      [id, language],
    );
    return { id, email: `${id}@example.org` };
  }
  const ofReceiver = (role: Holding['role'], language?: string) =>
    newPerson([{ role, cityId: RECEIVER }], language);
  const recipients = () => mail.mails.map((one) => one.recipients[0]!).sort();

  test('goes to coordinators and administrators of the city, each in their language', async () => {
    const coordinator = await ofReceiver('coordinator');
    const administrator = await ofReceiver('administrator', 'en');
    await ofReceiver('researcher');
    await newPerson([{ role: 'coordinator', cityId: SENDER }]);
    await newPerson([{ role: 'steward' }]);
    expect(await tellOfDispatch(running)).toBe(true);
    await running.app.settle();
    expect(recipients()).toEqual([coordinator.email, administrator.email].sort());
    const [uk, en] = [coordinator, administrator].map(({ email }) =>
      mail.mails.find((one) => one.recipients[0] === email)!,
    );
    expect(uk!.parsed.subject).toBe('Допомога для Вашого міста в дорозі');
    expect(uk!.parsed.text).toContain('для міста Дрогобич');
    expect(uk!.parsed.text).toMatch(/Тушонка \(.+\): 120 коробок, 4\s200 кг/);
    expect(uk!.parsed.text).toContain('https://aid.example.org/deliveries/new');
    expect(uk!.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(en!.parsed.subject).toBe('Aid for your city is on the road');
    expect(en!.parsed.text).toContain('120 boxes, 4,200 kg');
  });

  test('goes once to who holds two roles, and once for an event that is told twice', async () => {
    const { email } = await newPerson([
      { role: 'coordinator', cityId: RECEIVER },
      { role: 'administrator', cityId: RECEIVER },
    ]);
    const once = 'dispatched:the-same';
    const told = await Promise.all([1, 2, 3].map(() => tellOfDispatch(running, { once })));
    expect(told.sort()).toEqual([false, false, true]);
    await running.app.settle();
    expect(await tellOfDispatch(running, { once })).toBe(false);
    await running.app.settle();
    expect(recipients()).toEqual([email]);
  });

  test('tells of a line what may be told, whatever the caller hands over', async () => {
    await ofReceiver('coordinator');
    const whole = { ...LINE, batch: 'B-7', driver: 'Іван', plate: 'BC1234', warehouse: 'Склад 4' };
    await tellOfDispatch(running, { lines: Array.from({ length: 130 }, () => whole) });
    await running.app.settle();
    expect(mail.mails[0]!.parsed.text).toContain('… і ще 30 рядків');
    expect(mail.mails[0]!.parsed.text).not.toMatch(/B-7|Іван|BC1234|Склад/);
    const [{ data }] = await running.app.database.query(
      `select data from notice order by id desc limit 1`,
    );
    expect(data.lines).toHaveLength(100);
    expect(data.lines[0]).toEqual(LINE);
  });

  test('that fails for one reader does not come twice to another', async () => {
    const people = [await ofReceiver('coordinator'), await ofReceiver('administrator')];
    mail.refuse(5, 451);
    await tellOfDispatch(running);
    await running.app.settle();
    expect(recipients()).toEqual(people.map(({ email }) => email).sort());
  }, 30_000);

  test('that the server refuses for good is not tried again', async () => {
    await ofReceiver('coordinator');
    mail.refuse(1, 550);
    const before = mail.refusedCount();
    await tellOfDispatch(running);
    await running.app.settle();
    expect(mail.refusedCount() - before).toBe(1);
    expect(mail.mails).toEqual([]);
  });

  test('sent again bears the same Message-ID, by which mailboxes know it', async () => {
    const { id } = await ofReceiver('coordinator');
    await tellOfDispatch(running);
    await running.app.settle();
    const [notice] = await running.app.database.query(
      `select id from notice order by id desc limit 1`,
    );
    // As after a kill between the server's yes and our commit: the row is there still.
    await running.app.database.query(
      `insert into outbox (queue, job_id, data) values ('notice-mails', $1, $2)`,
      [`notice-${notice.id}-${id}`, { noticeId: notice.id, personId: id }],
    );
    await running.app.settle();
    const ids = mail.mails.map(({ parsed }) => parsed.messageId);
    expect(ids).toEqual(Array(2).fill(`<notice-${notice.id}-${id}@aid.example.org>`));
  });

  test('is not sent to who has left the city, or days later', async () => {
    const gone = await ofReceiver('coordinator');
    mail.refuse(1, 451);
    await tellOfDispatch(running);
    await waitFor(() => mail.refusedCount() > 0);
    await running.app.database.query(`delete from person_role where person_id = $1`, [gone.id]);
    await running.app.settle();
    expect(mail.mails).toEqual([]);
    const late = await ofReceiver('coordinator');
    const [{ id }] = await running.app.database.query(
      `insert into notice (city_id, kind, subject_kind, subject_id, data, once, created_at)
       values ($1, 'shipment_cancelled', 'shipment', $2, $3, 'late', now() - interval '4 days')
       returning id`,
      [RECEIVER, SHIPMENT, { sendingCityId: SENDER }],
    );
    await running.app.database.query(
      `insert into outbox (queue, job_id, data) values ('notice-mails', $1, $2)`,
      [`notice-${id}-${late.id}`, { noticeId: id, personId: late.id }],
    );
    await running.app.settle();
    expect(mail.mails).toEqual([]);
  });
});

describe('notices in the pages', () => {
  const running = new RunningApps();
  let coordinator: Api;
  let administrator: Api;
  beforeAll(async () => {
    const app = await running.start();
    coordinator = await app.asPerson([{ role: 'coordinator', cityId: RECEIVER }]);
    administrator = await app.asPerson([{ role: 'administrator', cityId: RECEIVER }]);
    for (let n = 0; n < 3; n++) await tellOfDispatch(running);
    await tellOfDispatch(running, { cityId: 'lviv-ua' });
    // There is no mail server: nothing waits for one.
    await app.settle();
  });
  afterAll(() => running.stop());

  test('are those of one’s own cities, the newest first, in pages', async () => {
    const { status, body } = await coordinator.get('/notices');
    expect(status).toBe(200);
    expect(body).toMatchObject({ nextCursor: null, unreadCount: 3 });
    expect(body.items).toHaveLength(3);
    expect(body.items[0]).toEqual({
      id: expect.any(String),
      cityId: RECEIVER,
      kind: 'shipment_dispatched',
      subjectKind: 'shipment',
      subjectId: SHIPMENT,
      data: { sendingCityId: SENDER, dispatchedOn: '2023-05-02', lines: [LINE], lineCount: 1 },
      createdAt: expect.stringMatching(/Z$/),
      readAt: null,
    });
    const ids = body.items.map(({ id }: { id: string }) => id);
    expect(ids).toEqual([...ids].sort().reverse());
    const first = (await coordinator.get('/notices?limit=2')).body;
    const rest = (await coordinator.get(`/notices?limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...rest.items]).toEqual(body.items);
    expect((await coordinator.get('/notices?cursor=x')).status).toBe(422);
  });

  test('are read by each person for themselves, and again is as once', async () => {
    const [{ id }] = (await coordinator.get('/notices')).body.items;
    for (let times = 0; times < 2; times++) {
      expect((await coordinator.post(`/notices/${id}/read`)).status).toBe(204);
    }
    const { body } = await coordinator.get('/notices');
    expect(body.unreadCount).toBe(2);
    expect(body.items[0].readAt).toMatch(/Z$/);
    expect((await coordinator.get('/notices?unread=true')).body.items).toHaveLength(2);
    expect((await administrator.get('/notices')).body.unreadCount).toBe(3);
    const events = await running.app.database.query(
      `select action, city_ids from audit_event where subject_kind = 'notice'`,
    );
    expect(events).toEqual([{ action: 'notice.read', city_ids: [RECEIVER] }]);
  });

  test('of another city are not there', async () => {
    const [{ id }] = await running.app.database.query(
      `select id from notice where city_id = 'lviv-ua'`,
    );
    for (const wrong of [id, SHIPMENT, 'nonsense']) {
      expect((await coordinator.post(`/notices/${wrong}/read`)).status).toBe(404);
    }
    const researcher = await running.app.asPerson([{ role: 'researcher', cityId: RECEIVER }]);
    expect((await researcher.get('/notices')).status).toBe(403);
    expect((await running.app.asNobody().get('/notices')).status).toBe(401);
    const other = await running.app.asPerson([{ role: 'coordinator', cityId: 'lviv-ua' }]);
    expect((await other.get('/notices')).body.unreadCount).toBe(1);
  });

  test('are counted up to a hundred', async () => {
    for (let n = 0; n < 120; n++) await tellOfDispatch(running, { cityId: 'rivne-ua' });
    const reader = await running.app.asPerson([{ role: 'coordinator', cityId: 'rivne-ua' }]);
    const { body } = await reader.get('/notices?limit=1');
    expect(body.unreadCount).toBe(100);
  });

  test('are not there when what they tell of was undone', async () => {
    const count = async () =>
      (await running.app.database.query(`select count(*)::int as n from notice`))[0].n;
    const before = await count();
    const undone = running.app.applicationDatabase.transaction(async (tx) => {
      const about = { subjectKind: 'shipment', subjectId: SHIPMENT } as const;
      const data = { sendingCityId: SENDER };
      const kind = 'shipment_cancelled';
      await writeNotice(tx, { cityId: RECEIVER, kind, ...about, data, once: 'undone' });
      throw new Error('refused');
    });
    await expect(undone).rejects.toThrow('refused');
    expect(await count()).toBe(before);
  });
});

describe('a shipment', () => {
  const running = new RunningApps();
  let sender: Api;
  let partnershipId: string;
  beforeAll(async () => {
    const app = await running.start({ worker: false });
    sender = await app.asPerson([{ role: 'coordinator', cityId: SENDER }]);
    partnershipId = await signPartnership(new Api(app));
  });
  afterAll(() => running.stop());

  const NOTICES = `select city_id, kind, data from notice where subject_id = $1 order by id`;
  const noticesOf = (shipmentId: string) => running.app.database.query(NOTICES, [shipmentId]);

  test('is told of to its receiver with its lines when it is announced, and when it leaves', async () => {
    const legs = [{ mode: 'road', carrier: 'Перевізник', vehicle: 'BC1234AA', driver: 'Іван' }];
    const lines = [line(1000, { batch: 'B-7', quantity: 120, unit: 'box' })];
    const plan = { plannedArrivalOn: '2023-05-12', note: 'Склад 4', legs };
    const { body: draft } = await draftShipment(sender, partnershipId, lines, plan);
    expect(await noticesOf(draft.id)).toEqual([]);
    expect((await sender.post(`/shipments/${draft.id}/announcement`)).status).toBe(200);
    const dispatch = { dispatchedOn: '2023-05-02' };
    expect((await sender.post(`/shipments/${draft.id}/dispatch`, dispatch)).status).toBe(200);
    const told = { ...line(1000), quantity: 120, unit: 'box' };
    const of = { sendingCityId: SENDER, lines: [told], lineCount: 1 };
    const facts = { announced: { plannedArrivalOn: '2023-05-12' }, dispatched: dispatch };
    expect(await noticesOf(draft.id)).toEqual([
      { city_id: RECEIVER, kind: 'shipment_announced', data: { ...of, ...facts.announced } },
      { city_id: RECEIVER, kind: 'shipment_dispatched', data: { ...of, ...facts.dispatched } },
    ]);
  });

  test('that may not leave is not told of', async () => {
    const { body: draft } = await draftShipment(sender, partnershipId);
    const early = { dispatchedOn: '2021-05-02' };
    expect((await sender.post(`/shipments/${draft.id}/dispatch`, early)).status).toBe(409);
    expect(await noticesOf(draft.id)).toEqual([]);
  });
});

async function waitFor(isDone: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !isDone(); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
