import { AddressInfo } from 'node:net';
import { ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Mail {
  /** To whom the server was told to bring it, which no header can change. */
  recipients: string[];
  parsed: ParsedMail;
  /** As it came, with its headers. */
  raw: string;
}

export interface MailServer {
  url: string;
  mails: Mail[];
  /** Answers the next attempts to name a recipient by this code. */
  refuse(times: number, code: number): void;
  /** How many attempts were refused so far. */
  refusedCount(): number;
  stop(): Promise<void>;
}

/** An SMTP server on the loopback that keeps what it gets. */
export async function startMailServer(): Promise<MailServer> {
  const mails: Mail[] = [];
  let [left, code, refused] = [0, 0, 0];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo(_, __, callback) {
      if (left === 0) return callback();
      left--;
      refused++;
      callback(Object.assign(new Error('not now'), { responseCode: code }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        void simpleParser(raw).then((parsed) => {
          mails.push({ recipients, parsed, raw: raw.toString('utf8') });
          callback();
        }, callback);
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (times, by) => void ([left, code] = [times, by]),
    refusedCount: () => refused,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
