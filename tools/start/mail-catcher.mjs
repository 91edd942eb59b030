// An SMTP server for trials: takes every letter, sends none on, and keeps each as a file.
import fs from 'node:fs';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';

const LETTER_BYTES_MAX = 1_000_000;
const LETTERS_KEPT_MAX = 200;

/** → `{ url, stop() }`. `onMail({ to, subject, file })`: one has come. */
export async function startMailCatcher({ dir, onMail = () => {} }) {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  let count = 0;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: LETTER_BYTES_MAX,
    onData(stream, session, callback) {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) return callback(new Error('The letter is too large'));
        const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
        const file = path.join(dir, `${time}-${++count}.eml`);
        const letter = Buffer.concat(chunks);
        fs.writeFileSync(file, letter, { mode: 0o600 });
        dropOldest(dir);
        const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
        subjectOf(letter).then((subject) => {
          onMail({ to: printable(to), subject: printable(subject), file });
          callback();
        }, callback);
      });
    },
  });
  server.on('error', () => {}); // a client that breaks off is no matter of ours
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address();
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function subjectOf(letter) {
  const { simpleParser } = await import('mailparser');
  return (await simpleParser(letter)).subject ?? '';
}

// It is printed, and a terminal obeys control characters.
const printable = (text) => text.replace(/\p{Cc}/gu, '');

function dropOldest(dir) {
  const names = fs.readdirSync(dir).filter((name) => name.endsWith('.eml'));
  for (const name of names.sort().slice(0, -LETTERS_KEPT_MAX)) fs.rmSync(path.join(dir, name));
}
