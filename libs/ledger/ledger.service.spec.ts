import fc from 'fast-check';
import { DataSource, EntityManager } from 'typeorm';
import { Clock } from '@pobratym/platform';
import { BookLines, insertBookLines } from '../../test/support/book-lines';
import { createDatabase, TestDatabase } from '../../test/support/database';
import { LedgerService, MOVE_COLUMNS } from './ledger.service';

const ROAD = ['sender', 'in_transit', 'lost', 'returned'] as const;
/** What each of the two lines says, and stands in the books before each test. */
const GRAMS = 100_000;

interface Move {
  from: string;
  to: string;
  reason: string;
  grams: number | null;
  of: 'sent' | 'received' | 'arrival';
}

const REASONS: Record<string, string> = {
  'sender in_transit': 'dispatch',
  'in_transit lost': 'loss',
  'lost in_transit': 'found',
  'in_transit returned': 'return',
  'unmatched received': 'receipt',
  'unmatched damaged': 'receipt',
  'received damaged': 'damage',
  'received distributed': 'distribution',
};
const move = (of: Move['of'], from: string, to: string, grams: number | null): Move => ({
  of,
  from,
  to,
  grams,
  reason: REASONS[`${from} ${to}`] ?? 'match',
});
const onSent = (from: string, to: string, grams: number) => move('sent', from, to, grams);
const onReceived = (from: string, to: string, grams: number) => move('received', from, to, grams);
const arrival = (grams: number) => move('arrival', 'in_transit', 'unmatched', grams);

// Goal: the books balance whatever is posted, the signs hold under concurrency, nothing is ever
// changed, and a sealed position gives one answer for ever. All by the database.
describe('the ledger', () => {
  let own: TestDatabase;
  let database: DataSource;
  let ledger: LedgerService;

  let lines: BookLines;

  beforeEach(async () => {
    own = await createDatabase();
    database = await new DataSource({
      type: 'postgres',
      url: own.ownerUrl,
      poolSize: 8,
    }).initialize();
    ledger = new LedgerService(database, new Clock());
    lines = await database.transaction((tx) => insertBookLines(tx, GRAMS));
  });
  afterEach(async () => {
    await database.destroy();
    await own.drop();
  });

  const post = (moves: Move[], of = lines) => database.transaction((tx) => postIn(tx, moves, of));
  const postIn = (tx: EntityManager, moves: Move[], of: BookLines) => {
    const rows = moves.map((one) => ({
      ...one,
      fromLine: one.of === 'received' ? of.received : of.sent,
      toLine: one.of === 'sent' ? of.sent : of.received,
    }));
    return ledger.post(tx, POSTING, [JSON.stringify(rows)]);
  };
  const dispatch = (of = lines) => post([onSent('sender', 'in_transit', GRAMS)], of);
  const receive = (of = lines) => post([onReceived('unmatched', 'received', GRAMS)], of);

  const balances = async (): Promise<Map<string, bigint>> => {
    const rows = await database.query(`select line_id, account, mass_grams from ledger_balance`);
    return new Map(
      rows.map((row: { line_id: string; account: string; mass_grams: string }) => [
        `${row.line_id} ${row.account}`,
        BigInt(row.mass_grams),
      ]),
    );
  };

  const recount = async (): Promise<Map<string, bigint>> => {
    const rows = await database.query(
      `select line_id, account, sum(grams)::text as grams from (
         select from_line_id as line_id, from_account as account, -coalesce(mass_grams, 0) as grams
         from ledger_entry
         union all select to_line_id, to_account, coalesce(mass_grams, 0) from ledger_entry
       ) moves group by 1, 2`,
    );
    return new Map(
      rows.map((row: { line_id: string; account: string; grams: string }) => [
        `${row.line_id} ${row.account}`,
        BigInt(row.grams),
      ]),
    );
  };

  test('any history of moves is refused whole, or leaves balances equal to a recount', async () => {
    await dispatch();
    await receive();
    // Mostly small: of large ones soon none would be legal.
    const grams = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 1, max: GRAMS / 200 }) },
      fc.integer({ min: 1, max: GRAMS }),
    );
    const anyMove = fc.oneof(
      grams.map((n) => onSent('in_transit', 'lost', n)),
      grams.map((n) => onSent('lost', 'in_transit', n)),
      grams.map((n) => onSent('in_transit', 'returned', n)),
      grams.map(arrival),
      grams.map((n) => onReceived('received', 'damaged', n)),
      grams.map((n) => onReceived('received', 'distributed', n)),
    );
    let acceptedCount = 0;
    let refusedCount = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyMove, { minLength: 1, maxLength: 6 }), async (moves) => {
        const before = await balances();
        const expected = new Map(before);
        for (const { of, from, to, grams: moved } of moves) {
          const fromLine = of === 'received' ? lines.received : lines.sent;
          const toLine = of === 'sent' ? lines.sent : lines.received;
          add(expected, `${fromLine} ${from}`, -BigInt(moved!));
          add(expected, `${toLine} ${to}`, BigInt(moved!));
        }
        const isLegal = [...expected].every(([key, held]) =>
          /sender|unmatched/.test(key) ? held <= 0n : held >= 0n,
        );
        const outcome = await post(moves).then(
          () => 'accepted',
          (error: Error) => error.message,
        );
        if (isLegal) acceptedCount++;
        else refusedCount++;
        if (isLegal) expect(outcome).toBe('accepted');
        else expect(outcome).toMatch(/would hold/);
        expect(sorted(await balances())).toEqual(sorted(isLegal ? expected : before));
        expect(sorted(await balances())).toEqual(sorted(await recount()));
        const total = [...(await balances()).values()].reduce((sum, held) => sum + held, 0n);
        expect(total).toBe(0n);
      }),
      { numRuns: 150 },
    );
    // Both sides of the rule were seen.
    expect(acceptedCount).toBeGreaterThan(10);
    expect(refusedCount).toBeGreaterThan(10);
  });

  test('of sixteen who take all that is left at once, one gets it', async () => {
    await dispatch();
    await receive();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 16 }, () => post([arrival(GRAMS)])),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    const held = await balances();
    expect(held.get(`${lines.sent} in_transit`)).toBe(0n);
    expect(held.get(`${lines.received} unmatched`)).toBe(0n);
  });

  test.each(ROAD.flatMap((from) => ROAD.map((to) => [from, to] as const)))(
    'from %s to %s is a move only where the books know it',
    async (from, to) => {
      await dispatch();
      await post([onSent('in_transit', 'lost', 10)]);
      const outcome = post([onSent(from, to, 1)]);
      const known = ['lost in_transit', 'in_transit lost', 'in_transit returned'];
      if (known.includes(`${from} ${to}`)) await expect(outcome).resolves.toBe(1);
      else await expect(outcome).rejects.toThrow();
    },
  );

  test('a dispatch and a receipt are of all that their line says, and once', async () => {
    await expect(post([onSent('sender', 'in_transit', GRAMS - 1)])).rejects.toThrow(
      'another amount',
    );
    await dispatch();
    await receive();
    await expect(dispatch()).rejects.toThrow('another amount');
    await expect(receive()).rejects.toThrow('another amount');
  });

  test.each([
    ['a line that is not there', { from_line_id: `'00000000-0000-7000-8000-000000000009'::uuid` }],
    ['another receiver', { receiving_city_id: `'lviv-ua'` }],
    ['another sender', { sending_city_id: `'lviv-ua'` }],
    ['another category', { category: `'water'` }],
    ['real aid as a sample', { is_sample: 'true' }],
    ['aid as passed on', { is_passed_on: 'true' }],
    ['a value in another currency', { value_minor: '5::bigint', currency: `'EUR'` }],
  ])('%s is not posted, though the sums are right', async (_, change: Record<string, string>) => {
    const columns = Object.entries(change).map(([name, value]) => `${value} as ${name}`);
    const kept = MOVE_COLUMNS.filter((name) => !(name in change));
    const moves = [{ ...onSent('sender', 'in_transit', GRAMS), fromLine: lines.sent }];
    const rows = JSON.stringify(moves.map((row) => ({ ...row, toLine: lines.sent })));
    const forged = `select ${[...kept, ...columns].join(', ')} from (${POSTING}) honest`;
    await expect(database.transaction((tx) => ledger.post(tx, forged, [rows]))).rejects.toThrow(
      /not of its line|moves_between_lines/,
    );
    await expect(dispatch()).resolves.toBe(1);
  });

  test('entries, positions and balances cannot be changed by plain SQL', async () => {
    await dispatch();
    await ledger.seal();
    for (const statement of [
      'update ledger_entry set mass_grams = 1',
      'delete from ledger_entry',
      'truncate ledger_entry cascade',
      'update ledger_position set position = 7',
      'delete from ledger_batch',
      'update ledger_balance set mass_grams = 1',
      'delete from ledger_balance',
    ]) {
      await expect(database.query(statement)).rejects.toThrow(/never changed|follow from entries/);
    }
  });

  test('a reversing entry undoes exactly one entry, once', async () => {
    await dispatch();
    const reverse = (grams: number) =>
      database.query(
        `insert into ledger_entry (from_line_id, from_account, to_line_id, to_account, mass_grams,
           reason, cause_id, occurred_on, date_precision, reverses_id, receiving_city_id,
           receiving_country, sending_city_id, sending_country, category, is_outside_partnership,
           is_sample)
         select to_line_id, to_account, from_line_id, from_account, $1, reason, cause_id,
           occurred_on, date_precision, id, receiving_city_id, receiving_country, sending_city_id,
           sending_country, category, is_outside_partnership, is_sample
         from ledger_entry where reverses_id is null`,
        [grams],
      );
    await expect(reverse(GRAMS - 1)).rejects.toThrow('must undo exactly');
    await reverse(GRAMS);
    expect((await balances()).get(`${lines.sent} in_transit`)).toBe(0n);
    await expect(reverse(GRAMS)).rejects.toThrow(/unique|duplicate/);
  });

  test('positions are gap-free, and a late commit gets a later one', async () => {
    const later = await database.transaction((tx) => insertBookLines(tx, 77));
    const late = database.createQueryRunner();
    await late.startTransaction();
    // On another line: two postings of one line wait for each other.
    await postIn(late.manager, [onSent('sender', 'in_transit', 77)], later);
    await dispatch();
    await post([onSent('in_transit', 'lost', 2)]);
    expect(await ledger.seal()).toBe('2');
    const asOf = new Date();
    const then = await ledger.positionAsOf(asOf);
    await late.commitTransaction();
    await late.release();
    expect(await ledger.positionAsOf(asOf)).toEqual(then);
    expect(await ledger.seal()).toBe('3');
    const rows = await database.query(
      `select p.position, e.mass_grams from ledger_position p join ledger_entry e
         on e.id = p.entry_id order by p.position`,
    );
    expect(rows.map((row: { position: string }) => row.position)).toEqual(['1', '2', '3']);
    // The entry with the smallest id was committed last.
    expect(rows[2].mass_grams).toBe('77');
  });

  test('sealed by many at once, each entry has one position', async () => {
    await dispatch();
    await Promise.all(
      Array.from({ length: 30 }, async () => {
        await post([onSent('in_transit', 'lost', 1)]);
        await ledger.seal();
      }),
    );
    const [row] = await database.query(
      `select count(*)::int as n, max(position)::int as last,
         count(distinct entry_id)::int as entries from ledger_position`,
    );
    expect(row).toEqual({ n: 31, last: 31, entries: 31 });
  });

  test('the balance of an account is readable as of any instant', async () => {
    await dispatch();
    const { asOf } = await ledger.positionNow();
    await post([onSent('in_transit', 'lost', 1000)]);
    const then = await ledger.readLines([lines.sent], asOf.toISOString());
    expect(then.mass).toMatchObject({ inTransit: 100, lost: 0 });
    expect((await ledger.readLines([lines.sent])).mass).toMatchObject({ inTransit: 99, lost: 1 });
    expect(then.equations).toEqual([
      'kg: dispatched 100 = in transit 100 + lost 0 + returned 0 + arrived 0',
    ]);
  });

  test('a chain of hashes tells of an entry that was changed or taken away', async () => {
    for (let n = 0; n < 4; n++) {
      const more = await database.transaction((tx) => insertBookLines(tx, GRAMS));
      await dispatch(more);
      await ledger.seal();
    }
    expect(await ledger.verify()).toBeNull();
    // As one with the owner's rights and every trigger off could.
    const behind = (change: string) =>
      database.transaction(async (tx) => {
        await tx.query(`set local session_replication_role = replica`);
        await tx.query(change);
      });
    await behind(`update ledger_entry set mass_grams = mass_grams + 1 where id = 2`);
    expect(await ledger.verify()).toBe('2');
    await behind(`update ledger_entry set mass_grams = mass_grams - 1 where id = 2`);
    expect(await ledger.verify()).toBeNull();
    const day = `interval '1 day'`;
    await behind(`update ledger_entry set recorded_at = recorded_at - ${day} where id = 3`);
    expect(await ledger.verify()).toBe('3');
    await behind(`update ledger_entry set recorded_at = recorded_at + ${day} where id = 3`);
    await behind(`delete from ledger_position where position = 4`);
    expect(await ledger.verify()).toBe('4');
  });
});

const POSTING = `
  select "fromLine" as from_line_id, "from"::ledger_account as from_account,
    "toLine" as to_line_id, "to"::ledger_account as to_account, grams as mass_grams,
    null::bigint as quantity_milli, null::bigint as value_minor, null as currency,
    false as is_mass_derived, reason, "fromLine" as cause_id,
    date '2023-05-01' as occurred_on, 'day' as date_precision,
    'books-ua' as receiving_city_id, 'UA' as receiving_country,
    'books-pl' as sending_city_id, 'PL' as sending_country, 'food' as category,
    false as is_outside_partnership, false as is_passed_on, false as is_sample
  from jsonb_to_recordset($1::jsonb) as r ("fromLine" uuid, "from" text, "toLine" uuid,
    "to" text, grams bigint, reason text)`;

function add(held: Map<string, bigint>, key: string, grams: bigint): void {
  held.set(key, (held.get(key) ?? 0n) + grams);
}

const sorted = (held: Map<string, bigint>): [string, bigint][] =>
  [...held].sort(([a], [b]) => (a < b ? -1 : 1));
