/**
 * Gathers the parts of a file that are kept. One buffer, made once: of a list of parts a hostile file
 * of 20 MiB would make millions.
 */
export class ByteWriter {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(sizeBytesMax: number) {
    this.bytes = Buffer.alloc(sizeBytesMax);
  }

  copy(source: Buffer, start: number, end: number): void {
    this.at += source.copy(this.bytes, this.at, start, end);
  }

  write(part: Buffer): void {
    this.copy(part, 0, part.length);
  }

  written(): Buffer {
    return this.bytes.subarray(0, this.at);
  }
}
