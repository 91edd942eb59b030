import { EntityManager } from 'typeorm';
import { JobType } from '@pobratym/platform';
import { Language } from './mail-text';
import { KeptFacts, NoticeKind, NoticeSubject } from './notice';

/** A notice for one reader: each mail is tried again by itself. */
export const NOTICE_MAIL: JobType<{ noticeId: string; personId: string }> = {
  queue: 'notice-mails',
};

/** Past it a mail would tell what is long known, or over. */
const GOOD_MS = 3 * 24 * 3_600_000;

/** A notice with all that its words need, in the reader's language. */
export type NoticeToTell = {
  [K in NoticeKind]: {
    id: string;
    kind: K;
    subjectKind: NoticeSubject;
    subjectId: string;
    data: KeptFacts<K>;
    language: Language;
    /** The reader's city. */
    city: string;
    /** The city that the data names as the sender, where it does. */
    sender: string | null;
    /** Code of a category → its label. */
    categories: Record<string, string>;
  };
}[NoticeKind];

export type NoticeMail = NoticeToTell & { personId: string; email: string };

/** Those who answer for the city's aid. */
export async function findReaders(tx: EntityManager, noticeId: string): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select distinct d.person_id as id from notice n ${READERS} where n.id = $1 order by 1`,
    [noticeId],
  );
  return rows.map(({ id }) => id);
}

/** What is to be sent, or null: too old by now, or its reader has left the city since. */
export async function findNoticeMail(
  tx: EntityManager,
  noticeId: string,
  personId: string,
  now: Date,
): Promise<NoticeMail | null> {
  const [mail] = await tx.query(FIND, [noticeId, personId, new Date(now.getTime() - GOOD_MS)]);
  return mail ?? null;
}

/** Whom it is for still: where it is not to be sent to them any more, it came too late. */
export async function isReaderOf(
  tx: EntityManager,
  noticeId: string,
  personId: string,
): Promise<boolean> {
  return (await findReaders(tx, noticeId)).includes(personId);
}

const READERS = `
  join person_role r on r.city_id = n.city_id and r.role in ('coordinator', 'administrator')
  join person_detail d on d.person_id = r.person_id`;

const nameOf = (city: string): string =>
  `case d.language when 'uk' then coalesce(${city}.name_uk, ${city}.name_en)
     else ${city}.name_en end`;

const FIND = `
  select n.id, n.kind, n.subject_kind as "subjectKind", n.subject_id as "subjectId", n.data,
    d.person_id as "personId", d.email, d.language, ${nameOf('c')} as city,
    ${nameOf('s')} as sender,
    (select jsonb_object_agg(code, case d.language when 'uk' then label_uk else label_en end)
     from category) as categories
  from notice n ${READERS}
  join city c on c.id = n.city_id left join city s on s.id = n.data->>'sendingCityId'
  where n.id = $1 and d.person_id = $2 and n.created_at > $3 limit 1`;
