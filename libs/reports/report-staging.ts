import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { from as copyFrom } from 'pg-copy-streams';
import type { PoolClient } from 'pg';
import { EntityManager } from 'typeorm';
import { AID_STAGE_COLUMNS, AidStageColumn } from '@pobratym/shipments';
import { StagedLine } from './report-line';

const COLUMNS = Object.keys(AID_STAGE_COLUMNS) as AidStageColumn[];

/** Streams lines into `aid_stage` by COPY, in the transaction of `tx`. */
export async function copyToStage(
  tx: EntityManager,
  batches: AsyncIterable<StagedLine[]>,
): Promise<void> {
  // TypeORM has no COPY; the query runner hands out the connection that its transaction is on.
  const client = (await tx.queryRunner!.connect()) as PoolClient;
  const target = client.query(copyFrom(`copy aid_stage (${COLUMNS.join(', ')}) from stdin`));
  // One batch waits at most; a stream of objects would let sixteen wait.
  await pipeline(Readable.from(toCopyText(batches), { highWaterMark: 1 }), target);
}

async function* toCopyText(batches: AsyncIterable<StagedLine[]>): AsyncGenerator<Buffer> {
  for await (const lines of batches) {
    let text = '';
    for (const line of lines) {
      text += `${COLUMNS.map((column) => copyValue(line[column])).join('\t')}\n`;
    }
    if (text !== '') yield Buffer.from(text);
  }
}

function copyValue(value: StagedLine[AidStageColumn]): string {
  if (value === null) return '\\N';
  if (Array.isArray(value)) return escapeCopy(arrayLiteral(value));
  return typeof value === 'string' ? escapeCopy(value) : String(value);
}

const arrayLiteral = (items: string[]): string =>
  `{${items.map((item) => `"${item.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escapeCopy = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char]!) : text;
