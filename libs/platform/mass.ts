import { decimalFromJson, decimalToJson, formatDecimal } from './decimal';

/** A million tonnes; more on one line is a slip, not aid. */
export const MASS_GRAMS_MAX = 1_000_000_000_000n;
const KG_DIGITS = 3;

export const gramsFromKg = (massKg: number): bigint | null => decimalFromJson(massKg, KG_DIGITS);
export const gramsToKg = (massGrams: bigint): number => decimalToJson(massGrams, KG_DIGITS);
export const formatKg = (massGrams: bigint): string => formatDecimal(massGrams, KG_DIGITS);

/** Counts are kept in thousandths, as masses are in grams: 2.5 litres is 2500. */
export const quantityFromJson = (quantity: number): bigint | null => decimalFromJson(quantity, 3);
export const quantityToJson = (milli: bigint): number => decimalToJson(milli, 3);
export const formatQuantity = (milli: bigint): string => formatDecimal(milli, 3);
export const QUANTITY_MILLI_MAX = 1_000_000_000_000n;
