import { createHash } from 'node:crypto';
import { draftPartnership, RECEIVER, recordStep, SENDER, signatories } from './support/builders';
import { addDocument, makePdf, uploadDocument } from './support/documents';
import { Api } from './support/http';
import { insertStep } from './support/partnership-sql';
import { RunningApps } from './support/running-apps';

interface DocumentShown {
  id: string;
  kind: string;
  name: string;
}

// Goal: the papers of a partnership are kept as they came, for the people of its two cities alone.
describe('the documents of a partnership', () => {
  const running = new RunningApps();
  let administrator: Api;
  let coordinator: Api;
  let stranger: Api;
  let id: string;
  let otherId: string;

  beforeAll(async () => {
    const app = await running.start({ worker: false });
    administrator = await app.asPerson([{ role: 'administrator', cityId: SENDER }]);
    coordinator = await app.asPerson([{ role: 'coordinator', cityId: RECEIVER }]);
    stranger = await app.asPerson([{ role: 'administrator', cityId: 'lviv-ua' }]);
    id = await draftPartnership(administrator);
    otherId = await draftPartnership(new Api(app), { sender: 'lviv-ua', receiver: RECEIVER });
  });
  afterAll(() => running.stop());

  const sql = (text: string, values: unknown[] = []) => running.app.database.query(text, values);
  const download = (api: Api, document: string, of = id) =>
    fetch(`${running.app.url}/api/v1/partnerships/${of}/documents/${document}/file`, {
      headers: api.headers(),
    });

  test('is handed out as it came, as a file to be saved, and that is written down', async () => {
    const content = makePdf('Council decision 12/4');
    const name = 'Рішення ради №12 «Ґалаґан».pdf';
    const added = await uploadDocument(administrator, id, 'council_decision', {
      cityId: SENDER,
      note: 'Нотатка',
      name,
      content,
    });
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      kind: 'council_decision',
      cityId: SENDER,
      name,
      mediaType: 'application/pdf',
      sizeBytes: content.length,
      sha256,
      note: 'Нотатка',
      stepIds: [],
    });

    const answer = await download(coordinator, added.body.id);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-length')).toBe(String(content.length));
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="/);
    expect(answer.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent('Рішення')}`,
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);

    const events = await sql(
      `select action, city_ids, after from audit_event
       where subject_kind = 'partnership_document' and subject_id = $1 order by id`,
      [added.body.id],
    );
    const both = [SENDER, RECEIVER].sort();
    expect(events).toMatchObject([
      { action: 'document.add', city_ids: both, after: { kind: 'council_decision', sha256 } },
      { action: 'document.export', city_ids: both, after: { sha256 } },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/Рішення|Нотатка/);
  });

  test('are listed in pages, in the order in which they came', async () => {
    const all: DocumentShown[] = (await coordinator.get(`/partnerships/${id}/documents`)).body
      .items;
    expect(all.slice(0, 2).map(({ kind }) => kind)).toEqual([
      'draft_agreement',
      'explanatory_note',
    ]);
    const paged: DocumentShown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const more: string = cursor && `&cursor=${cursor}`;
      const { body } = await coordinator.get(`/partnerships/${id}/documents?limit=1${more}`);
      paged.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(paged).toEqual(all);
  });

  test('are read by the two cities’ people, and added by who leads alone', async () => {
    const list = `/partnerships/${id}/documents`;
    const document = await addDocument(administrator, id, 'other');
    expect((await coordinator.get(list)).status).toBe(200);
    expect((await uploadDocument(coordinator, id, 'other')).status).toBe(403);
    const nobody = running.app.asNobody();
    const researcher = await running.app.asPerson([{ role: 'researcher', cityId: SENDER }]);
    // A partnership that is being prepared is not there for others.
    expect((await stranger.get(list)).status).toBe(404);
    expect((await download(stranger, document)).status).toBe(404);
    expect((await uploadDocument(stranger, id, 'other')).status).toBe(404);
    for (const [api, status] of [
      [nobody, 401],
      [researcher, 403],
    ] as const) {
      expect((await api.get(list)).status).toBe(status);
      expect((await download(api, document)).status).toBe(status);
      expect((await uploadDocument(api, id, 'other')).status).toBe(status);
    }
    const rest = { signatories: signatories() };
    expect((await recordStep(administrator, id, 'signed', '2022-03-15', rest)).status).toBe(201);
    // Now it is public; its papers are not.
    expect((await stranger.get(`/partnerships/${id}`)).status).toBe(200);
    expect((await stranger.get(list)).status).toBe(403);
    expect((await download(stranger, document)).status).toBe(403);
    expect((await uploadDocument(stranger, id, 'other')).status).toBe(403);
    const exported = await sql(
      `select 1 from audit_event where subject_id = $1 and action = 'document.export'`,
      [document],
    );
    expect(exported).toEqual([]);
  });

  test('of another partnership cannot be read by way of one’s own', async () => {
    const foreign = await addDocument(stranger, otherId, 'other');
    expect((await download(administrator, foreign)).status).toBe(404);
    expect((await download(administrator, foreign, otherId)).status).toBe(404);
    for (const wrong of ['nonsense', '00000000-0000-7000-8000-000000000000', '..%2F..%2Fetc']) {
      expect((await download(administrator, wrong)).status).toBe(404);
      expect((await download(administrator, foreign, wrong)).status).toBe(404);
    }
    const [{ fileId }] = await sql(
      `select file_id as "fileId" from partnership_document where id = $1`,
      [foreign],
    );
    expect((await download(administrator, fileId)).status).toBe(404);
  });

  test('that a step rests on are named with it, and are of its own partnership', async () => {
    const agreement = await addDocument(administrator, id, 'agreement');
    const foreign = await addDocument(stranger, otherId, 'agreement');
    const terminate = (documentIds: string[]) =>
      recordStep(administrator, id, 'terminated', '2024-01-01', { reason: 'Over', documentIds });
    const refused = await terminate([agreement, foreign]);
    expect(refused.body.errors).toEqual([
      {
        pointer: '/documentIds/1',
        detail: 'must be the id of a document of this partnership',
      },
    ]);
    expect((await terminate([agreement, agreement])).status).toBe(422);
    const { body } = await terminate([agreement]);
    expect(body.steps.at(-1).documentIds).toEqual([agreement]);
    const { items } = (await coordinator.get(`/partnerships/${id}/documents`)).body;
    const shown = items.find((one: DocumentShown) => one.id === agreement);
    expect(shown.stepIds).toEqual([body.steps.at(-1).id]);

    const attach = (
      tx: { query(text: string, values: unknown[]): Promise<unknown> },
      step: string,
    ) =>
      tx.query(`insert into partnership_step_document (step_id, document_id) values ($1, $2)`, [
        step,
        foreign,
      ]);
    await expect(
      running.app.database.transaction(async (tx) => {
        const row = {
          partnershipId: otherId,
          kind: 'terminated',
          occurredOn: '2024-01-01',
        } as const;
        await attach(tx, await insertStep(tx, row));
        throw new Error('This one is of its own, and undone');
      }),
    ).rejects.toThrow('This one is of its own');
    await expect(attach(running.app.database, body.steps.at(-1).id)).rejects.toThrow('is recorded');
  });

  test('of another partnership is not named by a step, by plain SQL either', async () => {
    const foreign = await addDocument(stranger, otherId, 'other');
    const kept = await draftPartnership(administrator, { kind: 'cooperation' });
    await expect(
      running.app.database.transaction(async (tx) => {
        const row = { partnershipId: kept, kind: 'terminated', occurredOn: '2024-01-01' } as const;
        const step = await insertStep(tx, row);
        await tx.query(
          `insert into partnership_step_document (step_id, document_id) values ($1, $2)`,
          [step, foreign],
        );
      }),
    ).rejects.toThrow('not of this partnership');
  });

  test.each([
    ['an HTML page named .pdf', 'page.pdf', Buffer.from('<html><script>alert(1)</script></html>')],
    ['an empty file', 'empty.pdf', Buffer.alloc(0)],
    ['a program', 'setup.exe', Buffer.from('MZ\x90\x00'.padEnd(200, '\0'), 'latin1')],
    ['a PDF named .docx', 'paper.docx', makePdf('A paper')],
  ])('%s is refused, and nothing of it is kept', async (_, name, content) => {
    const count = async () =>
      (
        await sql(`select (select count(*) from file) + (select count(*) from file_chunk)
          + (select count(*) from partnership_document) + (select count(*) from audit_event) as n`)
      )[0].n;
    const before = await count();
    const refused = await uploadDocument(stranger, otherId, 'other', { name, content });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].pointer).toBe('/file');
    expect(await count()).toBe(before);
  });

  test('with a path in its name keeps the last part alone', async () => {
    const name = '../../etc/passwd.pdf';
    const { body } = await uploadDocument(stranger, otherId, 'other', { name });
    expect(body.name).toBe('passwd.pdf');
  });

  test.each([
    ['kind', 'secret', undefined, '/kind'],
    ['city', 'other', 'rivne-ua', '/cityId'],
    ['city id', 'other', '../x', '/cityId'],
  ])('with a wrong %s is refused at its field', async (_, kind, cityId, pointer) => {
    const refused = await uploadDocument(stranger, otherId, kind, cityId ? { cityId } : {});
    expect(refused.body).toMatchObject({ status: 422, errors: [{ pointer }] });
  });

  test('without a file, or with a field that is none, is refused', async () => {
    const path = `/partnerships/${otherId}/documents`;
    const form = new FormData();
    form.set('kind', 'other');
    const empty = await stranger.postForm(path, form);
    expect(empty.body.errors[0].pointer).toBe('/file');
    form.set('uploadedBy', '00000000-0000-7000-8000-000000000000');
    form.set('file', new Blob([makePdf('x') as never]), 'x.pdf');
    const assigned = await stranger.postForm(path, form);
    expect(assigned.body.errors).toEqual([
      { pointer: '/uploadedBy', detail: 'is not a field of this request' },
    ]);
    expect((await stranger.post(path, { kind: 'other' })).status).toBe(422);
  });

  test('of cities that are none of the two are refused by plain SQL', async () => {
    await expect(
      sql(
        `insert into partnership_document (partnership_id, kind, city_id, file_id, name)
         select $1, 'other', 'rivne-ua', id, 'x' from file limit 1`,
        [otherId],
      ),
    ).rejects.toThrow('not a city of this partnership');
  });
});
