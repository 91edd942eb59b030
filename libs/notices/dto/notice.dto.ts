import { FlagQueryField, PageQuery, Shown, ShownOrNull } from '@pobratym/platform';
import { NOTICE_KINDS, NOTICE_SUBJECTS, NoticeKind, NoticeSubject } from '../notice';

export class NoticeQuery extends PageQuery {
  @FlagQueryField({ description: 'those alone that the asker has not read' }) unread?: boolean;
}

export interface NoticeRow {
  id: string;
  cityId: string;
  kind: NoticeKind;
  subjectKind: NoticeSubject;
  subjectId: string;
  data: Record<string, unknown>;
  createdAt: Date;
  readAt: Date | null;
}

export class NoticeDto {
  @Shown() id!: string;
  @Shown({ description: 'the city that is told' }) cityId!: string;
  @Shown({ enum: NOTICE_KINDS }) kind!: NoticeKind;
  @Shown({ enum: NOTICE_SUBJECTS }) subjectKind!: NoticeSubject;
  @Shown() subjectId!: string;
  @Shown({
    type: 'object',
    additionalProperties: true,
    description:
      'facts by the kind: sendingCityId, plannedArrivalOn, dispatchedOn, lines and lineCount, ' +
      'clearedOn, dueOn, daysLeft (when it was written), expiresOn',
  })
  data!: Record<string, unknown>;
  @Shown({ format: 'date-time' }) createdAt!: string;
  @ShownOrNull('string', { format: 'date-time', description: 'by the asker' })
  readAt!: string | null;

  static of({ createdAt, readAt, ...row }: NoticeRow): NoticeDto {
    return {
      ...row,
      createdAt: createdAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
    };
  }
}

export class NoticePage {
  @Shown({ type: [NoticeDto] }) items!: NoticeDto[];
  @ShownOrNull('string') nextCursor!: string | null;
  @Shown({ description: 'of all that the asker sees; 100 stands for 100 and more' })
  unreadCount!: number;
}
