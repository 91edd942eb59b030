import { Inject, Injectable, Logger, OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { createTransport, Transporter } from 'nodemailer';
import { DataSource } from 'typeorm';
import { LETTER_WRITTEN, LetterKind, letterUrl } from '@pobratym/identity';
import { Clock, Config, CONFIG, Processor, takeJob, WorkerHost } from '@pobratym/platform';
import { Language, writeLetter } from './letter-text';

const CONNECT_MS_MAX = 10_000;
const ANSWER_MS_MAX = 20_000;

interface OpenLetter {
  kind: LetterKind;
  email: string;
  name: string;
  language: Language;
}

/** Sends invitations and links to new passwords. Where no mail server is configured it says so. */
@Injectable()
export class LetterProcessor
  implements Processor<{ letterId: string }>, OnModuleInit, OnModuleDestroy
{
  private readonly logger = new Logger(LetterProcessor.name);
  private readonly transport: Transporter | undefined;
  readonly type = LETTER_WRITTEN;
  readonly concurrency = 1;

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
   * The mail server's yes and our commit are not one: a worker that is killed between the two sends
   * the letter again. Twice is better than never; the link is the same.
   */
  async process(jobId: string, { letterId }: { letterId: string }): Promise<void> {
    const letter = await this.findOpen(letterId);
    if (letter && this.transport) await this.send(letterId, letter, this.transport);
    if (letter && !this.transport) this.logger.warn({ letterId }, 'SMTP_URL is not set: not sent');
    const sentAt = letter && this.transport ? this.clock.now() : null;
    await this.database.transaction(async (tx) => {
      if (!(await takeJob(tx, LETTER_WRITTEN, jobId))) return;
      await tx.query(`update letter set sent_at = $2 where id = $1`, [letterId, sentAt]);
    });
  }

  /** The list of people shows that it was never sent; it can be sent again from there. */
  async giveUp(jobId: string, { letterId }: { letterId: string }, error: Error): Promise<void> {
    this.logger.error({ letterId, reason: reasonOf(error) }, 'A letter was given up');
    await this.database.transaction(async (tx) => {
      await takeJob(tx, LETTER_WRITTEN, jobId);
    });
  }

  private async findOpen(letterId: string): Promise<OpenLetter | undefined> {
    const [letter]: OpenLetter[] = await this.database.query(
      `select l.kind, d.email, d.name, d.language
       from letter l join person_detail d on d.person_id = l.person_id
       where l.id = $1 and l.used_at is null and l.sent_at is null and l.expires_at > $2`,
      [letterId, this.clock.now()],
    );
    return letter;
  }

  private async send(letterId: string, letter: OpenLetter, transport: Transporter): Promise<void> {
    const { kind, email, name, language } = letter;
    const { publicUrl: site, mailFrom: from } = this.config;
    const link = letterUrl(this.config, { id: letterId, kind });
    // Given as an object, a name cannot add a header or a second address.
    const to = { name, address: email };
    const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
    const words = writeLetter(kind, language, { name, site, link });
    try {
      await transport.sendMail({ from, to, headers, ...words });
    } catch (cause) {
      // What the server says may hold the address; only its code is passed on.
      throw new Error(`The mail server did not take the letter: ${reasonOf(cause)}`);
    }
  }
}

const optionsOf = (url: string) => ({
  url,
  connectionTimeout: CONNECT_MS_MAX,
  greetingTimeout: CONNECT_MS_MAX,
  socketTimeout: ANSWER_MS_MAX,
  disableFileAccess: true,
  disableUrlAccess: true,
});

function reasonOf(error: unknown): string {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return [code, responseCode].filter(Boolean).join(' ') || 'unknown';
}
