/**
 * How much each level of agreement speaks for a pair, after Fellegi and Sunter (1969): in bits,
 * log2(m / u), where m is how often the level is met in true pairs and u in pairs drawn by lot. For
 * values that can be rare or common (a mass, a count, a reference, a kind of goods), u is how often
 * the value is met among the lines of the block (Winkler's weights by frequency).
 */

/** The levels of each comparison, best first. What is `missing` says nothing: no m and no u. */
export const LEVELS = {
  reference: ['same', 'alike', 'other', 'missing'],
  mass: ['same', 'weighed', 'rounded', 'slip', 'part', 'other', 'missing'],
  count: ['same', 'other_unit', 'part', 'other', 'missing'],
  value: ['same', 'other', 'missing'],
  piece: ['same', 'other', 'missing'],
  item: ['same', 'goods', 'alike', 'unclear', 'other'],
  category: ['same', 'doubtful', 'other'],
  days: ['to_3', 'to_14', 'to_30', 'to_60', 'before', 'missing'],
} as const;

export type Comparison = keyof typeof LEVELS;
export type Level<C extends Comparison> = (typeof LEVELS)[C][number];
/** The level of each comparison. */
export type Levels = { [C in Comparison]: Level<C> };

interface Share {
  /** Of true pairs. */
  m: number;
  /** Of pairs drawn by lot; where it goes by the value, of a value that is nowhere else. */
  u: number;
}
export type Weights = { [C in Comparison]: { [L in Exclude<Level<C>, 'missing'>]: Share } };

/** What is assumed before a person has confirmed anything: estimates, from how both sides write. */
export const DEFAULT_WEIGHTS: Weights = {
  reference: {
    same: { m: 0.93, u: 0.002 },
    alike: { m: 0.03, u: 0.02 },
    other: { m: 0.04, u: 0.97 },
  },
  mass: {
    same: { m: 0.68, u: 0.004 },
    weighed: { m: 0.2, u: 0.03 },
    rounded: { m: 0.05, u: 0.06 },
    slip: { m: 0.02, u: 0.004 },
    part: { m: 0.04, u: 0.4 },
    other: { m: 0.01, u: 0.5 },
  },
  count: {
    same: { m: 0.9, u: 0.01 },
    other_unit: { m: 0.04, u: 0.2 },
    part: { m: 0.04, u: 0.4 },
    other: { m: 0.02, u: 0.39 },
  },
  value: { same: { m: 0.9, u: 0.005 }, other: { m: 0.1, u: 0.995 } },
  piece: { same: { m: 0.85, u: 0.06 }, other: { m: 0.15, u: 0.94 } },
  item: {
    same: { m: 0.15, u: 0.008 },
    goods: { m: 0.5, u: 0.01 },
    alike: { m: 0.12, u: 0.012 },
    unclear: { m: 0.28, u: 0.42 },
    other: { m: 0.04, u: 0.55 },
  },
  category: {
    same: { m: 0.8, u: 0.15 },
    doubtful: { m: 0.12, u: 0.35 },
    other: { m: 0.08, u: 0.5 },
  },
  // u: of the days of a year and a half.
  days: {
    to_3: { m: 0.28, u: 4 / 540 },
    to_14: { m: 0.6, u: 11 / 540 },
    to_30: { m: 0.09, u: 16 / 540 },
    to_60: { m: 0.015, u: 30 / 540 },
    before: { m: 0.01, u: 7 / 540 },
  },
};
