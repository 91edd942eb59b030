import http from 'node:http';
import net from 'node:net';
import { Logger } from '@nestjs/common';
import { csv, line, RECEIVER, SENDER, signPartnership } from './support/builders';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';

// Goal: whatever a client sends, or leaves half sent, gets a problem document or is forgotten; and
// nobody else waits for it.
describe('the HTTP interface', () => {
  const running = new RunningApps();
  let api: Api;

  beforeAll(async () => {
    api = new Api(await running.start());
    await signPartnership(api);
    const rows = Array.from(
      { length: 3000 },
      (_, n) => `2023-05-02,Bytom,Canned meat ${n},${n + 1}`,
    );
    const report = await api.followReport(
      'receiver',
      RECEIVER,
      csv('date,partner_city,item,mass_kg', ...rows),
    );
    expect(report.state).toBe('posted');
  });
  afterAll(() => running.stop());

  const port = () => Number(new URL(running.app.url).port);

  test('thirty exports that are cancelled give their connections back', async () => {
    for (let n = 0; n < 30; n++) {
      await new Promise<void>((resolve, reject) => {
        const url = `${running.app.url}/api/v1/exports/deliveries.csv`;
        const ask = http.get(url, { headers: api.headers() }, (answer) => {
          answer.once('data', () => {
            answer.destroy();
            resolve();
          });
        });
        ask.on('error', reject);
      });
    }
    const rows = (await api.text('/exports/deliveries.csv')).trim().split('\r\n');
    expect(rows).toHaveLength(3001);
    const [{ busy }] = await running.app.database.query(
      `select count(*)::int as busy from pg_stat_activity where datname = current_database()
         and application_name = 'pobratym api' and state <> 'idle' and pid <> pg_backend_pid()`,
    );
    expect(busy).toBe(0);
  });

  test('twelve uploads that stall keep nobody waiting, and leave nothing when cut', async () => {
    const stored = async () =>
      (
        await running.app.database.query(
          `select (select count(*) from file) f, (select count(*) from file_chunk) c,
             (select count(*) from report) r`,
        )
      )[0];
    const before = await stored();
    const told = jest.spyOn(Logger.prototype, 'error');
    const head = [
      'POST /api/v1/reports HTTP/1.1',
      `Host: 127.0.0.1:${port()}`,
      `Authorization: ${api.headers().authorization}`,
      'Content-Type: multipart/form-data; boundary=xx',
      'Content-Length: 10000000',
      '',
      '--xx',
      'Content-Disposition: form-data; name="file"; filename="a.csv"',
      '',
      'x'.repeat(400_000),
    ].join('\r\n');
    const sockets = Array.from({ length: 12 }, () => net.connect(port(), '127.0.0.1'));
    for (const socket of sockets) {
      socket.on('error', () => undefined);
      socket.write(head);
    }
    await pause(500);
    expect((await api.get('/cities?limit=1')).status).toBe(200);
    expect((await fetch(`${running.app.url}/health/ready`)).status).toBe(200);
    for (const socket of sockets) socket.destroy();
    await pause(300);
    expect(await stored()).toEqual(before);
    expect(told).not.toHaveBeenCalled();
    told.mockRestore();
  });

  test('a full pool is told as 503, and a transaction that is forgotten ends by itself', async () => {
    const { applicationDatabase: database, config } = running.app;
    const taken = Array.from({ length: config.databasePoolSizeMax }, () =>
      database.createQueryRunner(),
    );
    try {
      await Promise.all(taken.map((runner) => runner.connect()));
      const sql = `select setting from pg_settings where name = 'idle_in_transaction_session_timeout'`;
      expect(await taken[0]!.query(sql)).toEqual([{ setting: '300000' }]);
      const answer = await api.get('/deliveries?limit=1');
      expect(answer).toMatchObject({ status: 503, type: 'application/problem+json' });
      expect(answer.body.type).toMatch(/not-ready$/);
    } finally {
      await Promise.all(taken.map((runner) => runner.release()));
    }
    expect((await api.get('/deliveries?limit=1')).status).toBe(200);
  });

  test('a file name with control characters is kept without them', async () => {
    const body = [
      '--xx',
      'Content-Disposition: form-data; name="side"',
      '',
      'receiver',
      '--xx',
      `Content-Disposition: form-data; name="file"; filename*=utf-8''a%00b%07c.csv`,
      'Content-Type: text/csv',
      '',
      'nothing that can be read',
      '--xx--',
      '',
    ].join('\r\n');
    const headers = {
      ...api.headers(),
      'content-type': 'multipart/form-data; boundary=xx',
    };
    const url = `${running.app.url}/api/v1/reports`;
    const answer = await fetch(url, { method: 'POST', headers, body });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ fileName: 'abc.csv' });
    await running.app.settle();
  });

  const delivery = (change: object) => ({
    sendingCityId: SENDER,
    receivingCityId: RECEIVER,
    receivedOn: '2023-05-05',
    lines: [line(1)],
    ...change,
  });

  test.each([
    ['a null for a mass', { lines: [{ ...line(1), massKg: null }] }, '/lines/0/massKg'],
    ['a null for a reference', { reference: null }, '/reference'],
    ['a list for a line', { lines: [[]] }, '/lines/0'],
    ['a text for a line', { lines: ['x'] }, '/lines/0'],
    ['a null for a line', { lines: [null] }, '/lines/0'],
    ['a day of the year 0', { receivedOn: '0000-01-01' }, '/receivedOn'],
    ['half a character', { lines: [line(1, { item: 'a\ud800b' })] }, '/lines/0/item'],
    ['an item of blanks', { lines: [line(1, { item: '   ' })] }, '/lines/0/item'],
  ])('%s is refused at its place', async (_, change, pointer) => {
    const answer = await api.post('/deliveries', delivery(change));
    expect(answer).toMatchObject({ status: 422, type: 'application/problem+json' });
    expect(answer.body.errors[0].pointer).toContain(pointer);
  });

  test.each([
    '/statistics/cities?from=0000-01-01',
    '/deliveries?to=0000-01-01',
    '/exports/deliveries.csv?from=2023-13-01',
  ])('%s is refused', async (path) => {
    expect(await api.get(path)).toMatchObject({ status: 422, type: 'application/problem+json' });
  });

  test.each(['/%', '/deliveries/%F0', '/cities/%00', `/cities?query=${'x'.repeat(500)}`])(
    'the address %s gets a problem document',
    async (path) => {
      const answer = await api.get(path);
      expect([400, 404, 422]).toContain(answer.status);
      expect(answer.type).toBe('application/problem+json');
    },
  );

  test('a document nested without end is refused, not a failure of ours', async () => {
    const depth = 20_000;
    const body = `{"lines":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const headers = { ...api.headers(), 'content-type': 'application/json' };
    const answer = await fetch(`${running.app.url}/api/v1/deliveries`, {
      method: 'POST',
      headers,
      body,
    });
    expect([400, 422]).toContain(answer.status);
  });

  test('a field of an upload that is given twice is refused', async () => {
    const form = new FormData();
    form.append('side', 'sender');
    form.append('side', 'receiver');
    form.set('file', new Blob(['x']), 'a.csv');
    const answer = await api.postForm('/reports', form);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0]).toMatchObject({
      pointer: '/side',
    });
  });

  test('a reference too long for a waybill is told at its row', async () => {
    const report = await api.followReport(
      'receiver',
      RECEIVER,
      csv('reference,date,partner_city,item,mass_kg', `${'R'.repeat(201)},2023-05-02,Bytom,Meat,5`),
    );
    expect(report.state).toBe('rejected');
    const { items } = (await api.get(`/reports/${report.id}/errors`)).body;
    expect(items).toMatchObject([{ row: 1, column: 'reference', code: 'reference-too-long' }]);
  });
});

const pause = (durationMs: number) => new Promise((resolve) => setTimeout(resolve, durationMs));
