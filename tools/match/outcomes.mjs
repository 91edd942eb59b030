// What two files say of one another, as lines of a table, and in words.
const COLUMNS = [
  'sender_row',
  'receiver_row',
  'outcome',
  'candidate_rank',
  'score',
  'mass_difference_kg',
  'explanation',
];

const WORDS = {
  reference: {
    same: 'same reference',
    alike: 'reference all but the same',
    other: 'another reference',
  },
  mass: {
    same: 'same mass',
    weighed: 'mass as weighed',
    rounded: 'mass rounded or near',
    slip: 'mass off by a factor of units',
    part: 'part of the mass',
    other: 'another mass',
  },
  count: {
    same: 'same count',
    other_unit: 'counted in another unit',
    part: 'part of the count',
    other: 'another count',
  },
  value: { same: 'same value', other: 'another value' },
  piece: { same: 'a piece weighs the same', other: 'a piece weighs otherwise' },
  item: {
    same: 'same words',
    goods: 'same goods',
    alike: 'like words',
    unclear: 'words that tell little',
    other: 'other goods',
  },
  category: { same: 'same category', doubtful: 'category in doubt', other: 'another category' },
  days: {
    to_3: 'within 3 days',
    to_14: 'within 14 days',
    to_30: 'within 30 days',
    to_60: 'within 60 days',
    before: 'received before it was sent',
  },
};

/** Matched without a person. */
export const TIED = ['matched', 'within_tolerance', 'difference'];

/** → the row of the table: strings by column. */
export const toOutcome = (row) => ({
  sender_row: row.senderRow ?? '',
  receiver_row: row.receiverRow ?? '',
  outcome: row.outcome,
  candidate_rank: row.rank ?? '',
  score: TIED.includes(row.outcome) || row.outcome === 'review' ? scoreOf(row) : '',
  mass_difference_kg: row.offKg ?? '',
  explanation: explain(row),
});

/** The odds as a probability; one that a rule of exact agreement found is 1. */
function scoreOf({ centibits }) {
  if (centibits === null) return '1';
  return (1 / (1 + 2 ** (-centibits / 100))).toFixed(4);
}

const LONE = {
  duplicate: 'the same amounts and goods as a row that is matched',
  never_arrived: 'no row of the receiver fits',
  never_announced: 'no row of the sender fits',
};

function explain({ outcome, levels, parts, rule }) {
  if (LONE[outcome]) return LONE[outcome];
  if (levels === null) return rule === 'reference' ? 'same reference, category and amount' : rule;
  const told = Object.entries(WORDS).flatMap(([name, words]) => words[levels[name]] ?? []);
  return parts > 1 ? [`${parts} rows that sum to one`, ...told].join('; ') : told.join('; ');
}

export function toCsv(outcomes) {
  const cell = (value) =>
    /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : value;
  const lines = outcomes.map((row) => COLUMNS.map((name) => cell(row[name])).join(','));
  return `${[COLUMNS.join(','), ...lines].join('\n')}\n`;
}

/** → lines for a person. */
export function summarise(outcomes, { sender, receiver, seconds }) {
  const count = (wanted) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  const review = new Set(
    outcomes.filter(({ outcome }) => outcome === 'review').map((row) => row.receiver_row),
  ).size;
  return [
    `${sender} rows of the sender and ${receiver} of the receiver, in ${seconds.toFixed(1)} s.`,
    `Matched without a person: ${count('matched')} the same, ${count('within_tolerance')} within ` +
      `tolerance (2 % or 10 kg), ${count('difference')} that differ by more.`,
    `For a person: ${review} rows of the receiver with up to three candidates each.`,
    `Never arrived: ${count('never_arrived')}. Never announced: ${count('never_announced')}. ` +
      `Twice: ${count('duplicate')}.`,
  ];
}
