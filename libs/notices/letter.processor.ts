import { Inject, Injectable, Logger, OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { createTransport, Transporter } from 'nodemailer';
import { DataSource } from 'typeorm';
import {
  findLetterToSend,
  LETTER_WRITTEN,
  LetterToSend,
  letterUrl,
  markLetterSent,
} from '@pobratym/identity';
import { Clock, Config, CONFIG, Processor, takeJob, WorkerHost } from '@pobratym/platform';
import { textOf } from './letter-text';

const CONNECT_MS_MAX = 10_000;
const ANSWER_MS_MAX = 30_000;

/** The mail server's own words may hold the address, so only its code is told and logged. */
class NotTakenError extends Error {
  /** The server refuses this address or letter, today as tomorrow. */
  readonly isForGood: boolean;

  constructor(cause: { code?: string; responseCode?: number }) {
    const { code = 'unknown', responseCode } = cause;
    super(`The mail server did not take a letter: ${code} ${responseCode ?? ''}`.trim());
    const isOfLetter = code === 'EENVELOPE' || code === 'EMESSAGE';
    this.isForGood = isOfLetter && responseCode !== undefined && responseCode >= 500;
  }
}

/**
 * Sends letters to people. What was not sent shows in the list of people, from which it can be sent
 * again; a server that is down is tried for as long as the letter's link is good.
 */
@Injectable()
export class LetterProcessor
  implements Processor<{ letterId: string }>, OnModuleInit, OnModuleDestroy
{
  private readonly logger = new Logger(LetterProcessor.name);
  private readonly transport: Transporter | undefined;
  readonly type = LETTER_WRITTEN;
  readonly concurrency = 2;

  constructor(
    private readonly host: WorkerHost,
    private readonly database: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.transport = config.smtpUrl ? createTransport(optionsOf(config.smtpUrl)) : undefined;
  }

  onModuleInit(): void {
    this.host.register(this);
  }

  onModuleDestroy(): void {
    this.transport?.close();
  }

  /**
   * The server's yes and our commit are not one: a worker that is killed between the two sends the
   * letter again, with the same Message-ID, by which mailboxes know it. Twice is better than never.
   */
  async process(jobId: string, { letterId }: { letterId: string }): Promise<void> {
    const now = this.clock.now();
    const letter = await findLetterToSend(this.database.manager, letterId, now);
    const isSent = letter !== null && (await this.send(letter));
    await this.database.transaction(async (tx) => {
      if (!(await takeJob(tx, LETTER_WRITTEN, jobId))) return;
      if (isSent) await markLetterSent(tx, letterId, this.clock.now());
    });
  }

  /** While the letter is of use its row stays in the outbox, and is sent when the lease ends. */
  async giveUp(jobId: string, { letterId }: { letterId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const letter = await findLetterToSend(tx, letterId, this.clock.now());
      if (!letter) await takeJob(tx, LETTER_WRITTEN, jobId);
    });
  }

  /** @returns false where it cannot be sent, now as later */
  private async send(letter: LetterToSend): Promise<boolean> {
    if (!this.transport) {
      const message = 'A letter is not sent: SMTP_URL names no mail server';
      this.logger.warn({ letterId: letter.id }, message);
      return false;
    }
    try {
      await this.transport.sendMail(this.write(letter));
      return true;
    } catch (cause) {
      const error = new NotTakenError(cause as { code?: string });
      if (!error.isForGood) throw error;
      this.logger.error({ letterId: letter.id }, error.message);
      return false;
    }
  }

  private write(letter: LetterToSend) {
    const { publicUrl: site, mailFrom: from } = this.config;
    const { id, isNotice, email } = letter;
    const link = isNotice ? `${site}/sign-in` : letterUrl(this.config, letter);
    return {
      from,
      // As an object it is one address, whatever stands in it; no name, so no header is a person's.
      to: { name: '', address: email },
      messageId: `<letter-${id}@${new URL(site).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      ...textOf(letter, { site, link }),
    };
  }
}

/** A password of ours goes over the net under TLS only. */
function optionsOf(url: string) {
  const { hostname, password } = new URL(url);
  const isLoopback = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  return {
    url,
    requireTLS: password !== '' && !isLoopback,
    connectionTimeout: CONNECT_MS_MAX,
    greetingTimeout: CONNECT_MS_MAX,
    socketTimeout: ANSWER_MS_MAX,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
