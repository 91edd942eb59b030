import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsString,
  Matches,
  MaxLength,
  ValidateBy,
  ValidateIf,
  ValidationArguments,
} from 'class-validator';
import { gramsFromKg, MASS_GRAMS_MAX, quantityFromJson, QUANTITY_MILLI_MAX } from '../mass';
import { VALUE_LIMIT } from '../money';
import { lengthOf, PLAIN_TEXT } from '../text';

/**
 * Field decorators: what a field must be, said once for the check, for OpenAPI and for the person
 * who got it wrong. Each takes `optional`.
 */
interface FieldOptions {
  optional?: boolean;
  description?: string;
  example?: unknown;
}

function field(options: FieldOptions, api: ApiPropertyOptions, ...checks: PropertyDecorator[]) {
  const { optional = false, ...described } = options;
  const property = { ...api, ...described, required: !optional } as ApiPropertyOptions;
  // Absent is absent; null is an answer, and not one that we ask for.
  const maybe = optional ? [ValidateIf((_, value) => value !== undefined)] : [];
  return applyDecorators(ApiProperty(property), ...maybe, ...checks);
}

export const TextField = (lengthMax: number, options: FieldOptions = {}) =>
  field(
    options,
    { type: String, maxLength: lengthMax },
    Matches(PLAIN_TEXT, { message: 'must hold no control characters' }),
    ValidateBy({
      name: 'isNoLonger',
      validator: {
        // MaxLength() leaves out the signs by which an emoji is shown, which the columns count.
        validate: (value: unknown) => typeof value === 'string' && lengthOf(value) <= lengthMax,
        defaultMessage: () => `must be at most ${lengthMax} characters`,
      },
    }),
    Matches(/\S/, { message: 'must not be empty' }),
    IsString({ message: 'must be text' }),
  );

export const IdField = (options: FieldOptions = {}) =>
  field(
    options,
    { type: String, format: 'uuid' },
    Matches(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/, {
      message: 'must be a UUID in lower case',
    }),
  );

export const CityIdField = (options: FieldOptions = {}) =>
  field(
    { description: 'id of a city', example: 'drohobych-ua', ...options },
    { type: String },
    MaxLength(80, { message: 'must be the id of a city' }),
    Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'must be the id of a city' }),
  );

export const CodeField = (codes: readonly string[], options: FieldOptions = {}) =>
  field(
    options,
    { type: String, enum: [...codes] },
    IsIn(codes, { message: `must be one of ${codes.join(', ')}` }),
  );

export const CurrencyField = (options: FieldOptions = {}) =>
  field(
    { description: 'ISO 4217', example: 'EUR', ...options },
    { type: String },
    Matches(/^[A-Z]{3}$/, { message: 'must be an ISO 4217 code such as EUR' }),
  );

export function isCalendarDay(value: unknown): value is string {
  // PostgreSQL knows no year 0, and no aid is of another century than the last two.
  if (typeof value !== 'string' || !/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(value)) return false;
  const instant = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(value);
}

export const DayField = (options: FieldOptions = {}) =>
  field(
    { description: 'calendar day at the place', ...options },
    { type: String, format: 'date' },
    ValidateBy({
      name: 'isDay',
      validator: {
        validate: isCalendarDay,
        defaultMessage: () => 'must be a day that exists, as YYYY-MM-DD',
      },
    }),
  );

/** PostgreSQL knows no zone that is 16 hours or more from UTC; in use are those from -12 to +14. */
const INSTANT =
  /^(19|20|21)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-](0\d|1[0-5]):[0-5]\d)$/;

export const InstantField = (options: FieldOptions = {}) =>
  field(
    options,
    { type: String, format: 'date-time' },
    ValidateBy({
      name: 'isInstant',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' &&
          INSTANT.test(value) &&
          isCalendarDay(value.slice(0, 10)) &&
          !Number.isNaN(Date.parse(value)),
        defaultMessage: () => 'must be an instant with its zone, as 2026-01-31T12:00:00Z',
      },
    }),
  );

const amount = (name: string, read: (value: number) => bigint | null, max: bigint, unit: string) =>
  ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => {
        const exact = typeof value === 'number' ? read(value) : null;
        return exact !== null && exact > 0n && exact <= max;
      },
      defaultMessage: (args?: ValidationArguments) =>
        `must be a number of ${unit} above 0, at most ${max / 1000n}, with at most 3 decimals` +
        ` (was ${String(args?.value).slice(0, 40)})`,
    },
  });

export const MassKgField = (options: FieldOptions = {}) =>
  field(
    { description: 'kilograms, at most 3 decimals', example: 4200, ...options },
    { type: Number, exclusiveMinimum: 0 as never },
    amount('isMassKg', gramsFromKg, MASS_GRAMS_MAX, 'kilograms'),
  );

export const QuantityField = (options: FieldOptions = {}) =>
  field(
    { description: 'count, at most 3 decimals', ...options },
    { type: Number, exclusiveMinimum: 0 as never },
    amount('isQuantity', quantityFromJson, QUANTITY_MILLI_MAX, 'units'),
  );

export const ValueField = (options: FieldOptions = {}) =>
  field(
    { description: 'money, with the decimals of its currency', ...options },
    { type: Number, exclusiveMinimum: 0 as never },
    ValidateBy({
      name: 'isValue',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'number' && value > 0 && value < Number(VALUE_LIMIT),
        defaultMessage: () => `must be a sum above 0 and below ${VALUE_LIMIT}`,
      },
    }),
  );

/** A boolean in a query string. */
export const FlagQueryField = (options: FieldOptions = {}) =>
  field(
    { ...options, optional: true },
    { type: Boolean },
    Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value)),
    IsBoolean({ message: 'must be true or false' }),
  );

export const BooleanField = (options: FieldOptions = {}) =>
  field(options, { type: Boolean }, IsBoolean({ message: 'must be true or false' }));

/** Response fields: no checks, so their decorator only describes. */
export const Shown = (options: ApiPropertyOptions = {}) => ApiProperty(options);
export const ShownOrNull = (type: 'string' | 'number' | 'boolean', options: object = {}) =>
  ApiProperty({ ...options, type, nullable: true });
