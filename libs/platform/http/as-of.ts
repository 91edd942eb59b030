import { InstantField } from './fields';

/** `?asOf=`: a sealed position of the ledger, named by its instant. */
export class AsOfQuery {
  @InstantField({
    optional: true,
    description:
      'what the ledger had sealed by then (within a second of its recording); the same question ' +
      'gets the same answer for ever',
  })
  asOf?: string;
}
