import { QueryFailedError } from 'typeorm';

/** Whether the database refused by the named constraint (a trigger may bear a name too). */
export function isViolationOf(error: unknown, constraint: string): boolean {
  return error instanceof QueryFailedError && error.driverError?.constraint === constraint;
}
