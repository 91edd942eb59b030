// The limit: the rows that a run stored, by COPY alone into identical tables with their indexes,
// foreign keys and checks. The tables' own triggers are off: they would post what is copied anyway.
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

const CHUNK_BYTES = 1024 * 1024;

/** → the mark by which `dumpSince` knows what is newer. */
export async function markNow(client) {
  const { rows } = await client.query('select pg_current_xact_id()::text as mark');
  return rows[0].mark;
}

/** Holds what is stored at this moment for `dumpSince`, in a transaction of `client`. */
export async function holdSnapshot(client) {
  await client.query('begin isolation level repeatable read, read only');
  await client.query('select 1');
}

/**
 * Writes each row that was written since `mark`, of whatever table, into files below `dir`.
 * → `[{ table, columns, file, rows, bytes }]`, a table behind those that it refers to.
 */
export async function dumpSince(client, mark, dir) {
  fs.mkdirSync(dir, { recursive: true });
  const dumped = [];
  for (const { table, columns } of await listTables(client)) {
    const file = path.join(dir, table);
    const select = `select ${columns} from ${table} where xmin::text::bigint >= ${Number(mark)}`;
    const source = client.query(copyTo(`copy (${select}) to stdout`));
    await pipeline(source, fs.createWriteStream(file));
    const bytes = fs.statSync(file).size;
    if (bytes > 0) dumped.push({ table, columns, file, rows: source.rowCount, bytes });
  }
  return dumped;
}

/** Copies what was dumped into an empty database, in one transaction. → seconds, by table too. */
export async function copyInto(client, dumped) {
  for (const { table } of dumped) await client.query(`alter table ${table} disable trigger user`);
  await client.query('checkpoint');
  const byTable = [];
  const startedAt = performance.now();
  await client.query('begin');
  for (const { table, columns, file, rows, bytes } of dumped) {
    const tableStartedAt = performance.now();
    await copyFile(client, `copy ${table} (${columns}) from stdin`, file);
    byTable.push({ table, rows, bytes, seconds: secondsSince(tableStartedAt) });
  }
  await client.query('commit');
  return { seconds: secondsSince(startedAt), byTable };
}

/** Copies CSV files as they are into a table of text without any index. → seconds */
export async function copyBare(client, files) {
  const header = firstLine(files[0]);
  const columns = header.split(',').map((name) => `"${name}" text`);
  await client.query(`create table bare_report (${columns.join(', ')})`);
  await client.query('checkpoint');
  const startedAt = performance.now();
  for (const file of files) {
    await copyFile(client, 'copy bare_report from stdin (format csv, header true)', file);
  }
  return secondsSince(startedAt);
}

async function copyFile(client, sql, file) {
  await pipeline(
    fs.createReadStream(file, { highWaterMark: CHUNK_BYTES }),
    client.query(copyFrom(sql)),
  );
}

/** All tables but those of views and queues; what a table refers to stands before it. */
async function listTables(client) {
  const { rows: tables } = await client.query(
    `select c.relname as table,
       (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '') as columns
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
     order by c.relname`,
  );
  const { rows: references } = await client.query(
    `select conrelid::regclass::text as table, confrelid::regclass::text as refers_to
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
       and conrelid <> confrelid
       -- Nothing of a report is passed on; this one alone would make a ring.
       and not (conrelid = 'shipment_line'::regclass and confrelid = 'delivery_line'::regclass)`,
  );
  const ordered = [];
  const waiting = new Map(tables.map((row) => [row.table, row]));
  while (waiting.size > 0) {
    const isFree = ({ table }) =>
      references.every((row) => row.table !== table || !waiting.has(row.refers_to));
    const free = [...waiting.values()].filter(isFree);
    if (free.length === 0) throw new Error(`Tables refer in a ring: ${[...waiting.keys()]}`);
    for (const row of free) waiting.delete(row.table);
    ordered.push(...free);
  }
  return ordered;
}

function firstLine(file) {
  const buffer = Buffer.alloc(10_000);
  const descriptor = fs.openSync(file, 'r');
  const length = fs.readSync(descriptor, buffer);
  fs.closeSync(descriptor);
  return buffer.toString('utf8', 0, length).split('\n')[0];
}

const secondsSince = (startedAt) => (performance.now() - startedAt) / 1000;
