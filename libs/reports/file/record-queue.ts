import type { FileRecord } from './file-record';

/** Records come in batches; the header needs them one by one. */
export class RecordQueue {
  private waiting: FileRecord[] = [];
  private next = 0;

  constructor(private readonly batches: AsyncGenerator<FileRecord[]>) {}

  /** The next record, or null at the end. */
  async take(): Promise<FileRecord | null> {
    while (this.next >= this.waiting.length) {
      const { value, done } = await this.batches.next();
      if (done) return null;
      [this.waiting, this.next] = [value, 0];
    }
    return this.waiting[this.next++] ?? null;
  }

  /** Undoes one `take` that gave a record. */
  putBack(): void {
    this.next -= 1;
  }

  /** All records that wait, or the next batch; null at the end. */
  async takeBatch(): Promise<FileRecord[] | null> {
    if ((await this.take()) === null) return null;
    const records = this.waiting.slice(this.next - 1);
    [this.waiting, this.next] = [[], 0];
    return records;
  }

  async close(): Promise<void> {
    await this.batches.return(undefined);
  }
}
