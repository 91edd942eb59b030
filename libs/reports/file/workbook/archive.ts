import zlib from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { BrokenText } from '../broken-text';
import { CellProblem } from '../cell-error';

const ENTRIES_MAX = 5_000;
const RATIO_MAX = 20;
/** The styles of a nearly empty workbook pack to a twentieth; what unpacks to this much is no bomb. */
const UNPACKED_BYTES_FLOOR = 1024 * 1024;

/** The parts of a workbook, which is a ZIP, by name. Whatever is wrong with it throws BrokenText. */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** Refuses a bomb before any of it is unpacked: by the sizes that `part` then holds it to. */
  static async open(path: string, sizeBytes: number): Promise<Archive> {
    const zip = await openPromise(path, { autoClose: false }).catch(refuse);
    try {
      const entries = await list(zip).catch(refuse);
      let declaredBytes = 0;
      for (const entry of entries.values()) declaredBytes += entry.uncompressedSize;
      if (declaredBytes > Math.max(UNPACKED_BYTES_FLOOR, sizeBytes * RATIO_MAX)) throw swollen();
      return new Archive(zip, entries);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The part's bytes: never more than it declares, and throws at their end where one is wrong. */
  async *part(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) throw damaged();
    const stream = await this.zip.openReadStreamPromise(entry).catch(refuse);
    let checksum = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        checksum = zlib.crc32(chunk, checksum);
        yield chunk;
      }
    } catch (error) {
      refuse(error);
    } finally {
      stream.destroy();
    }
    if (checksum !== entry.crc32) throw damaged();
  }

  close(): void {
    this.zip.close();
  }
}

export function damaged(): BrokenText {
  return new BrokenText(new CellProblem('workbook-damaged'));
}

/** A bomb, or so rich that it would be one. */
export function swollen(): BrokenText {
  return new BrokenText(new CellProblem('workbook-swollen'));
}

/** By name in lower case, as OPC compares them; a name that stands twice is two readings of a file. */
async function list(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > ENTRIES_MAX) throw swollen();
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    if (entries.has(name)) throw damaged();
    entries.set(name, entry);
  }
  return entries;
}

function refuse(cause: unknown): never {
  if (cause instanceof BrokenText) throw cause;
  const { message, syscall } = cause as NodeJS.ErrnoException;
  // Our disk, and not the file.
  if (syscall !== undefined) throw cause;
  // The checks of yauzl have no codes. "too many bytes": more came out of a part than it declares.
  if (/^too many bytes/.test(message)) throw swollen();
  if (/encrypt/.test(message)) throw new BrokenText(new CellProblem('file-password'));
  throw damaged();
}
