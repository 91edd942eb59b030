import { EntityManager } from 'typeorm';
import { enqueue } from '@pobratym/platform';
import { TooManyLettersError } from './people.errors';
import { LETTER_WRITTEN, letterJobId, LetterKind } from './letter';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const GOOD_FOR_MS: Record<LetterKind, number> = {
  invitation: 7 * DAY_MS,
  password_reset: HOUR_MS,
};

/** Nobody's mailbox is filled by us. How many somebody may write: see ATTEMPT_LIMITS. */
const INVITATIONS_OF_PERSON_A_DAY_MAX = 5;

export interface LetterToWrite {
  personId: string;
  /**
   * further_rights: tells a person who has an account already of rights in one more city. It opens
   * nothing, so it is kept as an invitation that ended when it was written.
   */
  kind: LetterKind | 'further_rights';
  /** Null: the installation, or a reset, which the person asks for. */
  createdBy: string | null;
  now: Date;
}

/** Writes a letter, which a worker sends; those of its kind that are on their way end. */
export async function writeLetter(tx: EntityManager, letter: LetterToWrite): Promise<string> {
  const { personId, createdBy, now } = letter;
  const isNotice = letter.kind === 'further_rights';
  const kind: LetterKind = letter.kind === 'further_rights' ? 'invitation' : letter.kind;
  if (kind === 'invitation') await refuseTooMany(tx, letter);
  await endLetters(tx, personId, [kind], now);
  const expiresAt = new Date(now.getTime() + (isNotice ? 0 : GOOD_FOR_MS[kind]));
  const [{ id }] = await tx.query(
    `insert into letter (person_id, kind, created_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5) returning id`,
    [personId, kind, createdBy, now, expiresAt],
  );
  await enqueue(tx, LETTER_WRITTEN, letterJobId(id), { letterId: id });
  return id;
}

/** The links of a person's letters of these kinds are worthless from now on. */
export async function endLetters(
  tx: EntityManager,
  personId: string,
  kinds: LetterKind[],
  now: Date,
): Promise<void> {
  await tx.query(
    `update letter set used_at = $3
     where person_id = $1 and kind = any($2) and used_at is null`,
    [personId, kinds, now],
  );
}

async function refuseTooMany(tx: EntityManager, { personId, now }: LetterToWrite): Promise<void> {
  const [{ count }] = await tx.query(
    `select count(*)::int as count from letter
     where person_id = $1 and kind = 'invitation' and created_at > $2`,
    [personId, new Date(now.getTime() - DAY_MS)],
  );
  if (count >= INVITATIONS_OF_PERSON_A_DAY_MAX) throw new TooManyLettersError(count);
}
