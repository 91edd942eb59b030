import { RunningApps } from './support/running-apps';
import { csv, dispatchShipment, line, RECEIVER, SENDER, signPartnership } from './support/builders';
import { Api } from './support/http';
import { describeOnQueueBackends } from './support/queue-backends';

// Goal: one record goes the whole way, on both queue backends, and every figure on the way is the
// same: the ledger's, the statistics', the file's and a recount of the raw lines.
describeOnQueueBackends('the whole way', ({ redisUrl }) => {
  const running = new RunningApps();
  let api: Api;

  beforeAll(async () => {
    api = new Api(await running.start({ redisUrl }));
  });
  afterAll(() => running.stop());

  const statistics = async (query = '') =>
    (await api.get(`/statistics/cities?city=${RECEIVER}${query}`)).body.items[0];

  test('a city of which nothing was reported has no data, which is not zero', async () => {
    const row = await statistics();
    expect(row).toMatchObject({ coverage: 'no_data', cases: null, massReceivedKg: null });
  });

  test('a delivery against a shipment is received, confirmed and counted to the gram', async () => {
    const partnershipId = await signPartnership(api);
    const shipment = await dispatchShipment(api, partnershipId, [
      line(4200.125),
      line(96, { category: 'energy', item: 'Generators', quantity: 4, unit: 'piece' }),
    ]);
    const delivered = await api.post(`/shipments/${shipment.id}/deliveries`, {
      receivedOn: '2023-05-05',
      lines: [
        {
          ...line(4100.025, { damagedMassKg: 12.5, differenceReason: 'short_shipped' }),
          shipmentLineId: shipment.lines[0].id,
        },
        {
          ...line(96, { category: 'energy', item: 'Generators', quantity: 4, unit: 'piece' }),
          shipmentLineId: shipment.lines[1].id,
        },
      ],
    });
    expect(delivered.status).toBe(201);
    await running.app.settle();
    expect(await statistics()).toMatchObject({
      coverage: 'reported',
      cases: 1,
      shipments: 1,
      lines: 2,
      linesWithoutMass: 0,
      massDispatchedKg: 4296.125,
      massReceivedKg: 4196.025,
      massDamagedKg: 12.5,
      massConfirmedKg: 4196.025,
      massUnannouncedKg: 0,
      massInTransitKg: 100.1,
      massLostKg: 0,
      firstDay: '2023-05-05',
      lastDay: '2023-05-05',
    });
    const { body: differences } = await api.get(`/differences?city=${RECEIVER}`);
    expect(differences.items.map((one: { kind: string }) => one.kind).sort()).toEqual([
      'damaged',
      'short',
    ]);
    const ledger = (await api.get(`/shipments/${shipment.id}/ledger`)).body;
    expect(ledger.equations).toEqual([
      'kg: dispatched 4296.125 = in transit 100.1 + lost 0 + returned 0 + arrived 4196.025',
      'units: dispatched 4 = in transit 0 + lost 0 + returned 0 + arrived 4',
    ]);
  });

  test('reports of both sides are matched by reference and by what they tell', async () => {
    const before = await statistics();
    const header = 'reference;date;partner_city;category;item;quantity;unit;mass_kg';
    const sent = await api.followReport(
      'sender',
      SENDER,
      csv(
        header,
        'CMR 4417;03.06.2023;Дрогобич;food;Canned meat;;;1200,5',
        'CMR 4418;04.06.2023;Drohobych;bedding;Blankets;100;piece;160',
        ';05.06.2023;Drohobych;medical;First-aid kits;50;piece;67,5',
      ),
    );
    expect(sent).toMatchObject({ state: 'posted', rowCount: 3, casesPosted: 3, linesMatched: 0 });
    const received = await api.followReport(
      'receiver',
      RECEIVER,
      csv(
        header,
        'cmr-4417;2023-06-07;Bytom;food;М’ясні консерви;;;1200,5',
        'CMR 4418;2023-06-08;Bytom;bedding;Ковдри;90;piece;',
        ';2023-06-09;Bytom;medical;Аптечки;50;piece;67,5',
      ),
    );
    expect(received).toMatchObject({ state: 'posted', casesPosted: 3, linesMatched: 3 });
    const after = await statistics();
    expect(after.cases - before.cases).toBe(3);
    // 90 of 100 blankets of 160 kg: 144 kg derived, 16 kg short.
    expect(after.massDerivedKg).toBe(144);
    expect(after.massReceivedKg).toBe(before.massReceivedKg + 1200.5 + 144 + 67.5);
    expect(after.massInTransitKg).toBe(before.massInTransitKg + 16);
  });

  test('more than was dispatched is not refused: the rest is unannounced, and a difference', async () => {
    const before = await statistics();
    const [partnership] = (await api.get(`/partnerships?city=${RECEIVER}`)).body.items;
    const shipment = await dispatchShipment(api, partnership.id, [line(1000)]);
    await api.post(`/shipments/${shipment.id}/deliveries`, {
      receivedOn: '2023-05-06',
      lines: [{ ...line(1500), shipmentLineId: shipment.lines[0].id, differenceReason: 'surplus' }],
    });
    await running.app.settle();
    const after = await statistics();
    expect(after.massUnannouncedKg).toBe(before.massUnannouncedKg + 500);
    const { items } = (await api.get(`/differences?kind=over`)).body;
    expect(items[0]).toMatchObject({ massKg: 500, shipmentLineId: shipment.lines[0].id });
  });

  test('a measure that one side alone states moves nothing, and hinders nothing', async () => {
    const header = 'reference,date,partner_city,category,item,quantity,unit,mass_kg,value,currency';
    const rows = (city: string, day: string, amounts: string[]) =>
      csv(
        header,
        ...amounts.map((amount, n) => `MEASURE ${n},${day},${city},water,Pump,${amount}`),
      );
    const all = '4,piece,200,1000,EUR';
    const before = await statistics();
    const sent = await api.followReport(
      'sender',
      SENDER,
      rows('Drohobych', '2023-08-01', [all, all, all, ',,200,,', '4,piece,,,', all]),
    );
    expect(sent.state).toBe('posted');
    const received = await api.followReport(
      'receiver',
      RECEIVER,
      rows('Bytom', '2023-08-03', [
        ',,200,,',
        '4,piece,,,',
        ',,,1000,EUR',
        '4,piece,,,',
        ',,200,,',
        '4,box,200,1000,PLN',
      ]),
    );
    // The fourth and fifth have no measure in common with what was announced.
    expect(received).toMatchObject({ state: 'posted', linesMatched: 4 });
    const after = await statistics();
    // Weighed 200 + 200 + 200, derived 200 from the count of the second.
    expect(after.massReceivedKg).toBe(before.massReceivedKg + 800);
    expect(after.massDerivedKg).toBe(before.massDerivedKg + 200);
    // The fifth was announced by count alone: its mass is confirmed by nobody.
    expect(after.massUnannouncedKg).toBe(before.massUnannouncedKg + 200);
  });

  test('the totals of files, statistics, balances and raw lines are one figure', async () => {
    const { massReceivedKg } = await statistics();
    const [{ balances }] = await running.app.database.query(
      `select (sum(mass_grams) / 1000)::float8 as balances from ledger_balance
       where account in ('received', 'damaged')`,
    );
    const [{ recount }] = await running.app.database.query(
      `select (sum(coalesce(l.mass_grams, m.mass_grams)) / 1000)::float8 as recount
       from delivery_line l left join match m on m.delivery_line_id = l.id and m.is_mass_derived`,
    );
    const [columns, ...rows] = (await api.text(`/exports/deliveries.csv`)).trim().split('\r\n');
    const names = columns!.split(',');
    const column = (row: string, name: string) => Number(row.split(',')[names.indexOf(name)]);
    const exported = rows.reduce(
      (grams, row) => grams + 1000 * (column(row, 'mass_kg') + column(row, 'derived_mass_kg')),
      0,
    );
    expect(balances).toBe(massReceivedKg);
    expect(recount).toBe(massReceivedKg);
    expect(Math.round(exported) / 1000).toBe(massReceivedKg);
  });

  test('as of an instant, the same question gets the same answer after later records', async () => {
    await running.app.settle();
    // The seal bears microseconds: the instant asked for must be a whole millisecond later.
    await new Promise((resolve) => setTimeout(resolve, 5));
    const asOf = new Date().toISOString();
    const query = `&asOf=${encodeURIComponent(asOf)}`;
    const then = await statistics(query);
    const recorded = await api.post('/deliveries', {
      sendingCityId: SENDER,
      receivingCityId: RECEIVER,
      receivedOn: '2023-07-01',
      lines: [line(7)],
    });
    expect(recorded.status).toBe(201);
    expect(await statistics(query)).toEqual(then);
    expect((await statistics()).massReceivedKg).toBe(then.massReceivedKg + 7);
  });

  test('a period counts the days inside it and no others', async () => {
    const may = await statistics('&from=2023-05-01&to=2023-05-31');
    expect(may).toMatchObject({ cases: 2, firstDay: '2023-05-05', lastDay: '2023-05-06' });
    const none = await statistics('&from=2021-01-01&to=2021-12-31');
    expect(none).toMatchObject({ coverage: 'reported', cases: 0, massReceivedKg: 0 });
  });
});
