import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Actor, can, citiesWhereMay, isVisible } from '@pobratym/identity';
import { Clock, NotFoundError, Page, readCursor, toPage, UUID_SHAPE } from '@pobratym/platform';
import { NoticeQuery, NoticeRow } from './dto/notice.dto';

/** More is not counted: a person who never reads must not make each page slower. */
const UNREAD_COUNT_MAX = 100;

@Injectable()
export class NoticesService {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Those of the asker's cities, the newest first. */
  async list(
    actor: Actor,
    { limit, cursor, unread = false }: NoticeQuery,
  ): Promise<Page<NoticeRow> & { unreadCount: number }> {
    const before = readCursor(cursor, UUID_SHAPE) ?? null;
    const whose = [citiesWhereMay(actor, 'notice.read'), actor.origin.personId];
    const rows: NoticeRow[] = await this.database.query(LIST, [
      ...whose,
      before,
      unread,
      limit + 1,
    ]);
    const [{ count }] = await this.database.query(COUNT_UNREAD, [...whose, UNREAD_COUNT_MAX]);
    return { ...toPage(rows, limit, ({ id }) => id), unreadCount: count };
  }

  /** Again is as once. */
  async markRead(actor: Actor, id: string): Promise<void> {
    const [notice]: { city: string }[] = UUID_SHAPE.test(id)
      ? await this.database.query(`select city_id as city from notice where id = $1`, [id])
      : [];
    const { personId } = actor.origin;
    if (!notice || personId === null || !can(actor, 'notice.read', notice)) {
      throw new NotFoundError(`No notice has the id ${id.slice(0, 80)}`);
    }
    await this.database.transaction(async (tx) => {
      const read: object[] = await tx.query(
        `insert into notice_read (notice_id, person_id, read_at) values ($1, $2, $3)
         on conflict do nothing returning 1`,
        [id, personId, this.clock.now()],
      );
      if (read.length === 0) return;
      await recordEvent(tx, actor.origin, {
        action: 'notice.read',
        subject: { kind: 'notice', id },
        cityIds: [notice.city],
      });
    });
  }
}

/** $1 the asker's cities, $2 the asker. */
const NOTICES = `
  notice n left join notice_read r on r.notice_id = n.id and r.person_id = $2::uuid
  where ${isVisible(['n.city_id'], 'false', '$1')}`;

const LIST = `
  select n.id, n.city_id as "cityId", n.kind, n.subject_kind as "subjectKind",
    n.subject_id as "subjectId", n.data, n.created_at as "createdAt", r.read_at as "readAt"
  from ${NOTICES} and ($3::uuid is null or n.id < $3) and (not $4 or r.read_at is null)
  order by n.id desc limit $5`;

const COUNT_UNREAD = `
  select count(*)::int as count
  from (select from ${NOTICES} and r.read_at is null limit $3) unread`;
