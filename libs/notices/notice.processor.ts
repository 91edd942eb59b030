import { Injectable, Logger, OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { enqueue, Processor, takeJob, WorkerHost } from '@pobratym/platform';
import { Mailer } from './mailer';
import { findReaders, NOTICE_MAIL } from './notice-mail';
import { NOTICE_WRITTEN } from './write-notice';

/**
 * Makes one mail for each reader of a notice. Its row goes in the transaction that writes theirs, so
 * none is left out and none gets two, whenever a worker is killed.
 */
@Injectable()
export class NoticeProcessor implements Processor<{ noticeId: string }>, OnModuleInit {
  private readonly logger = new Logger(NoticeProcessor.name);
  readonly type = NOTICE_WRITTEN;
  readonly concurrency = 1;
  readonly remedy = 'retry';

  constructor(
    private readonly host: WorkerHost,
    private readonly database: DataSource,
    private readonly mailer: Mailer,
  ) {}

  onModuleInit(): void {
    this.host.register(this);
  }

  async process(jobId: string, { noticeId }: { noticeId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await takeJob(tx, NOTICE_WRITTEN, jobId))) return;
      if (!this.mailer.hasServer) {
        const message = 'A notice goes by no mail: SMTP_URL names no mail server';
        return this.logger.warn({ noticeId }, message);
      }
      for (const personId of await findReaders(tx, noticeId)) {
        const mailId = `notice-${noticeId}-${personId}`;
        await enqueue(tx, NOTICE_MAIL, mailId, { noticeId, personId });
      }
    });
  }
}
