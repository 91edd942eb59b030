import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { Clock } from '@pobratym/platform';
import { createDatabase, TestDatabase } from '../../test/support/database';
import { LedgerService } from './ledger.service';

const ROAD = ['sender', 'in_transit', 'lost', 'returned'] as const;
const LINES = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];
const [SENT, RECEIVED] = LINES as [string, string];

interface Move {
  from: string;
  fromLine: string;
  to: string;
  toLine: string;
  grams: number | null;
}

const onSent = (from: string, to: string, grams: number): Move => ({
  from,
  fromLine: SENT,
  to,
  toLine: SENT,
  grams,
});
const onReceived = (from: string, to: string, grams: number): Move => ({
  from,
  fromLine: RECEIVED,
  to,
  toLine: RECEIVED,
  grams,
});
const arrival = (grams: number): Move => ({
  from: 'in_transit',
  fromLine: SENT,
  to: 'unmatched',
  toLine: RECEIVED,
  grams,
});

// Goal: the books balance whatever is posted, the signs hold under concurrency, nothing is ever
// changed, and a sealed position gives one answer for ever. All by the database.
describe('the ledger', () => {
  let own: TestDatabase;
  let database: DataSource;
  let ledger: LedgerService;

  beforeEach(async () => {
    own = await createDatabase();
    database = await new DataSource({
      type: 'postgres',
      url: own.ownerUrl,
      poolSize: 8,
    }).initialize();
    ledger = new LedgerService(database, new Clock());
  });
  afterEach(async () => {
    await database.destroy();
    await own.drop();
  });

  const post = (moves: Move[]) =>
    database.transaction((tx) =>
      ledger.post(
        tx,
        `select "fromLine" as from_line_id, "from"::ledger_account as from_account,
           "toLine" as to_line_id, "to"::ledger_account as to_account, grams as mass_grams,
           null::bigint as quantity_milli, null::bigint as value_minor, null as currency,
           false as is_mass_derived, 'receipt' as reason, "fromLine" as cause_id,
           date '2023-05-01' as occurred_on, 'day' as date_precision,
           'lviv-ua' as receiving_city_id, 'UA' as receiving_country,
           'bytom-pl' as sending_city_id, 'PL' as sending_country, 'food' as category,
           false as is_outside_partnership, true as is_sample
         from jsonb_to_recordset($1::jsonb) as r ("fromLine" uuid, "from" text, "toLine" uuid,
           "to" text, grams bigint)`,
        [JSON.stringify(moves)],
      ),
    );

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
    const grams = fc.integer({ min: 1, max: 1000 });
    const move = fc.oneof(
      grams.map((n) => onSent('sender', 'in_transit', n)),
      grams.map((n) => onSent('in_transit', 'lost', n)),
      grams.map((n) => onSent('in_transit', 'returned', n)),
      grams.map(arrival),
      grams.map((n) => onReceived('unmatched', 'received', n)),
      grams.map((n) => onReceived('unmatched', 'damaged', n)),
      grams.map((n) => onReceived('received', 'distributed', n)),
    );
    let acceptedCount = 0;
    let refusedCount = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 6 }), async (moves) => {
        const before = await balances();
        const expected = new Map(before);
        for (const { from, fromLine, to, toLine, grams: moved } of moves) {
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
        if (isLegal) {
          acceptedCount++;
          expect(outcome).toBe('accepted');
          expect(sorted(await balances())).toEqual(sorted(expected));
        } else {
          refusedCount++;
          expect(outcome).toMatch(/would hold/);
          expect(sorted(await balances())).toEqual(sorted(before));
        }
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

  test('of sixteen who take the last kilogram at once, one gets it', async () => {
    await post([onSent('sender', 'in_transit', 1000)]);
    await post([onReceived('unmatched', 'received', 16_000)]);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 16 }, () => post([arrival(1000)])),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    const held = await balances();
    expect(held.get(`${SENT} in_transit`)).toBe(0n);
    expect(held.get(`${RECEIVED} unmatched`)).toBe(-15_000n);
  });

  test.each(ROAD.flatMap((from) => ROAD.map((to) => [from, to] as const)))(
    'from %s to %s is a move only where the books know it',
    async (from, to) => {
      await post([onSent('sender', 'in_transit', 10)]);
      const known = ['sender in_transit', 'in_transit lost', 'in_transit returned'];
      const outcome = post([onSent(from, to, 1)]);
      if (known.includes(`${from} ${to}`)) await expect(outcome).resolves.toBe(1);
      else await expect(outcome).rejects.toThrow();
    },
  );

  test('entries, positions and balances cannot be changed by plain SQL', async () => {
    await post([onSent('sender', 'in_transit', 10)]);
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
    await post([onSent('sender', 'in_transit', 10)]);
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
    await expect(reverse(9)).rejects.toThrow('must undo exactly');
    await reverse(10);
    expect((await balances()).get(`${SENT} in_transit`)).toBe(0n);
    await expect(reverse(10)).rejects.toThrow(/unique|duplicate/);
  });

  test('positions are gap-free, and a late commit gets a later one', async () => {
    const late = database.createQueryRunner();
    await late.startTransaction();
    // On another line: two postings of one line wait for each other.
    await ledger.post(late.manager, SELECT_ONE(RECEIVED), []);
    await post([onSent('sender', 'in_transit', 1), onSent('sender', 'in_transit', 2)]);
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
    await Promise.all(
      Array.from({ length: 30 }, async (_, n) => {
        await post([onSent('sender', 'in_transit', n + 1)]);
        await ledger.seal();
      }),
    );
    const [row] = await database.query(
      `select count(*)::int as n, max(position)::int as last,
         count(distinct entry_id)::int as entries from ledger_position`,
    );
    expect(row).toEqual({ n: 30, last: 30, entries: 30 });
  });
});

const SELECT_ONE = (line: string): string => `
  select '${line}'::uuid as from_line_id, 'sender'::ledger_account as from_account,
    '${line}'::uuid as to_line_id, 'in_transit'::ledger_account as to_account, 77 as mass_grams,
    null::bigint as quantity_milli, null::bigint as value_minor, null as currency,
    false as is_mass_derived, 'dispatch' as reason, '${line}'::uuid as cause_id,
    date '2023-05-01' as occurred_on, 'day' as date_precision, 'lviv-ua' as receiving_city_id,
    'UA' as receiving_country, 'bytom-pl' as sending_city_id, 'PL' as sending_country,
    'food' as category, false as is_outside_partnership, true as is_sample`;

function add(held: Map<string, bigint>, key: string, grams: bigint): void {
  held.set(key, (held.get(key) ?? 0n) + grams);
}

const sorted = (held: Map<string, bigint>): [string, bigint][] =>
  [...held].sort(([a], [b]) => (a < b ? -1 : 1));
