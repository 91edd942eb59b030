import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Register } from '@pobratym/deliveries';
import { readPaperLink, signPaperLink } from '@pobratym/papers';
import { dispatchShipment, line, RECEIVER, SENDER, signPartnership } from './support/builders';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';

const HAS_PDFTOTEXT = spawnSync('pdftotext', ['-v']).error === undefined;
const testWithText = HAS_PDFTOTEXT ? test : test.skip;

// Goal: a paper says what the books say, in both languages, and what is lost on a road tells nobody
// anything.
describe('the papers of aid', () => {
  const running = new RunningApps();
  let api: Api;
  let partnershipId: string;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'papers-'));

  beforeAll(async () => {
    api = new Api(await running.start());
    partnershipId = await signPartnership(api);
  });
  afterAll(async () => {
    fs.rmSync(folder, { recursive: true });
    await running.stop();
  });

  async function pdf(url: string, as: Api = api): Promise<{ status: number; bytes: Buffer }> {
    const answer = await fetch(`${running.app.url}/api/v1${url}`, { headers: as.headers() });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  }
  function textOf(bytes: Buffer): string {
    const file = path.join(folder, 'paper.pdf');
    fs.writeFileSync(file, bytes);
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(
      /\u00a0/g,
      ' ',
    );
  }
  const sent = () =>
    dispatchShipment(
      api,
      partnershipId,
      [
        line(1234.5, { item: 'Ґрунтовка, їжа, є', isColdChain: true, batch: 'B-7' }),
        { category: 'energy', item: 'Łóżko', quantity: 12, unit: 'piece' },
      ] as never,
      {
        ...{ reference: 'CMR 4417', funder: 'Фонд', plannedArrivalOn: '2023-05-09' },
        legs: [
          { mode: 'road', driver: 'Ян', departedOn: '2023-05-01', plannedArrivalOn: '2023-05-04' },
        ],
      } as never,
    );

  testWithText('a waybill names goods, mass and what has none, and its way', async () => {
    const { id } = await sent();
    const { status, bytes } = await pdf(`/shipments/${id}/papers/waybill.pdf`);
    expect(status).toBe(200);
    const text = textOf(bytes);
    for (const words of ['Товаросупровідна накладна', 'Waybill', 'CMR 4417', 'Ґрунтовка, їжа, є']) {
      expect(text).toContain(words);
    }
    expect(text).toMatch(/1 234,5/);
    expect(text).toMatch(/рядків без маси \/ lines without mass: 1/);
    expect(text).toMatch(/Łóżko/);
    expect(text).toMatch(/авто \/ road · 2023-05-01 – 2023-05-04 \(план \/ plan\) · Ян/);
    expect(text).toMatch(/Planned arrival\s+2023-05-09/);
    expect(text).toMatch(new RegExp(`Record\\s+${id}`));
    expect(text).toMatch(/Ukraine/);
  });

  testWithText('three hundred lines stand on its pages, each once', async () => {
    const lines = Array.from({ length: 300 }, (_, n) => line(1, { item: `Item-${n + 1}.` }));
    const { id } = await dispatchShipment(api, partnershipId, lines as never);
    const text = textOf((await pdf(`/shipments/${id}/papers/waybill.pdf`)).bytes);
    for (let n = 1; n <= 300; n++) expect(text.split(`Item-${n}.`)).toHaveLength(2);
    expect(text.match(/Найменування/g)!.length).toBeGreaterThan(3);
  });

  testWithText('a label bears no person and no way', async () => {
    const { id } = await sent();
    for (const size of ['a4', 'a6']) {
      const { status, bytes } = await pdf(`/shipments/${id}/papers/label-${size}.pdf`);
      expect(status).toBe(200);
      const text = textOf(bytes);
      expect(text).toMatch(/Дрогобич/);
      expect(text).toMatch(/ХОЛОД/);
      expect(text).not.toMatch(/Ян|Фонд|Łóżko/);
    }
  });

  testWithText('an act sets announced beside received, with the reason', async () => {
    const shipment = await sent();
    const [food, beds] = shipment.lines;
    const got = await api.post(`/shipments/${shipment.id}/deliveries`, {
      receivedOn: '2023-05-05',
      place: 'Склад 3',
      lines: [
        line(1000, { shipmentLineId: food.id, differenceReason: 'short_shipped' }),
        {
          ...{ category: 'energy', item: 'Łóżko', shipmentLineId: beds.id },
          ...{ isNothing: true, differenceReason: 'stolen' },
        },
      ],
    });
    expect(got.status).toBe(201);
    const act = textOf((await pdf(`/deliveries/${got.body.id}/papers/act.pdf`)).bytes);
    expect(act).toMatch(/Акт приймання-передачі/);
    expect(act).toMatch(/1 234,5/);
    expect(act).toMatch(/1 000/);
    expect(act).toMatch(/викрадено/);
    // The line of which nothing came has no mass to be missed.
    expect(act).not.toMatch(/lines without mass/);
  });

  testWithText('an act sums money exactly, in the digits of each currency', async () => {
    const sum = (value: number, currency: string) =>
      line(1, { ...{ value, currency }, item: `Price ${value}` });
    const got = await api.post('/deliveries', {
      ...{ sendingCityId: SENDER, receivingCityId: RECEIVER, receivedOn: '2023-05-05' },
      lines: [sum(0.1, 'EUR'), sum(0.2, 'EUR'), sum(1500, 'JPY')],
    });
    expect(got.status).toBe(201);
    const act = textOf((await pdf(`/deliveries/${got.body.id}/papers/act.pdf`)).bytes);
    expect(act).toMatch(/Value: 0,30 EUR/);
    expect(act).toMatch(/Value: 1 500 JPY/);
  });

  testWithText(
    'a report says what became of each line, what lies there still, by when',
    async () => {
      const shipment = await sent();
      const cleared = { declarationCode: 'UA-77', clearedOn: '2023-05-04', legs: [] };
      expect((await api.put(`/shipments/${shipment.id}/route`, cleared)).status).toBe(200);
      const [food, beds] = shipment.lines;
      const got = await api.post('/deliveries', {
        ...{ sendingCityId: SENDER, receivingCityId: RECEIVER, receivedOn: '2023-05-05' },
        lines: [
          line(1234.5, {
            shipmentLineId: food.id,
            damagedMassKg: 34.5,
            differenceReason: 'damaged',
          }),
          {
            ...{ category: 'energy', item: 'Łóżko', shipmentLineId: beds.id },
            ...{ quantity: 12, unit: 'piece' },
          },
        ],
      });
      expect(got.status).toBe(201);
      const moved = await api.post(`/deliveries/${got.body.id}/movements`, {
        ...{ kind: 'distribution', occurredOn: '2023-05-08' },
        ...{ recipient: 'Міська лікарня', recipientKind: 'hospital' },
        lines: [{ lineId: got.body.lines[0].id, massKg: 250 }],
      });
      expect(moved.status).toBe(201);
      const { bytes } = await pdf(`/deliveries/${got.body.id}/papers/register-report.pdf`);
      const report = textOf(bytes);
      for (const words of [
        /Declaration\s+UA-77/,
        /Report by\s+2023-08-02 \(прострочено/,
        /Shipment\s+CMR 4417/,
        /damaged on\s+34,5 кг|пошкоджено при\s+34,5 кг/,
        /handed on:\s+250 кг/,
        /Міська лікарня/,
        /still held\s+950 кг/,
        /still held\s+12 шт\./,
        /Received: 1 234,5 кг/,
        /handed on: 250 кг/,
        /damaged: 34,5 кг/,
        /still held: 950 кг/,
      ]) {
        expect(report).toMatch(words);
      }
    },
  );

  test('no stranger gets one, and no paper that there is not', async () => {
    const { id } = await sent();
    const stranger = await running.app.asPerson([{ role: 'coordinator', cityId: 'lviv-ua' }]);
    expect((await pdf(`/shipments/${id}/papers/waybill.pdf`, stranger)).status).toBe(404);
    expect((await pdf(`/shipments/${id}/papers/secret.pdf`)).status).toBe(404);
    const receiver = await running.app.asPerson([{ role: 'coordinator', cityId: RECEIVER }]);
    const { status, bytes } = await pdf(`/shipments/${id}/papers/waybill.pdf`, receiver);
    expect([status, bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  });

  test('its code opens the shipment for its cities, forged or late for nobody', async () => {
    const { id } = await sent();
    const { config } = running.app;
    const tokenOf = (expiresOn: string, secretKey = config.secretKey) =>
      signPaperLink({ ...config, secretKey }, { shipmentId: id, expiresOn }).split('/qr/')[1]!;
    const good = tokenOf('2999-01-01'.replace('2999', '2100'));
    expect((await api.get(`/paper-links/${good}`)).body).toEqual({
      shipmentId: id,
      isExpired: false,
    });
    expect((await api.get(`/paper-links/${tokenOf('2024-01-01')}`)).body.isExpired).toBe(true);
    const forged = `${good.slice(0, -1)}${good.endsWith('A') ? 'Q' : 'A'}`;
    const foreign = tokenOf('2100-01-01', 'x'.repeat(32));
    for (const bad of [forged, foreign, 'x', `${good}A`]) {
      expect((await api.get(`/paper-links/${bad}`)).status).toBe(404);
    }
    const stranger = await running.app.asPerson([{ role: 'coordinator', cityId: 'lviv-ua' }]);
    expect((await stranger.get(`/paper-links/${good}`)).status).toBe(404);
    expect((await running.app.asNobody().get(`/paper-links/${good}`)).status).toBe(401);
    expect(readPaperLink(config, good)).toEqual({ shipmentId: id, expiresOn: '2100-01-01' });
  });
});

describe('the register of humanitarian aid', () => {
  const running = new RunningApps();
  let api: Api;

  beforeAll(async () => void (api = new Api(await running.start())));
  afterAll(() => running.stop());

  const inDays = (days: number): string =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  test('counts 90 days from the clearance, warns once a threshold, and of goods near expiry', async () => {
    const partnershipId = await signPartnership(api);
    const shipment = await dispatchShipment(api, partnershipId, [
      line(100, { category: 'medical', item: 'Insulin', expiresOn: inDays(20) }),
    ]);
    const cleared = { declarationCode: 'UA-1', clearedOn: inDays(-78), legs: [] };
    const path = `/shipments/${shipment.id}/route`;
    expect((await api.put(path, cleared)).status).toBe(200);
    const got = await api.post(`/shipments/${shipment.id}/deliveries`, {
      receivedOn: '2023-05-05',
      lines: [
        line(100, {
          ...{ category: 'medical', item: 'Insulin' },
          shipmentLineId: shipment.lines[0].id,
        }),
      ],
    });
    expect(got.status).toBe(201);
    const [row] = (await api.get(`/register?city=${RECEIVER}`)).body.items;
    expect(row).toMatchObject({ declarationCode: 'UA-1', massHeldKg: 100, hasHeld: true });
    expect(Math.abs(row.daysLeft - 12)).toBeLessThanOrEqual(1);
    const expiring = (await api.get(`/register/expiring?city=${RECEIVER}&days=30`)).body.items;
    expect(expiring).toMatchObject([{ item: 'Insulin', massKg: 100 }]);
    expect((await api.get(`/register/expiring?city=${RECEIVER}&days=5`)).body.items).toEqual([]);

    const register = running.app.worker!.app.get(Register, { strict: false });
    await register.warn();
    await register.warn();
    const notices = async () =>
      (await api.get('/notices')).body.items.filter(({ kind }: { kind: string }) =>
        ['register_due', 'goods_expire'].includes(kind),
      );
    expect((await notices()).map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'goods_expire',
      'register_due',
    ]);
    await api.post(`/deliveries/${got.body.id}/movements`, {
      kind: 'distribution',
      occurredOn: inDays(0),
      recipient: 'Лікарня',
      recipientKind: 'hospital',
    });
    const [after] = (await api.get(`/register?city=${RECEIVER}`)).body.items;
    expect(after).toMatchObject({ massHeldKg: 0, massDistributedKg: 100, hasHeld: false });
    expect((await api.get(`/register/expiring?city=${RECEIVER}`)).body.items).toEqual([]);
    const stranger = await running.app.asPerson([{ role: 'coordinator', cityId: SENDER }]);
    expect((await stranger.get('/register/expiring')).body.items).toEqual([]);
  });
});
