import { EntityManager } from 'typeorm';
import { Role } from '../access/rights';
import { Language } from '../sign-in/dto/account.dto';
import { LetterKind } from './letter';

export interface LetterToSend {
  id: string;
  /** Of its link. */
  kind: LetterKind;
  /** An invitation that opens nothing: tells who has an account of further rights. */
  isNotice: boolean;
  email: string;
  name: string;
  language: Language;
  /** Null: the installation, or somebody who was erased since. */
  inviter: string | null;
  /** What the person may be told that they may do; the city in their language, null: steward. */
  roles: { role: Role; city: string | null }[];
}

/** Past it nobody is told any more of rights that they were given. */
const NOTICE_GOOD_MS = 7 * 24 * 3_600_000;

/** What a letter needs to be written, or null: gone, sent, used, taken back or too old by now. */
export async function findLetterToSend(
  tx: EntityManager,
  letterId: string,
  now: Date,
): Promise<LetterToSend | null> {
  const [letter] = await tx.query(FIND, [letterId, now, new Date(now.getTime() - NOTICE_GOOD_MS)]);
  return letter ?? null;
}

/** Neither sent nor used nor taken back: where it is not to be sent any more, it came too late. */
export async function isLetterUnsent(tx: EntityManager, letterId: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from letter where id = $1 and sent_at is null and used_at is null`,
    [letterId],
  );
  return rows.length > 0;
}

export async function markLetterSent(
  tx: EntityManager,
  letterId: string,
  now: Date,
): Promise<void> {
  await tx.query(`update letter set sent_at = $2 where id = $1`, [letterId, now]);
}

const FIND = `
  select l.id, l.kind, l.expires_at = l.created_at as "isNotice", d.email, d.name, d.language,
    (select i.name from person_detail i where i.person_id = l.created_by) as inviter,
    (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'city',
         case d.language when 'uk' then coalesce(c.name_uk, c.name_en) else c.name_en end)
       order by c.id nulls first, r.role), '[]')
     from person_role r left join city c on c.id = r.city_id
     where r.person_id = l.person_id) as roles
  from letter l join person_detail d on d.person_id = l.person_id
  where l.id = $1 and l.sent_at is null and l.used_at is null
    and (l.expires_at > $2 or (l.expires_at = l.created_at and l.created_at > $3))`;
