import { Shown, ShownOrNull } from '@pobratym/platform';

export class QueueDto {
  @Shown({ example: 'reports' }) queue!: string;
  @Shown({ description: 'jobs whose effect is not there yet' }) waiting!: number;
  @ShownOrNull('number', { description: 'of the oldest that waits' })
  oldestAgeSeconds!: number | null;
  @Shown({ description: 'of those that wait: sent more than once' }) waitingAgain!: number;
  @Shown({ description: 'jobs that failed for good and that nobody has retried' }) dead!: number;
  @Shown({ description: 'jobs done since the beginning; nearly exact' }) done!: number;
  @Shown({ description: 'attempts that failed since the beginning; nearly exact' })
  failedAttempts!: number;
}

export class QueueList {
  @Shown({ type: [QueueDto] }) items!: QueueDto[];
  @Shown({ description: 'something waits for longer than the installation tolerates' })
  isBehind!: boolean;
}
