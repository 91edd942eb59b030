import { decimalFromJson, decimalToJson, formatDecimal, parseDecimal } from './decimal';

/** `digits`: those behind the point of the currency, from the code list (ISO 4217). */
export const minorFromJson = (value: number, digits: number): bigint | null =>
  decimalFromJson(value, digits);
export const minorFromText = (value: string, digits: number): bigint | null =>
  parseDecimal(value, digits);
export const minorToJson = (minor: bigint, digits: number): number => decimalToJson(minor, digits);
export const formatMinor = (minor: bigint, digits: number): string => formatDecimal(minor, digits);
