import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { INestApplicationContext } from '@nestjs/common';
import { LedgerService } from '@pobratym/ledger';
import { Matching } from '@pobratym/reconciliation';
import { createApp } from '../apps/api/src/create-app';
import { AidHistory, Step, steps } from './support/aid-history';
import { booksOf, faultsOf } from './support/books';
import { insertAtStage } from './support/partnership-sql';
import { RunningApps } from './support/running-apps';

/** Histories that run side by side, each of its own cities: both cores are busy. */
const STREAMS = 4;
/** A part of them with the other tests; `npm run test:books` takes them all. */
const RUNS = Number(process.env.BOOK_RUNS ?? 100);
const STEPS = 50;

// Goal: whatever people do, in whatever order and at once, the books balance and each kilogram is in
// one place; and who does the same again gets the same books.
describe('any history of aid', () => {
  const running = new RunningApps();
  let app: INestApplicationContext;
  let database: DataSource;
  let matching: Matching;
  let pairs: { sender: string; receiver: string }[];
  let pairCount = 0;
  const done = new Set<string>();
  let doneCount = 0;
  let runCount = 0;

  beforeAll(async () => {
    const { config, database: owner } = await running.start({ worker: false });
    const own = await createApp({ ...config, databasePoolSizeMax: 16 });
    await own.init();
    app = own;
    database = owner;
    matching = new Matching(app.get(LedgerService));
    pairs = await database.query(
      `select s.id as sender, r.id as receiver from city r, city s
       where r.country = 'UA' and s.country = 'PL' and r.id <> 'kyiv-ua'`,
    );
  });
  afterAll(async () => {
    await app?.close();
    await running.stop();
  });

  async function begin(): Promise<AidHistory> {
    const { sender, receiver } = pairs[pairCount++ % pairs.length]!;
    const partnershipId = await database.transaction((tx) =>
      insertAtStage(tx, { first: sender, second: receiver }, 'signed'),
    );
    const place = { partnershipId, sender, receiver, third: 'kyiv-ua' };
    return new AidHistory(app, matching, place);
  }

  async function look(history: AidHistory): Promise<object> {
    expect(await faultsOf(database, history)).toEqual([]);
    for (const verb of history.done) done.add(verb);
    doneCount += history.doneCount;
    return booksOf(database, history);
  }

  const inStreams = (property: () => fc.IAsyncProperty<[Step[]]>) =>
    Promise.all(
      Array.from({ length: STREAMS }, () =>
        fc.assert(property(), { numRuns: RUNS / STREAMS, endOnFailure: false }),
      ),
    );

  test(`${RUNS} of ${STEPS} steps by several at once: the books balance`, async () => {
    await inStreams(() =>
      fc.asyncProperty(steps(STEPS), async (taken) => {
        const history = await begin();
        for (let n = 0; n < taken.length; n += 4) {
          await Promise.all(taken.slice(n, n + 4).map((step) => history.take(step)));
        }
        await look(history);
        runCount++;
      }),
    );
    expect(runCount).toBeGreaterThanOrEqual(RUNS);
    // Each thing that can be done was done, and most of what was tried.
    expect([...done].sort()).toEqual(
      [
        ...new Set([
          'arrive',
          'deliver',
          'dispatch',
          'lose',
          'find',
          'turnBack',
          'damage',
          'distribute',
          'sendBack',
          'forward',
          'giveBack',
          'correctShipment',
          'correctDelivery',
          'correctDay',
          'undoMovement',
          'reconcile',
        ]),
      ].sort(),
    );
    process.stdout.write(`${runCount} histories, ${doneCount} steps done\n`);
  }, 14_400_000);

  test(`${RUNS} of ${STEPS} steps, each taken twice: the same books`, async () => {
    await inStreams(() =>
      fc.asyncProperty(steps(STEPS), async (taken) => {
        const books: object[] = [];
        for (let time = 0; time < 2; time++) {
          const history = await begin();
          for (const step of taken) await history.take(step);
          books.push(await look(history));
        }
        expect(books[1]).toEqual(books[0]);
      }),
    );
  }, 14_400_000);
});
