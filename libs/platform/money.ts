import { decimalFromJson, decimalToJson, formatDecimal, parseDecimal } from './decimal';

/** Below this is each sum: with the three decimals of the finest currency the columns hold it. */
export const VALUE_LIMIT = 1_000_000_000_000n;

/** `digits`: those behind the point of the currency, from the code list (ISO 4217). */
export const minorFromJson = (value: number, digits: number): bigint | null =>
  decimalFromJson(value, digits);
export const minorFromText = (value: string, digits: number): bigint | null =>
  parseDecimal(value, digits);
export const minorToJson = (minor: bigint, digits: number): number => decimalToJson(minor, digits);
export const formatMinor = (minor: bigint, digits: number): string => formatDecimal(minor, digits);
