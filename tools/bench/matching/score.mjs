// How many of what was matched without a person is right, and how much of what is right was found.
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { TIED } from '../../match/outcomes.mjs';

/**
 * `outcomes`: rows as `toOutcome` makes them. A row that was entered twice is as right as its
 * original: nobody can tell which of both was meant.
 * → `{ precision, recall, shown, byKind }`: shares; `shown`, of the pairs that were not matched, those
 * among the candidates of a person
 */
export function score(outcomes, dir) {
  const truth = parse(fs.readFileSync(path.join(dir, 'truth.csv')), { columns: true });
  const right = new Map();
  const copies = new Map();
  for (const { sender_row: sender, receiver_row: receiver, kind } of truth) {
    if (sender === '' || receiver === '') continue;
    if (kind === 'duplicate') copies.set(sender, [...(copies.get(sender) ?? []), receiver]);
    else right.set(`${sender} ${receiver}`, kind);
  }
  const isCopy = (sender, receiver) => copies.get(sender)?.includes(receiver) ?? false;
  const keysOf = (wanted) =>
    outcomes
      .filter(({ outcome }) => wanted.includes(outcome))
      .map((row) => [String(row.sender_row), String(row.receiver_row)]);
  const tied = keysOf(TIED);
  const good = tied.filter(([s, r]) => right.has(`${s} ${r}`) || isCopy(s, r));
  const found = new Set(good.map(([s, r]) => `${s} ${r}`));
  const shownKeys = new Set(keysOf(['review']).map(([s, r]) => `${s} ${r}`));
  const isIn = (keys, key) => {
    const [sender] = key.split(' ');
    return (
      keys.has(key) || (copies.get(sender) ?? []).some((copy) => keys.has(`${sender} ${copy}`))
    );
  };
  const byKind = {};
  const missed = [];
  for (const [key, kind] of right) {
    const counts = (byKind[kind] ??= { found: 0, all: 0 });
    counts.all += 1;
    if (isIn(found, key)) counts.found += 1;
    else missed.push(key);
  }
  return {
    precision: good.length / tied.length,
    recall: (right.size - missed.length) / right.size,
    shown:
      missed.length === 0 ? 1 : missed.filter((key) => isIn(shownKeys, key)).length / missed.length,
    byKind,
  };
}
