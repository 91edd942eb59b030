/** Why somebody was not let in; said on the sign-in page. */
export type OidcProblem =
  | 'provider-unknown'
  | 'provider-away'
  | 'provider-refused'
  | 'provider-email'
  | 'provider-no-account'
  | 'too-many-attempts';

export class OidcError extends Error {
  constructor(
    readonly problem: OidcProblem,
    options?: ErrorOptions,
  ) {
    super(problem, options);
  }
}
