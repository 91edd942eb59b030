import { EntityManager } from 'typeorm';
import { enqueue, JobType } from '@pobratym/platform';
import { NOTICE_LINES_MAX, NoticeFacts, NoticeKind, NoticeLine, NoticeSubject } from './notice';

/** A notice whose readers are to be found. The job's id is `notice-<id>`. */
export const NOTICE_WRITTEN: JobType<{ noticeId: string }> = { queue: 'notices' };

export interface NoticeToWrite<K extends NoticeKind> {
  /** The city whose people are told. */
  cityId: string;
  kind: K;
  subjectKind: NoticeSubject;
  subjectId: string;
  data: NoticeFacts[K];
  /** The same for the same event, of all notices: `dispatched:<shipment>`, `due-14:<shipment>`. */
  once: string;
}

/**
 * Tells a city of something, in the transaction by which it happens: in the pages at once, by
 * e-mail when a worker gets to it. What was told already, by the key `once`, is not told again.
 * @returns whether it is new
 */
export async function writeNotice<K extends NoticeKind>(
  tx: EntityManager,
  { cityId, kind, subjectKind, subjectId, data, once }: NoticeToWrite<K>,
): Promise<boolean> {
  const [written]: { id: string }[] = await tx.query(
    `insert into notice (city_id, kind, subject_kind, subject_id, data, once)
     values ($1, $2, $3, $4, $5, $6) on conflict (once) do nothing returning id`,
    [cityId, kind, subjectKind, subjectId, JSON.stringify(withFirstLines(data)), once],
  );
  if (!written) return false;
  await enqueue(tx, NOTICE_WRITTEN, `notice-${written.id}`, { noticeId: written.id });
  return true;
}

/** The first lines, of each what may be told and nothing else that the caller's rows hold. */
function withFirstLines(data: object): object {
  const { lines } = data as { lines?: readonly NoticeLine[] };
  if (!lines) return data;
  const told = lines
    .slice(0, NOTICE_LINES_MAX)
    .map(({ item, category, quantity, unit, massKg, expiresOn }) => ({
      ...{ item, category, quantity, unit, massKg },
      ...(expiresOn && { expiresOn }),
    }));
  return { ...data, lines: told, lineCount: lines.length };
}
