import { Group } from './groups';
import { Pair } from './tie';

export interface Component {
  pairs: Pair[];
  groups: Group[];
}

/** Lines that hang together by what may be tied are looked at together, and apart from all others. */
export function findComponents(
  { sentCount, receivedCount }: { sentCount: number; receivedCount: number },
  pairs: Pair[],
  groups: Group[],
): Component[] {
  const parent = Int32Array.from({ length: sentCount + receivedCount }, (_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  };
  const join = (one: number, other: number) => void (parent[rootOf(one)] = rootOf(other));
  for (const { sent, received } of pairs) join(sent.index, sentCount + received.index);
  for (const { sent, received } of groups) {
    const first = sent[0]!.index;
    for (const line of sent) join(first, line.index);
    for (const line of received) join(first, sentCount + line.index);
  }
  const found = new Map<number, Component>();
  const of = (at: number): Component => {
    const root = rootOf(at);
    const component = found.get(root) ?? { pairs: [], groups: [] };
    found.set(root, component);
    return component;
  };
  for (const pair of pairs) of(pair.sent.index).pairs.push(pair);
  for (const group of groups) of(group.sent[0]!.index).groups.push(group);
  return [...found.values()];
}

/** The places of a component's lines by their places in the block, each side counted from 0 anew. */
export function renumber({ pairs, groups }: Component): {
  sent: Map<number, number>;
  received: Map<number, number>;
} {
  const places = { sent: new Map<number, number>(), received: new Map<number, number>() };
  const add = (map: Map<number, number>, at: number) => map.has(at) || map.set(at, map.size);
  for (const { sent, received } of pairs) {
    add(places.sent, sent.index);
    add(places.received, received.index);
  }
  for (const { sent, received } of groups) {
    for (const line of sent) add(places.sent, line.index);
    for (const line of received) add(places.received, line.index);
  }
  return places;
}
