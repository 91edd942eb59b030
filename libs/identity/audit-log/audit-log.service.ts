import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Page, readCursor, toPage } from '@pobratym/platform';
import { Actor } from '../access/actor';
import { can, citiesWhereMay } from '../access/can';
import { AuditEventDto, AuditQuery } from './audit-log.dto';

interface EventRow extends Omit<AuditEventDto, 'occurredAt'> {
  occurredAt: Date;
}

/**
 * What was done, for those who answer for it: an administrator reads of the records of their
 * cities, a steward of what belongs to no city. Reading is not written down itself, since the log
 * would grow by being looked at; what leaves the installation as a file is.
 */
@Injectable()
export class AuditLogService {
  constructor(private readonly database: DataSource) {}

  /** The newest first. */
  async list(actor: Actor, query: AuditQuery): Promise<Page<AuditEventDto>> {
    const { city, subjectKind, subjectId, person, action, from, to, limit, cursor } = query;
    const rows: EventRow[] = await this.database.query(LIST, [
      citiesWhereMay(actor, 'audit.read'),
      can(actor, 'audit.read', {}),
      city,
      subjectKind,
      subjectId,
      person,
      action,
      from,
      to,
      readCursor(cursor, /^\d{1,18}$/),
      limit + 1,
    ]);
    const page = toPage(rows, limit, (row) => row.id);
    const items = page.items.map(({ occurredAt, ...event }) => ({
      ...event,
      occurredAt: occurredAt.toISOString(),
    }));
    return { ...page, items };
  }
}

/**
 * An event of a person bears every city where they work, and an administrator learns of their own
 * cities alone: neither is another one shown, nor can it be asked for.
 * $1: the asker's cities, null: all. $2: whether they read of what belongs to no city.
 */
const LIST = `
  select e.id, e.occurred_at as "occurredAt", e.via, e.network::text as network, e.action,
    jsonb_build_object('kind', e.subject_kind, 'id', e.subject_id) as subject,
    case when $1::text[] is null then e.city_ids
      else array(select unnest(e.city_ids) intersect select unnest($1) order by 1) end as "cityIds",
    e.before, e.after,
    case when e.person_id is not null then jsonb_build_object('id', e.person_id, 'name', (
      select d.name from person_detail d where d.person_id = e.person_id
        and ($2 or $1::text[] is null or exists (select from person_role r
          where r.person_id = e.person_id and r.city_id = any($1))))) end as person
  from audit_event e
  where ($1::text[] is null or e.city_ids && $1 or ($2 and e.city_ids = '{}'))
    and ($3::text is null or e.city_ids @> array[$3] and ($1 is null or $3 = any($1)))
    and ($4::text is null or e.subject_kind = $4)
    and ($5::text is null or e.subject_id = $5)
    and ($6::uuid is null or e.person_id = $6)
    and ($7::text is null or e.action = $7)
    and ($8::date is null or e.occurred_at >= $8::date::timestamp at time zone 'UTC')
    and ($9::date is null or e.occurred_at < ($9::date + 1)::timestamp at time zone 'UTC')
    and ($10::bigint is null or e.id < $10)
  order by e.id desc limit $11`;
