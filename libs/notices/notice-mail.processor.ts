import { Inject, Injectable, OnModuleInit } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import {
  Clock,
  Config,
  CONFIG,
  HopelessError,
  Processor,
  takeJob,
  WorkerHost,
} from '@pobratym/platform';
import { Mailer } from './mailer';
import { findNoticeMail, isReaderOf, NOTICE_MAIL, NoticeMail } from './notice-mail';
import { noticeText } from './notice-text';

interface Data {
  noticeId: string;
  personId: string;
}

/**
 * Sends a notice to one reader. The pages show it in any case; a server that is down is tried for as
 * long as the mail is of use. Killed between the server's yes and our commit, a worker sends it again
 * with the same Message-ID, as with letters.
 */
@Injectable()
export class NoticeMailProcessor implements Processor<Data>, OnModuleInit {
  readonly type = NOTICE_MAIL;
  readonly concurrency = 2;
  /** It is tried for as long as it is of use; the pages show the notice. */
  readonly remedy = 'none';

  constructor(
    private readonly host: WorkerHost,
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly mailer: Mailer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.host.register(this);
  }

  async process(jobId: string, { noticeId, personId }: Data): Promise<void> {
    const now = this.clock.now();
    const mail = await findNoticeMail(this.database.manager, noticeId, personId, now);
    if (mail) await this.send(mail);
    else if (await isReaderOf(this.database.manager, noticeId, personId)) {
      throw new HopelessError('The notice was no news any more before a mail server took it');
    }
    await this.database.transaction((tx) => takeJob(tx, NOTICE_MAIL, jobId));
  }

  async isWorthTrying(tx: EntityManager, { noticeId, personId }: Data): Promise<boolean> {
    return (await findNoticeMail(tx, noticeId, personId, this.clock.now())) !== null;
  }

  private send(mail: NoticeMail): Promise<boolean> {
    const { id, personId, email } = mail;
    const text = noticeText(mail, this.config.publicUrl);
    return this.mailer.send({ address: email, name: `notice-${id}-${personId}`, ...text });
  }
}
