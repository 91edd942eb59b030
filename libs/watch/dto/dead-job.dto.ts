import { ApiProperty } from '@nestjs/swagger';
import { CodeField, PageQuery, REMEDIES, Shown, ShownOrNull } from '@pobratym/platform';
import type { Remedy } from '@pobratym/platform';

export const DEAD_JOB_STATES = ['dead', 'waiting', 'done'] as const;
export type DeadJobState = (typeof DEAD_JOB_STATES)[number];

export class DeadJobQuery extends PageQuery {
  @CodeField(DEAD_JOB_STATES, { optional: true }) state?: DeadJobState;
}

export class DeadJobDto {
  @Shown({ example: 'reconciliation' }) queue!: string;
  @Shown({ example: 'delivery-0197…' }) jobId!: string;
  @Shown({
    enum: [...DEAD_JOB_STATES],
    description: 'dead; waiting: retried, with no effect yet; done: retried, the effect is there',
  })
  state!: DeadJobState;
  @ApiProperty({ type: Object, description: 'ids of the records that it is about' }) data!: object;
  @Shown({ description: 'what the last attempt said' }) error!: string;
  @Shown() attempts!: number;
  @Shown({ format: 'date-time' }) failedAt!: string;
  @Shown({
    enum: [...REMEDIES],
    description:
      'retry: it can be sent again; record_anew: who made it was told to do so again; none: it would be of no use any more',
  })
  remedy!: Remedy;
  @ShownOrNull('string', { format: 'date-time' }) retriedAt!: string | null;
  @ShownOrNull('string', { format: 'uuid', description: 'person who retried it' })
  retriedBy!: string | null;
}

export class DeadJobPage {
  @Shown({ type: [DeadJobDto] }) items!: DeadJobDto[];
  @ShownOrNull('string') nextCursor!: string | null;
}
