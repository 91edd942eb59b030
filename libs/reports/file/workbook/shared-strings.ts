import fs from 'node:fs';
import type { Archive } from './archive';
import { damaged } from './archive';
import { unescapeText } from './cell-text';
import { parseXml, type XmlHandler } from './xml';

/** One letter more than any cell may have, so that a longer one is still told as too long. */
export const TEXT_LENGTH_KEPT = 64 * 1024 + 1;
/** Strings are used about in the order in which they stand, so neighbours are read together. */
const BLOCK_STRINGS = 64;
const CACHE_BYTES_MAX = 16 * 1024 * 1024;
const WRITE_BYTES = 1024 * 1024;

interface Block {
  strings: string[];
  sizeBytes: number;
}

/**
 * The texts that cells refer to by number. There may be as many as cells, so they wait in a file,
 * of which the last blocks that were asked for are held.
 */
export class SharedStrings {
  private readonly blockStarts: number[] = [];
  private readonly blocks = new Map<number, Block>();
  private readonly descriptor: number;
  private count = 0;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private writtenBytes = 0;
  private cachedBytes = 0;

  constructor(path: string) {
    this.descriptor = fs.openSync(path, 'w+');
  }

  async fill(archive: Archive, part: string): Promise<void> {
    const reading = parseXml(archive.part(part), new StringHandler((text) => this.add(text)));
    for await (const _ of reading) if (this.waitingBytes >= WRITE_BYTES) this.flush();
    this.flush();
  }

  /** Throws BrokenText where there is no such string. */
  get(text: string): string {
    const index = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    if (index < 0 || index >= this.count) throw damaged();
    const number = Math.floor(index / BLOCK_STRINGS);
    const block = this.blocks.get(number) ?? this.load(number);
    return block.strings[index % BLOCK_STRINGS] ?? '';
  }

  close(): void {
    fs.closeSync(this.descriptor);
  }

  private add(text: string): void {
    if (this.count % BLOCK_STRINGS === 0) {
      this.blockStarts.push(this.writtenBytes + this.waitingBytes);
    }
    this.count += 1;
    const bytes = Buffer.from(text);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    this.waiting.push(length, bytes);
    this.waitingBytes += 4 + bytes.length;
  }

  private flush(): void {
    const bytes = Buffer.concat(this.waiting);
    let done = 0;
    while (done < bytes.length) done += fs.writeSync(this.descriptor, bytes, done);
    this.writtenBytes += bytes.length;
    [this.waiting, this.waitingBytes] = [[], 0];
  }

  private load(number: number): Block {
    const start = this.blockStarts[number] ?? 0;
    const end = this.blockStarts[number + 1] ?? this.writtenBytes;
    const bytes = Buffer.alloc(end - start);
    fs.readSync(this.descriptor, bytes, 0, bytes.length, start);
    const strings: string[] = [];
    for (let at = 0; at < bytes.length;) {
      const from = at + 4;
      at = from + bytes.readUInt32LE(at);
      strings.push(bytes.toString('utf8', from, at));
    }
    const block = { strings, sizeBytes: bytes.length };
    this.blocks.set(number, block);
    this.cachedBytes += block.sizeBytes;
    this.forgetOldest();
    return block;
  }

  private forgetOldest(): void {
    for (const [number, { sizeBytes }] of this.blocks) {
      if (this.cachedBytes <= CACHE_BYTES_MAX || this.blocks.size === 1) return;
      this.blocks.delete(number);
      this.cachedBytes -= sizeBytes;
    }
  }
}

/** Puts a text of runs together; how it is to be pronounced (`rPh`) is not of it. */
class StringHandler implements XmlHandler {
  private string = '';
  private isText = false;
  private isPhonetic = false;

  constructor(private readonly take: (text: string) => void) {}

  open(name: string): void {
    if (name === 'si') this.string = '';
    else if (name === 'rPh') this.isPhonetic = true;
    else if (name === 't') this.isText = !this.isPhonetic;
  }

  text(text: string): void {
    if (!this.isText || this.string.length >= TEXT_LENGTH_KEPT) return;
    this.string += text.slice(0, TEXT_LENGTH_KEPT);
  }

  close(name: string): void {
    if (name === 'si') this.take(unescapeText(this.string));
    else if (name === 'rPh') this.isPhonetic = false;
    else if (name === 't') this.isText = false;
  }
}
