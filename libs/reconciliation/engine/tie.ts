import { ReadLine, Score } from './compare-lines';
import { Group } from './groups';
import { Levels } from './weights';

export interface Tie {
  sent: ReadLine;
  received: ReadLine;
  /** log2 of the odds that it is true; with a group, of the group. */
  bits: number;
  levels: Levels;
  /** How many lines the load is on the side where it is more than one; 1: a pair. */
  parts: number;
}

export interface Pair {
  sent: ReadLine;
  received: ReadLine;
  score: Score;
}

export const tieOf = ({ sent, received, score }: Pair): Tie => ({
  sent,
  received,
  ...score,
  parts: 1,
});

export const tiesOf = ({ sent, received, bits, scores }: Group): Tie[] =>
  sent.flatMap((one, n) =>
    received.map((other, k) => ({
      sent: one,
      received: other,
      bits,
      levels: scores[sent.length > 1 ? n : k]!.levels,
      parts: Math.max(sent.length, received.length),
    })),
  );
