import { dispatchShipment, line, signPartnership } from './support/builders';
import { faultsOf } from './support/books';
import { Answer, Api } from './support/http';
import { RunningApps } from './support/running-apps';

const WRITERS = 16;
const MINUTE_MS = 60_000;
const SHIPMENT_KG = 90_000;

// Goal: many people with one truck's list, all at once, lose nothing, double nothing, and never see
// a fault of ours. A worker matches and opens differences meanwhile.
describe(`${WRITERS} writers on one shipment for a minute`, () => {
  const running = new RunningApps();
  let api: Api;
  const statuses = new Map<string, number>();
  const receipts: { id: string; lineId: string; grams: number }[] = [];

  beforeAll(async () => {
    api = new Api(await running.start());
  });
  afterAll(() => running.stop());

  const tell = (verb: string, answer: Answer) => {
    const key = `${verb} ${answer.status}`;
    statuses.set(key, (statuses.get(key) ?? 0) + 1);
    if (answer.status >= 500) throw new Error(`${verb}: ${JSON.stringify(answer.body)}`);
    return answer.status < 300;
  };

  test('no negative account, no lost or doubled receipt, no deadlock that is seen', async () => {
    const partnershipId = await signPartnership(api);
    const lines = [line(SHIPMENT_KG), line(SHIPMENT_KG), line(SHIPMENT_KG)];
    const shipment = await dispatchShipment(api, partnershipId, lines);
    const endsAt = Date.now() + MINUTE_MS;
    await Promise.all(Array.from({ length: WRITERS }, (_, n) => write(n, shipment, endsAt)));
    await running.app.settle();

    const { database } = running.app;
    const deliveries = [...new Set(receipts.map(({ id }) => id))].map((id) => ({ id }));
    expect(await faultsOf(database, { shipments: [shipment], deliveries })).toEqual([]);
    // What was said yes to is there, and nothing else.
    const there = await database.query(`select id from delivery where shipment_id = $1`, [
      shipment.id,
    ]);
    expect(there.map(({ id }: { id: string }) => id).sort()).toEqual(
      deliveries.map(({ id }) => id).sort(),
    );
    const held: { line_id: string; grams: string }[] = await database.query(
      `select line_id, sum(mass_grams) as grams from ledger_balance
       where account <> 'unmatched' and line_id = any($1) group by 1`,
      [receipts.map(({ lineId }) => lineId)],
    );
    const gramsOf = new Map(held.map((row) => [row.line_id, Number(row.grams)]));
    expect(receipts.filter(({ lineId, grams }) => gramsOf.get(lineId) !== grams)).toEqual([]);
    process.stdout.write(`${JSON.stringify(Object.fromEntries([...statuses].sort()))}\n`);
    expect(receipts.length).toBeGreaterThan(100);
    expect(await database.query(`select ledger_verify() as broken`)).toEqual([{ broken: null }]);
  }, 180_000);

  async function write(
    n: number,
    shipment: { id: string; lines: { id: string }[] },
    endsAt: number,
  ): Promise<void> {
    const reason = { differenceReason: 'to_follow' };
    for (let turn = 0; Date.now() < endsAt; turn++) {
      // Writers go through the lines in different orders, so that their locks would cross.
      const order = n % 2 === 0 ? shipment.lines : [...shipment.lines].reverse();
      const massKg = 1 + ((n + turn) % 50);
      const got = await api.post(`/shipments/${shipment.id}/deliveries`, {
        receivedOn: '2023-05-05',
        lines: order.map(({ id }) => line(massKg, { shipmentLineId: id, ...reason })),
      });
      if (!tell('arrive', got)) continue;
      const own = got.body.lines.map(({ id }: { id: string }) => ({
        ...{ id: got.body.id, lineId: id, grams: massKg * 1000 },
      }));
      receipts.push(...own);
      if (turn % 3 === 0) await moveOnRoad(n + turn, shipment.id);
      if (turn % 4 === 1) await correct(got.body.id, own, massKg + 1);
    }
  }

  async function moveOnRoad(turn: number, id: string): Promise<void> {
    const kind = ['loss', 'found', 'return'][turn % 3];
    const { lines } = (await api.get(`/shipments/${id}`)).body;
    const lineId = lines[Math.floor(turn / 3) % 3].id;
    const body = { kind, occurredOn: '2023-05-06', lines: [{ lineId, massKg: 1 }] };
    tell(kind!, await api.post(`/shipments/${id}/movements`, body));
  }

  async function correct(
    id: string,
    own: { lineId: string; grams: number }[],
    massKg: number,
  ): Promise<void> {
    const [first] = own;
    const corrected = line(massKg, { lineId: first!.lineId, differenceReason: 'to_follow' });
    const body = { reason: 'typing_error', lines: [corrected] };
    if (tell('correct', await api.post(`/deliveries/${id}/corrections`, body))) {
      first!.grams = massKg * 1000;
    }
  }
});
