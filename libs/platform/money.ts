import { decimalFromJson, decimalToJson, formatDecimal, parseDecimal } from './decimal';

/** 10^15 minor units: what 15 significant digits carry. */
export const VALUE_MINOR_MAX = 999_999_999_999_999n;

/** Digits behind the point of each ISO 4217 currency that a record may bear. */
export type MinorDigits = ReadonlyMap<string, number>;

export const minorFromJson = (value: number, digits: number): bigint | null =>
  decimalFromJson(value, digits);
export const minorFromText = (value: string, digits: number): bigint | null =>
  parseDecimal(value, digits);
export const minorToJson = (minor: bigint, digits: number): number => decimalToJson(minor, digits);
export const formatMinor = (minor: bigint, digits: number): string => formatDecimal(minor, digits);
