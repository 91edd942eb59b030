import { randomUUID } from 'node:crypto';
import http from 'node:http';
import iconv from 'iconv-lite';
import { csv, dispatchShipment, draftShipment, line, RECEIVER, SENDER } from './support/builders';
import { signPartnership } from './support/builders';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';

// Goal: whatever is wrong is named with its place and what was expected, and nothing is half stored.
describe('bad input', () => {
  const running = new RunningApps();
  let api: Api;
  let partnershipId: string;

  beforeAll(async () => {
    api = new Api(await running.start());
    await addSecondMykolaiv();
    partnershipId = await signPartnership(api);
  });
  afterAll(() => running.stop());

  async function addSecondMykolaiv(): Promise<void> {
    // There is a second Миколаїв, in the Lviv region.
    await running.app.database.query(
      `insert into city (id, name_en, name_uk, country, latitude, longitude, source)
       values ('mykolaiv-lviv-ua', 'Mykolaiv', 'Миколаїв', 'UA', 49.52378, 23.98519, 'test')`,
    );
    await running.app.database.query(
      `insert into city_name values ('mykolaiv-lviv-ua', 'uk', 'Миколаїв', 'миколаїв')`,
    );
  }

  const counts = async () =>
    (
      await running.app.database.query(
        `select (select count(*) from shipment) s, (select count(*) from shipment_line) sl,
           (select count(*) from delivery) d, (select count(*) from delivery_line) dl,
           (select count(*) from ledger_entry) e, (select count(*) from report_row) r,
           (select count(*) from ledger_balance) b`,
      )
    )[0];

  const delivery = (lines: unknown, rest: object = {}) => ({
    sendingCityId: SENDER,
    receivingCityId: RECEIVER,
    receivedOn: '2023-05-05',
    lines,
    ...rest,
  });

  describe('in a request', () => {
    test.each([
      ['negative', -1],
      ['zero', 0],
      ['of four decimals', 0.1234],
      ['of 1e30', 1e30],
      ['as text', '12'],
      ['above a million tonnes', 1_000_000_001],
      ['smaller than a gram', 1e-7],
    ])('a mass that is %s is refused at its field', async (_, massKg) => {
      const before = await counts();
      const draft = await draftShipment(api, partnershipId, [line(1), line(massKg as number)]);
      const recorded = await api.post('/deliveries', delivery([line(massKg as number)]));
      for (const [answer, pointer] of [
        [draft, '/lines/1/massKg'],
        [recorded, '/lines/0/massKg'],
      ] as const) {
        expect(answer).toMatchObject({ status: 422, type: 'application/problem+json' });
        expect(answer.body.errors).toHaveLength(1);
        expect(answer.body.errors[0]).toMatchObject({ pointer });
        expect(answer.body.errors[0].detail).toContain('at most 3 decimals');
      }
      expect(await counts()).toEqual(before);
    });

    test.each([
      ['in a zone that PostgreSQL has not', '2023-05-05T12:00:00+16:00'],
      ['as far to the west', '2023-05-05T12:00:00-23:00'],
      ['a minute before the end of the day', '2023-05-05T12:00:00+23:59'],
      ['without a zone', '2023-05-05T12:00:00'],
      ['by the day of a week', '2023-W01-1T00:00:00Z'],
      ['by the day of the year', '2023-125T00:00:00Z'],
      ['of year 0', '0000-01-01T00:00:00Z'],
      ['of a day that does not exist', '2023-02-30T00:00:00Z'],
    ])('an instant %s is refused wherever one is asked for', async (_, instant) => {
      const answers = [
        await api.post('/deliveries', delivery([line(1)], { receivedAt: instant })),
        await running.app.asNobody().get(`/statistics/cities?asOf=${encodeURIComponent(instant)}`),
        await api.get(`/deliveries/${randomUUID()}/ledger?asOf=${encodeURIComponent(instant)}`),
        await api.get(`/shipments/${randomUUID()}/ledger?asOf=${encodeURIComponent(instant)}`),
      ];
      for (const [index, { status, body }] of answers.entries()) {
        const pointer = index === 0 ? '/receivedAt' : '/asOf';
        expect([status, body.errors]).toMatchObject([422, [{ pointer }]]);
      }
    });

    test.each(['2023-05-05T23:59:59.123456+15:59', '2023-05-05T12:00-15:59'])(
      'an instant as %s is taken, and asked for again',
      async (instant) => {
        const sent = delivery([line(1)], { receivedAt: instant });
        const recorded = await api.post('/deliveries', sent);
        expect(recorded.status).toBe(201);
        expect(Date.parse(recorded.body.receivedAt)).toBe(Date.parse(instant));
        const asOf = encodeURIComponent(instant);
        const { id } = recorded.body;
        for (const path of [`/deliveries/${id}/ledger`, '/statistics/cities']) {
          expect((await api.get(`${path}?asOf=${asOf}`)).status).toBe(200);
        }
      },
    );

    test('NaN is no JSON, and is refused as such', async () => {
      const text = JSON.stringify(delivery([line(1)])).replace('"massKg":1', '"massKg":NaN');
      const response = await fetch(`${running.app.url}/api/v1/deliveries`, {
        method: 'POST',
        headers: { ...api.headers(), 'content-type': 'application/json' },
        body: text,
      });
      expect(response.status).toBe(400);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    });

    test.each([
      ['an unknown category', { category: 'gold' }, '/lines/0/category'],
      ['an unknown currency', { value: 5, currency: 'XXQ' }, '/lines/0/currency'],
      ['a value without a currency', { value: 5 }, '/lines/0/currency'],
      ['three decimals of a euro', { value: 5.001, currency: 'EUR' }, '/lines/0/value'],
      ['a count without a unit', { quantity: 4 }, '/lines/0/unit'],
      ['an unknown unit', { quantity: 4, unit: 'crate' }, '/lines/0/unit'],
      ['a line that says no amount', { massKg: undefined }, '/lines/0/massKg'],
      ['more damaged than arrived', { damagedMassKg: 2 }, '/lines/0/damagedMassKg'],
      ['a field that does not exist', { weight: 4 }, '/lines/0/weight'],
      ['an empty item', { item: '' }, '/lines/0/item'],
      ['a NUL in a text', { item: 'a\u0000b' }, '/lines/0/item'],
      ['half of a character in a text', { item: 'a\ud83d' }, '/lines/0/item'],
      // Signs of how an emoji is shown are characters too, for the column that keeps them.
      ['a text of 1,002 characters', { item: '❤\ufe0f'.repeat(501) }, '/lines/0/item'],
    ])('%s is refused at its field', async (_, change, pointer) => {
      const answer = await api.post('/deliveries', delivery([{ ...line(1), ...change }]));
      expect(answer.status).toBe(422);
      expect(answer.body.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([
        pointer,
      ]);
    });

    test.each([
      ['an unknown city', { receivingCityId: 'atlantis-ua' }, '/receivingCityId'],
      ['a city that sends to itself', { sendingCityId: RECEIVER }, '/sendingCityId'],
      ['a day that does not exist', { receivedOn: '2023-02-30' }, '/receivedOn'],
      ['a day in the future', { receivedOn: '2999-01-01' }, '/receivedOn'],
      ['no lines', { lines: [] }, '/lines'],
      ['lines that are no list', { lines: 'many' }, '/lines'],
      ['an id that is none', { id: '17' }, '/id'],
      ['half of a character in the reference', { reference: '\ude00' }, '/reference'],
      ['a reference of 202 characters', { reference: '❤\ufe0f'.repeat(101) }, '/reference'],
    ])('%s is refused at its field', async (_, change, pointer) => {
      const answer = await api.post('/deliveries', delivery([line(1)], change));
      expect(answer.status).toBe(422);
      expect(answer.body.errors[0].pointer).toBe(pointer);
    });

    test('a delivery of two cities without an agreement must say that it is outside one', async () => {
      const lviv = { receivingCityId: 'lviv-ua' };
      const refused = await api.post('/deliveries', delivery([line(1)], lviv));
      expect(refused).toMatchObject({ status: 409 });
      expect(refused.body.type).toMatch(/no-partnership$/);
      const outside = { ...lviv, isOutsidePartnership: true };
      const accepted = await api.post('/deliveries', delivery([line(1)], outside));
      expect(accepted.status).toBe(201);
      expect(accepted.body).toMatchObject({ partnershipId: null, isOutsidePartnership: true });
      const { items } = (await api.get('/statistics/cities?city=lviv-ua')).body;
      expect(items[0]).toMatchObject({ cases: 1, casesOutsidePartnership: 1 });
    });

    test('a line of another shipment is refused', async () => {
      const one = await dispatchShipment(api, partnershipId);
      const other = await dispatchShipment(api, partnershipId);
      const answer = await api.post(`/shipments/${one.id}/deliveries`, {
        receivedOn: '2023-05-05',
        lines: [line(1, { shipmentLineId: other.lines[0].id, differenceReason: 'surplus' })],
      });
      expect(answer.status).toBe(422);
      expect(answer.body.errors[0].pointer).toBe('/lines');
    });

    test('the same client-made id eight times at once is one delivery', async () => {
      const before = await counts();
      const id = '0190a7b2-1111-7abc-8def-0123456789ab';
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => api.post('/deliveries', delivery([line(3)], { id }))),
      );
      expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(201));
      expect(Number((await counts()).d)).toBe(Number(before.d) + 1);
      for (const changed of [
        delivery([line(3)], { id, receivedOn: '2023-06-06' }),
        delivery([line(4)], { id }),
        delivery([line(3, { item: 'Flour' })], { id }),
        delivery([line(3), line(1)], { id }),
        delivery([line(3)], { id, note: 'late' }),
      ]) {
        const answer = await api.post('/deliveries', changed);
        expect(answer.status).toBe(409);
        expect(answer.body.type).toMatch(/id-taken$/);
      }
    });

    test('a draft sent again is one draft; with anything changed it is told', async () => {
      const id = '0190a7b2-2222-7abc-8def-0123456789ab';
      const send = (kg: number, rest = {}) =>
        draftShipment(api, partnershipId, [line(kg)], { id, reference: 'D1', ...rest });
      expect((await send(5)).status).toBe(201);
      expect((await send(5)).body).toMatchObject({ id, lines: [{ massKg: 5 }] });
      for (const changed of [await send(6), await send(5, { reference: 'D2' })]) {
        expect(changed.status).toBe(409);
        expect(changed.body.type).toMatch(/id-taken$/);
      }
    });

    test('what does not exist is 404, also an id that is no id', async () => {
      for (const path of ['/deliveries/17', '/shipments/x', '/reports/0', '/cities/atlantis-ua']) {
        expect(await api.get(path)).toMatchObject({
          status: 404,
          type: 'application/problem+json',
        });
      }
    });

    test('an order, a limit and a cursor of one’s own making are refused', async () => {
      for (const query of ['limit=0', 'limit=201', 'limit=x', 'cursor=zzz', 'order=mass']) {
        expect((await api.get(`/deliveries?${query}`)).status).toBe(422);
      }
    });
  });

  describe('from another site', () => {
    test('a form posted across sites, and a foreign name for the loopback, are refused', async () => {
      const url = `${running.app.url}/api/v1/reports`;
      const form = new FormData();
      form.set('side', 'receiver');
      for (const [name, value] of [
        ['sec-fetch-site', 'cross-site'],
        ['origin', 'https://evil.example'],
      ] as const) {
        const headers = { ...api.headers(), [name]: value };
        expect((await fetch(url, { method: 'POST', body: form, headers })).status).toBe(403);
      }
      // fetch() sets Host by itself; a bare request does not.
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const ask = http.get(url, { headers: { host: 'evil.example' } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        ask.on('error', reject);
      });
      expect(status).toBe(403);
      expect((await api.get('/reports')).status).toBe(200);
    });
  });

  describe('in a report file', () => {
    const HEADER = 'reference,date,partner_city,category,item,quantity,unit,mass_kg';
    const good = 'R1,2023-05-02,Bytom,food,Canned meat,,,100';

    const rejected = async (content: string | Uint8Array, name?: string) => {
      const before = await counts();
      const report = await api.followReport('receiver', RECEIVER, content, name);
      expect(report.state).toBe('rejected');
      expect(await counts()).toEqual(before);
      return (await api.get(`/reports/${report.id}/errors`)).body.items;
    };

    test.each([
      ['a mass of two readings', 'R,2023-05-02,Bytom,food,Meat,,,"1,234"', 'mass_kg'],
      ['a negative mass', 'R,2023-05-02,Bytom,food,Meat,,,-5', 'mass_kg'],
      ['a zero mass', 'R,2023-05-02,Bytom,food,Meat,,,0', 'mass_kg'],
      ['a mass that is NaN', 'R,2023-05-02,Bytom,food,Meat,,,NaN', 'mass_kg'],
      ['a mass of 1e30', 'R,2023-05-02,Bytom,food,Meat,,,1e30', 'mass_kg'],
      ['an unknown category', 'R,2023-05-02,Bytom,gold,Meat,,,5', 'category'],
      ['an unknown city', 'R,2023-05-02,Atlantis,food,Meat,,,5', 'partner_city'],
      ['a day that does not exist', 'R,2023-02-30,Bytom,food,Meat,,,5', 'date'],
      ['a day of two readings', 'R,03/04/2023,Bytom,food,Meat,,,5', 'date'],
      ['a missing item', 'R,2023-05-02,Bytom,food,,,,5', 'item'],
      ['itself as partner', 'R,2023-05-02,Drohobych,food,Meat,,,5', 'partner_city'],
      ['no partner', 'R,2023-05-02,,food,Meat,,,5', 'partner_city'],
      ['a cell too many', 'R,2023-05-02,Bytom,food,Meat,,,5,6', null],
    ])('%s is named with row and column', async (_, row, column) => {
      const errors = await rejected(csv(HEADER, good, row));
      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatchObject({ row: 2, column });
      expect(errors[0].message.length).toBeGreaterThan(5);
      expect(errors[0].expected.length).toBeGreaterThan(2);
    });

    test('a value without a currency is told once', async () => {
      const header = `${HEADER},value,currency`;
      const errors = await rejected(csv(header, 'R,2023-05-02,Bytom,food,Meat,,,5,100,'));
      expect(errors).toMatchObject([{ row: 1, column: 'currency', code: 'currency-missing' }]);
    });

    test('a name of two cities is an error that lists them', async () => {
      const [error] = await rejected(csv(HEADER, 'R,2023-05-02,Миколаїв,food,Meat,,,5'));
      expect(error).toMatchObject({ row: 1, column: 'partner_city', value: 'Миколаїв' });
      expect(error.message).toContain('mykolaiv-lviv-ua, mykolaiv-ua');
    });

    test.each([
      ['a sum that the columns cannot hold', 'R,Rice,9999999999999,KWD', 'value'],
      ['a sum of a billion billions', 'R,Rice,1000000000000,EUR', 'value'],
      ['a reference that ends amid a character', `${'r'.repeat(199)}😀a,Rice,5,EUR`, 'reference'],
    ])('%s is refused at its cell', async (_, cells, column) => {
      const header = 'date,partner_city,reference,item,value,currency';
      const errors = await rejected(csv(header, `2023-05-02,Bytom,${cells}`));
      expect(errors).toMatchObject([{ row: 1, column }]);
    });

    test('each bad row is named, not the first alone', async () => {
      const rows = Array.from({ length: 30 }, (_, n) => good.replace(',100', n % 2 ? ',-1' : ',5'));
      expect(await rejected(csv(HEADER, ...rows))).toHaveLength(15);
    });

    test.each([
      ['an empty file', '', 0],
      ['a header alone', `${HEADER}\n`, 0],
      ['a missing column', csv('reference,date,item,mass_kg', 'R,2023-05-02,Meat,5'), 0],
      ['a repeated column', csv(`${HEADER},mass_kg`, `${good},100`), 0],
      ['an open quote', csv(HEADER, good, 'R,2023-05-02,Bytom,food,"Meat,,,5'), 2],
    ])('%s is refused as a whole', async (_, content, row) => {
      const errors = await rejected(content);
      expect(errors[0]).toMatchObject({ row });
    });

    test('the rejected file can be had with its errors in a column, harmless to a spreadsheet', async () => {
      const content = csv(HEADER, good, 'R,2023-05-02,Bytom,food,"=1+1",,,-5');
      const report = await api.followReport('receiver', RECEIVER, content, 'список.csv');
      const marked = await api.text(`/reports/${report.id}/errors.csv`);
      const [first, second, third] = marked.replace('\ufeff', '').split('\r\n');
      expect(first).toBe(`${HEADER},error`);
      expect(second).toBe(`${good},`);
      expect(third).toMatch(/^R,2023-05-02,Bytom,food,'=1\+1,,,'-5,.*mass_kg: /);
    });

    test('errors are said in the language that is asked for, English where none is', async () => {
      const content = csv(HEADER, good, 'R-uk,2023-05-02,Bytom,food,Meat,,,5 слонів');
      const { id } = await api.followReport('receiver', RECEIVER, content);
      const ask = (path: string, acceptLanguage: string) =>
        fetch(`${running.app.url}/api/v1/reports/${id}/${path}`, {
          headers: { ...api.headers(), 'accept-language': acceptLanguage },
        });
      const sayings = [
        ['errors', 'pl', 'en', '“слонів” is not a unit of mass.'],
        ['errors', 'uk-UA,uk;q=0.9,en;q=0.8', 'uk', '«слонів» не є одиницею маси.'],
        ['errors?language=en', 'uk', 'en', '“слонів” is not a unit of mass.'],
        ['errors.csv', 'uk', 'uk', 'mass_kg: «слонів» не є одиницею маси. Потрібно: '],
        ['errors.csv?language=uk', 'en', 'uk', ',помилка\r\n'],
        ['errors.csv?language=en', 'uk', 'en', 'unit of mass. Expected: '],
      ] as const;
      for (const [path, wanted, language, saying] of sayings) {
        const answer = await ask(path, wanted);
        expect(answer.headers.get('content-language')).toBe(language);
        expect(await answer.text()).toContain(saying);
      }
      const { items } = (await api.get(`/reports/${id}/errors`)).body;
      expect(items[0]).toMatchObject({ code: 'mass-unit-unknown', params: { unit: 'слонів' } });
      expect((await ask('errors?language=pl', 'uk')).status).toBe(422);
    });

    test('a marked file that was mended is read, and its marks are no notes', async () => {
      const content = csv(HEADER, 'Mended,2023-05-02,Bytom,food,Meat,,,-5');
      const { id } = await api.followReport('receiver', RECEIVER, content);
      const marked = await api.text(`/reports/${id}/errors.csv?language=uk`);
      const stillBad = await api.followReport('receiver', RECEIVER, marked);
      const again = await api.text(`/reports/${stillBad.id}/errors.csv`);
      expect(again.split('\r\n')[0]).toBe(`${HEADER},error`);
      const mended = again.replace(/'+-5/, '5');
      const report = await api.followReport('receiver', RECEIVER, mended);
      expect(report).toMatchObject({ state: 'posted', linesPosted: 1 });
      const { items } = (await api.get(`/reports/${report.id}/lines`)).body;
      const stored = (await api.get(`/deliveries/${items[0].deliveryId}`)).body;
      expect(stored).toMatchObject({ note: null, lines: [{ massKg: 5 }] });
    });

    test('a picture named .csv is told to be one', async () => {
      const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108', 'hex');
      const [error] = await rejected(png, 'list.csv');
      expect(error).toMatchObject({ row: 0 });
      expect(error.message).toMatch(/PNG/);
    });

    test('a city that does not exist, a wrong side and a missing file are refused at once', async () => {
      expect((await api.fileReport('receiver', 'atlantis-ua', csv(HEADER, good))).status).toBe(422);
      expect((await api.fileReport('both', RECEIVER, csv(HEADER, good))).status).toBe(422);
      const form = new FormData();
      form.set('side', 'sender');
      const none = await api.postForm('/reports', form);
      expect(none.status).toBe(422);
      expect(none.body.errors[0].pointer).toBe('/file');
      const noLines = await api.post('/reports', { side: 'sender' });
      expect(noLines.status).toBe(422);
      expect(noLines.body.errors[0].pointer).toBe('/lines');
    });

    test('the same file twice is told and counted once', async () => {
      const content = csv(HEADER, good.replace('R1', 'once'));
      const first = await api.followReport('receiver', RECEIVER, content);
      expect(first).toMatchObject({ state: 'posted', linesPosted: 1 });
      const before = await counts();
      const again = await api.fileReport('receiver', RECEIVER, content);
      expect(again.status).toBe(409);
      expect(again.body.reportId).toBe(first.id);
      const atOnce = csv(HEADER, good.replace('R1', 'at once'));
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => api.fileReport('receiver', RECEIVER, atOnce)),
      );
      expect(answers.map((answer) => answer.status).sort()).toEqual([202, ...Array(7).fill(409)]);
      await running.app.settle();
      expect(Number((await counts()).d)).toBe(Number(before.d) + 1);
    });

    test.each([
      [
        'with a BOM and CRLF',
        `\ufeff${csv(HEADER, 'A1,2023-05-02,Bytom,food,Meat,,,5')}`.replaceAll('\n', '\r\n'),
      ],
      [
        'with semicolons and decimal commas',
        csv(HEADER.replaceAll(',', ';'), 'A2;02.05.2023;Битом;food;Meat;;;12,5'),
      ],
      ['with a quoted newline', csv(HEADER, 'A3,2023-05-02,Bytom,food,"Canned\nmeat",,,5')],
    ])('a file %s is read', async (_, content) => {
      const report = await api.followReport('receiver', RECEIVER, content);
      expect(report).toMatchObject({ state: 'posted', rowCount: 1 });
      const { items } = (await api.get(`/reports/${report.id}/lines`)).body;
      const stored = (await api.get(`/deliveries/${items[0].deliveryId}`)).body;
      expect(stored.lines[0]).toMatchObject({ id: items[0].lineId, reportRow: 1 });
    });

    test('a file in Windows-1251 with Ukrainian headers is read', async () => {
      const text =
        'номер;дата;місто-партнер;найменування;маса_кг\r\nЯ-1;02.05.2023;Битом;М’ясні консерви;12,5 т\r\n';
      const bytes = iconv.encode(text, 'windows-1251');
      const report = await api.followReport('receiver', RECEIVER, bytes);
      expect(report).toMatchObject({ state: 'posted', rowCount: 1 });
      const { items } = (await api.get('/deliveries?limit=1')).body;
      expect(items[0].lines[0]).toMatchObject({
        massKg: 12500,
        category: 'food',
        isCategoryProposed: true,
      });
    });
  });
});
