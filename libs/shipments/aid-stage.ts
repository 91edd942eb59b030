import { EntityManager } from 'typeorm';

/**
 * Where the rows of a report wait inside its transaction: filled by COPY, then posted as a set.
 * Rows with one `case_key` become one shipment or delivery.
 */
export const AID_STAGE_COLUMNS = {
  row: 'integer not null',
  cells: 'text[] not null',
  case_key: 'text not null',
  reference: 'text',
  occurred_on: 'date',
  date_precision: 'text not null',
  date_text: 'text',
  sending_city_id: 'text',
  sending_city_text: 'text',
  sending_country: 'text',
  receiving_city_id: 'text',
  receiving_city_text: 'text',
  receiving_country: 'text not null',
  category: 'text not null',
  is_category_proposed: 'boolean not null',
  item: 'text not null',
  quantity_milli: 'bigint',
  unit: 'text',
  packages: 'integer',
  mass_grams: 'bigint',
  value_minor: 'bigint',
  currency: 'text',
  flags: 'text[] not null',
  source_url: 'text',
  note: 'text',
} as const;

export type AidStageColumn = keyof typeof AID_STAGE_COLUMNS;

/** Temporary tables of one transaction; they go with it. */
export async function createAidStage(tx: EntityManager): Promise<void> {
  const columns = Object.entries(AID_STAGE_COLUMNS).map(([name, type]) => `${name} ${type}`);
  await tx.query(
    `create temp table aid_stage (line_id uuid not null default uuidv7(), ${columns.join(', ')})
     on commit drop`,
  );
}

/**
 * Groups the staged rows into cases and finds each case's partnership: one in force on its day,
 * or, for what was received (`mayBeEnded`), one that has ended since. Then numbers the lines.
 */
export async function groupAidStage(
  tx: EntityManager,
  { isSample, mayBeEnded }: { isSample: boolean; mayBeEnded: boolean },
): Promise<void> {
  // Without it the planner takes the lines of a report for a few hundred, and loops over them.
  await tx.query(`analyze aid_stage`);
  await tx.query(GROUP_CASES, [isSample, mayBeEnded]);
  await tx.query(`analyze aid_case`);
}

/** What the rows of one case must agree in. */
const TOLD_ONCE = [
  'occurred_on',
  'date_precision',
  'sending_city_id',
  'sending_city_text',
  'receiving_city_id',
  'receiving_city_text',
];

/** Two values, or one and none. `count(distinct …)` would sort all rows of the report for it. */
const isToldTwice = (column: string): string =>
  `min(${column}) is distinct from max(${column}) or count(${column}) not in (0, count(*))`;

const GROUP_CASES = `
  create temp table aid_case on commit drop as
  select g.*, uuidv7() as case_id, p.partnership_id
  from (
    select case_key, min(row) as first_row, count(*) as line_count,
      min(reference) as reference, min(occurred_on) as occurred_on,
      min(date_precision) as date_precision, min(date_text) as date_text,
      min(sending_city_id) as sending_city_id, min(sending_city_text) as sending_city_text,
      min(sending_country) as sending_country, min(receiving_city_id) as receiving_city_id,
      min(receiving_city_text) as receiving_city_text,
      min(receiving_country) as receiving_country, min(source_url) as source_url,
      min(note) as note,
      -- Rows that call themselves one case must tell of one day and one pair of cities.
      (${TOLD_ONCE.map(isToldTwice).join(' or ')}) as is_contradictory
    from aid_stage group by case_key
  ) g
  left join (
    select k.*, f.partnership_id
    from (
      select distinct sending_city_id, receiving_city_id, occurred_on from aid_stage
      where sending_city_id is not null and receiving_city_id is not null
    ) k
    cross join lateral (
      select p.id as partnership_id from partnership p
      join partnership_period f on f.partnership_id = p.id
      where p.first_city_id = least(k.sending_city_id, k.receiving_city_id)
        and p.second_city_id = greatest(k.sending_city_id, k.receiving_city_id)
        and p.is_sample = $1
        and (f.during @> k.occurred_on
          or ($2 and lower(f.during) <= coalesce(k.occurred_on, current_date)))
      order by f.during @> k.occurred_on desc nulls last, lower(f.during) desc, p.id limit 1
    ) f
  ) p on p.sending_city_id = g.sending_city_id and p.receiving_city_id = g.receiving_city_id
    -- "is not distinct from" cannot be hashed: each case would be tried with each day.
    and coalesce(p.occurred_on, 'infinity') = coalesce(g.occurred_on, 'infinity')
`;

/** The staged lines with their case and their number in it, for an `insert … select`. */
export const STAGED_LINES = `
  select s.*, c.case_id, c.partnership_id,
    row_number() over (partition by s.case_key order by s.row) as line_number
  from aid_stage s join aid_case c using (case_key)`;
