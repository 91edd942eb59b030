import { csv, RECEIVER } from './support/builders';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';

// Goal: who runs it sees what the queues and the requests do, and nobody else sees it.
describe('/metrics', () => {
  const running = new RunningApps();
  let api: Api;
  beforeAll(async () => {
    api = new Api(await running.start());
  });
  afterAll(() => running.stop());

  async function read(reader: Api): Promise<{ status: number; text: string; type: string | null }> {
    const response = await fetch(`${running.app.url}/metrics`, { headers: reader.headers() });
    const type = response.headers.get('content-type');
    return { status: response.status, text: await response.text(), type };
  }
  const lineOf = (text: string, start: string) =>
    text.split('\n').find((line) => line.startsWith(start));

  test('is closed to nobody, to the roles of a city, and to a token that is none', async () => {
    expect((await read(running.app.asNobody())).status).toBe(401);
    const administrator = await running.app.asPerson([
      { role: 'administrator', cityId: RECEIVER },
      { role: 'coordinator', cityId: RECEIVER },
    ]);
    expect((await read(administrator)).status).toBe(403);
    expect((await read(new Api({ ...running.app, token: 'pbr_nonsense' }))).status).toBe(401);
  });

  test('tells a steward’s program of the process, the requests and the queues', async () => {
    const row = '2023-05-02,Bytom,Canned meat,500';
    await api.followReport('receiver', RECEIVER, csv('date,partner_city,item,mass_kg', row));
    await running.app.settle();
    await running.app.database.query(
      `insert into outbox (queue, job_id, data, created_at, sent_at, sent_count)
       values ('nobody-works-here', 'n-1', '{}', now() - interval '90 seconds', now(), 2)`,
    );
    // The workers add up what they did every two seconds.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const steward = await running.app.asPerson([{ role: 'steward' }]);
    const { status, text, type } = await read(steward);
    expect(status).toBe(200);
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(lineOf(text, 'process_resident_memory_bytes')).toBeDefined();
    expect(lineOf(text, 'pobratym_jobs_done_total{queue="reports"}')).toMatch(/ 1$/);
    expect(lineOf(text, 'pobratym_outbox_rows{queue="nobody-works-here"}')).toMatch(/ 1$/);
    const age = lineOf(text, 'pobratym_outbox_oldest_age_seconds{queue="nobody-works-here"}');
    expect(Number(age!.split(' ')[1])).toBeGreaterThanOrEqual(90);
    expect(lineOf(text, 'pobratym_outbox_rows_sent_again{queue="nobody-works-here"}')).toMatch(
      / 1$/,
    );
    // By pattern: no id and no address is in it.
    expect(text).toContain(
      'http_request_duration_seconds_count{method="GET",route="/api/v1/reports/:id",status="200"}',
    );
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  test('tells the same when it is asked twice at once', async () => {
    const steward = await running.app.asPerson([{ role: 'steward' }]);
    const answers = await Promise.all([read(steward), read(steward)]);
    const done = answers.map(({ text }) =>
      lineOf(text, 'pobratym_jobs_done_total{queue="reports"}'),
    );
    expect(done[0]).toMatch(/ 1$/);
    expect(done[1]).toBe(done[0]);
  });

  test('counts an address without a route under none, whatever it is', async () => {
    await fetch(`${running.app.url}/api/v1/no-such-${'x'.repeat(40)}`);
    const { text } = await read(await running.app.asPerson([{ role: 'steward' }]));
    expect(text).toContain('route="none",status="404"');
    expect(text).not.toContain('no-such');
  });
});
