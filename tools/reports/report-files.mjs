// The three files that a generator writes: one report a side, and what is true of their rows.
import fs from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';

const COLUMNS = ['reference', 'date', 'reporting_city', 'partner_city', 'category', 'item'];
const AMOUNTS = ['quantity', 'unit', 'packages', 'mass_kg', 'value', 'currency'];
const HEADERS = {
  sender: [...COLUMNS, ...AMOUNTS],
  receiver: [...COLUMNS, ...AMOUNTS],
  truth: ['sender_row', 'receiver_row', 'kind'],
};

/**
 * Writes sender.csv, receiver.csv and truth.csv into `dir`, one pair of cities after the other, so
 * that memory holds no more than one. A pair is `{ sent: [{ cells }], received: [{ day, cells,
 * sources, kind, copyOf }] }`; `sources` are places in `sent`.
 * → `{ sender, receiver, truth }`, the rows of each.
 */
export async function writeReportFiles(dir, pairs, random) {
  fs.mkdirSync(dir, { recursive: true });
  const files = Object.entries(HEADERS).map(([name, header]) => new CsvFile(dir, name, header));
  const [sender, receiver, truth] = files;
  for (const { sent, received } of pairs) {
    const book = inOrderOfDays(random, received);
    const told = truthOf(sent.length, book, sender.rowCount, receiver.rowCount);
    await sender.add(sent.map(({ cells }) => cells));
    await receiver.add(book.map(({ cells }) => cells));
    await truth.add(told);
  }
  for (const file of files) await file.close();
  return Object.fromEntries(files.map(({ name, rowCount }) => [name, rowCount]));
}

/** A warehouse's book goes by days, and within a day as it comes; a copy stands behind its original. */
function inOrderOfDays(random, rows) {
  const ranks = new Map(rows.map((row) => [row, random.next()]));
  const rankOf = (row) => {
    const { copyOf } = row;
    const isSameDay = copyOf && copyOf.day === row.day;
    return isSameDay ? Math.max(ranks.get(copyOf), ranks.get(row)) : ranks.get(row);
  };
  const isCopy = (row) => (row.copyOf ? 1 : 0);
  return [...rows].sort(
    (one, other) =>
      one.day - other.day || rankOf(one) - rankOf(other) || isCopy(one) - isCopy(other),
  );
}

/** One row a true pair, in the order of the sender's lines; then what only the receiver has. */
function truthOf(sentCount, book, senderBefore, receiverBefore) {
  const ofSender = Array.from({ length: sentCount }, () => []);
  const extra = [];
  book.forEach(({ sources, kind }, n) => {
    const row = receiverBefore + n + 1;
    for (const place of sources) ofSender[place].push([senderBefore + place + 1, row, kind]);
    if (sources.length === 0) extra.push(['', row, 'extra']);
  });
  const known = ofSender.flatMap((rows, place) =>
    rows.length > 0 ? rows : [[senderBefore + place + 1, '', 'missing']],
  );
  return [...known, ...extra];
}

class CsvFile {
  rowCount = 0;

  constructor(dir, name, header) {
    this.name = name;
    this.stream = fs.createWriteStream(path.join(dir, `${name}.csv`));
    // Without a listener, an error between two writes would end the process with no word of why.
    this.failed = new Promise((_, reject) => this.stream.once('error', reject));
    this.failed.catch(() => {});
    this.stream.write(`${header.join(',')}\n`);
  }

  async add(rows) {
    this.rowCount += rows.length;
    const text = rows.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
    if (this.stream.write(text)) return;
    await Promise.race([once(this.stream, 'drain'), this.failed]);
  }

  async close() {
    this.stream.end();
    await Promise.race([once(this.stream, 'close'), this.failed]);
  }
}

function quoted(cell) {
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
