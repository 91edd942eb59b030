import { createHash } from 'node:crypto';
import { EntityManager } from 'typeorm';
import type { PoolClient } from 'pg';

const names = new Map<string, string>();

/**
 * Runs a statement that each connection parses and plans once. For the few that every delivery
 * needs: planning its posting took longer than the posting. `text` is one of a few constants.
 */
export async function prepared<Row>(
  tx: EntityManager,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  // Outside a transaction any connection will do, and TypeORM hands out none.
  if (!tx.queryRunner) return tx.query(text, values);
  // TypeORM names no statements; the query runner hands out its transaction's connection.
  const client = (await tx.queryRunner.connect()) as PoolClient;
  return (await client.query({ name: nameOf(text), text, values })).rows as Row[];
}

function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `p_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
    names.set(text, name);
  }
  return name;
}
