import { csv, RECEIVER, recordStep, SENDER, signPartnership } from './support/builders';
import { Api } from './support/http';
import { RunningApps } from './support/running-apps';

const HEADER = 'reference,date,partner_city,item,quantity,unit,mass_kg';
const PREVIEW = { isPreview: 'true' };

const STORED = `
  select (select count(*) from shipment) s, (select count(*) from delivery) d,
    (select count(*) from delivery_line) dl, (select count(*) from ledger_entry) e,
    (select count(*) from report_row) r, (select count(*) from difference) f`;

let shift = 0;
/** Three lines of two cases; never the same file twice. */
const rowsOf = (city = 'Bytom'): string[] => {
  shift++;
  return [
    `P${shift},2023-05-02,${city},Canned meat,,,100.5`,
    `P${shift},2023-05-02,${city},Blankets,4,box,`,
    `,2023-05-03,${city},Water,,,20`,
  ];
};

// Goal: a person sees what a file would do before it does it, and what they then commit is what they
// saw, read by the same reader.
describe('a report that is previewed', () => {
  const running = new RunningApps();
  let api: Api;
  let partnershipId: string;

  beforeAll(async () => {
    api = new Api(await running.start());
    partnershipId = await signPartnership(api);
  });
  afterAll(() => running.stop());

  const stored = async (): Promise<object> => (await running.app.database.query(STORED))[0];
  const preview = (content: string, side = 'receiver', cityId = RECEIVER) =>
    api.followReport(side, cityId, content, 'list.csv', PREVIEW);
  const errorsOf = async (id: string) =>
    (await api.get(`/reports/${id}/errors?limit=200`)).body.items;

  test('is counted and not stored, and committed as it was counted', async () => {
    const before = await stored();
    const content = csv(HEADER, ...rowsOf());
    const seen = await preview(content);
    expect(seen).toMatchObject({
      ...{ state: 'previewed', isPreview: true, rowCount: 3, errorCount: 0, casesPosted: null },
      preview: {
        ...{ cases: 2, lines: 3, massKg: 120.5, linesWithoutMass: 1, linesWithUnknownCity: 0 },
        ...{ unknownCities: [], newPartners: [SENDER] },
      },
    });
    expect(await stored()).toEqual(before);
    expect((await api.get(`/reports/${seen.id}/lines`)).body.items).toEqual([]);

    const committed = await api.post(`/reports/${seen.id}/commit`);
    expect(committed).toMatchObject({ status: 202, body: { state: 'received', isPreview: false } });
    await running.app.settle();
    const { body: report } = await api.get(`/reports/${seen.id}`);
    expect(report).toMatchObject({ state: 'posted', casesPosted: 2, linesPosted: 3 });
    const [{ kg }] = await running.app.database.query(
      `select sum(l.mass_grams) / 1000.0 as kg
       from delivery d join delivery_line l on l.delivery_id = d.id where d.report_id = $1`,
      [seen.id],
    );
    expect(Number(kg)).toBe(seen.preview.massKg);

    const again = await api.post(`/reports/${seen.id}/commit`);
    expect(again).toMatchObject({ status: 409, body: { state: 'posted' } });
    expect(again.body.type).toMatch(/report-state$/);
    const events = await running.app.database.query(
      `select action from audit_event where subject_id = $1 order by id`,
      [seen.id],
    );
    expect(events.map(({ action }: { action: string }) => action)).toEqual([
      ...['report.file', 'report.commit', 'report.post'],
    ]);
    // The city is no longer new.
    const next = await preview(csv(HEADER, ...rowsOf()));
    expect(next.preview.newPartners).toEqual([]);
  });

  test('has the errors that it would be rejected with, and cannot be committed with them', async () => {
    const before = await stored();
    const bad = [',2023-02-30,Bytom,Meat,,,5', ',2023-05-02,Atlantis,Meat,,,-5'];
    const content = csv(HEADER, ...rowsOf(), ...bad);
    const seen = await preview(content);
    expect(seen).toMatchObject({
      ...{ state: 'previewed', errorCount: 3, rowCount: 5 },
      preview: { cases: 2, lines: 3, massKg: 120.5, unknownCities: ['Atlantis'] },
    });
    const refused = await api.post(`/reports/${seen.id}/commit`);
    expect(refused).toMatchObject({ status: 409, body: { state: 'previewed' } });
    const rejected = await api.followReport('receiver', RECEIVER, content);
    expect(rejected.state).toBe('rejected');
    expect(await errorsOf(seen.id)).toEqual(await errorsOf(rejected.id));
    expect(await api.text(`/reports/${seen.id}/errors.csv`)).toBe(
      await api.text(`/reports/${rejected.id}/errors.csv`),
    );
    expect(await stored()).toEqual(before);
  });

  test.each([
    ['rows that contradict each other', ['A,2023-05-02,Bytom,x,,,1', 'A,2023-05-03,Lviv,y,,,1']],
    ['no rows at all', []],
  ])('tells of %s as a commit would', async (_, rows) => {
    const content = csv(`${HEADER},case`, ...rows.map((row) => `${row},one`));
    const seen = await preview(content);
    const rejected = await api.followReport('receiver', RECEIVER, content);
    const errors = await errorsOf(seen.id);
    expect(errors).toHaveLength(1);
    expect(errors).toEqual(await errorsOf(rejected.id));
  });

  test('of a public source names the cities that cannot be told', async () => {
    const source = ',https://example.org/';
    const rows = [...rowsOf('Somewhere'), ...rowsOf()];
    const content = csv(`${HEADER},source_url`, ...rows.map((row) => row + source));
    const seen = await preview(content, 'public_source');
    expect(seen).toMatchObject({
      errorCount: 0,
      preview: { lines: 6, linesWithUnknownCity: 3, unknownCities: ['Somewhere'] },
    });
    expect((await running.app.asNobody().get(`/reports/${seen.id}`)).status).toBe(404);
  });

  test('of a public source is committed by who may file one, and by nobody else', async () => {
    const row = '2023-05-02,Bytom,Meat,5,https://example.org/';
    const content = csv('date,partner_city,item,mass_kg,source_url', row);
    const { id } = await preview(content, 'public_source');
    const by = (role: 'coordinator' | 'researcher') =>
      running.app.asPerson([{ role, cityId: RECEIVER }]);
    expect((await (await by('coordinator')).post(`/reports/${id}/commit`)).status).toBe(403);
    expect((await (await by('researcher')).post(`/reports/${id}/commit`)).status).toBe(202);
    await running.app.settle();
    expect((await running.app.asNobody().get(`/reports/${id}`)).body.state).toBe('posted');
  });

  test('may be seen often, and is counted once however its file comes', async () => {
    const content = csv(HEADER, ...rowsOf());
    const seen = await preview(content);
    const seenAgain = await preview(content);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        api.post(`/reports/${n % 2 ? seen.id : seenAgain.id}/commit`),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409, 409]);
    await running.app.settle();
    for (const fields of [{}, PREVIEW]) {
      const filed = await api.fileReport('receiver', RECEIVER, content, 'list.csv', fields);
      expect(filed.status).toBe(409);
      expect(filed.body.type).toMatch(/report-known$/);
    }
  });

  test('is known where its file was filed meanwhile', async () => {
    const content = csv(HEADER, ...rowsOf());
    const seen = await preview(content);
    expect((await api.followReport('receiver', RECEIVER, content)).state).toBe('posted');
    const late = await api.post(`/reports/${seen.id}/commit`);
    expect(late.status).toBe(409);
    expect(late.body.type).toMatch(/report-known$/);
    expect((await api.get(`/reports/${seen.id}`)).body.state).toBe('previewed');
  });

  test('is read anew by the commit: what has ended since is told then', async () => {
    const content = csv(HEADER, ...rowsOf('Drohobych'));
    const seen = await preview(content, 'sender', SENDER);
    expect(seen.errorCount).toBe(0);
    const end = { reason: 'It is over' };
    const ended = await recordStep(api, partnershipId, 'terminated', '2023-01-01', end);
    expect(ended.status).toBe(201);
    expect((await api.post(`/reports/${seen.id}/commit`)).status).toBe(202);
    await running.app.settle();
    expect((await api.get(`/reports/${seen.id}`)).body).toMatchObject({ state: 'rejected' });
    const codes = (await errorsOf(seen.id)).map(({ code }: { code: string }) => code);
    expect(codes).toEqual(['no-partnership', 'no-partnership']);
  });

  test('cannot be posted past the commit, by SQL either', async () => {
    const seen = await preview(csv(HEADER, ...rowsOf()));
    const post = `update report set state = 'posted' where id = $1`;
    await expect(running.app.database.query(post, [seen.id])).rejects.toThrow(
      'report_preview_posts_nothing',
    );
    for (const isPreview of ['yes', '1', '']) {
      const fields = { isPreview };
      const filed = await api.fileReport('receiver', RECEIVER, csv(HEADER), 'list.csv', fields);
      expect(filed.body.errors).toMatchObject([{ pointer: '/isPreview' }]);
    }
  });

  test('is not there for a stranger, and not to be committed by a reader', async () => {
    const { id } = await preview(csv(HEADER, ...rowsOf()));
    const stranger = await running.app.asPerson([{ role: 'coordinator', cityId: 'lviv-ua' }]);
    const reader = await running.app.asPerson([{ role: 'administrator', cityId: RECEIVER }]);
    for (const path of ['commit', 'cancellation']) {
      expect((await stranger.post(`/reports/${id}/${path}`)).status).toBe(404);
      const readers = await reader.post(`/reports/${id}/${path}`);
      expect(readers.status).toBe(403);
    }
    expect((await api.get(`/reports/${id}`)).body.state).toBe('previewed');
  });
});

// Goal: what a person has cancelled leaves nothing, and against a worker that is about to post it
// there are two ends only: all of it, or nothing.
describe('a report that is cancelled', () => {
  const running = new RunningApps();
  let api: Api;

  beforeAll(async () => {
    api = new Api(await running.start());
    await signPartnership(api);
  });
  afterAll(() => running.stop());

  const linesOf = async (id: string): Promise<number> => {
    const [{ count }] = await running.app.database.query(
      `select (select count(*) from delivery where report_id = $1)::int
         + (select count(*) from report_row where report_id = $1)::int as count`,
      [id],
    );
    return count;
  };
  const file = async (content: string, fields = {}) => {
    const filed = await api.fileReport('receiver', RECEIVER, content, 'list.csv', fields);
    if (filed.status !== 202) throw new Error(JSON.stringify(filed.body));
    return filed.body.id as string;
  };
  /** Holds the report's row, so that whoever would end it waits; `then` decides first. */
  async function whileHeld(id: string, isThere: () => Promise<boolean>, then: string) {
    const runner = running.app.database.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(`select 1 from report where id = $1 for no key update`, [id]);
      for (let tries = 0; !(await isThere()); tries++) {
        if (tries > 1_000) throw new Error('nobody waits for the report');
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      if (then) await runner.query(then, [id]);
      await runner.commitTransaction();
    } finally {
      await runner.release();
    }
  }
  const isWaiting = (state: string) => async (): Promise<boolean> => {
    const rows = await running.app.database.query(
      `select 1 from pg_stat_activity where datname = current_database()
       and wait_event_type = 'Lock' and query like '%update report set state = ''' || $1 || '''%'`,
      [state],
    );
    return rows.length > 0;
  };

  test('before the worker has posted it leaves nothing, though all of it was there', async () => {
    const id = await file(csv(HEADER, ...rowsOf()));
    // As `cancel` does it, in the moment in which the worker wants to commit.
    const cancel = `update report set state = 'cancelled', finished_at = now() where id = $1`;
    await whileHeld(id, isWaiting('posted'), cancel);
    await running.app.settle();
    expect((await api.get(`/reports/${id}`)).body).toMatchObject({
      ...{ state: 'cancelled', casesPosted: null, linesPosted: null },
    });
    expect(await linesOf(id)).toBe(0);
  });

  test('after the worker has posted it is told that it is too late', async () => {
    const id = await file(csv(HEADER, ...rowsOf()));
    await running.app.settle();
    const late = await api.post(`/reports/${id}/cancellation`);
    expect(late).toMatchObject({ status: 409, body: { state: 'posted' } });
    expect(late.body.type).toMatch(/report-state$/);
    expect(await linesOf(id)).toBe(5);
  });

  test('while it is being read stops the reading', async () => {
    const rows = Array.from({ length: 150_000 }, (_, n) => `B${n},2023-05-02,Bytom,Meat,,,1`);
    const id = await file(csv(HEADER, rows.join('\n')));
    const progress = async () => {
      const [{ count }] = await running.app.database.query(
        `select count(*)::int as count from pg_stat_activity
         where datname = current_database() and query like 'copy aid_stage%'`,
      );
      return count > 0;
    };
    for (let tries = 0; !(await progress()) && tries < 2_000; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const answer = await api.post(`/reports/${id}/cancellation`);
    expect(answer).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    await running.app.settle();
    expect((await api.get(`/reports/${id}`)).body.state).toBe('cancelled');
    expect(await linesOf(id)).toBe(0);
    const stream = await api.text(`/reports/${id}/events`);
    expect(stream).toContain('event: done');
  }, 120_000);

  test('at any moment ends in one of two ways, and its file may be filed again', async () => {
    const ends = await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        const content = csv(HEADER, ...rowsOf());
        const id = await file(content);
        await new Promise((resolve) => setTimeout(resolve, n * 60));
        const { status } = await api.post(`/reports/${id}/cancellation`);
        return { id, status, content };
      }),
    );
    await running.app.settle();
    for (const { id, status, content } of ends) {
      const { body } = await api.get(`/reports/${id}`);
      expect([status, body.state, await linesOf(id)]).toEqual(
        status === 200 ? [200, 'cancelled', 0] : [409, 'posted', 5],
      );
      const again = await api.fileReport('receiver', RECEIVER, content);
      expect(again.status).toBe(status === 200 ? 202 : 409);
    }
    expect(ends.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    await running.app.settle();
  }, 120_000);

  test('is told to the history of the city, once however often it is asked', async () => {
    const seen = await api.followReport('receiver', RECEIVER, csv(HEADER, ...rowsOf()), 'l.csv', {
      ...PREVIEW,
    });
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => api.post(`/reports/${seen.id}/cancellation`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect((await api.post(`/reports/${seen.id}/commit`)).body).toMatchObject({
      state: 'cancelled',
    });
    const events = await running.app.database.query(
      `select action, city_ids from audit_event where subject_id = $1 and action like '%.cancel'`,
      [seen.id],
    );
    expect(events).toEqual([{ action: 'report.cancel', city_ids: [RECEIVER] }]);
  });
});
