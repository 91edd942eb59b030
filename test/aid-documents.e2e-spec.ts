import { createHash } from 'node:crypto';
import { dispatchShipment, line, RECEIVER, SENDER, signPartnership } from './support/builders';
import { makePdf, uploadAidDocument } from './support/documents';
import { Api } from './support/http';
import { jpeg, png, SECRET, webp } from './support/photos';
import { RunningApps } from './support/running-apps';

const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';
type Of = ['shipments' | 'deliveries', string];

// Goal: what is photographed at a warehouse is seen by the two cities alone, and tells no place.
describe('the documents of aid', () => {
  const running = new RunningApps();
  let sender: Api;
  let receiver: Api;
  let stranger: Api;
  let shipment: Of;
  let delivery: Of;
  let other: Record<'shipment' | 'delivery', Of>;

  beforeAll(async () => {
    const app = await running.start({ worker: false });
    sender = await app.asPerson([{ role: 'coordinator', cityId: SENDER }]);
    receiver = await app.asPerson([{ role: 'coordinator', cityId: RECEIVER }]);
    stranger = await app.asPerson([{ role: 'coordinator', cityId: 'lviv-ua' }]);
    const tieId = await signPartnership(new Api(app));
    const record = async () => {
      const sent = await dispatchShipment(sender, tieId);
      const arrived = await receiver.post(`/shipments/${sent.id}/deliveries`, {
        receivedOn: '2023-05-10',
        lines: [line(1000, { shipmentLineId: sent.lines[0].id })],
      });
      return {
        shipment: ['shipments', sent.id] as Of,
        delivery: ['deliveries', arrived.body.id] as Of,
      };
    };
    ({ shipment, delivery } = await record());
    other = await record();
  });
  afterAll(() => running.stop());

  const sql = (text: string, values: unknown[] = []) => running.app.database.query(text, values);
  const download = (api: Api, [record, id]: Of, document: string) =>
    fetch(`${running.app.url}/api/v1/${record}/${id}/documents/${document}/file`, {
      headers: api.headers(),
    });
  const list = (api: Api, [record, id]: Of) => api.get(`/${record}/${id}/documents`);
  const both = () =>
    [
      [shipment, sender, receiver],
      [delivery, receiver, sender],
    ] as const;

  test('are added by either city, read by both, and each step is written down', async () => {
    const ways = both().flatMap(([of, one, two]) => [
      [of, one, two] as const,
      [of, two, one] as const,
    ]);
    for (const [of, author, reader] of ways) {
      const content = makePdf(`CMR of ${of[0]}`);
      const options = { note: 'Нотатка', name: 'Накладна №4.pdf', content };
      const added = await uploadAidDocument(author, of, 'waybill', options);
      const sha256 = createHash('sha256').update(content).digest('hex');
      expect(added.status).toBe(201);
      expect(added.body).toEqual({
        id: expect.any(String),
        kind: 'waybill',
        name: 'Накладна №4.pdf',
        mediaType: 'application/pdf',
        sizeBytes: content.length,
        sha256,
        note: 'Нотатка',
        uploadedAt: expect.stringMatching(/^20/),
      });
      expect((await list(reader, of)).body.items.at(-1)).toEqual(added.body);
      const answer = await download(reader, of, added.body.id);
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="/);
      expect(answer.headers.get('content-security-policy')).toContain('sandbox');
      expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
      const events = await sql(
        `select action, city_ids, after from audit_event
         where subject_kind = 'aid_document' and subject_id = $1 order by id`,
        [added.body.id],
      );
      const cities = [SENDER, RECEIVER].sort();
      expect(events).toMatchObject([
        { action: 'document.add', city_ids: cities, after: { kind: 'waybill', sha256 } },
        { action: 'document.export', city_ids: cities, after: { sha256 } },
      ]);
      expect(Object.values(events[1].after)).toContain(of[1]);
      expect(JSON.stringify(events)).not.toMatch(/Накладна|Нотатка/);
    }
  });

  test('are not added by who sees them and records no aid', async () => {
    for (const cityId of [SENDER, RECEIVER]) {
      const reader = await running.app.asPerson([{ role: 'administrator', cityId }]);
      for (const [of, author] of both()) {
        const before = (await list(author, of)).body.items;
        expect((await uploadAidDocument(reader, of, 'other')).status).toBe(403);
        expect((await list(reader, of)).body.items).toEqual(before);
      }
    }
  });

  test('are not there for others', async () => {
    for (const [of, author] of both()) {
      const { body } = await uploadAidDocument(author, of, 'other');
      expect((await list(stranger, of)).status).toBe(404);
      expect((await uploadAidDocument(stranger, of, 'other')).status).toBe(404);
      expect((await download(stranger, of, body.id)).status).toBe(404);
      const nobody = running.app.asNobody();
      expect((await list(nobody, of)).status).toBe(401);
      expect((await download(nobody, of, body.id)).status).toBe(401);
    }
  });

  test.each([
    ['a sample', `side, is_sample`, `'receiver', true`],
    ['what a public source tells', `side, source_url`, `'public_source', 'https://example.org'`],
  ])('of %s are not public, though it is itself', async (_, columns, values) => {
    const [{ id }] = await sql(
      `insert into delivery (sending_city_id, sending_country, receiving_city_id,
         receiving_country, received_on, is_outside_partnership, ${columns})
       select sending_city_id, sending_country, receiving_city_id, receiving_country, received_on,
         true, ${values} from delivery where id = $1 returning id`,
      [delivery[1]],
    );
    const open: Of = ['deliveries', id];
    const { body } = await uploadAidDocument(receiver, open, 'photo');
    expect((await stranger.get(`/deliveries/${id}`)).status).toBe(200);
    expect((await list(stranger, open)).status).toBe(404);
    expect((await download(stranger, open, body.id)).status).toBe(404);
    expect((await list(sender, open)).body.items).toHaveLength(1);
  });

  test('of another record, or of none, are not found by way of one’s own', async () => {
    const foreign = {
      shipment: (await uploadAidDocument(sender, other.shipment, 'other')).body.id,
      delivery: (await uploadAidDocument(receiver, other.delivery, 'other')).body.id,
    };
    expect((await download(sender, other.shipment, foreign.shipment)).status).toBe(200);
    const wrong = [foreign.shipment, foreign.delivery, UNKNOWN_ID, 'nonsense', '..%2F..%2Fetc'];
    for (const id of wrong) {
      expect((await download(sender, shipment, id)).status).toBe(404);
      expect((await download(sender, delivery, id)).status).toBe(404);
      expect((await list(sender, ['shipments', id])).status).toBe(404);
      expect((await uploadAidDocument(sender, ['deliveries', id], 'other')).status).toBe(404);
    }
    // The id of the one is no id of the other.
    expect((await list(sender, ['deliveries', shipment[1]])).status).toBe(404);
    expect(
      (await download(sender, ['deliveries', other.shipment[1]], foreign.shipment)).status,
    ).toBe(404);
  });

  test.each([
    ['photo.jpg', jpeg],
    ['photo.png', png],
    ['photo.webp', webp],
  ])('a photo comes back without the place: %s', async (name, make) => {
    const content = make();
    expect(content.includes(SECRET)).toBe(true);
    const { body } = await uploadAidDocument(receiver, delivery, 'photo', { name, content });
    const kept = Buffer.from(await (await download(sender, delivery, body.id)).arrayBuffer());
    expect(kept.includes(SECRET)).toBe(false);
    expect(kept.length).toBe(body.sizeBytes);
    expect(createHash('sha256').update(kept).digest('hex')).toBe(body.sha256);
    const [{ found }] = await sql(
      `select count(*)::int as found from file_chunk where position($1::bytea in bytes) > 0`,
      [Buffer.from(SECRET)],
    );
    expect(found).toBe(0);
  });

  test.each([
    ['an HTML page named .pdf', 'page.pdf', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a photo that ends before its end', 'photo.jpg', jpeg().subarray(0, 420)],
    ['a program', 'setup.exe', Buffer.from('MZ\x90\x00'.padEnd(200, '\0'), 'latin1')],
  ])('%s is refused, and nothing of it is kept', async (_, name, content) => {
    const count = async () =>
      (
        await sql(`select (select count(*) from file) + (select count(*) from file_chunk)
          + (select count(*) from aid_document) + (select count(*) from audit_event) as n`)
      )[0].n;
    const before = await count();
    const refused = await uploadAidDocument(sender, shipment, 'other', { name, content });
    expect(refused.body).toMatchObject({ status: 422, errors: [{ pointer: '/file' }] });
    expect(await count()).toBe(before);
  });

  test('with a wrong kind, without a file or with a field that is none is refused', async () => {
    const wrong = await uploadAidDocument(sender, shipment, 'secret');
    expect(wrong.body).toMatchObject({ status: 422, errors: [{ pointer: '/kind' }] });
    const form = new FormData();
    form.set('kind', 'other');
    const path = `/shipments/${shipment[1]}/documents`;
    const empty = await sender.postForm(path, form);
    expect(empty.body).toMatchObject({ status: 422, errors: [{ pointer: '/file' }] });
    form.set('uploadedBy', UNKNOWN_ID);
    form.set('file', new Blob([makePdf('x') as never]), 'x.pdf');
    const assigned = await sender.postForm(path, form);
    expect(assigned.body.errors).toMatchObject([{ pointer: '/uploadedBy' }]);
  });

  test('are at most 50 of a record, however many come at once', async () => {
    const of = other.delivery;
    const room = 50 - (await list(receiver, of)).body.items.length;
    for (let n = 0; n < room - 2; n++) await uploadAidDocument(receiver, of, 'photo');
    const last = await Promise.all(
      Array.from({ length: 6 }, () => uploadAidDocument(receiver, of, 'photo')),
    );
    const statuses = last.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 201, 409, 409, 409, 409]);
    expect(last.find(({ status }) => status === 409)!.body.detail).toContain('at most 50');
    const page = await receiver.get(`/deliveries/${of[1]}/documents?limit=49`);
    expect(page.body.items).toHaveLength(49);
    const rest = `/deliveries/${of[1]}/documents?limit=49&cursor=${page.body.nextCursor}`;
    expect((await receiver.get(rest)).body.items).toHaveLength(1);
  }, 30_000);

  test('are of exactly one record and never changed, by plain SQL either', async () => {
    const insert = `insert into aid_document (shipment_id, delivery_id, kind, file_id, name)
      select $1, $2, 'other', id, 'x' from file limit 1`;
    await expect(sql(insert, [null, null])).rejects.toThrow('aid_document_is_of_one_record');
    await expect(sql(insert, [shipment[1], delivery[1]])).rejects.toThrow(
      'aid_document_is_of_one_record',
    );
    for (const change of [
      `update aid_document set note = 'other'`,
      'delete from aid_document',
      'truncate aid_document',
    ]) {
      await expect(sql(change)).rejects.toThrow('aid_document is history');
    }
  });
});
