import { QueryFailedError } from 'typeorm';

/** Whether the database refused by the named constraint (a trigger may bear a name too). */
export function isViolationOf(error: unknown, constraint: string): boolean {
  return constraintOf(error) === constraint;
}

/** The constraint by which the database refused, through TypeORM or past it; undefined: by none. */
export function constraintOf(error: unknown): string | undefined {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const { constraint } = (cause ?? {}) as { constraint?: unknown };
  return typeof constraint === 'string' ? constraint : undefined;
}
