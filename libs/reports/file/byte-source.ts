import { CellProblem } from './cell-error';
import { BrokenText } from './broken-text';

const SAMPLE_BYTES = 64 * 1024;
const FILE_BYTES_MAX = 200 * 1024 * 1024;

/** Bytes of which the beginning can be looked at before they are read. */
export class ByteSource {
  private readonly iterator: AsyncIterator<Uint8Array>;
  private readonly begun: Uint8Array[] = [];

  constructor(source: AsyncIterable<Uint8Array>) {
    this.iterator = source[Symbol.asyncIterator]();
  }

  /** The first 64 KB, or all where there is less. Call once, before `chunks`. */
  async sample(): Promise<Buffer> {
    let length = 0;
    while (length < SAMPLE_BYTES) {
      const { value, done } = await this.iterator.next();
      if (done) break;
      this.begun.push(value);
      length += value.length;
    }
    return Buffer.concat(this.begun).subarray(0, SAMPLE_BYTES);
  }

  /** All bytes from the first. Throws BrokenText past 200 MB. */
  async *chunks(): AsyncGenerator<Uint8Array> {
    let byteCount = 0;
    for (const chunk of this.begun.splice(0)) {
      byteCount += chunk.length;
      yield chunk;
    }
    for (;;) {
      const { value, done } = await this.iterator.next();
      if (done) return;
      byteCount += value.length;
      if (byteCount > FILE_BYTES_MAX) throw tooLarge();
      yield value;
    }
  }

  async close(): Promise<void> {
    await this.iterator.return?.();
  }
}

function tooLarge(): BrokenText {
  return new BrokenText(new CellProblem('file-too-large'));
}
