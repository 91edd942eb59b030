import { ValueTransformer } from 'typeorm';

/** PostgreSQL's `bigint` reaches the driver as text; a number would lose grams past 2^53. */
export const bigintTransformer: ValueTransformer = {
  to: (value: bigint | null | undefined) => value?.toString() ?? value,
  from: (value: string | null) => (value === null ? null : BigInt(value)),
};
