import { sayError } from '../error-texts';
import type { CellProblem } from './cell-error';

/** Thrown where the text breaks off: all before it has been handed on, and says which row it is. */
export class BrokenText extends Error {
  constructor(
    readonly problem: CellProblem,
    readonly value = '',
  ) {
    super(sayError('en', problem).message);
    this.name = 'BrokenText';
  }
}
