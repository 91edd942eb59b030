import { Edge } from './best-assignment';
import { Group } from './groups';

export interface Component {
  edges: Edge[];
  groups: Group[];
}

/** Lines that hang together by what may be tied are looked at together, and apart from all others. */
export class Components {
  private readonly parent: Int32Array;

  constructor(
    sentCount: number,
    receivedCount: number,
    private readonly edges: Edge[],
    private readonly groups: Group[],
  ) {
    this.parent = Int32Array.from({ length: sentCount + receivedCount }, (_, at) => at);
    for (const { sent, received, gain } of edges)
      if (gain > 0) this.join(sent, sentCount + received);
    for (const group of groups) {
      const first = group.sent[0]!.index;
      for (const line of group.sent) this.join(first, line.index);
      for (const line of group.received) this.join(first, sentCount + line.index);
    }
  }

  list(): Component[] {
    const found = new Map<number, Component>();
    const of = (at: number): Component => {
      const root = this.root(at);
      let component = found.get(root);
      if (!component) found.set(root, (component = { edges: [], groups: [] }));
      return component;
    };
    for (const edge of this.edges) if (edge.gain > 0) of(edge.sent).edges.push(edge);
    for (const group of this.groups) of(group.sent[0]!.index).groups.push(group);
    return [...found.values()];
  }

  private root(at: number): number {
    let root = at;
    while (this.parent[root] !== root) root = this.parent[root] = this.parent[this.parent[root]!]!;
    return root;
  }

  private join(one: number, other: number): void {
    this.parent[this.root(one)] = this.root(other);
  }
}

/** The places of a component's lines, counted from 0 anew. */
export function renumber(component: Component): {
  sent: Map<number, number>;
  received: Map<number, number>;
} {
  const places = { sent: new Map<number, number>(), received: new Map<number, number>() };
  const add = (map: Map<number, number>, at: number) => map.has(at) || map.set(at, map.size);
  for (const edge of component.edges) {
    add(places.sent, edge.sent);
    add(places.received, edge.received);
  }
  for (const group of component.groups) {
    for (const line of group.sent) add(places.sent, line.index);
    for (const line of group.received) add(places.received, line.index);
  }
  return places;
}
