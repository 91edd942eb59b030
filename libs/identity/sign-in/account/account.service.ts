import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotFoundError } from '@pobratym/platform';
import { Actor } from '../../access/actor';
import { NotSignedInError } from '../../access/access.errors';
import { OwnAccountDto, ChangeAccountDto, ChangePasswordDto } from '../dto/account.dto';
import { lockPerson, personIdOf, recordOwnEvent } from '../own-event';
import { WrongPasswordError } from '../sign-in.errors';
import { Passwords } from '../password/passwords';
import { BegunSession, Sessions } from '../sessions';

/** What a person may see and change of themselves. */
@Injectable()
export class AccountService {
  constructor(
    private readonly database: DataSource,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  async get(actor: Actor): Promise<OwnAccountDto> {
    const [found]: OwnAccountDto[] = await this.database.query(FIND, [personIdOf(actor)]);
    if (!found) throw new NotSignedInError();
    return found;
  }

  async change(actor: Actor, { name, language }: ChangeAccountDto): Promise<OwnAccountDto> {
    const personId = personIdOf(actor);
    await this.database.transaction(async (tx) => {
      await lockPerson(tx, personId);
      await tx.query(
        `update person_detail set name = coalesce($2, name), language = coalesce($3, language)
         where person_id = $1`,
        [personId, name?.trim(), language],
      );
      // Which fields, not what stood in them: a name does not belong into the history.
      const after = { isNameChanged: name !== undefined, ...(language ? { language } : {}) };
      await recordOwnEvent(tx, actor.origin, personId, { action: 'account.change', after });
    });
    return this.get(actor);
  }

  async endSession(actor: Actor, id: string): Promise<void> {
    const isEnded = await this.sessions.endOne(actor, id);
    if (!isEnded) throw new NotFoundError('You have no open session with this id.');
  }

  /** Every other session ends; this one goes on under a new secret. */
  async changePassword(actor: Actor, { current, next }: ChangePasswordDto): Promise<BegunSession> {
    const personId = personIdOf(actor);
    const kept = await this.passwords.demandOwn(actor, current, '/current');
    const fresh = await this.passwords.hashNew(next, await this.get(actor), '/next');
    return this.database.transaction(async (tx) => {
      await lockPerson(tx, personId);
      const [same] = await tx.query(
        `select 1 from credential where person_id = $1 and password_hash = $2`,
        [personId, kept],
      );
      // Changed by another request since we looked: what was sent is not the present one any more.
      if (!same) throw new WrongPasswordError('/current');
      await this.passwords.set(tx, personId, fresh);
      await recordOwnEvent(tx, actor.origin, personId, { action: 'password.change' });
      return this.sessions.keepOnlyThis(tx, actor);
    });
  }
}

const FIND = `
  select d.person_id as id, d.email, d.name, d.language,
    c.password_hash is not null as "hasPassword",
    c.totp_confirmed_at is not null as "hasSecondFactor",
    (select count(*)::int from recovery_code r
      where r.person_id = d.person_id and r.used_at is null) as "recoveryCodesLeft"
  from person_detail d left join credential c on c.person_id = d.person_id
  where d.person_id = $1`;
