import { Edge } from './best-assignment';
import { solve } from './best-choice';
import { Candidates } from './candidates';
import { Comparer, ReadLine, Side } from './compare-lines';
import { Components } from './components';
import { DEFAULT_GROUP_SHARES, findGroups, Group } from './groups';
import { MatchingBlock, MatchingLine, pairKey } from './matching-line';
import { Pair, Tie, tiesOf } from './tie';
import { isTwin } from './twins';
import { DEFAULT_WEIGHTS, Weights } from './weights';

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
  /** For a person: of each received line that is not sure, the best first; then of sent ones. */
  candidates: Candidate[];
  /** Received lines that are there twice, with the line that they repeat. */
  duplicates: { line: MatchingLine; of: MatchingLine }[];
}

export interface Knowledge {
  readGoods: (text: string) => Iterable<string>;
  weights?: Weights;
}

/**
 * Which dispatched lines arrived as which received ones, of one partnership and direction. The same
 * lines give the same answer, in whatever order they came: all are looked at together.
 */
export function reconcileBlock(block: MatchingBlock, knowledge: Knowledge): Reconciled {
  const weights = knowledge.weights ?? DEFAULT_WEIGHTS;
  const byDay = (a: MatchingLine, b: MatchingLine) =>
    (a.day ?? Infinity) - (b.day ?? Infinity) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  const sent = new Side([...block.sent].sort(byDay), knowledge.readGoods);
  const received = new Side([...block.received].sort(byDay), knowledge.readGoods);
  const comparer = new Comparer(received, weights);
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
  const { split, sum } = DEFAULT_GROUP_SHARES;
  const isOpen = (group: Group) =>
    group.sent.every((one) =>
      group.received.every((other) => !block.rejected.has(pairKey(one.id, other.id))),
    );
  const groups = [
    ...findGroups(sent, 'split', { comparer, share: split }, (line) => nearReceived.near(line)),
    ...findGroups(received, 'sum', { comparer, share: sum }, (line) => nearSent.near(line)),
  ].filter(isOpen);
  return choose(sent, received, pairs, groups);
}

function choose(sent: Side, received: Side, pairs: Pair[], groups: Group[]): Reconciled {
  const pairOf = new Map<Edge, Pair>();
  const edges = pairs.map((pair) => {
    const edge = { sent: pair.sent.index, received: pair.received.index, gain: pair.score.bits };
    pairOf.set(edge, pair);
    return edge;
  });
  const ties: Tie[] = [];
  const loads: { sent: Set<number>; received: Set<number> } = {
    sent: new Set(),
    received: new Set(),
  };
  const components = new Components(sent.lines.length, received.lines.length, edges, groups);
  const takenReceived = new Map<number, Tie>();
  for (const component of components.list()) {
    for (const tie of solve(component, pairOf)) {
      ties.push(tie);
      loads.sent.add((tie.sent as ReadLine).index);
      loads.received.add((tie.received as ReadLine).index);
      takenReceived.set((tie.received as ReadLine).index, tie);
    }
  }
  const duplicates = findDuplicates(received, takenReceived);
  const isDuplicate = new Set(duplicates.map(({ line }) => (line as ReadLine).index));
  return { ties, duplicates, candidates: rank(pairs, groups, loads, isDuplicate) };
}

function findDuplicates(received: Side, tied: Map<number, Tie>): Reconciled['duplicates'] {
  const byAmount = new Map<string, ReadLine[]>();
  for (const line of received.lines) {
    const key = `${line.massGrams} ${line.quantityMilli} ${line.unit} ${line.valueMinor}`;
    byAmount.set(key, [...(byAmount.get(key) ?? []), line]);
  }
  const duplicates: Reconciled['duplicates'] = [];
  for (const line of received.lines) {
    if (tied.has(line.index)) continue;
    const key = `${line.massGrams} ${line.quantityMilli} ${line.unit} ${line.valueMinor}`;
    const of = byAmount
      .get(key)!
      .find((twin) => twin !== line && tied.has(twin.index) && isTwin(twin, line));
    if (of) duplicates.push({ line, of });
  }
  return duplicates;
}

/** Of each received line that is not sure the best candidates that are left; and of each sent one. */
function rank(
  pairs: Pair[],
  groups: Group[],
  taken: { sent: Set<number>; received: Set<number> },
  isDuplicate: Set<number>,
): Candidate[] {
  const open: Tie[] = pairs
    .filter(
      ({ sent, received }) =>
        !taken.sent.has(sent.index) &&
        !taken.received.has(received.index) &&
        !isDuplicate.has(received.index),
    )
    .map(({ sent, received, score }) => ({ sent, received, ...score, parts: 1 }));
  for (const group of groups) {
    const isTaken =
      group.sent.some((line) => taken.sent.has(line.index)) ||
      group.received.some((line) => taken.received.has(line.index));
    if (!isTaken) open.push(...tiesOf(group));
  }
  const bestOf = new Map<string, Tie>();
  for (const tie of open) {
    const key = pairKey(tie.sent.id, tie.received.id);
    const known = bestOf.get(key);
    if (!known || known.bits < tie.bits) bestOf.set(key, tie);
  }
  const lists = new Map<string, Tie[]>();
  for (const tie of bestOf.values()) {
    lists.set(tie.received.id, [...(lists.get(tie.received.id) ?? []), tie]);
  }
  const before = (a: Tie, b: Tie) =>
    b.bits - a.bits || (a.sent as ReadLine).index - (b.sent as ReadLine).index;
  return [...lists.values()].flatMap((list) =>
    list
      .sort(before)
      .slice(0, CANDIDATES_MAX)
      .map((tie, n) => ({ ...tie, rank: n + 1 })),
  );
}
