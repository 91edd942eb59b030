import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { Clock, Config, CONFIG, InvalidInputError } from '@pobratym/platform';
import { Actor } from '../access/actor';
import { addressOf, Attempts } from '../sign-in/attempts';
import { foldEmail } from '../sign-in/email';
import { recordOwnEvent } from '../sign-in/own-event';
import { Passwords } from '../sign-in/password/passwords';
import { Sessions } from '../sign-in/sessions';
import { LetterDto, UseLetterDto } from './dto/letter.dto';
import { LetterRef, readLetterText } from './letter';
import { LetterOverError } from './people.errors';
import { oneLine } from './people.service';
import { endLetters, writeLetter } from './write-letter';

type OpenLetter = LetterDto & { personId: string };

/** Invitations and links to a new password: asked for, looked at, used once. */
@Injectable()
export class LettersService {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly attempts: Attempts,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The same answer whether or not the address has an account, and as far as it goes the same
   * work: both look, write to the history and commit; the letter itself is three small writes.
   */
  async askReset(actor: Actor, ip: string, input: { email: string }): Promise<void> {
    const email = foldEmail(input.email);
    await this.attempts.count('reset address', addressOf(ip));
    await this.attempts.count('reset account', email);
    await this.database.transaction(async (tx) => {
      const [found]: { id: string }[] = await tx.query(FIND_BY_EMAIL, [email]);
      const personId = found?.id ?? null;
      await recordOwnEvent(tx, actor.origin, personId, { action: 'password_reset.ask' });
      if (personId === null) return;
      const now = this.clock.now();
      await writeLetter(tx, { personId, kind: 'password_reset', createdBy: null, now });
    });
  }

  async look(text: string): Promise<LetterDto> {
    const { kind, email, name, language } = await this.findOpen(this.read(text));
    return { kind, email, name, language };
  }

  /**
   * Sets the password, once: of many at once, one does it. A password that is refused leaves the
   * letter as it was. The second factor stays what it is.
   */
  async use(actor: Actor, { letter, password, name }: UseLetterDto): Promise<void> {
    const ref = this.read(letter);
    const open = await this.findOpen(ref);
    if (name !== undefined && open.kind !== 'invitation') {
      throw InvalidInputError.at('/name', 'is asked for with an invitation alone');
    }
    const ownName = name === undefined ? open.name : oneLine(name);
    const fresh = await this.passwords.hashNew(
      password,
      { email: open.email, name: ownName },
      '/password',
    );
    await this.database.transaction(async (tx) => {
      await this.take(tx, ref, open.personId);
      await tx.query(`update person_detail set name = $2 where person_id = $1`, [
        open.personId,
        ownName,
      ]);
      await this.letIn(tx, actor, open, fresh);
    });
  }

  private async letIn(tx: EntityManager, actor: Actor, letter: OpenLetter, fresh: string) {
    const { personId, kind, email } = letter;
    await this.passwords.set(tx, personId, fresh);
    await endLetters(tx, personId, ['invitation', 'password_reset'], this.clock.now());
    await this.sessions.endAll(tx, personId, null);
    // Guesses of others must not keep out who has just shown that the mailbox is theirs.
    await this.attempts.forget(tx, 'account', email);
    // Whoever is signed in at this browser, it is the letter that has shown who acts.
    const origin = { ...actor.origin, personId, via: 'nobody', viaId: null } as const;
    const action = kind === 'invitation' ? 'invitation.accept' : 'password_reset.use';
    await recordOwnEvent(tx, origin, personId, { action });
  }

  /** The person first, as everywhere: who waits for the same letter waits here. */
  private async take(tx: EntityManager, { id, kind }: LetterRef, personId: string): Promise<void> {
    await tx.query(`select 1 from person where id = $1 for no key update`, [personId]);
    const [taken] = await tx.query(
      `update letter set used_at = $3
       where id = $1 and kind = $2 and used_at is null and expires_at > $3 returning id`,
      [id, kind, this.clock.now()],
    );
    if (taken.length === 0) throw new LetterOverError();
  }

  private read(text: string): LetterRef {
    const ref = readLetterText(this.config, text);
    if (!ref) throw new LetterOverError();
    return ref;
  }

  private async findOpen({ id, kind }: LetterRef): Promise<OpenLetter> {
    const [found]: OpenLetter[] = await this.database.query(
      `select l.person_id as "personId", l.kind, d.email, d.name, d.language
       from letter l join person_detail d on d.person_id = l.person_id
       where l.id = $1 and l.kind = $2 and l.used_at is null and l.expires_at > $3`,
      [id, kind, this.clock.now()],
    );
    if (!found) throw new LetterOverError();
    return found;
  }
}

const FIND_BY_EMAIL = `
  select p.id from person_detail d join person p on p.id = d.person_id
  where d.email = $1 and p.erased_at is null for no key update of p`;
