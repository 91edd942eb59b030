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

/** 2 % of what was announced, or 10 kg, whichever is more. */
const isWithin = (off, sent) => off * 50n <= sent || off <= 10_000n;

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

/** → the row of the table: strings by column. */
export function toOutcome(row) {
  const off = row.offGrams === null ? null : BigInt(row.offGrams);
  return {
    sender_row: row.senderRow ?? '',
    receiver_row: row.receiverRow ?? '',
    outcome: outcomeOf(row, off),
    candidate_rank: row.rank ?? '',
    score: row.kind === 'tied' || row.kind === 'review' ? scoreOf(row) : '',
    mass_difference_kg: off === null ? '' : kilograms(off),
    explanation: explain(row),
  };
}

function outcomeOf({ kind, sentGrams }, off) {
  if (kind !== 'tied') return kind;
  if (off === null || off === 0n) return 'matched';
  return isWithin(off < 0n ? -off : off, BigInt(sentGrams)) ? 'within_tolerance' : 'difference';
}

/** The odds as a probability; one that a rule of exact agreement found is 1. */
function scoreOf({ centibits }) {
  if (centibits === null) return '1';
  return (1 / (1 + 2 ** (-centibits / 100))).toFixed(4);
}

function kilograms(grams) {
  const text = (grams < 0n ? -grams : grams).toString().padStart(4, '0');
  const fraction = text.slice(-3).replace(/0+$/, '');
  return `${grams < 0n ? '-' : ''}${text.slice(0, -3)}${fraction && `.${fraction}`}`;
}

function explain({ kind, levels, parts, rule }) {
  if (kind === 'duplicate') return 'the same amounts and goods as a row that is matched';
  if (kind === 'never_arrived') return 'no row of the receiver fits';
  if (kind === 'never_announced') return 'no row of the sender fits';
  if (levels === null) return rule === 'reference' ? 'same reference, category and amount' : rule;
  const told = Object.entries(WORDS).flatMap(([name, words]) => words[levels[name]] ?? []);
  if (parts > 1) told.unshift(`${parts} rows that sum to one`);
  return told.join('; ');
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
