import { Inject, Injectable, OnModuleInit } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import {
  findLetterToSend,
  isLetterUnsent,
  LETTER_WRITTEN,
  LetterToSend,
  letterUrl,
  markLetterSent,
} from '@pobratym/identity';
import {
  Clock,
  Config,
  CONFIG,
  HopelessError,
  Processor,
  takeJob,
  WorkerHost,
} from '@pobratym/platform';
import { textOf } from './letter-text';
import { Mail, Mailer } from './mailer';

/**
 * Sends letters to people. What was not sent shows in the list of people, from which it can be sent
 * again; a server that is down is tried for as long as the letter's link is good.
 */
@Injectable()
export class LetterProcessor implements Processor<{ letterId: string }>, OnModuleInit {
  readonly type = LETTER_WRITTEN;
  readonly concurrency = 2;
  /** It is tried for as long as its link is good; after that another letter must be written. */
  readonly remedy = 'record_anew';

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

  /**
   * The server's yes and our commit are not one: a worker that is killed between the two sends the
   * letter again, with the same Message-ID, by which mailboxes know it. Twice is better than never.
   */
  async process(jobId: string, { letterId }: { letterId: string }): Promise<void> {
    const now = this.clock.now();
    const letter = await findLetterToSend(this.database.manager, letterId, now);
    if (!letter && (await isLetterUnsent(this.database.manager, letterId))) {
      throw new HopelessError('The letter was good no more before a mail server took it');
    }
    const isSent = letter !== null && (await this.mailer.send(this.write(letter)));
    await this.database.transaction(async (tx) => {
      if (!(await takeJob(tx, LETTER_WRITTEN, jobId))) return;
      if (isSent) await markLetterSent(tx, letterId, this.clock.now());
    });
  }

  async isWorthTrying(tx: EntityManager, { letterId }: { letterId: string }): Promise<boolean> {
    return (await findLetterToSend(tx, letterId, this.clock.now())) !== null;
  }

  private write(letter: LetterToSend): Mail {
    const { publicUrl: site } = this.config;
    const { id, isNotice, email } = letter;
    const link = isNotice ? `${site}/sign-in` : letterUrl(this.config, letter);
    return { address: email, name: `letter-${id}`, ...textOf(letter, { site, link }) };
  }
}
