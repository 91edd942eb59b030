import { CategoryCode } from '../category-code';

/**
 * The words of one language, separated by commas, written as in that language: letters are folded
 * when the lists are compiled, an umlaut is read as `ae`, `oe`, `ue` as well, and `куртк` fits
 * `курток` too.
 *
 * - `blanket` fits any word that begins so;
 * - `tea$` fits that word only;
 * - `*generator` fits inside a word too (compounds: Dieselgenerator);
 * - `fire hose` fits two words that follow each other;
 * - `bed .. hospital` lets up to three words stand between (beds for the hospital).
 *
 * The longest stem wins, so an exception is written as a longer stem: `hospital bed`.
 */
export interface StemList {
  language: string;
  /** What decides. */
  goods: Partial<Record<CategoryCode, string>>;
  /** Words that point to a category and give way to any goods beside them: school, medical. */
  hints: Partial<Record<CategoryCode, string>>;
  /** Aid of no stated kind: known to be `other`, but gives way to anything more exact. */
  generic: string;
  /** Help that may be goods, money or work: it stays unsure. */
  vague: string;
  /** Spare parts: of vehicles, unless it is said of what. */
  parts: string;
  /** Vehicles that may be meant as a measure: a lorry of food is food. */
  carriers: string;
  /** Words for gear in general: after them even `for the hospital` says something of the kind. */
  gear: string;
  /** Words that part two goods, as a comma does. */
  and: string;
  /** Words behind which the purpose stands, not the goods. */
  purpose: string;
}
