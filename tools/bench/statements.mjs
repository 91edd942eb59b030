// Which statements took how long, from pg_stat_statements.

/** Forgets what was counted before. */
export async function resetStatements(client) {
  await client.query('select pg_stat_statements_reset()');
}

/** → `[{ label, seconds, calls, isNested }]` of this database, since the last reset. */
export async function readStatements(client) {
  const { rows } = await client.query(
    `select query, toplevel, sum(total_exec_time)::float8 / 1000 as seconds, sum(calls)::int as calls
     from pg_stat_statements
     where dbid = (select oid from pg_database where datname = current_database())
     group by query, toplevel`,
  );
  const byLabel = new Map();
  for (const { query, toplevel, seconds, calls } of rows) {
    const label = toplevel ? labelOf(query) : `  inside: ${labelOf(query)}`;
    const sum = byLabel.get(label) ?? { label, seconds: 0, calls: 0, isNested: !toplevel };
    sum.seconds += seconds;
    sum.calls += calls;
    byLabel.set(label, sum);
  }
  return [...byLabel.values()].sort((one, other) => other.seconds - one.seconds);
}

const VERB =
  /\b(copy|insert into|update(?! set)|delete from|create temp table|analyze|drop table|select ledger_seal)\b(?: only)?\s*"?([\w.]*)/i;

/** A statement in a few words: what it does to which table. */
function labelOf(query) {
  const text = query.replace(/--.*$/gm, '').replace(/\s+/g, ' ').trim();
  const reference = /^SELECT \$?\d+ FROM ONLY .*?\."(\w+)" x WHERE .* FOR KEY SHARE/.exec(text);
  if (reference) return `foreign keys to ${reference[1]}`;
  const found = VERB.exec(text);
  if (!found) return text.slice(0, 48);
  return [found[1].toLowerCase(), found[2], movesOf(text)].filter(Boolean).join(' ');
}

// Three kinds of moves are posted by one statement; the tables that they come from tell which.
function movesOf(text) {
  if (!/insert into ledger_entry/i.test(text)) return '';
  if (/\bfrom made\b/i.test(text)) return '(matches)';
  if (/\bfrom delivery\b/i.test(text)) return '(receipts)';
  return /\bfrom shipment\b/i.test(text) ? '(dispatches)' : '';
}
