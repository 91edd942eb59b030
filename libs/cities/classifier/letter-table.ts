import { SYMBOL_COUNT } from './fold-text';

/** A table of letters: from each node, by symbol, to the next node; 0 is none. */
export class LetterTable<Entry> {
  private rows = new Uint16Array(SYMBOL_COUNT * 64);
  private nodeCount = 1;
  /** By node: what ends there. */
  readonly entries: (Entry[] | undefined)[] = [];

  add(symbols: Uint8Array, entry: Entry): void {
    let node = 0;
    for (const symbol of symbols) {
      let next = this.rows[node * SYMBOL_COUNT + symbol]!;
      if (next === 0) {
        next = this.nodeCount++;
        if (next > 0xffff) throw new Error('The stem lists outgrew the table');
        this.grow();
        this.rows[node * SYMBOL_COUNT + symbol] = next;
      }
      node = next;
    }
    (this.entries[node] ??= []).push(entry);
  }

  next(node: number, symbol: number): number {
    return symbol === 0 ? 0 : this.rows[node * SYMBOL_COUNT + symbol]!;
  }

  private grow(): void {
    if (this.nodeCount * SYMBOL_COUNT <= this.rows.length) return;
    const larger = new Uint16Array(this.rows.length * 2);
    larger.set(this.rows);
    this.rows = larger;
  }
}
