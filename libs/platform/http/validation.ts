import { ValidationError, ValidationPipe } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { FieldFault, InvalidInputError } from './domain-error';

/** What is not declared is refused, by name; nothing is dropped in silence. */
const RULES = { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true };

export const createValidationPipe = (): ValidationPipe =>
  new ValidationPipe({ ...RULES, transform: true, exceptionFactory: refusalOf });

/** The pipe's check for what reaches us in another way than a body, as the parts of an upload. */
export async function checkInput<T extends object>(type: new () => T, plain: object): Promise<T> {
  const input = plainToInstance(type, plain);
  const errors = await validate(input, RULES);
  if (errors.length > 0) throw refusalOf(errors);
  return input;
}

function refusalOf(errors: ValidationError[]): InvalidInputError {
  return InvalidInputError.of(errors.flatMap((error) => faultsOf(error, '')).slice(0, 100));
}

function faultsOf(error: ValidationError, path: string): FieldFault[] {
  const name = error.property.replace(/~/g, '~0').replace(/\//g, '~1');
  const pointer = `${path}/${name}`;
  const own = Object.values(error.constraints ?? {}).map((detail) => ({
    pointer,
    detail: detail.startsWith('property ') ? 'is not a field of this request' : detail,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
}
