/** A sent and a received line, by their places, and how much is gained if they are tied. */
export interface Edge {
  sent: number;
  received: number;
  gain: number;
}

const NOISE = 1e-9;

/**
 * The pairs, each line at most once, whose gains sum to the most: not the best pair first, which
 * takes from its neighbour what that one has no second of. Lines come in one by one, each by the
 * best alternating path (the Hungarian method on a sparse graph). Of equal sums it is always the
 * same one. Edges that gain nothing are never taken.
 */
export class BestAssignment {
  /** Of each sent line the edge that is taken, or undefined; likewise of each received one. */
  readonly ofSent: (Edge | undefined)[];
  readonly ofReceived: (Edge | undefined)[];
  private readonly bySent: Edge[][];
  private readonly byReceived: Edge[][];
  total = 0;

  constructor(sentCount: number, receivedCount: number, edges: Edge[]) {
    this.ofSent = Array(sentCount).fill(undefined);
    this.ofReceived = Array(receivedCount).fill(undefined);
    this.bySent = Array.from({ length: sentCount }, () => []);
    this.byReceived = Array.from({ length: receivedCount }, () => []);
    for (const edge of edges) {
      if (edge.gain <= 0) continue;
      this.bySent[edge.sent]!.push(edge);
      this.byReceived[edge.received]!.push(edge);
    }
    for (let sent = 0; sent < sentCount; sent++) this.insertSent(sent, NONE);
  }

  /** @returns how much less the sum would be if `closed` were no edges, for an edge that is taken. */
  lossWithout(edge: Edge, closed: (edge: Edge) => boolean): number {
    return this.lossAfter(() => {
      this.release(edge);
      // One line after the other: as long as one is out, its edges are no way to anywhere.
      this.insertReceived(edge.received, (one) => one.sent === edge.sent || closed(one));
      this.insertSent(edge.sent, closed);
    });
  }

  /** @returns how much less the sum would be if these lines were not there. */
  lossOf(sents: readonly number[], receiveds: readonly number[]): number {
    return this.lossAfter(() => {
      const freed = this.taken.filter(
        (edge) => sents.includes(edge.sent) || receiveds.includes(edge.received),
      );
      const outSent = new Set([...sents, ...freed.map((edge) => edge.sent)]);
      const outReceived = new Set([...receiveds, ...freed.map((edge) => edge.received)]);
      const closed = (one: Edge) => outSent.has(one.sent) || outReceived.has(one.received);
      for (const edge of freed) this.release(edge);
      for (const { sent, received } of freed) {
        if (!receiveds.includes(received) && outReceived.delete(received)) {
          this.insertReceived(received, closed);
        }
        if (!sents.includes(sent) && outSent.delete(sent)) this.insertSent(sent, closed);
      }
    });
  }

  private lossAfter(change: () => void): number {
    const kept = [[...this.ofSent], [...this.ofReceived]] as const;
    const { total } = this;
    change();
    const loss = total - this.total;
    kept[0].forEach((edge, at) => (this.ofSent[at] = edge));
    kept[1].forEach((edge, at) => (this.ofReceived[at] = edge));
    this.total = total;
    return loss;
  }

  get taken(): Edge[] {
    return this.ofSent.filter((edge) => edge !== undefined);
  }

  private release(edge: Edge): void {
    this.ofSent[edge.sent] = undefined;
    this.ofReceived[edge.received] = undefined;
    this.total -= edge.gain;
  }

  private insertSent(from: number, closed: (edge: Edge) => boolean): void {
    this.insert(from, closed, this.bySent, this.ofSent, this.ofReceived, 'sent', 'received');
  }

  private insertReceived(from: number, closed: (edge: Edge) => boolean): void {
    this.insert(from, closed, this.byReceived, this.ofReceived, this.ofSent, 'received', 'sent');
  }

  /**
   * From a line that is free, along edges not taken and back along taken ones, as far as it gains
   * the most: to a free line of the other side, or to one of this side that becomes free.
   */
  private insert(
    from: number,
    closed: (edge: Edge) => boolean,
    edgesOf: Edge[][],
    ours: (Edge | undefined)[],
    theirs: (Edge | undefined)[],
    here: 'sent' | 'received',
    there: 'sent' | 'received',
  ): void {
    if (ours[from]) return;
    const best = new Map<number, { gain: number; by: Edge | null; before: number }>();
    best.set(from, { gain: 0, by: null, before: from });
    const queue = [from];
    let end: { at: number; edge: Edge | null; gain: number } = {
      at: from,
      edge: null,
      gain: NOISE,
    };
    // Gains are finite and no cycle gains (the taken edges are the best): this comes to an end.
    while (queue.length > 0) {
      const at = queue.shift()!;
      const { gain } = best.get(at)!;
      for (const edge of edgesOf[at]!) {
        if (ours[at] === edge || closed(edge)) continue;
        const next = theirs[edge[there]];
        const reached = gain + edge.gain;
        if (next === undefined) {
          if (reached > end.gain + NOISE) end = { at, edge, gain: reached };
          continue;
        }
        const behind = next[here];
        const left = reached - next.gain;
        if (behind !== from && left > (best.get(behind)?.gain ?? -Infinity) + NOISE) {
          best.set(behind, { gain: left, by: edge, before: at });
          if (!queue.includes(behind)) queue.push(behind);
          // Here the path may end: that line is tied to nothing.
          if (left > end.gain + NOISE) end = { at: behind, edge: null, gain: left };
        }
      }
    }
    if (end.gain <= NOISE) return;
    const path: Edge[] = end.edge ? [end.edge] : [];
    for (let at = end.at; best.get(at)!.by; at = best.get(at)!.before) path.push(best.get(at)!.by!);
    // Those that are tied otherwise are loose before they are tied again.
    if (!end.edge) ours[end.at] = undefined;
    for (const edge of path) {
      const old = theirs[edge[there]];
      if (old && ours[old[here]] === old) ours[old[here]] = undefined;
    }
    for (const edge of path) {
      ours[edge[here]] = edge;
      theirs[edge[there]] = edge;
    }
    this.total += end.gain;
  }
}

const NONE = (): boolean => false;
