import { arriveInSession } from './support/askers';
import { dispatchShipment, line, RECEIVER, SENDER, signPartnership } from './support/builders';
import { Api } from './support/http';
import { describeOnQueueBackends } from './support/queue-backends';
import { RunningApps } from './support/running-apps';

interface Listed {
  queue: string;
  jobId: string;
  state: string;
}

// Goal: what fails for good is seen by a person, once, and comes back by their hand, once.
describeOnQueueBackends('a job that fails for good', ({ redisUrl }) => {
  const running = new RunningApps();
  let api: Api;
  let partnershipId: string;
  let steward: { personId: string | null; headers: Record<string, string> };

  beforeAll(async () => {
    const app = await running.start({ redisUrl });
    api = new Api(app);
    partnershipId = await signPartnership(api);
    steward = await arriveInSession(app.database, [{ role: 'steward' }]);
  });
  afterAll(() => running.stop());

  const sql = (text: string, values: unknown[] = []) => running.app.database.query(text, values);

  async function call(method: string, path: string) {
    const { headers } = steward;
    const response = await fetch(`${running.app.url}/api/v1${path}`, { method, headers });
    return { status: response.status, body: (await response.json()) as Listed & { type: string } };
  }
  const retry = (queue: string, jobId: string) =>
    call('POST', `/dead-jobs/${queue}/${jobId}/retry`);
  const list = async () => (await api.get('/dead-jobs')).body.items;

  /** What writes into the table fails until it is mended. */
  const breakAt = async (table: string): Promise<void> => {
    await sql(
      `create function break_down() returns trigger language plpgsql as $$
         begin raise exception 'broken for someone@example.org'; end $$`,
    );
    await sql(`create trigger break_down before insert on ${table} execute function break_down()`);
  };
  const mend = () => sql(`drop function if exists break_down cascade`);
  afterEach(mend);

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 600; tries++) {
      if (await isSo()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('It did not come to it');
  }

  async function deliver(massKg: number) {
    const { body } = await api.post('/deliveries', {
      ...{ sendingCityId: SENDER, receivingCityId: RECEIVER, receivedOn: '2023-05-05' },
      ...{ reference: `R-${massKg}`, lines: [line(massKg)] },
    });
    return { deliveryId: body.id as string, jobId: `delivery-${body.id}` };
  }
  const arrived = async (id: string) =>
    (await api.get(`/deliveries/${id}/ledger`)).body.mass.arrived;

  test('is in the list once, and its retry, asked for eight times, has its effect once', async () => {
    await dispatchShipment(api, partnershipId, [line(70)], { reference: 'R-70' });
    await running.app.settle();
    await breakAt('match');
    const { deliveryId, jobId } = await deliver(70);
    await until(async () => (await list()).length > 0);
    expect(await list()).toEqual([
      {
        queue: 'aid-recorded',
        jobId,
        state: 'dead',
        data: expect.objectContaining({ partnershipIds: [partnershipId] }),
        error: expect.stringMatching(/broken for …@…$/),
        attempts: 3,
        failedAt: expect.stringMatching(/Z$/),
        remedy: 'retry',
        retriedAt: null,
        retriedBy: null,
      },
    ]);
    // It is out of the outbox: nothing goes on trying.
    expect(await sql(`select 1 from outbox`)).toEqual([]);
    expect(await arrived(deliveryId)).toBe(0);

    await mend();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => retry('aid-recorded', jobId)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    await until(async () => (await list())[0].state === 'done');
    expect(await arrived(deliveryId)).toBe(70);
    expect((await retry('aid-recorded', jobId)).body).toMatchObject({ state: 'done' });
    expect(await sql(`select count(*)::int as n from match where reversed_at is null`)).toEqual([
      { n: 1 },
    ]);
    expect(
      await sql(
        `select person_id, city_ids, subject_id from audit_event where action = 'dead_job.retry'`,
      ),
    ).toEqual([{ person_id: steward.personId, city_ids: [], subject_id: `aid-recorded/${jobId}` }]);
  });

  test('that fails again is in the list once, with all its attempts', async () => {
    await dispatchShipment(api, partnershipId, [line(80)], { reference: 'R-80' });
    await running.app.settle();
    await breakAt('match');
    const { jobId } = await deliver(80);
    const found = async () =>
      (await list()).filter((job: Listed) => job.jobId === jobId && job.state === 'dead');
    await until(async () => (await found()).length === 1);
    expect((await retry('aid-recorded', jobId)).body.state).toBe('waiting');
    await until(async () => (await found()).length === 1);
    expect(await found()).toMatchObject([{ attempts: 6, retriedAt: null, retriedBy: null }]);
    const counted = async () =>
      (await api.get('/queues')).body.items.find(({ queue }: Listed) => queue === 'aid-recorded');
    await until(async () => (await counted()).failedAttempts === 9);
    expect(await counted()).toMatchObject({ dead: 1, waiting: 0, oldestAgeSeconds: null });
    await mend();
    await retry('aid-recorded', jobId);
    await running.app.settle();
  });

  test('and was told to whom it is of is not sent again: they may have filed it anew', async () => {
    await breakAt('report_row');
    const report = await api.followReport(
      'receiver',
      RECEIVER,
      'date,partner_city,item,mass_kg\n2023-05-02,Bytom,Canned meat,500',
    );
    expect(report.state).toBe('failed');
    await mend();
    const [job] = await list();
    expect(job).toMatchObject({ queue: 'reports', remedy: 'record_anew', state: 'dead' });
    const refused = await retry(job.queue, job.jobId);
    expect(refused.status).toBe(409);
    expect(refused.body.type).toMatch(/not-retriable$/);
    expect(await sql(`select 1 from outbox`)).toEqual([]);
    expect((await retry('reports', 'never-there')).status).toBe(404);
  });
});
