import { groupBy } from '@pobratym/platform';
import { solve } from './best-choice';
import { Candidates } from './candidates';
import { Comparer, ReadLine, Side } from './compare-lines';
import { findComponents } from './components';
import { findGroups, Group } from './groups';
import { MatchingBlock, MatchingLine, pairKey } from './matching-line';
import { Pair, Tie, tieOf, tiesOf } from './tie';
import { isTwin } from './twins';
import { DEFAULT_WEIGHTS } from './weights';

/** Less likely than 1 in 30: not shown to anybody. */
const SHOWN_BITS = -5;
const CANDIDATES_MAX = 3;

export interface Candidate extends Tie {
  /** 1 is the best. */
  rank: number;
}

export interface Reconciled {
  /** Sure without a person. */
  ties: Tie[];
  /** For a person: of each received line that is not sure, the best first. */
  candidates: Candidate[];
  /** Received lines that are there twice, with the line that they repeat. */
  duplicates: { line: ReadLine; of: ReadLine }[];
}

/**
 * Which dispatched lines arrived as which received ones, of one partnership and direction. The same
 * lines give the same answer, in whatever order they came: all are looked at together.
 */
export function reconcileBlock(block: MatchingBlock): Reconciled {
  const byDay = (a: MatchingLine, b: MatchingLine) =>
    (a.day ?? Infinity) - (b.day ?? Infinity) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  const sent = new Side([...block.sent].sort(byDay));
  const received = new Side([...block.received].sort(byDay));
  const comparer = new Comparer(received, DEFAULT_WEIGHTS);
  const nearSent = new Candidates(sent, 1);
  const nearReceived = new Candidates(received, -1);
  const pairs: Pair[] = [];
  for (const line of received.lines) {
    for (const other of nearSent.near(line)) {
      if (block.rejected.has(pairKey(other.id, line.id))) continue;
      const score = comparer.compare(other, line);
      if (score && score.bits > SHOWN_BITS) pairs.push({ sent: other, received: line, score });
    }
  }
  const isOpen = (group: Group) =>
    group.sent.every((one) =>
      group.received.every((other) => !block.rejected.has(pairKey(one.id, other.id))),
    );
  const groups = [
    ...findGroups(sent, 'split', comparer, (line) => nearReceived.near(line)),
    ...findGroups(received, 'sum', comparer, (line) => nearSent.near(line)),
  ].filter(isOpen);
  return choose(sent, received, pairs, groups);
}

function choose(sent: Side, received: Side, pairs: Pair[], groups: Group[]): Reconciled {
  const counts = { sentCount: sent.lines.length, receivedCount: received.lines.length };
  const gaining = pairs.filter(({ score }) => score.bits > 0);
  const ties = findComponents(counts, gaining, groups).flatMap(solve);
  const tied = new Set(ties.flatMap((tie) => [tie.sent, tie.received]));
  const duplicates = findDuplicates(received, tied);
  const settled = new Set([...tied, ...duplicates.map(({ line }) => line)]);
  return { ties, duplicates, candidates: rank(pairs, groups, tied, settled) };
}

function findDuplicates(received: Side, tied: ReadonlySet<ReadLine>): Reconciled['duplicates'] {
  const amountsOf = ({ massGrams, quantityMilli, unit, valueMinor }: ReadLine) =>
    `${massGrams} ${quantityMilli} ${unit} ${valueMinor}`;
  const byAmounts = groupBy(received.lines, amountsOf);
  return received.lines.flatMap((line) => {
    if (tied.has(line)) return [];
    const twins = byAmounts.get(amountsOf(line))!;
    const of = twins.find((twin) => tied.has(twin) && isTwin(twin, line));
    return of ? [{ line, of }] : [];
  });
}

/** Of each received line that is not settled the best candidates that are left. */
function rank(
  pairs: Pair[],
  groups: Group[],
  tied: ReadonlySet<ReadLine>,
  settled: ReadonlySet<ReadLine>,
): Candidate[] {
  const open: Tie[] = pairs
    .filter(({ sent, received }) => !tied.has(sent) && !settled.has(received))
    .map(tieOf);
  for (const group of groups) {
    if (![...group.sent, ...group.received].some((line) => tied.has(line))) {
      open.push(...tiesOf(group));
    }
  }
  const bestOf = new Map<string, Tie>();
  for (const tie of open) {
    const key = pairKey(tie.sent.id, tie.received.id);
    const known = bestOf.get(key);
    if (!known || known.bits < tie.bits) bestOf.set(key, tie);
  }
  const before = (a: Tie, b: Tie) => b.bits - a.bits || a.sent.index - b.sent.index;
  return [...groupBy(bestOf.values(), (tie) => tie.received).values()].flatMap((list) =>
    list
      .sort(before)
      .slice(0, CANDIDATES_MAX)
      .map((tie, n) => ({ ...tie, rank: n + 1 })),
  );
}
