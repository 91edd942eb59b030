import { Clock } from '../clock';
import { InvalidInputError } from './domain-error';

/** Nothing has happened on a day that has begun nowhere yet. */
export function refuseFuture(clock: Clock, pointer: string, day: string): void {
  if (day > clock.todayAnywhere()) {
    throw InvalidInputError.at(pointer, 'must not lie in the future');
  }
}
