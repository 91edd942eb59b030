import { AmountDoubt } from './amount-doubt';
import { Phrase, readPhrase } from './amount-phrases';
import { Token, WrittenNumber } from './amount-tokens';
import * as words from './amount-words';
import { MassUnit, UnitOfCount } from './amount-words';
import { CategoryCode } from './category-code';
import { proposeCategory } from './propose-category';

/** What one number of a text says of all of it. */
export interface Reading {
  measure: 'mass' | 'count';
  /** Grams, or thousandths; null where there is a doubt. */
  value: bigint | null;
  unit: UnitOfCount | null;
  isApproximate: boolean;
  /** Vehicles that may be meant as a measure of what they carry. */
  isCarrier: boolean;
  isBracketed: boolean;
  doubt: AmountDoubt | null;
}

/** What the text as a whole is about. */
interface About {
  category: CategoryCode;
  isMixed: boolean;
}

const QUANTITY_DECIMALS_MAX = 3;
const ONE: WrittenNumber = { coefficient: 1n, scale: 0 };
const MACHINES = new Set<CategoryCode>(['vehicles', 'reconstruction']);
/** `25 kg bags`. */
const HOLDS = new Set<UnitOfCount>(['box', 'package', 'pallet']);

export function readNumbers(tokens: Token[], text: string): Reading[] {
  const phrases = tokens.flatMap(({ kind }, at) =>
    kind === 'number' ? [readPhrase(tokens, at, text)] : [],
  );
  if (!phrases.some((phrase) => phrase)) return [];
  const { category, flags } = proposeCategory(text);
  const about = { category, isMixed: flags.includes('category_mixed') };
  return phrases.flatMap((phrase, index) => {
    if (!phrase || phrase.kind === 'factor') return [];
    const reading = readOne(tokens, phrase, phrases[index - 1], phrases[index - 2], about);
    return reading ? [reading] : [];
  });
}

function readOne(
  tokens: Token[],
  phrase: Phrase,
  before: Phrase | undefined,
  second: Phrase | undefined,
  about: About,
): Reading | undefined {
  const gap = before ? tokens.slice(before.next, phrase.at) : [];
  if (before?.kind === 'factor' && gap.length === 0) {
    // `4x4 pickups` are not sixteen.
    if (phrase.goods) return undefined;
    const isThird = second?.kind === 'factor' && second.next === before.at;
    return toReading(phrase, before, isThird ? 'number_unreadable' : null);
  }
  if (isOfEach(tokens, phrase, before, gap)) {
    const isCounted = before?.kind === 'count' && !isFarFrom(before, phrase);
    if (!isCounted) return toReading(phrase, null, 'of_each');
    return phrase.kind === 'mass' ? toReading(phrase, before, null) : undefined;
  }
  if (phrase.kind === 'mass') {
    const factor = factorBehind(tokens, phrase);
    if (factor) return toReading(phrase, factor, null);
    return toReading(phrase, null, doubtOfMass(phrase, before, gap, about));
  }
  if (phrase.goods?.isCarrier && about.category !== 'vehicles') return undefined;
  return toReading(phrase, null, phrase.goods && about.isMixed ? 'several_goods' : null);
}

/** `2 lorries of 20 t`, `40 sacks, 25 kg each`, `25 kg/sack`, `25 kg bags`. */
function isOfEach(
  tokens: Token[],
  phrase: Phrase,
  before: Phrase | undefined,
  gap: Token[],
): boolean {
  const previous = tokens[phrase.at - 1]?.key ?? '';
  if (words.EACH_BEFORE.has(previous)) return true;
  if (before?.kind === 'count' && gap.length === 1 && previous === 'of') return true;
  const behind = tokens[phrase.next]?.key ?? '';
  if (behind === '/' || words.EACH_BEHIND.has(behind)) return true;
  const held = words.BAGS.has(behind) ? 'package' : words.COUNT_UNITS.get(behind);
  return phrase.kind === 'mass' && held !== undefined && HOLDS.has(held);
}

/** More than a few words between a count and a mass: whose mass it is, is not clear. */
const isFarFrom = (before: Phrase, { at }: Phrase): boolean => at - before.next > 4;

/** `25 kg x 40`. */
function factorBehind(tokens: Token[], { next }: Phrase): Factor | undefined {
  const number = tokens[next + 1]?.number;
  if (!words.TIMES.has(tokens[next]?.key ?? '') || typeof number !== 'object') return undefined;
  return { number, isApproximate: false, doubt: null };
}

function doubtOfMass(
  { mass }: Phrase,
  before: Phrase | undefined,
  gap: Token[],
  about: About,
): AmountDoubt | null {
  if (MACHINES.has(about.category)) return 'mass_or_capacity';
  if (mass?.isSmall) return 'pack_or_all';
  const isBeside = before?.kind === 'count' && gap.length === 0;
  const isOne = before?.number?.coefficient === 1n && before.number.scale === 0;
  return isBeside && !isOne ? 'each_or_all' : null;
}

type Factor = Pick<Phrase, 'number' | 'isApproximate' | 'doubt'>;

function toReading(phrase: Phrase, factor: Factor | null, doubt: AmountDoubt | null): Reading {
  const { kind, mass, number, unit, goods } = phrase;
  const isCount = kind === 'count';
  const reading: Reading = {
    measure: isCount ? 'count' : 'mass',
    value: null,
    unit,
    isApproximate: phrase.isApproximate || (factor?.isApproximate ?? false),
    isCarrier: goods?.isCarrier ?? false,
    isBracketed: phrase.isBracketed,
    doubt: phrase.doubt ?? factor?.doubt ?? doubt,
  };
  const times = factor ? factor.number : ONE;
  if (reading.doubt || !number || !times) return reading;
  const product = {
    coefficient: number.coefficient * times.coefficient,
    scale: number.scale + times.scale,
  };
  const value = isCount ? milliOf(product) : gramsOf(product, mass!);
  return value === null ? { ...reading, doubt: 'number_unreadable' } : { ...reading, value };
}

function milliOf({ coefficient, scale }: WrittenNumber): bigint | null {
  const thousandfold = coefficient * 10n ** BigInt(QUANTITY_DECIMALS_MAX);
  const divisor = 10n ** BigInt(scale);
  return thousandfold % divisor === 0n ? thousandfold / divisor : null;
}

/** Rounded half up. */
function gramsOf({ coefficient, scale }: WrittenNumber, unit: MassUnit): bigint {
  const divisor = unit.denominator * 10n ** BigInt(scale);
  return (2n * coefficient * unit.numerator + divisor) / (2n * divisor);
}
