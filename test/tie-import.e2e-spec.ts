import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { hashSecret, INSTALLATION, newSecret } from '@pobratym/identity';
import { csv } from './support/builders';
import { Api } from './support/http';
import { createPerson, Holding } from './support/people';
import { RunningApps } from './support/running-apps';

const HEADER = 'ukrainian_city_id,foreign_city_id,kind,since,status,source_url,note';
const SOURCE = 'https://example.org/ties';

// Goal: a steward's list comes in whole or not at all, and nothing that is there is touched.
describe('the import of ties', () => {
  const running = new RunningApps();
  let steward: Api;

  beforeAll(async () => {
    await running.start({ data: 'reference' });
    steward = await atBrowser([{ role: 'steward' }]);
  });
  afterAll(() => running.stop());

  const sql = (text: string, values: unknown[] = []) => running.app.database.query(text, values);
  /** No token may import ties: a person at a browser does. */
  const atBrowser = async (roles: Holding[]): Promise<Api> => {
    const secret = newSecret();
    const { id } = await createPerson(running.app.database, roles);
    await sql(
      `insert into session (person_id, secret_hash, stage, expires_at)
       values ($1, $2, 'whole', now() + interval '1 day')`,
      [id, hashSecret(secret)],
    );
    return new BrowserApi(running.app.url, secret);
  };
  const send = (api: Api, content: string | Uint8Array, query = '', name = 'list.csv') => {
    const form = new FormData();
    form.set('file', new Blob([content as never]), name);
    return api.postForm(`/ties/import${query}`, form);
  };
  /** Resolves when so many statements wait for a lock. */
  const untilWaiting = async (count: number): Promise<void> => {
    for (let tries = 0; tries < 1000; tries++) {
      const waiting = await sql(
        `select 1 from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (waiting.length >= count) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('Nobody waits for a lock');
  };
  const state = async () =>
    (
      await sql(`select
        (select md5(string_agg(p::text, ',' order by id)) from partnership p) as partnerships,
        (select md5(string_agg(s::text, ',' order by id)) from partnership_step s) as steps,
        (select count(*)::int from audit_event where action = 'partnership.import') as events`)
    )[0];
  describe('of the ties that an installation begins with', () => {
    const rows: Record<string, string>[] = parse(
      fs.readFileSync(path.resolve(__dirname, '../data/twin-ties.csv')),
      { columns: true, bom: true },
    );

    test('has entered each of them, at its stage, by one step', async () => {
      const wanted = rows.map((row) => {
        const [first, second] = [row.ukrainian_city_id!, row.foreign_city_id!].sort();
        const stage = { active: 'signed', unknown: 'unconfirmed', terminated: 'terminated' }[
          row.status as 'active'
        ];
        return [first, second, row.kind, stage, row.source_url, row.note || null].join('|');
      });
      const found = await sql(
        `select concat_ws('|', first_city_id, second_city_id, kind, stage, source_url, note) as tie,
           (select count(*)::int from partnership_step s where s.partnership_id = p.id
             and s.kind = 'imported') as steps
         from partnership p`,
      );
      expect(found.map(({ tie }: { tie: string }) => tie).sort()).toEqual(
        wanted.map((tie) => tie.replace(/\|$/, '')).sort(),
      );
      expect(found.every(({ steps }: { steps: number }) => steps === 1)).toBe(true);
      expect(found.length).toBe(960);
    });

    test('keeps each day as exactly as the list has it', async () => {
      const steps = await sql(
        `select p.first_city_id, p.second_city_id, p.kind, s.occurred_on, s.date_precision,
           s.in_force_from, s.decided_by
         from partnership p join partnership_step s on s.partnership_id = p.id`,
      );
      const byTie = new Map(
        steps.map((s: Record<string, string>) => [
          `${s.first_city_id} ${s.second_city_id} ${s.kind}`,
          s,
        ]),
      );
      const precisions = new Set<string>();
      for (const row of rows.filter(({ since, status }) => since && status !== 'terminated')) {
        const cities = [row.ukrainian_city_id!, row.foreign_city_id!].sort();
        const step = byTie.get([...cities, row.kind].join(' ')) as Record<string, string>;
        const since = row.since!;
        precisions.add(step.date_precision!);
        expect(step).toMatchObject({
          occurred_on: since.length === 4 ? null : `${since}-01`.slice(0, 10),
          date_precision: { 4: 'period', 7: 'month', 10: 'day' }[since.length],
          in_force_from: `${since}-01-01`.slice(0, 10),
          decided_by: 'Import of data/twin-ties.csv; not checked with the cities',
        });
      }
      expect([...precisions].sort()).toEqual(['day', 'month', 'period']);
    });

    test('was written down once, by the installation, for the cities', async () => {
      const [event, ...more] = await sql(
        `select person_id, via, after, cardinality(city_ids) as cities from audit_event
         where action = 'partnership.import'`,
      );
      expect(more).toEqual([]);
      const cities = new Set(rows.flatMap((row) => [row.ukrainian_city_id, row.foreign_city_id]));
      expect(event).toEqual({
        person_id: null,
        via: INSTALLATION.origin.via,
        after: { partnerships: 960 },
        cities: cities.size,
      });
    });

    test('adds nothing the second time', async () => {
      const before = await state();
      const file = fs.readFileSync(path.resolve(__dirname, '../data/twin-ties.csv'));
      const again = await send(steward, file);
      expect(again).toMatchObject({
        status: 200,
        body: { rows: 960, added: 0, known: 960, errors: [], errorCount: 0, dryRun: false },
      });
      expect(await state()).toEqual(before);
    });
  });

  test('adds what is new, leaves what is known, and says where it came from', async () => {
    const list = csv(HEADER, rowOf({ since: '2023-05', note: '"with, comma"' }), KNOWN);
    const before = await sql(`select * from partnership order by id`);
    const dry = await send(steward, list, '?dryRun=true');
    expect(dry.body).toEqual({
      rows: 2,
      added: 1,
      known: 1,
      errors: [],
      errorCount: 0,
      dryRun: true,
    });
    expect(await sql(`select * from partnership order by id`)).toEqual(before);

    const done = await send(steward, `\uFEFF${list}`, '', '../a <list>.csv');
    expect(done).toMatchObject({ status: 200, body: { ...dry.body, dryRun: false } });
    const after = await sql(`select * from partnership order by id`);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length)).toEqual([
      expect.objectContaining({
        first_city_id: 'bytom-pl',
        second_city_id: 'lutsk-ua',
        kind: 'solidarity',
        stage: 'signed',
        note: 'with, comma',
        source_url: SOURCE,
        is_sample: false,
        is_published: true,
      }),
    ]);
    const [step] = await sql(`select s.* from partnership_step s where s.partnership_id = $1`, [
      after.at(-1).id,
    ]);
    expect(step).toMatchObject({
      kind: 'imported',
      occurred_on: '2023-05-01',
      date_precision: 'month',
      in_force_from: '2023-05-01',
    });
    expect(step.decided_by).toContain('a <list>.csv; not checked with the cities');
    const [event] = await sql(
      `select * from audit_event where action = 'partnership.import' order by id desc limit 1`,
    );
    expect(event).toMatchObject({
      via: 'session',
      city_ids: ['bytom-pl', 'lutsk-ua'],
      after: { partnerships: 1 },
    });
    expect(event.person_id).not.toBeNull();
  });

  test('stores nothing of a list with one bad row, and tells it', async () => {
    const before = await state();
    const list = csv(HEADER, rowOf({ kind: 'cooperation' }), rowOf({ status: 'lapsed' }));
    const dry = await send(steward, list, '?dryRun=true');
    const errors = [
      {
        row: 2,
        column: 'status',
        value: 'lapsed',
        detail: 'must be one of active, unknown, terminated',
      },
    ];
    expect(dry).toMatchObject({
      status: 200,
      body: { rows: 2, added: 1, known: 0, errors, errorCount: 1, dryRun: true },
    });
    const refused = await send(steward, list);
    expect(refused).toMatchObject({ status: 422, type: 'application/problem+json' });
    expect(refused.body).toMatchObject({
      type: 'https://pobratym.org/problems/ties-not-accepted',
      errors: [{ pointer: '/rows/2/status', detail: errors[0]!.detail }],
      rowErrors: errors,
      errorCount: 1,
    });
    expect(await state()).toEqual(before);
  });

  test('enters a tie with a city of an aggressor state only as one that has ended', async () => {
    const row = (status: string) => `lutsk-ua,samara-ru,cooperation,,${status},${SOURCE},`;
    for (const status of ['active', 'unknown']) {
      const refused = await send(steward, csv(HEADER, row(status)));
      expect(refused.body.rowErrors).toMatchObject([{ row: 1, column: 'status' }]);
    }
    const done = await send(steward, csv(HEADER, row('terminated')));
    expect(done.body).toMatchObject({ added: 1 });
    const [tie] = await sql(
      `select stage from partnership
       where first_city_id = 'lutsk-ua' and second_city_id = 'samara-ru'`,
    );
    expect(tie).toEqual({ stage: 'terminated' });
  });

  test('asks the list of aggressor states as it stands', async () => {
    const list = csv(HEADER, `lutsk-ua,tirana-al,cooperation,,active,${SOURCE},`);
    await sql(`insert into aggressor_state values ('AL', '2020-01-01', 'Only in this test')`);
    const refused = await send(steward, list, '?dryRun=true');
    await sql(`delete from aggressor_state where country = 'AL'`);
    expect(refused.body.errors).toMatchObject([{ row: 1, column: 'status' }]);
    expect((await send(steward, list, '?dryRun=true')).body.errors).toEqual([]);
  });

  test('one list sent eight times at once enters each tie once', async () => {
    const list = csv(HEADER, `lutsk-ua,tirana-al,cooperation,2020,active,${SOURCE},`);
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(steward, list)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(answers.reduce((sum, { body }) => sum + body.added, 0)).toBe(1);
    const found = await sql(
      `select p.stage, count(s.id)::int as steps
       from partnership p left join partnership_step s on s.partnership_id = p.id
       where first_city_id = 'lutsk-ua' and second_city_id = 'tirana-al' group by p.id`,
    );
    expect(found).toEqual([{ stage: 'signed', steps: 1 }]);
  });

  test('two lists with the same ties in another order do not block one another', async () => {
    const cities = await sql(`select id from city where country = 'PL' order by id limit 9`);
    const lines: string[] = cities.map(
      ({ id }: { id: string }) => `rivne-ua,${id},solidarity,,active,${SOURCE},`,
    );
    // Somebody is about to enter the tie in the middle: both lists come as far as that and wait.
    const runner = running.app.database.createQueryRunner();
    await runner.startTransaction();
    await runner.query(
      `insert into partnership (first_city_id, second_city_id, kind)
       values ($1, 'rivne-ua', 'solidarity')`,
      [cities[4].id],
    );
    const lists = [csv(HEADER, ...lines), csv(HEADER, ...lines.toReversed())];
    const sent = Promise.all(lists.map((list) => send(steward, list)));
    await untilWaiting(2);
    await runner.rollbackTransaction();
    await runner.release();
    const answers = await sent;
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.map(({ body }) => body.added).sort()).toEqual([0, 9]);
    expect(answers.map(({ body }) => body.known).sort()).toEqual([0, 9]);
  });

  test('is the stewards’ alone', async () => {
    const before = await state();
    const list = csv(HEADER, rowOf({ kind: 'cooperation' }));
    const city = { cityId: 'lutsk-ua' };
    const others = await Promise.all([
      running.app.asPerson([
        { role: 'administrator', ...city },
        { role: 'coordinator', ...city },
      ]),
      running.app.asPerson([{ role: 'researcher', ...city }]),
    ]);
    for (const other of others) {
      expect(await send(other, list, '?dryRun=true')).toMatchObject({ status: 403 });
    }
    expect(await send(running.app.asNobody(), list)).toMatchObject({ status: 401 });
    expect(await state()).toEqual(before);
  });

  test.each<[string, () => FormData, number, string]>([
    ['without a file', () => new FormData(), 422, '/file'],
    ['a file of another name', () => formOf('list', 'x'), 422, '/file'],
    ['a text that nobody asked for', () => formOf('file', HEADER, { kind: 'x' }), 422, '/kind'],
    ['a text in place of the file', () => textOf('file', HEADER), 422, '/file'],
  ])('%s is refused', async (_, form, status, pointer) => {
    const refused = await steward.postForm('/ties/import', form());
    expect(refused).toMatchObject({ status, body: { errors: [{ pointer }] } });
  });

  test('a file of more than 5 MB is refused as too large', async () => {
    const refused = await send(steward, 'x'.repeat(5 * 1024 * 1024 + 1));
    expect(refused).toMatchObject({
      status: 413,
      body: { type: 'https://pobratym.org/problems/file-too-large' },
    });
  });

  test.each(['yes', '1', ''])('dryRun=%s is refused', async (dryRun) => {
    const refused = await send(steward, HEADER, `?dryRun=${dryRun}`);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/dryRun' }] } });
  });

  test('20,000 rows come in, in one transaction', async () => {
    const cities = await sql(`select id, country from city where country not in ('RU', 'BY')`);
    const own = cities.filter(({ country }: { country: string }) => country === 'UA').slice(0, 40);
    const others = cities.filter(({ country }: { country: string }) => country !== 'UA');
    const lines = own.flatMap(({ id }: { id: string }) =>
      others
        .slice(0, 500)
        .map((other: { id: string }) => `${id},${other.id},solidarity,,unknown,${SOURCE},`),
    );
    expect(lines).toHaveLength(20_000);
    const [{ count }] = await sql(`select count(*)::int from partnership`);
    const { status, body } = await send(steward, csv(HEADER, ...lines));
    expect({ status, errors: body.errors }).toEqual({ status: 200, errors: [] });
    expect(body.added + body.known).toBe(20_000);
    const [after] = await sql(`select count(*)::int from partnership`);
    expect(after.count - count).toBe(body.added);
    expect(body.added).toBeGreaterThan(19_000);
  });
});

const KNOWN = `alchevsk-ua,dunaujvaros-hu,twinning,2011,terminated,${SOURCE},another word`;

function rowOf(rest: Partial<Record<'kind' | 'since' | 'status' | 'note', string>>): string {
  const { kind = 'solidarity', since = '', status = 'active', note = '' } = rest;
  return ['lutsk-ua', 'bytom-pl', kind, since, status, SOURCE, note].join(',');
}

function formOf(name: string, content: string, texts: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [key, text] of Object.entries(texts)) form.set(key, text);
  form.set(name, new Blob([content]), 'list.csv');
  return form;
}

function textOf(name: string, text: string): FormData {
  const form = new FormData();
  form.set(name, text);
  return form;
}

class BrowserApi extends Api {
  constructor(
    url: string,
    private readonly secret: string,
  ) {
    super({ url, token: undefined });
  }

  override headers(): Record<string, string> {
    return { cookie: `pobratym_session=${this.secret}` };
  }
}
