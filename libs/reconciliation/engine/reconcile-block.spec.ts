import fc from 'fast-check';
import { MatchingLine } from './matching-line';
import { reconcileBlock } from './reconcile-block';
import { isAlike, referenceKeys } from './reference-key';

const line = (id: string, rest: Partial<MatchingLine> = {}): MatchingLine => ({
  id,
  caseId: id,
  atShipmentId: null,
  reference: null,
  day: 19_000,
  category: 'food',
  isCategoryProposed: false,
  item: 'Canned meat',
  massGrams: 1_234_500,
  quantityMilli: null,
  unit: null,
  valueMinor: null,
  currency: null,
  ...rest,
});
const run = (sent: MatchingLine[], received: MatchingLine[], rejected: string[] = []) =>
  reconcileBlock({ sent, received, rejected: new Set(rejected) });
const tied = (result: ReturnType<typeof run>) =>
  result.ties.map((tie) => `${tie.sent.id} ${tie.received.id}`).sort();

// Goal: two hands' ways to write one number are one key, and neighbours in a row are two.
describe('the key of a reference', () => {
  test.each([
    [' cmr-000417/22', '417'],
    ['СМR 417', 'CMR-0417/2022'],
    ['ТТН № 00 417', 'ttn 417'],
    ['WZ/665/2024', 'wz6652024'],
    ['LV-00123', 'lv 123'],
  ])('%j and %j are one', (one, other) => {
    const keys = referenceKeys(other);
    expect(referenceKeys(one).some((key) => keys.includes(key))).toBe(true);
  });

  test.each([
    ['417', '418'],
    ['WZ/665/2024', 'WZ/666/2024'],
  ])('%j and %j are two', (one, other) => {
    const keys = referenceKeys(other);
    expect(referenceKeys(one).some((key) => keys.includes(key))).toBe(false);
  });

  test('nothing is no key, and a slip of the hand is told from the next number', () => {
    expect([...referenceKeys(null), ...referenceKeys(' /// '), ...referenceKeys('')]).toEqual([]);
    expect([
      isAlike('12345', '12354'),
      isAlike('12345', '1234'),
      isAlike('12345', '12346'),
    ]).toEqual([true, true, false]);
  });
});

// Goal: what is tied is what a careful person would tie, and what could be otherwise is asked.
describe('a block of lines', () => {
  test('is tied across languages, by goods, mass and day', () => {
    const sent = [line('s1', { item: 'Konserwy mięsne' })];
    const received = [line('r1', { item: "М'ясні консерви", day: 19_006 })];
    expect(tied(run(sent, received))).toEqual(['s1 r1']);
  });

  test('a load that came in two is tied to both', () => {
    const sent = [line('s1')];
    const received = [
      line('r1', { massGrams: 834_250, day: 19_004 }),
      line('r2', { massGrams: 400_250, day: 19_006 }),
    ];
    expect(tied(run(sent, received))).toEqual(['s1 r1', 's1 r2']);
  });

  test('the best pair is not taken from the line that has no other', () => {
    const sent = [line('s1', { massGrams: 500_000 }), line('s2', { massGrams: 503_000 })];
    const received = [
      line('r1', { massGrams: 503_000, day: 19_005 }),
      line('r2', { massGrams: 500_000, day: 19_005 }),
    ];
    const { ties } = run(sent, received);
    for (const tie of ties) expect(tie.sent.massGrams).toBe(tie.received.massGrams);
  });

  test('of two that fit as well a person is asked', () => {
    const sent = [line('s1', { day: 19_000 }), line('s2', { day: 19_007 })];
    const received = [line('r1', { day: 19_010 })];
    const { ties, candidates } = run(sent, received);
    expect(ties).toEqual([]);
    expect(candidates.map(({ rank }) => rank)).toEqual([1, 2]);
  });

  test('a row that is there twice is told, and tied once', () => {
    const received = [line('r1', { day: 19_004 }), line('r2', { day: 19_004 })];
    const result = run([line('s1')], received);
    expect(tied(result)).toEqual(['s1 r1']);
    expect(result.duplicates.map((one) => [one.line.id, one.of.id])).toEqual([['r2', 'r1']]);
  });

  test('a slip of units, or a part that nothing speaks for, is for a person', () => {
    for (const massGrams of [1_234, 600_000]) {
      const { ties, candidates } = run([line('s1')], [line('r1', { massGrams, day: 19_004 })]);
      expect([ties, candidates.map(({ rank }) => rank)]).toEqual([[], [1]]);
    }
    const known = { reference: 'CMR 5', massGrams: 600_000, day: 19_004 };
    expect(tied(run([line('s1', { reference: '5/22' })], [line('r1', known)]))).toEqual(['s1 r1']);
  });

  test('what arrived before it left is never sure, and a no stays a no', () => {
    const early = [line('r1', { day: 18_999 })];
    expect(run([line('s1')], early).ties).toEqual([]);
    const received = [line('r1', { day: 19_003 })];
    expect(tied(run([line('s1')], received))).toEqual(['s1 r1']);
    expect(run([line('s1')], received, ['s1 r1'])).toEqual({
      ties: [],
      candidates: [],
      duplicates: [],
    });
  });

  test('in whatever order its lines come, the answer is the same, and no line is tied too often', () => {
    const someLine = (prefix: string) =>
      fc.record({
        massGrams: fc.constantFrom(null, 100_000, 250_000, 350_000, 1_234_500),
        quantityMilli: fc.constantFrom(null, 4_000, 10_000),
        day: fc.integer({ min: 19_000, max: 19_030 }),
        reference: fc.constantFrom(null, 'CMR 1', '1/22', 'CMR 2'),
        item: fc.constantFrom('Canned meat', 'Тушонка', 'Generators', 'генератори', '?'),
        id: fc.uuid().map((id) => prefix + id),
      });
    const lines = (prefix: string) =>
      fc.uniqueArray(someLine(prefix), { maxLength: 8, selector: ({ id }) => id });
    fc.assert(
      fc.property(lines('s'), lines('r'), fc.infiniteStream(fc.nat()), (some, others, draws) => {
        const toLine = (rest: { quantityMilli: number | null; id: string }) =>
          line(rest.id, { ...rest, unit: rest.quantityMilli === null ? null : 'piece' });
        const sent = some.map(toLine);
        const received = others.map(toLine);
        const mixed = <T>(all: T[]) =>
          all
            .map((one) => [draws.next().value as number, one] as const)
            .sort((a, b) => a[0] - b[0])
            .map(([, one]) => one);
        const first = run(sent, received);
        const second = run(mixed(sent), mixed(received));
        expect(tied(second)).toEqual(tied(first));
        for (const { id } of received) {
          const ties = first.ties.filter((tie) => tie.received.id === id);
          expect(ties.length <= 1 || ties.every(({ parts }) => parts === ties.length)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
