import { SaxesParser } from 'saxes';
import { BrokenText } from '../broken-text';
import { damaged } from './archive';

export type Attributes = Readonly<Record<string, string>>;

/** Names come without their prefix: some programs write `x:row` for `row`. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Workbooks nest to about ten. */
const DEPTH_MAX = 100;
/** Between two tags; a cell has at most 64 KB, which may be written in entities. */
const QUIET_BYTES_MAX = 2 * 1024 * 1024;

/**
 * Hands a part's tags and texts to `handler`, and yields after each piece of it. Throws BrokenText
 * where it is no well-formed XML in UTF-8.
 *
 * By saxes: it streams, is strict, and never fetches or expands what a document declares. On the
 * sheet of 200,000 rows (107 MB) it took 2.5 s where sax took 7.6 s. The streaming readers of XLSX
 * (exceljs, xlsx-stream-reader) are old, bring archivers and unpackers of their own, hold all shared
 * strings in memory, and make floats of numbers.
 */
export async function* parseXml(
  source: AsyncIterable<Buffer>,
  handler: XmlHandler,
): AsyncGenerator<void> {
  let depth = 0;
  // The parser holds what stands between two tags; this is the bound on it.
  let quietBytes = 0;
  const parser = new SaxesParser({ position: false, xmlns: false } as const);
  // An office file has none, and it is what entities are declared in.
  parser.on('doctype', () => refuse());
  parser.on('opentag', ({ name, attributes }) => {
    quietBytes = 0;
    depth += 1;
    if (depth > DEPTH_MAX) refuse();
    handler.open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    quietBytes = 0;
    depth -= 1;
    handler.close?.(localName(name));
  });
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of source) {
    quietBytes += chunk.length;
    if (quietBytes > QUIET_BYTES_MAX) refuse();
    feed(() => parser.write(decoder.decode(chunk, { stream: true })));
    yield;
  }
  feed(() => parser.write(decoder.decode()).close());
}

/** The whole of a small part. */
export async function readXml(source: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  for await (const _ of parseXml(source, handler));
}

function refuse(): never {
  throw damaged();
}

function feed(step: () => unknown): void {
  try {
    step();
  } catch (error) {
    // Those of the parser and of the decoder have no class of their own; ours keep what they say.
    if (error instanceof BrokenText || (error as NodeJS.ErrnoException).syscall) throw error;
    throw damaged();
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
