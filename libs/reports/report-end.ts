import { EntityManager } from 'typeorm';
import { CellError } from './file';

/**
 * Ends a report; false where somebody has cancelled it. The database decides between the two, as each
 * waits for the other's row. $1 is its id.
 */
export async function finish(
  tx: EntityManager,
  changes: string,
  values: unknown[],
): Promise<boolean> {
  const [rows]: [object[]] = await tx.query(
    `update report set ${changes}, finished_at = now()
     where id = $1 and state = 'received' returning id`,
    values,
  );
  return rows.length > 0;
}

/** What was wrong with a report's rows, in their order. */
export async function keepErrors(
  tx: EntityManager,
  id: string,
  errors: CellError[],
): Promise<void> {
  await tx.query(
    `insert into report_error (report_id, number, row, column_name, value, code, params)
     select $1, n, (e->>'row')::integer, e->>'column', e->>'value', e->>'code', e->'params'
     from jsonb_array_elements($2::jsonb) with ordinality as list (e, n)`,
    [id, JSON.stringify(errors).replaceAll('\\u0000', '\\ufffd')],
  );
}
