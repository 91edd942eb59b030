import { hash } from '@node-rs/argon2';
import { RECEIVER } from './builders';
import { createPerson, Holding } from './people';
import { RunningApps } from './running-apps';
import { Visitor, VisitorAnswer } from './visitor';

export const PASSWORD = 'жовта парасоля їде містом';
export const OTHER_PASSWORD = 'wieloryb na starym rowerze';
export const COOKIE = 'pobratym_session';

/** One app of a describe block, with people that are made as a test needs them. */
export class Town {
  readonly running = new RunningApps();
  private passwordHash = '';
  private addressCount = 0;

  async start(config: object = {}): Promise<void> {
    // A proxy says from which address a visitor comes.
    await this.running.start({ worker: false, config: { proxyCount: 1, ...config } });
    this.passwordHash = await hash(PASSWORD);
  }

  sql(text: string, values: unknown[] = []) {
    return this.running.app.database.query(text, values);
  }

  /** A browser at an address of its own, or at this one. */
  visitor(address?: string): Visitor {
    const own = ++this.addressCount;
    return new Visitor(this.running.app, address ?? `10.1.${own >> 8}.${own & 255}`);
  }

  async newPerson(roles: Holding[] = [{ role: 'coordinator', cityId: RECEIVER }]) {
    const { id } = await createPerson(this.running.app.database, roles);
    const email = `${id}@example.org`;
    await this.sql(`delete from personal_token where person_id = $1`, [id]);
    await this.sql(`insert into credential (person_id, password_hash) values ($1, $2)`, [
      id,
      this.passwordHash,
    ]);
    return { id, email };
  }

  async signedIn(roles?: Holding[]) {
    const person = await this.newPerson(roles);
    const visitor = this.visitor();
    const answer = await visitor.signIn(person.email, PASSWORD);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return { ...person, visitor };
  }

  /** With a second factor that is on; `code` gives one that was not used. */
  async withSecondFactor(roles?: Holding[]) {
    const person = await this.signedIn(roles);
    const setUp = await person.visitor.post('/users/me/second-factor');
    const { secret } = setUp.body as { secret: string };
    const code = async () => {
      await this.sql(`update credential set totp_last_step = null where person_id = $1`, [
        person.id,
      ]);
      return codeOf(secret);
    };
    const confirmed = await person.visitor.post('/users/me/second-factor/confirmation', {
      code: await code(),
    });
    const { recoveryCodes } = confirmed.body as { recoveryCodes: string[] };
    return { ...person, secret, code, recoveryCodes };
  }

  /** What the history says of a person's doings, oldest first. */
  async history(personId: string) {
    return this.sql(
      `select person_id as "personId", via, action, subject_kind as "subjectKind",
         subject_id as "subjectId", city_ids as "cityIds", network, after
       from audit_event where person_id = $1 or subject_id = $2 order by id`,
      [personId, personId],
    );
  }

  /** Resolves when a request has come as far as a lock that another transaction holds. */
  async untilSomebodyWaits(): Promise<void> {
    for (let tries = 0; tries < 1000; tries++) {
      const waiting = await this.sql(
        `select 1 from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (waiting.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('Nobody waits for a lock');
  }

  /** Lets the windows of all attempts be over. */
  endWindows() {
    return this.sql(
      `update attempt set window_started_at = window_started_at - interval '2 hours'`,
    );
  }
}

export async function codeOf(secret: string): Promise<string> {
  const { generateSync } = await import('otplib');
  return generateSync({ secret });
}

export const stateOf = async (visitor: Visitor) => (await visitor.get('/session')).body.state;
export const count = (answers: VisitorAnswer[], status: number) =>
  answers.filter((answer) => answer.status === status).length;
export const times = <T>(n: number, make: (n: number) => T): T[] =>
  Array.from({ length: n }, (_, i) => make(i));
