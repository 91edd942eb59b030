import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { recordEvent } from '@pobratym/audit';
import { Clock, NotFoundError, Page, readCursor, toPage, UUID_SHAPE } from '@pobratym/platform';
import { Actor } from '../access/actor';
import { can, citiesWhereMay, demand } from '../access/can';
import { Attempts } from '../sign-in/attempts';
import { foldEmail } from '../sign-in/email';
import { InviteDto, RoleInput, toHeldRoles, UserDto, UserQuery } from './dto/user.dto';
import { erasePerson } from './erase-person';
import { changeRoles, checkPlaces, demandGrants, mayGrant, rolesOf, without } from './held-role';
import { AlreadyInError } from './people.errors';
import { writeLetter } from './write-letter';

/** One invitation of an address at a time: of two at once, the second finds the person. */
const EMAIL_LOCK = 731_007;

/**
 * The people of a city, for its administrators and for stewards. Who holds a role in a city of the
 * asker is seen, by name and address; which roles they hold elsewhere is not.
 */
@Injectable()
export class PeopleService {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly attempts: Attempts,
  ) {}

  /** Who came last, first. Of a city that is not the asker's: nobody, also of their own people. */
  async list(actor: Actor, { city, limit, cursor }: UserQuery): Promise<Page<UserDto>> {
    const before = readCursor(cursor, UUID_SHAPE);
    const rows: UserRow[] = await this.database.query(
      `${USERS} and ($2::uuid is null or p.id < $2)
         and ($3::text is null or exists (
           select from person_role r where r.person_id = p.id and r.city_id = $3
             and ($1::text[] is null or r.city_id = any($1))))
       order by p.id desc limit $4`,
      [citiesWhereMay(actor, 'user.manage'), before ?? null, city ?? null, limit + 1],
    );
    const page = toPage(rows, limit, ({ id }) => id);
    return { ...page, items: page.items.map((row) => this.show(row)) };
  }

  async get(actor: Actor, id: string): Promise<UserDto> {
    const missing = new NotFoundError('You see no person with this id.');
    if (!UUID_SHAPE.test(id)) throw missing;
    const [row]: UserRow[] = await this.database.query(`${USERS} and p.id = $2`, [
      citiesWhereMay(actor, 'user.manage'),
      id,
    ]);
    if (!row) throw missing;
    return this.show(row);
  }

  /**
   * Invites to roles. An address that has an account already gets the roles at once and a letter
   * that tells of them: the asker learns the name that this person goes by, as they do of everyone
   * who works in their city, and neither where else nor since when; what they typed changes nothing
   * of it. Each city's history tells who has invited whom.
   */
  async invite(actor: Actor, { email, name, language, roles }: InviteDto): Promise<UserDto> {
    const wanted = toHeldRoles(roles);
    demandGrants(actor, wanted);
    const folded = foldEmail(email);
    await this.countInvitation(actor);
    const id = await this.database.transaction(async (tx) => {
      await checkPlaces(tx, wanted);
      await tx.query(`select pg_advisory_xact_lock($1, hashtext($2))`, [EMAIL_LOCK, folded]);
      const [known]: { id: string }[] = await tx.query(FIND_BY_EMAIL, [folded]);
      const personId = known?.id ?? (await this.add(tx, { email: folded, name, language }));
      const added = without(wanted, await rolesOf(tx, personId));
      const change = { personId, added, removed: [], now: this.clock.now() };
      await changeRoles(tx, actor, { ...change, action: 'person.invite' });
      const isIn = known !== undefined && (await hasComeIn(tx, personId));
      if (!isIn) await this.send(tx, actor, personId, 'invitation');
      else if (added.length > 0) await this.send(tx, actor, personId, 'further_rights');
      return personId;
    });
    return this.get(actor, id);
  }

  /** For who has not come in yet; the link of the letter before is then worthless. */
  async inviteAgain(actor: Actor, id: string): Promise<UserDto> {
    await this.countInvitation(actor);
    await this.database.transaction(async (tx) => {
      await this.lockVisible(tx, actor, id);
      if (await hasComeIn(tx, id)) throw new AlreadyInError();
      await this.send(tx, actor, id, 'invitation');
      const roles = (await rolesOf(tx, id)).filter((role) => mayGrant(actor, role));
      await recordEvent(tx, actor.origin, {
        action: 'person.invite_again',
        subject: { kind: 'person', id },
        cityIds: roles.map(({ cityId }) => cityId),
      });
    });
    return this.get(actor, id);
  }

  /** Of the roles that the asker may grant, these and no others; the rest stays as it is. */
  async setRoles(actor: Actor, id: string, roles: RoleInput[]): Promise<void> {
    const wanted = toHeldRoles(roles);
    await this.database.transaction(async (tx) => {
      await this.lockVisible(tx, actor, id);
      demandGrants(actor, wanted);
      await checkPlaces(tx, wanted);
      const held = (await rolesOf(tx, id)).filter((role) => mayGrant(actor, role));
      await changeRoles(tx, actor, {
        action: 'person.change_roles',
        personId: id,
        added: without(wanted, held),
        removed: without(held, wanted),
        now: this.clock.now(),
      });
    });
  }

  /** By a steward, or by who administers every city that the person works in. */
  async erase(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.lockVisible(tx, actor, id);
      const roles = await rolesOf(tx, id);
      const isAllTheirs = roles.length > 0 && roles.every((role) => mayGrant(actor, role));
      if (!isAllTheirs) demand(actor, 'user.manage', {});
      await erasePerson(tx, actor.origin, id, this.clock.now());
    });
  }

  /** By who runs the machine: mail may not work yet. Returns the id of the letter. */
  async inviteSteward(actor: Actor, email: string): Promise<string> {
    const folded = foldEmail(email);
    return this.database.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock($1, hashtext($2))`, [EMAIL_LOCK, folded]);
      const [known]: { id: string }[] = await tx.query(FIND_BY_EMAIL, [folded]);
      const name = folded.split('@')[0]!;
      const personId = known?.id ?? (await this.add(tx, { email: folded, name, language: 'uk' }));
      const steward = [{ role: 'steward' as const, cityId: null }];
      const added = without(steward, await rolesOf(tx, personId));
      const change = { personId, added, removed: [], now: this.clock.now() };
      await changeRoles(tx, actor, { ...change, action: 'person.invite' });
      return this.send(tx, actor, personId, 'invitation');
    });
  }

  private async add(
    tx: EntityManager,
    { email, name, language }: Pick<InviteDto, 'email' | 'name' | 'language'>,
  ): Promise<string> {
    const [{ id }] = await tx.query(`insert into person (created_at) values ($1) returning id`, [
      this.clock.now(),
    ]);
    await tx.query(
      `insert into person_detail (person_id, email, name, language) values ($1, $2, $3, $4)`,
      [id, email, oneLine(name), language],
    );
    return id;
  }

  /** Who may invite could fill the mailboxes of strangers, or a thief of their session. */
  private async countInvitation({ origin }: Actor): Promise<void> {
    if (origin.personId !== null) await this.attempts.count('invitation', origin.personId);
  }

  private send(
    tx: EntityManager,
    actor: Actor,
    personId: string,
    kind: 'invitation' | 'further_rights',
  ): Promise<string> {
    const createdBy = actor.origin.personId;
    return writeLetter(tx, { personId, kind, createdBy, now: this.clock.now() });
  }

  /** Locks a person whom the actor sees: one change of their rights at a time. */
  private async lockVisible(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const missing = new NotFoundError('You see no person with this id.');
    if (!UUID_SHAPE.test(id)) throw missing;
    const [found] = await tx.query(
      `select 1 from person where id = $1 and erased_at is null for no key update`,
      [id],
    );
    if (!found) throw missing;
    const roles = await rolesOf(tx, id);
    const isVisible = can(actor, 'user.manage', {}) || roles.some((role) => mayGrant(actor, role));
    if (!isVisible) throw missing;
  }

  private show({ invitedAt, sentAt, expiresAt, ...person }: UserRow): UserDto {
    if (!invitedAt || !expiresAt) return { ...person, invitation: null };
    const invitation = {
      invitedAt: invitedAt.toISOString(),
      sentAt: sentAt?.toISOString() ?? null,
      expiresAt: expiresAt.toISOString(),
      isExpired: expiresAt <= this.clock.now(),
    };
    return { ...person, invitation };
  }
}

/** A name is one line, whatever was pasted. */
export const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

type UserRow = Omit<UserDto, 'invitation'> & {
  invitedAt: Date | null;
  sentAt: Date | null;
  expiresAt: Date | null;
};

/** Can sign in: has set a password, or was let in by the provider of the city. */
const COME_IN = `(
  exists (select from credential c where c.person_id = p.id and c.password_hash is not null)
  or exists (select from provider_identity i where i.person_id = p.id))`;

/** $1: the cities of the asker, null: every one, and the people of none. */
const USERS = `
  select p.id, d.email, d.name, d.language,
    (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'cityId', r.city_id)
       order by r.role, r.city_id), '[]')
     from person_role r
     where r.person_id = p.id and ($1::text[] is null or r.city_id = any($1))) as roles,
    l.created_at as "invitedAt", l.sent_at as "sentAt", l.expires_at as "expiresAt"
  from person p
    join person_detail d on d.person_id = p.id
    left join lateral (
      select * from letter where person_id = p.id and kind = 'invitation' and not ${COME_IN}
      order by id desc limit 1) l on true
  where p.erased_at is null and ($1::text[] is null or exists (
    select from person_role r where r.person_id = p.id and r.city_id = any($1)))`;

/** The person is locked: none is erased, and no password set, while they are being invited. */
const FIND_BY_EMAIL = `
  select p.id from person_detail d join person p on p.id = d.person_id
  where d.email = $1 and p.erased_at is null for no key update of p`;

async function hasComeIn(tx: EntityManager, personId: string): Promise<boolean> {
  const rows = await tx.query(`select 1 from person p where p.id = $1 and ${COME_IN}`, [personId]);
  return rows.length > 0;
}
