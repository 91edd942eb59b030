import { Inject, Injectable, Logger, OnModuleDestroy } from '@nestjs/common';
import { createTransport, Transporter } from 'nodemailer';
import { Config, CONFIG, HopelessError } from '@pobratym/platform';
import { MailText } from './mail-text';

const CONNECT_MS_MAX = 10_000;
const ANSWER_MS_MAX = 30_000;

export interface Mail extends MailText {
  /** The one address that it goes to. */
  address: string;
  /** The same for the same mail, however often it is sent: by it mailboxes know a second one. */
  name: string;
}

/** The mail server's own words may hold the address, so only its code is told and logged. */
class NotTakenError extends Error {
  /** The server refuses this address or mail, today as tomorrow. */
  readonly isForGood: boolean;

  constructor(cause: { code?: string; responseCode?: number }) {
    const { code = 'unknown', responseCode } = cause;
    super(`The mail server did not take a mail: ${code} ${responseCode ?? ''}`.trim());
    const isOfMail = code === 'EENVELOPE' || code === 'EMESSAGE';
    this.isForGood = isOfMail && responseCode !== undefined && responseCode >= 500;
  }
}

/** Hands mails to the mail server of the installation, where it has one. */
@Injectable()
export class Mailer implements OnModuleDestroy {
  private readonly logger = new Logger(Mailer.name);
  private readonly transport: Transporter | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.transport = config.smtpUrl ? createTransport(optionsOf(config.smtpUrl)) : undefined;
  }

  get hasServer(): boolean {
    return this.transport !== undefined;
  }

  onModuleDestroy(): void {
    this.transport?.close();
  }

  /**
   * Throws where the server may take it later, and a HopelessError where it never will.
   * @returns false where there is no server
   */
  async send({ address, name, ...text }: Mail): Promise<boolean> {
    if (!this.transport) {
      this.logger.warn({ mail: name }, 'A mail is not sent: SMTP_URL names no mail server');
      return false;
    }
    try {
      await this.transport.sendMail({
        from: this.config.mailFrom,
        // As an object it is one address, whatever stands in it; no name, so no header is a person's.
        to: { name: '', address },
        messageId: `<${name}@${new URL(this.config.publicUrl).hostname}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        ...text,
      });
      return true;
    } catch (cause) {
      const error = new NotTakenError(cause as { code?: string });
      throw error.isForGood ? new HopelessError(error.message) : error;
    }
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
