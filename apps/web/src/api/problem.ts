import type { TFunction } from 'i18next';

/** RFC 9457, as every refusal of the API is. */
export interface Problem {
  type?: string;
  title?: string;
  status: number;
  detail?: string;
  errors?: FieldError[];
  /** Of `report-known`: the report that the file was filed as. */
  reportId?: string;
  /** Of `too-many-attempts`. */
  retryAfterSeconds?: number;
}

export interface FieldError {
  /** RFC 6901, into the body that was sent: `/lines/0/massKg`. */
  pointer: string;
  detail: string;
}

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${problem.status}`);
    this.name = 'ProblemError';
  }

  /** The last part of `type`, by which a problem is known: `no-partnership`. */
  get slug(): string {
    return (this.problem.type ?? '').split('/').pop() ?? '';
  }
}

export interface ProblemWords {
  title: string;
  /** What to do about it, or what the API says more of it. */
  detail?: string;
}

/** The problems that a reader of these pages can do something about, by their slug. */
const KNOWN_SLUGS = [
  'no-partnership',
  'no-signature',
  'id-taken',
  'idempotency-key-reused',
  'not-held',
  'correct-first',
  'shipment-state',
  'report-known',
  'invalid-input',
  'too-large',
  'file-too-large',
  'unsupported-media-type',
  'not-ready',
  'wrong-code',
  'wrong-password',
  'no-password',
  'step-out-of-time',
  'step-corrected',
  'term-said-twice',
  'document-missing',
  'aggressor-state',
  'partnership-exists',
  'document-store',
  'ties-not-accepted',
  'already-in',
  'last-steward',
  'too-many-letters',
] as const;
type KnownSlug = (typeof KNOWN_SLUGS)[number];

/** Of these the pages say in the reader's language what to do as well. */
const EXPLAINED_SLUGS = [
  'sign-in-first',
  'not-signed-in',
  'not-allowed',
  'second-factor-first',
  'wrong-credentials',
  'too-many-sign-ins',
  'partnership-changed',
  'changed-meanwhile',
  'step-out-of-order',
] as const;
type ExplainedSlug = (typeof EXPLAINED_SLUGS)[number];

/** Errors of the server, the network and ourselves become words here and nowhere else. */
export function problemInWords(error: unknown, t: TFunction): ProblemWords {
  if (!(error instanceof ProblemError)) {
    // fetch() rejects with a TypeError when there is no connection; all else is a fault of ours.
    return error instanceof TypeError
      ? { title: t('problem.offline.title'), detail: t('problem.offline.detail') }
      : { title: t('problem.ours.title'), detail: t('problem.ours.detail') };
  }
  const { status, detail, retryAfterSeconds = 60 } = error.problem;
  if (error.slug === 'too-many-attempts') {
    const minutes = Math.ceil(retryAfterSeconds / 60);
    return { title: t('problem.too-many-attempts', { count: minutes, number: minutes }) };
  }
  if (isExplained(error.slug)) {
    return { title: t(`problem.${error.slug}.title`), detail: t(`problem.${error.slug}.detail`) };
  }
  if (isKnown(error.slug)) return { title: t(`problem.${error.slug}`), detail };
  if (status === 404) return { title: t('problem.404') };
  if (status === 413) return { title: t('problem.file-too-large'), detail };
  if (status === 429) return { title: t('problem.429') };
  if (status >= 500) return { title: t('problem.500.title'), detail: t('problem.500.detail') };
  return { title: t('problem.refused'), detail };
}

/** May the delivery be recorded as *outside a partnership* instead? */
export function asksForPartnership(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    (error.slug === 'no-partnership' ||
      fieldErrors(error).some(({ pointer }) => pointer === '/isOutsidePartnership'))
  );
}

/** Has somebody else changed it meanwhile, so that it must be looked at again? */
export function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && [409, 412].includes(error.problem.status);
}

/** What is wrong with a document that was refused for what is in it. */
export function documentFault(error: unknown): 'type' | 'unreadable' | 'unsafe' | null {
  const slug = error instanceof ProblemError ? error.slug : '';
  if (slug === 'document-type') return 'type';
  if (slug === 'document-unreadable') return 'unreadable';
  return slug === 'document-unsafe' ? 'unsafe' : null;
}

/** Is what was sent there already, under the same id? */
export function isRecordedAlready(error: unknown): boolean {
  return error instanceof ProblemError && error.slug === 'id-taken';
}

/** The report that the same file was filed as before. */
export function knownReportId(error: unknown): string | undefined {
  return error instanceof ProblemError ? error.problem.reportId : undefined;
}

export function fieldErrors(error: unknown): FieldError[] {
  return error instanceof ProblemError ? (error.problem.errors ?? []) : [];
}

/** What the API says of a field, by how it begins; what is not here is shown as it came. */
const FIELD_WORDS = [
  [/^must be true where there is no /, 'outside'],
  [/^must not be empty/, 'empty'],
  [/^must be at most \d+ characters/, 'tooLong'],
  [/^must hold no control characters/, 'controlCharacters'],
  [/^must be a number of \w+ above 0/, 'amount'],
  [/^must be one of /, 'oneOf'],
  [/^must be the id of a city/, 'city'],
  [/^must be a day that exists/, 'day'],
  [/^must not lie in the future/, 'future'],
  [/^must have at least \d+ characters: take four words/, 'passwordShort'],
  [/^must have at most \d+ characters/, 'tooLong'],
  [/^must not be digits alone/, 'passwordDigits'],
  [/^must be more than your name/, 'passwordOwn'],
  [/^is one of those that are guessed first/, 'passwordCommon'],
  [/^must be your present password/, 'passwordPresent'],
  [/^must be the 6 digits/, 'code'],
  [/^must say why/, 'reason'],
  [/^must say for which city you act/, 'forCity'],
  [/^must name who signed for/, 'signatories'],
  [/^must not be before the signature/, 'beforeSignature'],
  [/^must be after the entry into force/, 'termEnd'],
  [/^must be another city/, 'otherCity'],
] as const;

export function fieldInWords(detail: string, t: TFunction): string {
  const known = FIELD_WORDS.find(([pattern]) => pattern.test(detail));
  return known ? t(`problem.field.${known[1]}`) : detail;
}

/** Are the words of its problem ours, in the reader's language? */
export function isInOwnWords(error: unknown): boolean {
  return !(error instanceof ProblemError) || error.problem.status >= 500 || isExplained(error.slug);
}

function isExplained(slug: string): slug is ExplainedSlug {
  return (EXPLAINED_SLUGS as readonly string[]).includes(slug);
}

function isKnown(slug: string): slug is KnownSlug {
  return (KNOWN_SLUGS as readonly string[]).includes(slug);
}
